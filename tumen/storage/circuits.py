"""Routes that are down, stored between runs so that a wrong password is not tried once for every reader."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer, String, Table, Text, delete, select, update

from tumen.model import Circuit
from tumen.storage.columns import Moment, clean
from tumen.storage.database import Database
from tumen.storage.ledger import WAITING
from tumen.storage.schema import deliveries, metadata

# Ways of delivering (a mail account, a Slack app) that failed as a whole, until one message got through again.
circuits = Table(
    "circuits",
    metadata,
    Column("route", String, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("detail", Text, nullable=False),
)


class Circuits:
    """The open circuits in the database; a route without a row is closed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Circuit]:
        """Return the routes that are down, the longest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(circuits).order_by(circuits.c.since, circuits.c.route)).all()
        return [_circuit(row) for row in rows]

    def open(self, circuit: Circuit) -> None:
        """Store that this route is down, replacing its earlier row."""
        values = {
            "since": circuit.since,
            "until": circuit.until,
            "failures": circuit.failures,
            "detail": clean(circuit.detail),
        }
        row = self._database.insert(circuits).values(route=circuit.route, **values)
        with self._database.writing("open_circuit") as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["route"], set_=values))

    def close(self, route: str) -> None:
        """Delete the circuit of this route."""
        with self._database.writing("close_circuit") as connection:
            connection.execute(delete(circuits).where(circuits.c.route == route))

    def reset(self, now: datetime) -> int:
        """Close every circuit and let all that waits begin anew, after a fix; return how many deliveries are due now.

        Failures of before the fix count no longer, so that the oldest goes first.
        """
        waiting = deliveries.c.state.in_(WAITING) & (deliveries.c.not_after >= now)
        with self._database.writing("reset") as connection:
            connection.execute(delete(circuits))
            return connection.execute(update(deliveries).where(waiting).values(next_attempt=None, attempts=0)).rowcount


def _circuit(row: Any) -> Circuit:
    return Circuit(route=row.route, since=row.since, until=row.until, failures=row.failures, detail=row.detail)
