"""Sealed digests: what each reader was told, up to which ingest number, and the deliveries sealed with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from tumen.errors import StorageError
from tumen.model import Delivery, Digest, DigestKind
from tumen.storage.columns import CHANNEL, DIGEST, MESSAGE, UNJUDGED, clean, key_of, pack
from tumen.storage.database import Database, batches
from tumen.storage.schema import deliveries, digest_entries, digests, documents, marks, messages, state, told


class Digests:
    """The sealed digests in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seal(self, digest: Digest, deliveries: Iterable[Delivery], *, newly: datetime | None = None) -> bool:
        """Seal a digest with its deliveries in one transaction; False, and nothing written, when its key is sealed.

        `newly` is the moment from which a reader who is new or returns is told: the digest may begin behind the mark,
        and the moment is kept.

        StorageError when a digest does not begin where its reader's last one ended (another one was sealed while it
        was composed: some of it would be told twice), or when it reaches past a document that is not judged yet
        (which would never be told).
        """
        with self._database.writing("seal") as connection:
            if not self._insert(connection, digest):
                return False
            if digest.kind == DigestKind.DIGEST:
                self._move_mark(connection, digest, newly)
            entries = [{"digest_id": digest.id, "position": n, **entry} for n, entry in enumerate(_entries(digest))]
            items = dict.fromkeys(id for item in digest.items for id in (item.development_id, *item.also))
            facts = {"reader_id": digest.reader_id, "digest_id": digest.id, "at": digest.until}
            self._database.keep(connection, digest_entries, entries)
            self._database.keep(connection, told, [{"development_id": id_, **facts} for id_ in items])
            self._insert_deliveries(connection, digest, list(deliveries))
        return True

    def _insert(self, connection: Connection, digest: Digest) -> bool:
        row = {
            "id": digest.id,
            "key": digest.key,
            "reader_id": digest.reader_id,
            "kind": digest.kind,
            "until": digest.until,
            "body": DIGEST.write(digest),
        }
        insert = self._database.insert(digests).values(row)
        return connection.execute(insert.on_conflict_do_nothing(index_elements=["key"])).rowcount == 1

    def _move_mark(self, connection: Connection, digest: Digest, newly: datetime | None) -> None:
        unjudged = select(func.min(documents.c.seq)).where(UNJUDGED, documents.c.seq <= digest.until_seq)
        waiting = connection.scalar(unjudged)
        if waiting is not None:
            raise StorageError(f"seal: {digest.key} reaches to {digest.until_seq}, but {waiting} is not judged yet")
        last = connection.scalar(select(state.c.number).where(state.c.name == "seq")) or 0
        if not digest.since_seq <= digest.until_seq <= last:
            raise StorageError(f"seal: {digest.key} covers {digest.since_seq} to {digest.until_seq} of {last}")
        self._database.keep(connection, marks, [{"reader_id": digest.reader_id, "until_seq": 0}])
        reached = marks.c.until_seq == digest.since_seq if newly is None else marks.c.until_seq < digest.since_seq
        as_composed = update(marks).where(marks.c.reader_id == digest.reader_id, reached)
        moved = connection.execute(as_composed.values(until_seq=digest.until_seq))
        if moved.rowcount != 1:
            raise StorageError(
                f"seal: {digest.key} begins at {digest.since_seq}, which is not where the last digest of "
                f"{digest.reader_id} ended: compose it again"
            )
        if newly is not None:
            begun = {"value": newly.isoformat()}
            row = self._database.insert(state).values(name=_begins(digest.reader_id), **begun)
            connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=begun))

    def _insert_deliveries(self, connection: Connection, digest: Digest, given: Sequence[Delivery]) -> None:
        for delivery in given:
            if (delivery.digest_id, delivery.reader_id) != (digest.id, digest.reader_id):
                raise StorageError(f"seal: delivery {delivery.id} belongs to another digest than {digest.id}")
        written = [MESSAGE.write(delivery.message) for delivery in given]
        packed = [{"id": key_of(body), "body": pack(body.encode())} for body in dict.fromkeys(written)]
        self._database.keep(connection, messages, packed)
        rows = [_row(delivery, key_of(body)) for delivery, body in zip(given, written, strict=True)]
        if rows:
            once = self._database.insert(deliveries).on_conflict_do_nothing(
                index_elements=["digest_id", "channel_id", "recipient"]
            )
            connection.execute(once, rows)

    def mark(self, reader_id: str) -> int:
        """Up to which ingest number the reader's digests reach; 0 before the first."""
        with self._database.reading() as connection:
            return connection.scalar(select(marks.c.until_seq).where(marks.c.reader_id == reader_id)) or 0

    def begins(self, reader_id: str) -> datetime | None:
        """From when on a reader is told who came, or came back, when the archive was older; None for others."""
        with self._database.reading() as connection:
            found = connection.scalar(select(state.c.value).where(state.c.name == _begins(reader_id)))
        return datetime.fromisoformat(found) if found else None

    def told(self, reader_id: str) -> dict[str, datetime]:
        """The developments the reader was told of, by digest or alert, and when last."""
        last = select(told.c.development_id, func.max(told.c.at).label("at")).where(told.c.reader_id == reader_id)
        by_name = last.group_by(told.c.development_id).order_by(told.c.development_id)
        with self._database.reading() as connection:
            return {row.development_id: row.at for row in connection.execute(by_name)}

    def told_until(self, reader_id: str, development_ids: Iterable[str]) -> dict[str, int]:
        """Up to which ingest number the digest or alert reached that last told the reader of each development."""
        last = select(told.c.development_id, func.max(digests.c.number).label("number"))
        last = last.join(digests, digests.c.id == told.c.digest_id).where(told.c.reader_id == reader_id)
        numbers: dict[str, int] = {}
        reached: dict[int, int] = {}
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(development_ids)):
                rows = connection.execute(last.where(told.c.development_id.in_(some)).group_by(told.c.development_id))
                numbers |= {row.development_id: row.number for row in rows}
            for these in batches(dict.fromkeys(numbers.values())):
                rows = connection.execute(select(*digests.c["number", "body"]).where(digests.c.number.in_(these)))
                reached |= {row.number: DIGEST.read(row.body).until_seq for row in rows}
        return {id_: reached[number] for id_, number in numbers.items()}

    def find(self, digest_id: str) -> Digest | None:
        """The sealed digest with this id."""
        with self._database.reading() as connection:
            body = connection.scalar(select(digests.c.body).where(digests.c.id == digest_id))
        return DIGEST.read(body) if body else None

    def last(self, reader_id: str, kind: DigestKind = DigestKind.DIGEST) -> Digest | None:
        """The reader's last sealed digest of this kind."""
        mine = select(digests.c.body).where(digests.c.reader_id == reader_id, digests.c.kind == kind)
        with self._database.reading() as connection:
            body = connection.scalar(mine.order_by(digests.c.number.desc()).limit(1))
        return DIGEST.read(body) if body else None

    def latest(self, reader_id: str | None = None, limit: int = 20) -> list[Digest]:
        """Sealed digests, the last one first."""
        chosen = select(digests.c.body).order_by(digests.c.number.desc()).limit(limit)
        if reader_id is not None:
            chosen = chosen.where(digests.c.reader_id == reader_id)
        with self._database.reading() as connection:
            return [DIGEST.read(body) for body in connection.scalars(chosen)]


