"""Backups of a PostgreSQL archive by PostgreSQL's own programs, pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, delete, func, inspect, select, update

from tumen.errors import StorageError
from tumen.storage.database import Database, ours
from tumen.storage.schema import INSTANCE, SEALED_BEFORE, state


def dump(url: URL, path: Path) -> None:
    """Write the database into a new file; StorageError where pg_dump is missing or fails."""
    _run("pg_dump", url, "--format=custom", f"--file={path}")


def restore_archive(path: Path, target_url: str) -> None:
    """Put a file of pg_dump into an empty PostgreSQL database; what waits in it is held until it is adopted.

    StorageError when the database is not empty, or where pg_restore is missing or fails.
    """
    target = Database(target_url)
    try:
        if target.is_sqlite:
            raise StorageError("restore: for PostgreSQL; a backup of SQLite is put in the place of its database")
        with target.reading() as connection:
            if inspect(connection).has_table("alembic_version"):
                raise StorageError("restore: the database holds an archive already: name an empty one")
        _run("pg_restore", target.url, "--no-owner", "--exit-on-error", "--single-transaction", str(path))
        with target.writing("restore") as connection:
            # It is an older one: what it has not sent may have been sent since.
            owner = connection.scalar(select(state.c.value).where(state.c.name == INSTANCE))
            if owner is not None:
                backup = update(state).where(state.c.name == INSTANCE).values(value=func.concat("a backup of ", owner))
                connection.execute(backup)
            connection.execute(delete(state).where(state.c.name == SEALED_BEFORE))
    finally:
        target.close()


def _run(program: str, url: URL, *arguments: str) -> None:
    """Run one of the programs on this database; the password goes by the environment, which nobody else can read."""
    found = shutil.which(program)
    if found is None:
        reason = "is not installed: it comes with PostgreSQL's client programs (postgresql-client)"
        raise StorageError(f"{program} {reason}, of the server's version or newer")
    where = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environ = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    command = [found, f"--dbname={where}", "--no-password", *arguments]
    with ours(program):
        ended = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)  # noqa: S603  our own arguments
    if ended.returncode:
        said = " ".join(ended.stderr.split())[:300]
        raise StorageError(f"{program} failed: {said or ended.returncode}")
