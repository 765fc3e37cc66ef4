"""Batches of work that several processes share: each is leased to one, and to another when that one is gone."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from tumen.model import Batch, BatchKind, BatchState, Document, Draft
from tumen.storage.adding import Adding
from tumen.storage.columns import DOCUMENTS, DRAFTS, IDS, Moment, Number, pack, unpack
from tumen.storage.database import Database
from tumen.storage.records import Added
from tumen.storage.schema import metadata

# A machine that is switched off takes its batch with it once or twice; what ends five processes ends the sixth too.
MOST_TRIES: Final = 5
# No lease is so long: one that seems to be was taken while a clock was wrong.
FURTHEST: Final = timedelta(days=1)

batches = Table(
    "batches",
    metadata,
    Column("number", Number, primary_key=True),
    Column("kind", String, nullable=False),
    # How many sources or documents.
    Column("size", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("body", LargeBinary, nullable=False),
    # The documents as they were read, until all batches before this one are in.
    Column("result", LargeBinary),
    Column("attempts", Integer, nullable=False),
    Column("token", String),
    Column("until", Moment),
    sqlite_autoincrement=True,
)


class Batches:
    """The batches in the database, in the order in which they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put_documents(self, drafts: Iterable[Sequence[Draft]], now: datetime) -> int:
        """Make a batch of each list of drafts, to be judged one by one; return how many batches."""
        rows = [(BatchKind.DOCUMENTS, len(some), DRAFTS.write(tuple(some))) for some in drafts]
        return self._put(rows, now)

    def put_sources(self, shards: Iterable[Sequence[str]], now: datetime) -> int:
        """Make a batch of each list of source ids, to be asked; return how many batches."""
        rows = [(BatchKind.SOURCES, len(some), IDS.write(tuple(some))) for some in shards]
        return self._put(rows, now)

    def _put(self, rows: Iterable[tuple[BatchKind, int, str]], now: datetime) -> int:
        made = [
            {"kind": kind, "size": size, "made_at": now, "body": pack(written.encode()), "attempts": 0}
            for kind, size, written in rows
        ]
        if made:
            with self._database.writing("put_batches") as connection:
                connection.execute(insert(batches), made)
        return len(made)

    def take(self, now: datetime, lease: timedelta) -> Batch | None:
        """Lease the first batch that nobody has; None when there is none. Of several that ask at once each gets one."""
        free = select(batches).where(batches.c.result.is_(None), batches.c.attempts < MOST_TRIES, ~_held(now))
        # Who asks while another one is choosing takes the next: PostgreSQL skips the row, SQLite's writers queue.
        first = free.order_by(batches.c.number).limit(1).with_for_update(skip_locked=True)
        token = secrets.token_hex(16)
        with self._database.writing("take_batch") as connection:
            row = connection.execute(first).first()
            if row is None:
                return None
            mine = {"token": token, "until": now + lease, "attempts": row.attempts + 1}
            connection.execute(update(batches).where(batches.c.number == row.number).values(mine))
        return _batch(row, token)

    def renew(self, batch: Batch, now: datetime, lease: timedelta) -> bool:
        """Hold a batch for longer; False when its lease ran out and another process has it, or had it."""
        with self._database.writing("renew_batch") as connection:
            return connection.execute(update(batches).where(_own(batch)).values(until=now + lease)).rowcount == 1

    def release(self, batch: Batch, *, tried: bool) -> None:
        """Give a batch back that was not done, for whoever asks next; `tried`: it counts as one of its tries."""
        tries = batches.c.attempts if tried else batches.c.attempts - 1
        back = update(batches).where(_own(batch)).values(token=None, until=None, attempts=tries)
        with self._database.writing("release_batch") as connection:
            connection.execute(back)

    def end(self, batch: Batch) -> bool:
        """Remove a batch that is done; False when another process has it by now, and it stays."""
        with self._database.writing("end_batch") as connection:
            return connection.execute(delete(batches).where(_own(batch))).rowcount == 1

    def hand_in(self, batch: Batch, read: Sequence[Document]) -> bool:
        """Keep what a batch of documents came to; False when another process has it by now, and nothing is kept."""
        result = pack(DOCUMENTS.write(tuple(read)).encode())
        done = update(batches).where(_own(batch)).values(result=result, token=None, until=None)
        with self._database.writing("hand_in_batch") as connection:
            return connection.execute(done).rowcount == 1

    def absorb(self, now: datetime) -> Added | None:
        """Add the documents of the next batch, and remove it; None when the next one was not handed in yet.

        In the order of the batches, whoever read which and when: so two workers bring the archive that one brings.
        """
        given_up = and_(batches.c.attempts >= MOST_TRIES, batches.c.result.is_(None), ~_held(now))
        waiting = select(*batches.c["number", "result"]).where(batches.c.kind == BatchKind.DOCUMENTS, ~given_up)
        first = waiting.order_by(batches.c.number).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(first).first()
        if row is None or row.result is None:
            return None
        with self._database.writing("absorb_batch") as connection:
            gone = delete(batches).where(batches.c.number == row.number, batches.c.result.is_not(None))
            if connection.execute(gone).rowcount == 0:
                return Added()  # another process was quicker: the next one may be this one's
            return Adding(self._database, connection).add(DOCUMENTS.read(unpack(row.result).decode()), now)

    def counts(self, now: datetime) -> dict[BatchState, int]:
        """How many batches there are in each state; no state that none is in."""
        columns = batches.c.result.is_not(None).label("done"), _held(now).label("held"), batches.c.attempts
        found: dict[BatchState, int] = {}
        grouped = select(*columns, func.count().label("batches")).group_by(*columns)
        with self._database.reading() as connection:
            for row in connection.execute(grouped):
                state = _state(done=row.done, held=row.held, attempts=row.attempts)
                found[state] = found.get(state, 0) + row.batches
        return found

    def documents(self) -> int:
        """How many documents stand in batches: to be read, or read and waiting for those before them."""
        with self._database.reading() as connection:
            summed = select(func.sum(batches.c.size)).where(batches.c.kind == BatchKind.DOCUMENTS)
            return int(connection.scalar(summed) or 0)

    def sources(self) -> set[str]:
        """The sources that stand in a batch."""
        bodies = select(batches.c.body).where(batches.c.kind == BatchKind.SOURCES)
        with self._database.reading() as connection:
            return {id_ for body in connection.scalars(bodies) for id_ in IDS.read(unpack(body).decode())}

    def retry(self, now: datetime) -> int:
        """Let batches that were given up be tried again; return how many."""
        given_up = update(batches).where(batches.c.attempts >= MOST_TRIES, batches.c.result.is_(None), ~_held(now))
        with self._database.writing("retry_batches") as connection:
            return connection.execute(given_up.values(attempts=0)).rowcount


def _held(now: datetime) -> ColumnElement[bool]:
    return and_(batches.c.token.is_not(None), batches.c.until >= now, batches.c.until <= now + FURTHEST)


def _own(batch: Batch) -> ColumnElement[bool]:
    return and_(batches.c.number == batch.number, batches.c.token == batch.token)


def _state(*, done: bool, held: bool | None, attempts: int) -> BatchState:
    if done:
        return BatchState.HANDED_IN
    if held:
        return BatchState.LEASED
    return BatchState.GIVEN_UP if attempts >= MOST_TRIES else BatchState.WAITING


def _batch(row: Row[Any], token: str) -> Batch:
    written = unpack(row.body).decode()
    held: Mapping[str, Any] = (
        {"sources": IDS.read(written)} if row.kind == BatchKind.SOURCES else {"drafts": DRAFTS.read(written)}
    )
    return Batch(number=row.number, kind=BatchKind(row.kind), made_at=row.made_at, token=token, **held)
