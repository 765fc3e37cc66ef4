"""Turns: locks for work that only one process may do at a time, such as judging documents."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from tumen.storage.database import Database
from tumen.storage.schema import turns

# No turn is taken for so long: one that lasts longer was taken while the clock was wrong.
FURTHEST = timedelta(days=1)


class Turns:
    """The turns that are taken, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, name: str, now: datetime, turn_for: timedelta) -> str | None:
        """Take a turn; return the token to end it with, None while another process has it."""
        token = secrets.token_hex(16)
        values = {"token": token, "until": now + turn_for}
        row = self._database.insert(turns).values(name=name, **values)
        over = (turns.c.until < now) | (turns.c.until > now + FURTHEST)
        free = row.on_conflict_do_update(index_elements=["name"], set_=values, where=over)
        with self._database.writing("take_turn") as connection:
            return token if connection.execute(free).rowcount == 1 else None

    def renew(self, name: str, token: str, now: datetime, turn_for: timedelta) -> bool:
        """Hold a turn for longer; False when it ran out and another process took it."""
        mine = update(turns).where(turns.c.name == name, turns.c.token == token).values(until=now + turn_for)
        with self._database.writing("renew_turn") as connection:
            return connection.execute(mine).rowcount == 1

    def taken(self, name: str, now: datetime) -> bool:
        """Whether a process has this turn."""
        found = select(turns.c.until).where(turns.c.name == name, turns.c.until >= now, turns.c.until <= now + FURTHEST)
        with self._database.reading() as connection:
            return connection.scalar(found) is not None

    def end(self, name: str, token: str) -> None:
        """End a turn; one that ran out and was taken by another process is left to it."""
        with self._database.writing("end_turn") as connection:
            connection.execute(delete(turns).where(turns.c.name == name, turns.c.token == token))
