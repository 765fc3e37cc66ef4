"""Reading the ledger: deliveries with the message they were sealed with, and their attempts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from tumen.model import Delivery, DeliveryState, Message
from tumen.storage.columns import CHANNEL, MESSAGE, unpack
from tumen.storage.database import Database
from tumen.storage.records import Attempt
from tumen.storage.schema import attempts, deliveries, messages


class Outbox:
    """The deliveries in the database, to be looked at."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def deliveries(
        self, state: DeliveryState | None = None, digest_id: str | None = None, limit: int = 100
    ) -> list[Delivery]:
        """Deliveries in this state, or of this digest; the last sealed one first."""
        chosen = select(deliveries).order_by(deliveries.c.number.desc()).limit(limit)
        if state is not None:
            chosen = chosen.where(deliveries.c.state == state)
        if digest_id is not None:
            chosen = chosen.where(deliveries.c.digest_id == digest_id)
        with self._database.reading() as connection:
            return deliveries_with(connection, chosen)

    def oldest(self, states: Sequence[DeliveryState]) -> datetime | None:
        """When the oldest delivery in one of these states was sealed; None when there is none."""
        first = select(func.min(deliveries.c.sealed_at)).where(deliveries.c.state.in_(states))
        with self._database.reading() as connection:
            found: datetime | None = connection.scalar(first)
        return found

    def attempts(self, delivery_id: str) -> list[Attempt]:
        """Every attempt at the delivery, the first one first."""
        mine = select(attempts).where(attempts.c.delivery_id == delivery_id).order_by(attempts.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(mine).all()
        return [_attempt(row, number) for number, row in enumerate(rows, start=1)]


def delivery_with(connection: Connection, delivery_id: str) -> Delivery:
    """One delivery, inside the caller's transaction."""
    return deliveries_with(connection, select(deliveries).where(deliveries.c.id == delivery_id))[0]


def deliveries_with(connection: Connection, chosen: Select[Any]) -> list[Delivery]:
    """The chosen deliveries, inside the caller's transaction; a message that many share is read once."""
    rows = connection.execute(chosen).all()
    known = _messages(connection, {row.message_id for row in rows})
    return [_delivery(row, known[row.message_id]) for row in rows]


def _messages(connection: Connection, ids: Iterable[str]) -> dict[str, Message]:
    found: dict[str, Message] = {}
    for id_ in ids:
        body = connection.execute(select(messages.c.body).where(messages.c.id == id_)).scalar_one()
        found[id_] = MESSAGE.read(unpack(body).decode())
    return found


def _delivery(row: Any, message: Message) -> Delivery:
    return Delivery(
        id=row.id,
        digest_id=row.digest_id,
        reader_id=row.reader_id,
        channel=CHANNEL.read(row.channel),
        message=message,
        sealed_at=row.sealed_at,
        not_after=row.not_after,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        next_attempt=row.next_attempt,
        detail=row.detail,
        thread=row.thread,
    )


def _attempt(row: Any, number: int) -> Attempt:
    return Attempt(
        delivery_id=row.delivery_id,
        number=number,
        started=row.started,
        committed=row.committed,
        finished=row.finished,
        outcome=None if row.outcome is None else DeliveryState(row.outcome),
        detail=row.detail,
        reference=row.reference,
    )
