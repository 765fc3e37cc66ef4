"""Turns: locks for work that only one process may do at a time, such as judging documents."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete

from tumen.storage.database import Database
from tumen.storage.schema import turns


class Turns:
    """The turns that are taken, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, name: str, now: datetime, turn_for: timedelta) -> str | None:
        """Take a turn; return the token to end it with, None while another process has it."""
        token = secrets.token_hex(16)
        values = {"token": token, "until": now + turn_for}
        row = self._database.insert(turns).values(name=name, **values)
        free = row.on_conflict_do_update(index_elements=["name"], set_=values, where=turns.c.until < now)
        with self._database.writing("take_turn") as connection:
            return token if connection.execute(free).rowcount == 1 else None

    def end(self, name: str, token: str) -> None:
        """End a turn; one that ran out and was taken by another process is left to it."""
        with self._database.writing("end_turn") as connection:
            connection.execute(delete(turns).where(turns.c.name == name, turns.c.token == token))
