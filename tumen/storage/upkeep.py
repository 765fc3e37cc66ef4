"""The archive as a whole: counts, integrity check, backup."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final, cast

from sqlalchemy import Connection, Select, Table, func, select, text

from tumen.errors import StorageError
from tumen.model import DeliveryState
from tumen.storage.columns import UNJUDGED
from tumen.storage.database import Database, ours
from tumen.storage.dumping import dump
from tumen.storage.records import Counts
from tumen.storage.schema import (
    INSTANCE,
    SEALED_BEFORE,
    claims,
    deliveries,
    developments,
    digests,
    documents,
    judgements,
    marks,
    quarantine,
    raws,
    state,
)


class Upkeep:
    """Maintenance of the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> Counts:
        """How much the archive holds."""
        by_state = select(deliveries.c.state, func.count()).group_by(deliveries.c.state).order_by(deliveries.c.state)
        with self._database.reading() as connection:
            return Counts(
                documents=_rows(connection, documents),
                relevant=connection.scalar(_counted(documents).where(documents.c.relevant)) or 0,
                unjudged=connection.scalar(_counted(documents).where(UNJUDGED)) or 0,
                developments=connection.scalar(_counted(developments).where(developments.c.merged_into.is_(None))) or 0,
                claims=_rows(connection, claims),
                quarantined=_rows(connection, quarantine),
                raws=_rows(connection, raws),
                digests=_rows(connection, digests),
                deliveries={DeliveryState(state): count for state, count in connection.execute(by_state)},
            )

    def check(self) -> list[str]:
        """Return the problems of the database in plain words; empty when it is sound."""
        try:
            with self._database.reading() as connection:
                problems = _check_file(connection) if self._database.is_sqlite else []
                # A file that is broken is not asked for more: its answers mean nothing.
                return problems or [problem for problem, found in _RULES.items() if connection.scalar(found)]
        except StorageError as e:
            return [str(e)]

    def backup(self, path: Path) -> None:
        """Copy the archive into a new file while it is in use; StorageError when the file exists.

        On PostgreSQL pg_dump does it, and StorageError says so where that is missing.

        The copy belongs to nobody who sends: put in place of the original it has to be adopted first.
        """
        unfinished = path.with_name(f"{path.name}.part")
        with ours("backup"):
            if path.exists():
                raise StorageError(f"backup: {path} already exists")
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        if not self._database.is_sqlite:
            try:
                dump(self._database.url, unfinished)
            except StorageError:
                unfinished.unlink(missing_ok=True)
                raise
            with ours("backup"):
                unfinished.rename(path)
            return
        with self._database.reading() as connection, ours("backup"), closing(sqlite3.connect(unfinished)) as copy:
            original = cast("sqlite3.Connection", connection.connection.driver_connection)
            original.backup(copy)
            # Put back in place of the original it is an older one: what it has not sent may have been sent since.
            copy.execute("UPDATE state SET value = 'a backup of ' || value WHERE name = ?", (INSTANCE,))
            copy.execute("DELETE FROM state WHERE name = ?", (SEALED_BEFORE,))
            copy.commit()
        with ours("backup"):
            unfinished.rename(path)


def _counted(table: Table) -> Select[tuple[int]]:
    return select(func.count()).select_from(table)


def _rows(connection: Connection, table: Table) -> int:
    return connection.scalar(_counted(table)) or 0


def _check_file(connection: Connection) -> list[str]:
    found = [str(line) for line in connection.scalars(text("PRAGMA quick_check"))]
    problems = [] if found == ["ok"] else found
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    return problems + [f"row {row[1]} of {row[0]} points to a row of {row[2]} that is missing" for row in broken]


_last = select(state.c.number).where(state.c.name == "seq").scalar_subquery()
_judged = select(judgements.c.seq).where(judgements.c.seq == documents.c.seq).exists()
# Promises of the archive that no constraint of the schema can keep; each query counts what breaks one.
_RULES: Final[dict[str, Select[tuple[int]]]] = {
    "a document has a number that was not given out yet": _counted(documents).where(documents.c.seq > _last),
    "a reader's mark lies behind the last document": _counted(marks).where(marks.c.until_seq > _last),
    "a document counts as judged without a judgement": _counted(documents).where(documents.c.judged, ~_judged),
    "a document has a judgement and counts as not judged": _counted(documents).where(UNJUDGED, _judged),
}
