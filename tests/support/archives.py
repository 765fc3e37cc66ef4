"""Archives with nothing in them, set up once: the migrations for every test would be a minute of processor time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tumen.storage import Archive
from tumen.storage.database import Database, OnCommit

IN_MEMORY = "sqlite://"


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as made:
        path = Path(made, "archive.db")
        Archive.open(f"sqlite:///{path}").close()
        return path.read_bytes()


def empty_archive(path: Path) -> str:
    """Put an archive with nothing in it there; its address."""
    path.write_bytes(_empty())
    return f"sqlite:///{path}"


@cache
def _template() -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    kept.deserialize(_empty())
    return kept


def archive_in_memory(on_commit: OnCommit | None = None) -> Archive:
    """Open an archive with nothing in it, in memory: `Archive.open("sqlite://")` at a twentieth of the cost."""
    database = Database(IN_MEMORY, on_commit)
    with closing(database._engine.raw_connection()) as connection:
        _template().backup(connection.driver_connection)
    return Archive(database)
