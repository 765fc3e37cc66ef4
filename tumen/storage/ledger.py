"""The ledger: where each delivery stands. Every step is one committed transaction and leaves a row of an attempt.

    pending ─ lease ─> attempting ─ commit_point ─> committing ─ settle ─> sent | sent_best_effort | failed | unknown
       ^                    │ settle, recover            │ settle                    │
       └────────────────────┴────────────────────────────┘                           │ resolve
    pending of a reader or channel that is gone, or of another recipient's ─ `Redirects` ─> abandoned
    pending past not_after ─ expire ─> expired ──────────────────────────────────────┤
                             sent_reconciled | resend_approved (as pending) | abandoned

A mailbox of copies may answer in a person's place (`Reconciling`): unknown ─> sent_reconciled | pending.

Until `commit_point` nothing can have reached the recipient, so a lost process means "try again"; after it a lost
process means "unknown", which is never sent again by itself, except where that is harmless (`Channel.repeatable`).
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, case, insert, or_, select, update

from tumen.errors import StorageError
from tumen.model import Delivery, DeliveryState, DigestKind, Receipt
from tumen.storage.columns import CHANNEL, clean
from tumen.storage.database import Database, batches
from tumen.storage.outbox import deliveries_with, delivery_with
from tumen.storage.schema import attempts, deliveries, digests


class Decision(StrEnum):
    """What a person decides about a delivery whose outcome nobody knows."""

    SENT = "sent"
    RESEND = "resend"
    ABANDON = "abandon"


WAITING: Final = (DeliveryState.PENDING, DeliveryState.RESEND_APPROVED)
HANDED_OVER: Final = frozenset({DeliveryState.SENT, DeliveryState.SENT_BEST_EFFORT})
TAKEN_BACK: Final = frozenset({DeliveryState.PENDING, DeliveryState.FAILED})
# What an attempt may end in, by where its delivery stands. All but the first two are for a process that comes back
# with the answer after its lease ran out: what really happened counts more than what was concluded from its silence.
OUTCOMES: Final[Mapping[DeliveryState, frozenset[DeliveryState]]] = {
    DeliveryState.ATTEMPTING: TAKEN_BACK,
    DeliveryState.COMMITTING: HANDED_OVER | TAKEN_BACK | {DeliveryState.UNKNOWN},
    DeliveryState.UNKNOWN: HANDED_OVER | TAKEN_BACK,
    DeliveryState.PENDING: HANDED_OVER,
    DeliveryState.RESEND_APPROVED: HANDED_OVER,
    DeliveryState.SENT_RECONCILED: HANDED_OVER,
    DeliveryState.ABANDONED: HANDED_OVER,
    DeliveryState.EXPIRED: HANDED_OVER,
}
RESOLVABLE: Final = (DeliveryState.UNKNOWN, DeliveryState.EXPIRED, DeliveryState.FAILED)
DECISIONS: Final[Mapping[Decision, DeliveryState]] = {
    Decision.SENT: DeliveryState.SENT_RECONCILED,
    Decision.RESEND: DeliveryState.RESEND_APPROVED,
    Decision.ABANDON: DeliveryState.ABANDONED,
}
# As long as a digest is fresh by itself (design of the delivery: cutoff + 12 h).
RESEND_WITHIN: Final = timedelta(hours=12)
# No lease and no wait is ever set further ahead than these; what is was written by a clock that has since been put
# back. Several machines differ by seconds, so an hour more than the lease is no mistake of theirs.
CLOCKS_DIFFER: Final = timedelta(hours=1)
LONGEST_LEASE: Final = timedelta(hours=1)
LONGEST_WAIT: Final = timedelta(hours=11)


class Ledger:
    """The states of the deliveries in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, limit: int = 100) -> list[Delivery]:
        """The deliveries to attempt now: waiting, their time has come and has not passed; oldest first."""
        chosen = select(deliveries).where(_due_at(now)).order_by(deliveries.c.number).limit(limit)
        with self._database.reading() as connection:
            return deliveries_with(connection, chosen)

    def lease(self, delivery_id: str, now: datetime, lease_for: timedelta) -> str | None:
        """Lease a due delivery for one attempt; return the token, None when it is not due or leased already."""
        with self._database.writing("lease") as connection:
            return _lease(connection, delivery_id, now, lease_for)

    def commit_point(self, delivery_id: str, token: str, now: datetime, reference: str = "") -> bool:
        """Record that the message is sent next. False when the lease is lost: then it must not be sent.

        The lease starts anew, for the wait for the answer. `reference` is what a mailbox of copies knows it by.
        """
        mine = (deliveries.c.id == delivery_id) & (deliveries.c.lease == token)
        held = mine & (deliveries.c.state == DeliveryState.ATTEMPTING) & (deliveries.c.lease_until >= now)
        with self._database.writing("commit_point") as connection:
            seconds = connection.scalar(select(deliveries.c.lease_seconds).where(held))
            if seconds is None:
                return False
            told = {"committed": now, "reference": clean(reference)}
            committing = {"state": DeliveryState.COMMITTING, "lease_until": now + timedelta(seconds=seconds)}
            if connection.execute(update(deliveries).where(held).values(committing)).rowcount != 1:
                return False
            connection.execute(update(attempts).where(attempts.c.lease == token).values(told))
        return True

    def settle(self, receipt: Receipt, token: str, now: datetime, next_attempt: datetime | None = None) -> bool:
        """Record the outcome of an attempt; recording the same again changes nothing.

        False when it comes too late to count (another process or a person has gone on): then only the attempt is
        written down. StorageError when the outcome cannot be: nothing is sent before its commit point.
        """
        with self._database.writing("settle") as connection:
            return _settle(connection, receipt, token, now, next_attempt)

    def settle_and_lease(
        self,
        receipt: Receipt,
        token: str,
        now: datetime,
        next_attempt: datetime | None,
        following: str,
        lease_for: timedelta,
    ) -> str | None:
        """`settle` one delivery and `lease` the following in one transaction: the latter's token."""
        with self._database.writing("settle") as connection:
            _settle(connection, receipt, token, now, next_attempt)
            return _lease(connection, following, now, lease_for)

    def postpone(self, delivery_ids: Sequence[str], until: datetime, detail: str) -> list[str]:
        """Postpone waiting deliveries without an attempt, at most until they expire; return those that were waiting."""
        waits = case((deliveries.c.not_after < until, deliveries.c.not_after), else_=until)
        postponed: list[str] = []
        with self._database.writing("postpone") as connection:
            for batch in batches(delivery_ids):
                waiting = deliveries.c.id.in_(batch) & deliveries.c.state.in_(WAITING)
                known = list(connection.scalars(select(deliveries.c.id).where(waiting).with_for_update()))
                values = {"next_attempt": waits, "detail": clean(detail)}
                connection.execute(update(deliveries).where(deliveries.c.id.in_(known)).values(values))
                postponed += known
        return postponed

    def hold(self, reader_id: str, kinds: Collection[DigestKind], until: datetime) -> int:
        """Let a reader's deliveries of digests of these kinds wait, none past its end; return how many waited."""
        waits = case((deliveries.c.not_after < until, deliveries.c.not_after), else_=until)
        of_kinds = select(digests.c.id).where(digests.c.reader_id == reader_id, digests.c.kind.in_(kinds))
        held = (deliveries.c.reader_id == reader_id) & deliveries.c.state.in_(WAITING)
        values = {"next_attempt": waits, "detail": "not tried: the reader's quiet hours"}
        with self._database.writing("hold") as connection:
            chosen = update(deliveries).where(held, deliveries.c.digest_id.in_(of_kinds))
            return connection.execute(chosen.values(values)).rowcount

    def recover(self, now: datetime) -> list[Delivery]:
        """Take back the deliveries whose lease ran out: to pending where sending (again) is safe, else to unknown.

        A lease that ends further ahead than one can was given by a clock that has been put back; it ran out too.
        Returns the ones that became unknown.
        """
        ran_out = select(deliveries).where(_ran_out(now)).order_by(deliveries.c.number)
        attempting = ran_out.where(deliveries.c.state == DeliveryState.ATTEMPTING).with_for_update()
        committing = ran_out.where(deliveries.c.state == DeliveryState.COMMITTING).with_for_update()
        with self._database.writing("recover") as connection:
            for row in connection.execute(attempting).all():
                _close(connection, row, DeliveryState.PENDING, "interrupted before it was sent", now)
            unknown = []
            for row in connection.execute(committing).all():
                if CHANNEL.read(row.channel).repeatable:
                    _close(connection, row, DeliveryState.PENDING, "interrupted while it was being written", now)
                else:
                    _close(connection, row, DeliveryState.UNKNOWN, "interrupted while it was being sent", now)
                    unknown.append(row.id)
            return [delivery_with(connection, id_) for id_ in unknown]

    def expire(self, now: datetime) -> list[Delivery]:
        """Expire waiting deliveries that are too old to be sent; return them."""
        stale = select(deliveries.c.id).where(deliveries.c.state.in_(WAITING), deliveries.c.not_after < now)
        with self._database.writing("expire") as connection:
            ids = list(connection.scalars(stale.order_by(deliveries.c.number).with_for_update()))
            for delivery_id in ids:
                expired = {"state": DeliveryState.EXPIRED, "detail": "not sent in time"}
                connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(expired))
            return [delivery_with(connection, delivery_id) for delivery_id in ids]

    def resolve(self, delivery_id: str, decision: Decision, now: datetime) -> Delivery:
        """Carry out a person's decision on a delivery that is unknown, expired or failed; StorageError on others."""
        with self._database.writing("resolve") as connection:
            row = _locked(connection, delivery_id)
            if decision not in DECISIONS:
                raise StorageError(f"resolve: no such decision: {decision} (known: {', '.join(DECISIONS)})")
            if row.state not in RESOLVABLE:
                raise StorageError(f"resolve: {delivery_id} is {row.state}, there is nothing to decide")
            values: dict[str, Any] = {
                "state": DECISIONS[decision],
                "detail": clean(f"{row.state}, by hand: {decision}. {row.detail}".strip()),
            }
            if decision == Decision.RESEND:
                values |= {"attempts": 0, "next_attempt": None, "not_after": max(row.not_after, now + RESEND_WITHIN)}
            connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(values))
            return delivery_with(connection, delivery_id)


