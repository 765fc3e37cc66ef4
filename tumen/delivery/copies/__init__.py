"""A mailbox that gets a copy of every mail: it knows what the sender could not learn.

Where the mail server puts one aside (Postfix: always_bcc, Exchange and Google: a journal rule), a delivery whose
outcome is unknown is looked up there by its Message-ID: found means sent. Not found means not sent, but only when the
mailbox can be believed: time enough has passed, and the nearest messages known as sent by the same address are there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from tumen.delivery.channels.address import resolve
from tumen.delivery.copies.imap import Imap
from tumen.delivery.copies.maildir import Maildir
from tumen.delivery.redact import SHARED
from tumen.errors import ConfigError
from tumen.model import Handover, Receipt

# A server may take ten minutes to answer the dot (RFC 5321) and some more to file the copy; a message that is called
# missing too early arrives twice.
SETTLED_AFTER = timedelta(minutes=15)

# How many messages known as sent must all be in the mailbox before a gap in it means anything.
WITNESSES = 5

# Clocks of mail servers differ, and a message may be filed under the time it was written.
MARGIN = timedelta(days=1)


class Mailbox(Protocol):
    """Where the copies are."""

    def holds(self, references: Collection[str], since: datetime) -> set[str]:
        """Those Message-IDs of which there is a copy, filed not before `since`; DeliveryError if it cannot be asked."""
        ...


class HandoverRecord(Protocol):
    """What is known about handings-over."""

    def unknowns(self) -> list[Handover]:
        """Those without an outcome that can be looked up."""
        ...

    def accepted(self) -> list[Handover]:
        """The last ones that were accepted."""
        ...

    def reconcile(self, delivery_id: str, arrived: bool, now: datetime) -> Receipt | None:
        """Settle an unknown delivery; None when it is not unknown any more."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the mailbox says of one unknown delivery: `arrived` or not, or None when it cannot tell, and why."""

    delivery_id: str
    arrived: bool | None
    why: str


def open_mailbox(address: str, environ: Mapping[str, str]) -> Mailbox | None:
    """The mailbox of `maildir:PATH` or `imaps://user:password@host/FOLDER`, also by env:NAME or secret:PATH.

    None without an address; ConfigError, without the address in it, when it is none.
    """
    if not address:
        return None
    url = resolve(address, environ)
    kind, _, rest = url.partition(":")
    if kind == "maildir":
        return Maildir(Path(rest))
    SHARED.learn(url)
    if kind in {"imap", "imaps"}:
        return Imap.of(url)
    raise ConfigError("environment", "TUMEN_COPIES", "must be maildir:PATH or imaps://user:password@host/FOLDER")


def reconcile(handovers: HandoverRecord, mailbox: Mailbox, now: datetime) -> list[Receipt]:
    """Settle what the mailbox knows; a receipt for each. DeliveryError when it cannot be asked."""
    decided = [
        (found.delivery_id, found.arrived) for found in look(handovers, mailbox, now) if found.arrived is not None
    ]
    receipts = [handovers.reconcile(delivery_id, arrived, now) for delivery_id, arrived in decided]
    return [receipt for receipt in receipts if receipt is not None]


def look(handovers: HandoverRecord, mailbox: Mailbox, now: datetime) -> list[Finding]:
    """What the mailbox says of every unknown delivery; nothing is changed."""
    unknowns = handovers.unknowns()
    if not unknowns:
        return []
    accepted = handovers.accepted()
    beside = {unknown.delivery_id: _beside(unknown, accepted, now) for unknown in unknowns}
    asked = [*unknowns, *(witness for witnesses in beside.values() for witness in witnesses)]
    oldest = min(handover.committed for handover in asked) - MARGIN
    there = mailbox.holds({handover.reference for handover in asked}, oldest)
    return [_finding(unknown, beside[unknown.delivery_id], there, now) for unknown in unknowns]


def _beside(unknown: Handover, accepted: Sequence[Handover], now: datetime) -> list[Handover]:
    """The sent messages nearest in time by the same address, as far as their copies have had time to arrive."""
    alike = [one for one in accepted if one.address == unknown.address and now - one.committed >= SETTLED_AFTER]
    return sorted(alike, key=lambda one: abs(one.committed - unknown.committed))[:WITNESSES]


def _finding(unknown: Handover, witnesses: Sequence[Handover], there: Collection[str], now: datetime) -> Finding:
    arrived, why = _verdict(unknown, witnesses, there, now)
    return Finding(delivery_id=unknown.delivery_id, arrived=arrived, why=why)


def _verdict(
    unknown: Handover, witnesses: Sequence[Handover], there: Collection[str], now: datetime
) -> tuple[bool | None, str]:
    if unknown.reference in there:
        return True, "its copy is in the mailbox"
    if now - unknown.committed < SETTLED_AFTER:
        return None, f"no copy yet; only after {SETTLED_AFTER.seconds // 60} minutes does that mean anything"
    if not witnesses:
        return None, "no copy, but no other message from this address shows that copies arrive at all"
    missing = sum(witness.reference not in there for witness in witnesses)
    if missing:
        return None, f"no copy, but {missing} of {len(witnesses)} sent messages have none either"
    return False, f"no copy, and all {len(witnesses)} messages sent around that time have one"
