"""Prefect's database on a fresh home, made in one step.

Its server makes one by a hundred migrations, which take three to four seconds of a processor and nobody else can do
anything meanwhile. What they end with is kept here for the release of Prefect that is locked; with any other, and where
there is a database already, Prefect's own migrations do what they always did.
`python -m flows.server.new_database` writes that file anew: after Prefect was upgraded.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

SCHEMA: Final = Path(__file__).with_name("prefect_database.sql")
# The database is another than the file in PREFECT_HOME where one of these is set.
ELSEWHERE: Final = ("PREFECT_API_DATABASE_CONNECTION_URL", "PREFECT_SERVER_DATABASE_CONNECTION_URL")
_OF: Final = "-- Prefect "
_MIGRATE: Final = (
    "import asyncio; from prefect.server.database import provide_database_interface;"
    " asyncio.run(provide_database_interface().create_db())"
)


def file_of(environ: Mapping[str, str]) -> Path | None:
    """Where Prefect keeps its database in this environment; None where that is no file in PREFECT_HOME."""
    if "PREFECT_HOME" not in environ or any(environ.get(name) for name in ELSEWHERE):
        return None
    return Path(environ["PREFECT_HOME"]).resolve() / "prefect.db"


def make(environ: Mapping[str, str]) -> bool:
    """Make the database where there is none, as this release's migrations would; False where nothing was done.

    Whatever fails, Prefect makes it by its migrations, and says what is wrong where it cannot either.
    """
    file = file_of(environ)
    if file is None or file.exists() or not SCHEMA.is_file():
        return False
    said, _, statements = SCHEMA.read_text(encoding="utf-8").partition("\n")
    if said != _OF + _installed():
        return False
    try:
        made, name = tempfile.mkstemp(prefix="prefect-", suffix=".new", dir=file.parent)
        os.close(made)
    except OSError:
        return False
    try:
        with closing(sqlite3.connect(name)) as database:
            database.executescript(statements)
        # Not moved: what another process made meanwhile stays.
        os.link(name, file)
    except (OSError, sqlite3.Error):
        return False
    else:
        return True
    finally:
        with suppress(OSError):
            Path(name).unlink()


def migrated(file: Path) -> str:
    """What Prefect's migrations make of nothing, as statements; `file` is where they make it."""
    environ = {**os.environ, "PREFECT_HOME": str(file.parent)}
    for name in ELSEWHERE:
        environ.pop(name, None)
    subprocess.run([sys.executable, "-c", _MIGRATE], env=environ, check=True)  # noqa: S603
    with closing(sqlite3.connect(file)) as database:
        return "\n".join((_OF + _installed(), *database.iterdump(), ""))


def _installed() -> str:
    try:
        return version("prefect")
    except PackageNotFoundError:
        return ""


def main() -> int:
    """Write the file for the release that is installed."""
    with tempfile.TemporaryDirectory() as folder:
        SCHEMA.write_text(migrated(Path(folder, "prefect.db")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