def _due_at(now: datetime) -> ColumnElement[bool]:
    """The condition that a delivery may be attempted now."""
    next_attempt = deliveries.c.next_attempt
    waited = or_(next_attempt.is_(None), next_attempt <= now, next_attempt > now + LONGEST_WAIT)
    return deliveries.c.state.in_(WAITING) & waited & (deliveries.c.not_after >= now)


def _ran_out(now: datetime) -> ColumnElement[bool]:
    """The condition that the lease of a delivery has run out."""
    until = deliveries.c.lease_until
    return or_(until < now, until > now + LONGEST_LEASE + CLOCKS_DIFFER)


def _lease(connection: Connection, delivery_id: str, now: datetime, lease_for: timedelta) -> str | None:
    token = secrets.token_hex(16)
    taken = {
        "state": DeliveryState.ATTEMPTING,
        "attempts": deliveries.c.attempts + 1,
        "lease": token,
        "lease_seconds": lease_for.total_seconds(),
        "lease_until": now + lease_for,
    }
    due = update(deliveries).where(deliveries.c.id == delivery_id, _due_at(now))
    if connection.execute(due.values(taken)).rowcount != 1:
        return None
    connection.execute(insert(attempts).values(delivery_id=delivery_id, lease=token, started=now, detail=""))
    return token


