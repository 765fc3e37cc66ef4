"""Copying an archive into another database, row by row in batches, checked by counts and digests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Table, delete, func, select, text

from tumen.errors import StorageError
from tumen.storage.adoption import A_COPY_OF
from tumen.storage.database import Database, batches
from tumen.storage.schema import INSTANCE, SEALED_BEFORE, metadata, state
from tumen.storage.search_index import rebuild
from tumen.storage.upgrade import prepare

Progress = Callable[[int, int, str], None]

ORIGIN: Final = "copied from"  # the row of `state` by which an unfinished copy is known
_ROWS: Final = 500
_OWN: Final = (INSTANCE, SEALED_BEFORE, ORIGIN)  # names of `state` that differ in a copy


@dataclass(frozen=True, slots=True)
class Copied:
    """One table after the copy: how many rows it has, and the digest that both databases gave for them."""

    table: str
    rows: int
    digest: str


def copy_archive(source_url: str, target_url: str, progress: Progress = lambda *_: None) -> list[Copied]:
    """Copy everything from one archive into an empty one, or go on with a copy that was interrupted.

    StorageError when the target holds anything else, or where counts or digests differ in the end. The copy belongs to
    nobody who sends: it has to be adopted first.
    """
    source, target = Database(source_url), Database(target_url)
    try:
        prepare(source, upgrade=True)
        prepare(target, upgrade=True)
        with source.reading() as original:
            _claim(target, str(source.url.database))
            done = []
            for number, table in enumerate(metadata.sorted_tables, start=1):
                progress(number, len(metadata.sorted_tables), table.name)
                _copy_rows(original, target, table)
                done.append(_checked(original, target, table))
        with target.writing("finish_copy") as connection:
            _finish(target, connection)
        return done
    finally:
        source.close()
        target.close()


def _claim(target: Database, origin: str) -> None:
    """Take an empty database for this copy; one that was begun from the same archive is gone on with."""
    with target.writing("claim_copy") as connection:
        begun = connection.scalar(select(state.c.value).where(state.c.name == ORIGIN))
        holds = [table.name for table in metadata.sorted_tables if table is not state and _count(connection, table)]
        if begun != origin and (begun is not None or holds):
            raise StorageError(f"copy: the target holds an archive already ({begun or ', '.join(holds)})")
        if begun is None:
            # What a new database begins with, such as the number of its first document, is the original's to say.
            connection.execute(delete(state))
        target.keep(connection, state, [{"name": ORIGIN, "value": origin}])


def _copy_rows(original: Connection, target: Database, table: Table) -> None:
    rows = original.execution_options(yield_per=_ROWS).execute(select(table)).mappings()
    for batch in batches(rows, _ROWS):
        wanted = [dict(row) for row in batch if table is not state or row["name"] not in _OWN]
        with target.writing("copy") as connection:
            target.keep(connection, table, wanted)


def _checked(original: Connection, target: Database, table: Table) -> Copied:
    with target.reading() as connection:
        (rows, digest), copied = _digest(original, table), _digest(connection, table)
    if copied != (rows, digest):
        raise StorageError(f"copy: {table.name} differs: {rows} rows there, {copied[0]} here; nothing was removed")
    return Copied(table.name, rows, digest)


def _digest(connection: Connection, table: Table) -> tuple[int, str]:
    """How many rows, and the sum of their hashes: the order in which a database gives them does not matter."""
    total = count = 0
    for row in connection.execution_options(yield_per=_ROWS).execute(select(table)):
        if table is state and row.name in _OWN:
            continue
        values = [bytes(value) if isinstance(value, memoryview) else value for value in row]
        total += int.from_bytes(hashlib.sha256(repr(values).encode()).digest(), "big")
        count += 1
    return count, f"{total % 2**256:064x}"


def _finish(target: Database, connection: Connection) -> None:
    """Let new rows be numbered after the copied ones, make the search index, and leave the copy to be adopted."""
    if not target.is_sqlite:
        for table in metadata.sorted_tables:
            for column in table.primary_key:
                sequence = connection.scalar(
                    text("SELECT pg_get_serial_sequence(:name, :column)"), {"name": table.name, "column": column.name}
                )
                if sequence is not None:
                    last = connection.scalar(select(func.max(column))) or 0
                    connection.execute(text("SELECT setval(:s, :n)"), {"s": sequence, "n": max(1, last)})
    rebuild(target, connection)
    origin = connection.scalar(select(state.c.value).where(state.c.name == ORIGIN))
    owned = target.insert(state).values(name=INSTANCE, value=f"{A_COPY_OF}{origin}")
    connection.execute(owned.on_conflict_do_nothing())


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
