"""Whether anything was written since, and whether it was something that is looked up, by marks to be compared."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Any, Final

from sqlalchemy import ColumnElement, TextClause, func, select

from tumen.storage.columns import UNJUDGED
from tumen.storage.corrections import corrections
from tumen.storage.database import Database, ours
from tumen.storage.schema import development_events, digests, documents


def _newest(column: ColumnElement[Any], *meant: ColumnElement[bool] | TextClause) -> Any:
    return select(func.max(column)).where(*meant).scalar_subquery()


_KNOWN: Final = select(
    _newest(documents.c.seq),
    _newest(documents.c.versioned_at, documents.c.version > 1),
    select(func.count()).select_from(documents).where(UNJUDGED).scalar_subquery(),
    _newest(documents.c.seq, UNJUDGED),
    _newest(development_events.c.number),
    _newest(digests.c.number),
    _newest(corrections.c.number),
)


class Revision:
    """The state of the whole database, by a mark."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._watching: Any = None

    def mark(self) -> Hashable:
        """Return a mark that is another one after every commit, whoever commits; it means nothing in another process.

        Some microseconds: SQLite keeps a number of commits for each connection, PostgreSQL says which are visible.
        """
        if not self._database.is_sqlite:
            with self._database.reading() as connection:
                return str(connection.exec_driver_sql("SELECT CAST(pg_current_snapshot() AS text)").scalar_one())
        if self._database.is_in_memory:
            # The only connection there is writes too, and its own commits do not count for it.
            return object()
        with ours("read"), self._lock:
            if self._watching is None:
                self._watching = self._database.connect_beside()
            return int(self._watching.execute("PRAGMA data_version").fetchone()[0])

    def of_known(self) -> Hashable:
        """Return a mark that is another one after every change of what is known.

        Documents that arrive, are edited or judged; developments, of which every change leaves an event; digests and
        corrections.
        """
        with self._database.reading() as connection:
            return tuple(connection.execute(_KNOWN).one())

    def close(self) -> None:
        """Close the connection that watches."""
        with ours("close"), self._lock:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