def _settle(connection: Connection, receipt: Receipt, token: str, now: datetime, next_attempt: datetime | None) -> bool:
    row = _locked(connection, receipt.delivery_id)
    same = (attempts.c.lease == token) & (attempts.c.outcome == receipt.state)
    if connection.scalar(select(attempts.c.number).where(same)) is not None:
        return True
    possible = receipt.state in OUTCOMES.get(DeliveryState(row.state), ())
    early = row.lease == token and row.state == DeliveryState.ATTEMPTING
    if receipt.state not in OUTCOMES[DeliveryState.COMMITTING] or (early and not possible):
        raise StorageError(f"settle: {receipt.delivery_id} is {row.state} and cannot become {receipt.state}")
    if row.lease != token or not possible:
        _finish(connection, token, receipt.state, receipt.detail, now)
        return False
    waits = next_attempt if receipt.state == DeliveryState.PENDING else None
    _close(connection, row, receipt.state, receipt.detail, now, next_attempt=waits)
    return True


def _locked(connection: Connection, delivery_id: str) -> Any:
    row = connection.execute(select(deliveries).where(deliveries.c.id == delivery_id).with_for_update()).first()
    if row is None:
        raise StorageError(f"no such delivery: {delivery_id}")
    return row


def _close(
    connection: Connection,
    row: Any,
    outcome: DeliveryState,
    detail: str,
    now: datetime,
    next_attempt: datetime | None = None,
) -> None:
    """Move the delivery to its outcome and finish its attempt."""
    # Whoever holds the lease of an unknown delivery may still report what became of it.
    lease = row.lease if outcome == DeliveryState.UNKNOWN else None
    values = {"state": outcome, "detail": clean(detail), "next_attempt": next_attempt, "lease": lease}
    connection.execute(update(deliveries).where(deliveries.c.id == row.id).values(values | {"lease_until": None}))
    _finish(connection, row.lease, outcome, detail, now)


def _finish(connection: Connection, token: str, outcome: DeliveryState, detail: str, now: datetime) -> None:
    finished = {"finished": now, "outcome": outcome, "detail": clean(detail)}
    connection.execute(update(attempts).where(attempts.c.lease == token).values(finished))
