"""A way by which messages go: when it is down, and what was handed over by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """A route that is down as a whole: nothing is tried on it before `until`, then one message.

    `failures`: how often in a row; `since`: the first of them. `route` names a server with its account, no secret.
    """

    route: str
    since: datetime
    until: datetime
    failures: int
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One handing-over as a mailbox of copies can be asked about it: by its Message-ID (`reference`)."""

    delivery_id: str
    address: str
    reference: str
    committed: datetime
