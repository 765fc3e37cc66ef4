"""What the operator was told of and is not over yet, so that each is told once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select

from tumen.storage.columns import clean
from tumen.storage.database import Database
from tumen.storage.schema import state

_PREFIX: Final = "concern "


class Concerns:
    """The concerns in the database, by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self) -> dict[str, datetime]:
        """Since when the operator has known of what, the oldest first."""
        rows = select(state.c.name, state.c.value).where(state.c.name.startswith(_PREFIX, autoescape=True))
        with self._database.reading() as connection:
            found = {
                row.name.removeprefix(_PREFIX): datetime.fromisoformat(row.value) for row in connection.execute(rows)
            }
        return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))

    def begin(self, keys: Iterable[str], now: datetime) -> list[str]:
        """Keep these; return those that were not known. Of two processes at once each key is new to one."""
        new = []
        with self._database.writing("begin_concerns") as connection:
            for key in dict.fromkeys(map(clean, keys)):
                row = self._database.insert(state).values(name=_PREFIX + key, value=now.isoformat())
                if connection.execute(row.on_conflict_do_nothing()).rowcount == 1:
                    new.append(key)
        return new

    def end(self, keys: Collection[str]) -> None:
        """Forget these: they are over, or nobody could be told."""
        names = [_PREFIX + key for key in keys]
        if names:
            with self._database.writing("end_concerns") as connection:
                connection.execute(delete(state).where(state.c.name.in_(names)))
