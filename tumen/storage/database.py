"""The connection to SQLite or PostgreSQL: one transaction per `with`, their errors turned into StorageError."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from tumen.errors import StorageError
from tumen.storage.columns import complete_for_postgresql

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

T = TypeVar("T")
OnCommit = Callable[[str], None]

# A digest is sealed in well under a second; a longer wait than these seconds means a stuck process, not a busy
# one.
PATIENCE: Final = 30.0
_IN_MEMORY: Final = (None, "", ":memory:")
# SQLite before 3.32 takes 999 bound values in one statement.
IN_ONE_STATEMENT: Final = 500
# SQLite's errors that waiting may cure. Not among them: READONLY, CORRUPT, NOTADB, PERM, and ERROR for a wrong schema.
_PASSING: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_INTERRUPT,
    }
)  # fmt: skip
# SQLite's own 2 MiB hold a tenth of the shingle index of 10,000 documents; its inserts fall on random pages.
CACHE_KIB: Final = 65_536


def journal_mode(version: tuple[int, ...]) -> str:
    """The journal this SQLite may use: WAL where it is safe, else TRUNCATE.

    Up to 3.51.2 two connections, one of them at a checkpoint, can corrupt a WAL database ("WAL-reset bug", since
    3.7.0); fixed in 3.51.3 and in the backports 3.50.7 and 3.44.6.
    """
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "WAL" if fixed else "TRUNCATE"


class Database:
    """Opens transactions. `on_commit` is called with the operation's name just before each commit."""

    def __init__(self, url: str, on_commit: OnCommit | None = None, patience: float = PATIENCE) -> None:
        self._on_commit = on_commit or (lambda _: None)
        with ours("open"):
            parsed = make_url(url)
        self.url: Final = parsed
        self.is_sqlite: Final = parsed.get_backend_name() == "sqlite"
        self.is_in_memory: Final = self.is_sqlite and parsed.database in _IN_MEMORY
        self._patience = patience
        with ours("open"):
            self._engine = (_sqlite if self.is_sqlite else _postgresql)(parsed, patience)
        self._reader = self._engine.execution_options(tumen_reading=True)
        # PostgreSQL shows each statement what was committed before it; SQLite has one state for a transaction anyway.
        one_state: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._viewer = self._reader.execution_options(**one_state)
        self._held = local()

    @contextmanager
    def writing(self, name: str) -> Iterator[Connection]:
        """A write transaction: all of the block is committed, or nothing. StorageError when the database fails."""
        with ours(name), self._engine.begin() as connection:
            yield connection
            self._on_commit(name)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read transaction. Keep it short: SQLite's writers wait for it."""
        held: Connection | None = getattr(self._held, "connection", None)
        with ours("read"), nullcontext(held) if held else self._reader.connect() as connection:
            yield connection

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """All that this thread reads meanwhile is of one state of the database. Keep it short, and write nothing."""
        before: Connection | None = getattr(self._held, "connection", None)
        with ours("read"), nullcontext(before) if before else self._viewer.connect() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = before

    def connect_beside(self) -> sqlite3.Connection:
        """A connection of SQLite for the caller alone, who closes it; any thread may use it, one at a time."""
        path = str(self.url.database)
        return sqlite3.connect(path, timeout=self._patience, isolation_level=None, check_same_thread=False)

    def insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """An INSERT with ON CONFLICT for this database."""
        if self.is_sqlite:
            return sqlite.insert(table).execution_options(preserve_rowcount=True)
        # Imported here: with its asynchronous drivers the dialect costs a tenth of a second that SQLite need not wait.
        from sqlalchemy.dialects import postgresql

        # Otherwise PostgreSQL's answer does not say whether a conflict kept the row out.
        return postgresql.insert(table).execution_options(preserve_rowcount=True)

    def keep(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert the rows that are not there yet."""
        if rows:
            connection.execute(self.insert(table).on_conflict_do_nothing(), list(rows))

    def close(self) -> None:
        """Close every connection."""
        with ours("close"):
            self._engine.dispose()


@contextmanager
def ours(name: str) -> Iterator[None]:
    """Turn the errors of the libraries into StorageError. Values never enter its text: they may hold a secret."""
    try:
        yield
    except DBAPIError as e:
        error = StorageError(f"{name}: {str(e.orig).strip()}")
        error.transient = _passes(e)
        raise error from e
    except (SQLAlchemyError, sqlite3.Error, OSError) as e:
        raise StorageError(f"{name}: {e}") from e


def _passes(error: DBAPIError) -> bool:
    """Whether the same call may succeed later: locked, full, or out of reach. Anything else needs a person."""
    if isinstance(error.orig, sqlite3.Error):
        # The low byte is the kind, the rest says more about it. A missing table is an OperationalError too.
        return (getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF) in _PASSING
    return isinstance(error, OperationalError)


def batches(values: Iterable[T], size: int = IN_ONE_STATEMENT) -> Iterator[list[T]]:
    """The values in lists that fit into one statement."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch


def _sqlite(url: URL, patience: float) -> Engine:
    in_memory = url.database in _IN_MEMORY
    if not in_memory:
        _create_private(Path(str(url.database)))
    # One connection for all threads in memory: each further one would see an empty database of its own.
    pool = {"pool_size": 1, "max_overflow": 0} if in_memory else {}
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        hide_parameters=True,
        poolclass=QueuePool,
        connect_args={"timeout": patience, "check_same_thread": False},
        **pool,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _create_private(path: Path) -> None:
    """Make the file readable by its owner only, before anything is in it; SQLite's journals copy its mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # Python's driver would begin its own deferred transactions; ours begin in _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys = ON",
        f"journal_mode = {journal_mode(sqlite3.sqlite_version_info)}",
        "synchronous = FULL",
        f"cache_size = -{CACHE_KIB}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns from reading to writing fails at once when another one wrote meanwhile
    # (SQLITE_BUSY_SNAPSHOT, the busy timeout is ignored); one that is a writer from the start waits its turn.
    reading = connection.get_execution_options().get("tumen_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgresql(url: URL, patience: float) -> Engine:
    if url.get_backend_name() != "postgresql":
        raise StorageError(f"unsupported database {url.get_backend_name()}: use SQLite or PostgreSQL")
    complete_for_postgresql()
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": max(2, round(patience))},
    )

    def prepare(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.execute(f"SET lock_timeout = {round(patience * 1000)}")
        connection.commit()

    event.listen(engine, "connect", prepare)
    return engine
