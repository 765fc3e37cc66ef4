"""The schema version of a database, and its upgrade to the one this code needs."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Connection, inspect, text

from tumen.errors import SchemaOutdated
from tumen.storage.database import Database
from tumen.storage.schema import REVISION
from tumen.storage.search_index import rebuild

MIGRATIONS: Final = Path(__file__).parent / "migrations"
# Any number that no other program on the same PostgreSQL is likely to lock.
UPGRADE_LOCK: Final = 0x74756D656E
# The first schema whose index is as today's; that of an older one is made anew at the upgrade.
SEARCHED: Final = "0016"
# Alembic keeps the running upgrade in a global; two threads would run in one another's.
_one_at_a_time: Final = Lock()


def prepare(database: Database, *, upgrade: bool) -> None:
    """Upgrade the schema to REVISION, or check that it is; SchemaOutdated names the command to run."""
    with database.reading() as connection:
        found = revision(connection)
    if found == REVISION:
        return
    if found is not None and found > REVISION:
        raise SchemaOutdated(f"the archive has schema {found}, this program knows up to {REVISION}: update the program")
    if not upgrade:
        raise SchemaOutdated(f"the archive has schema {found or 'none'}, this program needs {REVISION}: tumen upgrade")
    _upgrade(database, found)


def revision(connection: Connection) -> str | None:
    """The schema's number, e.g. "0001"; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _upgrade(database: Database, found: str | None) -> None:
    # Alembic costs 0.1 s of import and is needed on one day in a hundred.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        with _one_at_a_time, database.writing("upgrade") as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if found is not None and found < SEARCHED:
                rebuild(database, connection)
    except CommandError as e:
        raise SchemaOutdated(f"the archive could not be upgraded: {e}") from e