def _begins(reader_id: str) -> str:
    return f"begins:{reader_id}"


def _row(delivery: Delivery, message_id: str) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "digest_id": delivery.digest_id,
        "reader_id": delivery.reader_id,
        "channel_id": delivery.channel.id,
        "recipient": delivery.channel.recipient,
        "channel": CHANNEL.write(delivery.channel),
        "message_id": message_id,
        "sealed_at": delivery.sealed_at,
        "not_after": delivery.not_after,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt": delivery.next_attempt,
        "detail": clean(delivery.detail),
        "thread": delivery.thread,
    }


def _entries(digest: Digest) -> Iterator[dict[str, Any]]:
    """One entry for each development and document that the digest told or left out."""
    for item in digest.items:
        for id in (item.development_id, *item.also):
            yield {"development_id": id, "document_id": None, "told": True, "reason": item.kind}
        cited = [citation.document_id for sentence in item.sentences for citation in sentence.citations]
        lines = (*item.figures, *((item.line,) if item.line else ()))
        cited += [citation.document_id for line in lines for citation in line.citations]
        for document_id in dict.fromkeys([*(report.document_id for report in item.reports), *cited]):
            yield {
                "development_id": item.development_id,
                "document_id": document_id,
                "told": True,
                "reason": item.kind,
            }
    for one in digest.to_read:
        yield {"development_id": None, "document_id": one.document_id, "told": True, "reason": "to read"}
    for left_out in digest.left_out:
        yield {
            "development_id": left_out.development_id,
            "document_id": left_out.document_id,
            "told": False,
            "reason": clean(left_out.reason),
        }
