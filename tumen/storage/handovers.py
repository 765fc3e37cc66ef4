"""Deliveries that a mailbox of copies can settle, and the sent ones that show whether it can be trusted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update

from tumen.model import DeliveryState, Handover, Receipt
from tumen.storage.columns import CHANNEL, clean
from tumen.storage.database import Database
from tumen.storage.schema import attempts, deliveries

SENT = (DeliveryState.SENT, DeliveryState.SENT_RECONCILED)


class Handovers:
    """The handovers in the database that a mailbox of copies can be searched for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unknowns(self, limit: int = 1000) -> list[Handover]:
        """The handovers without an outcome that can be looked up, the oldest first."""
        return self._handovers(
            _handovers()
            .where(deliveries.c.state == DeliveryState.UNKNOWN, attempts.c.lease == deliveries.c.lease)
            .order_by(attempts.c.number)
            .limit(limit)
        )

    def accepted(self, limit: int = 200) -> list[Handover]:
        """The last accepted handovers, the newest first: their copies must be in the mailbox."""
        sent = attempts.c.outcome == DeliveryState.SENT
        return self._handovers(_handovers().where(sent).order_by(attempts.c.number.desc()).limit(limit))

    def reconcile(self, delivery_id: str, arrived: bool, now: datetime) -> Receipt | None:
        """Settle an unknown delivery by what the mailbox holds; None when it is no longer unknown.

        The lease stays: a process that comes back late with the real answer can still stop a second copy.
        """
        state = DeliveryState.SENT_RECONCILED if arrived else DeliveryState.PENDING
        detail = (
            f"{'its copy is' if arrived else 'no copy is'} in the mailbox of copies, asked {now:%Y-%m-%d %H:%M} UTC"
        )
        unknown = (deliveries.c.id == delivery_id) & (deliveries.c.state == DeliveryState.UNKNOWN)
        values = {"state": state, "detail": clean(detail), "next_attempt": None}
        with self._database.writing("reconcile") as connection:
            changed = connection.execute(update(deliveries).where(unknown).values(values)).rowcount
        return Receipt(delivery_id=delivery_id, state=state, detail=detail) if changed else None

    def _handovers(self, chosen: Select[Any]) -> list[Handover]:
        with self._database.reading() as connection:
            rows = connection.execute(chosen).all()
        return [
            Handover(
                delivery_id=row.id,
                address=CHANNEL.read(row.channel).address,
                reference=row.reference,
                committed=row.committed,
            )
            for row in rows
        ]


def _handovers() -> Select[Any]:
    columns = (deliveries.c.id, deliveries.c.channel, attempts.c.reference, attempts.c.committed)
    joined = deliveries.join(attempts, attempts.c.delivery_id == deliveries.c.id)
    return select(*columns).select_from(joined).where(attempts.c.reference != "", attempts.c.committed.is_not(None))
