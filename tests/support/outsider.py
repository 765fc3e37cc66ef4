"""What somebody else does to the database behind an archive: statements, locks, losses, a disk that fills up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from tests.support.archives import empty_archive
from tumen.storage import Archive


def run(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Carry out statements past the archive; the rows of the last one."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            rows = [connection.execute(statement).fetchall() for statement in statements]
            connection.commit()
        return rows[-1]
    with psycopg.connect(url, autocommit=True) as server:
        cursors = [server.execute(statement.encode()) for statement in statements]
        return cursors[-1].fetchall() if cursors[-1].description else []


def lose_all_tables(url: str) -> None:
    """Leave an empty database, also under an archive that is open."""
    # The tables of a search index go with it.
    if url.startswith("sqlite"):
        names = [str(row[0]) for row in run(url, "SELECT name FROM sqlite_master WHERE type = 'table'")]
        run(url, *(f"DROP TABLE IF EXISTS {name}" for name in names if not name.startswith("sqlite_")))
    else:
        schema = run(url, "SELECT current_schema()")[0][0]
        run(url, f"DROP SCHEMA {schema} CASCADE", f"CREATE SCHEMA {schema}")


def start_over(url: str) -> None:
    """The same address, nothing in it."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        for left in path.parent.glob(f"{path.name}*"):  # also a journal, which would be played back into the new one
            left.unlink()
        empty_archive(path)
    else:
        lose_all_tables(url)
        Archive.open(url).close()


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody else writes and does not come to an end."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
    else:
        with psycopg.connect(url) as server:
            server.execute("UPDATE state SET number = number")
            yield


@contextmanager
def disk_with(pages: int) -> Iterator[None]:
    """SQLite files opened meanwhile cannot grow beyond so many pages."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(QueuePool, "connect", limit)
    yield
    event.remove(QueuePool, "connect", limit)
