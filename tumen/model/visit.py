"""A page that is asked again after it was read: whether it still says what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tumen.model.source import Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When the page of a document is asked next; `due` is None when it is asked no more.

    `stood`: when it was first read. `failures`: requests in a row without an answer. `missed`: how often in a row it
    was not there any more; `validators`: what the server gave to ask conditionally.
    """

    document_id: str
    source_id: str
    address: str
    stood: datetime
    due: datetime | None
    failures: int = 0
    missed: int = 0
    validators: Validators = Validators()
