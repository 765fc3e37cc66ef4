"""Documents: each kept once, with a number that only grows, its wordings, its claims and its shingles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from tumen.model import Claim, Document
from tumen.storage import edits
from tumen.storage.columns import CLAIM, DOCUMENT, clean, content_key, url_key
from tumen.storage.database import IN_ONE_STATEMENT, Database, batches
from tumen.storage.records import Added, DocumentVersion
from tumen.storage.schema import claims, document_versions, documents, house, judgements
from tumen.storage.shingles import Shingles

# The row of `house` that holds the last ingest number given out.
SEQ: Final = "seq"


class Documents:
    """The documents in the database."""

    def __init__(self, database: Database, shingles: Shingles) -> None:
        self._database = database
        self._shingles = shingles

    def add(self, connection: Connection, given: Iterable[Document], now: datetime) -> Added:
        """Keep documents inside the caller's transaction; each new one gets the next ingest number.

        So does one that was judged and comes in other words: it is to be judged again, and told, see `storage.edits`.

        The row of the last number is locked first and held to the end of the transaction. So numbers become visible
        in their order, also with several writers on PostgreSQL; a plain sequence would let number 8 be read, and a
        digest be sealed up to 8, while number 7 is still on its way and then never told.
        """
        waiting = list(given)
        if not waiting:
            return Added()
        connection.execute(update(house).where(house.c.name == SEQ).values(number=house.c.number))
        last = connection.execute(select(house.c.number).where(house.c.name == SEQ)).scalar_one()
        numbers = count(last + 1)
        added = Added()
        while waiting:
            batch, waiting = _without_repeats(waiting)
            added = self._add_batch(connection, batch, numbers, now, added)
        connection.execute(update(house).where(house.c.name == SEQ).values(number=next(numbers) - 1))
        return added

    def _add_batch(
        self,
        connection: Connection,
        batch: Mapping[str, Document],
        numbers: Iterator[int],
        now: datetime,
        so_far: Added,
    ) -> Added:
        stored = self._stored(connection, list(batch))
        new = {id_: document for id_, document in batch.items() if id_ not in stored}
        changed = {id_: batch[id_] for id_, row in stored.items() if row.content_key != content_key(batch[id_])}
        self._insert(connection, new, numbers, now)
        for id_, row in self._stored(connection, list(changed), lock=True).items():
            self._replace(connection, row, changed[id_], numbers, now)
        return Added(
            new=so_far.new + tuple(new),
            versions=so_far.versions + tuple(changed),
            known=so_far.known + len(stored) - len(changed),
        )

    def _stored(self, connection: Connection, ids: Sequence[str], *, lock: bool = False) -> dict[str, Row[Any]]:
        columns = documents.c["id", "seq", "content_key", "version", "judged", "seen", "versioned_at"]
        found: dict[str, Row[Any]] = {}
        for some in batches(sorted(ids)):
            rows = select(*columns).where(documents.c.id.in_(some))
            # Locked, so that nobody records a judgement of the wording that is being replaced.
            rows = rows.order_by(documents.c.seq).with_for_update() if lock else rows
            found |= {row.id: row for row in connection.execute(rows)}
        return {id_: found[id_] for id_ in ids if id_ in found}

    def _insert(
        self, connection: Connection, new: Mapping[str, Document], numbers: Iterator[int], now: datetime
    ) -> None:
        if not new:
            return
        numbered = [(next(numbers), replace(document, seen=document.seen or now)) for document in new.values()]
        connection.execute(
            insert(documents),
            [
                _facts(document) | {"seq": seq, "id": document.id, "version": 1, "judged": False, "versioned_at": now}
                for seq, document in numbered
            ],
        )
        self._index(connection, numbered)

    def _replace(
        self, connection: Connection, stored: Row[Any], document: Document, numbers: Iterator[int], now: datetime
    ) -> None:
        old = DOCUMENT.read(
            connection.execute(select(documents.c.body).where(documents.c.seq == stored.seq)).scalar_one()
        )
        wording = {"title": clean(old.draft.title), "text": clean(old.draft.text)}
        connection.execute(
            insert(document_versions).values(
                document_id=stored.id, number=stored.version, at=stored.versioned_at, **wording
            )
        )
        newest = replace(document, seen=stored.seen)
        facts = _facts(newest) | {"version": stored.version + 1, "versioned_at": now}
        seq = stored.seq
        connection.execute(delete(claims).where(claims.c.seq == stored.seq))
        if stored.judged and edits.is_seen(old, newest):
            edits.keep_judgement(connection, stored, old, newest, now)
            seq = next(numbers)
            facts |= {"seq": seq, "judged": False}
        connection.execute(update(documents).where(documents.c.seq == stored.seq).values(facts))
        self._shingles.forget(connection, stored.seq, old)
        self._index(connection, [(seq, newest)])

    def _index(self, connection: Connection, numbered: Sequence[tuple[int, Document]]) -> None:
        rows = [
            _claim_row(seq, position, claim)
            for seq, document in numbered
            for position, claim in enumerate(document.claims)
        ]
        if rows:
            connection.execute(insert(claims), rows)
        self._shingles.keep(connection, numbered)

    def find(self, document_id: str) -> Document | None:
        """The document in its newest wording."""
        with self._database.reading() as connection:
            body = connection.scalar(select(documents.c.body).where(documents.c.id == document_id))
        return DOCUMENT.read(body) if body else None

    def documents(self, ids: Iterable[str]) -> list[Document]:
        """The documents with these ids, in their order; unknown ids are passed over."""
        wanted = list(ids)
        found: dict[str, Document] = {}
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(wanted)):
                rows = connection.execute(select(*documents.c["id", "body"]).where(documents.c.id.in_(some)))
                found |= {row.id: DOCUMENT.read(row.body) for row in rows}
        return [found[id_] for id_ in wanted if id_ in found]

    def find_by_url(self, url: str) -> list[str]:
        """The ids of the documents with this address, the oldest first."""
        found = select(documents.c.id).where(documents.c.url_key == url_key(url)).order_by(documents.c.seq)
        with self._database.reading() as connection:
            return list(connection.scalars(found))

    def at_addresses(self, source_id: str, urls: Iterable[str]) -> list[Document]:
        """The documents of a source with these addresses, at most the newest 500: one address may be that of all."""
        found: list[Document] = []
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(url_key(url) for url in urls)):
                wanted = documents.c.url_key.in_(some), documents.c.source_id == source_id
                bodies = select(documents.c.body).where(*wanted).order_by(documents.c.seq.desc())
                found.extend(DOCUMENT.read(body) for body in connection.scalars(bodies.limit(IN_ONE_STATEMENT)))
        return found

    def seq(self, document_id: str) -> int | None:
        """The document's ingest number."""
        with self._database.reading() as connection:
            return connection.scalar(select(documents.c.seq).where(documents.c.id == document_id))

    def versions(self, document_id: str) -> list[DocumentVersion]:
        """Every wording of the document, the oldest first; the last is the one `find` gives."""
        older = select(document_versions).where(document_versions.c.document_id == document_id)
        newest = select(*documents.c["body", "version", "versioned_at"]).where(documents.c.id == document_id)
        with self._database.reading() as connection:
            past = [_version(row) for row in connection.execute(older.order_by(document_versions.c.number))]
            row = connection.execute(newest).first()
        if row is None:
            return []
        draft = DOCUMENT.read(row.body).draft
        facts = {"document_id": document_id, "title": draft.title, "text": draft.text}
        return [*past, DocumentVersion(number=row.version, at=row.versioned_at, **facts)]

    def edited(self, since: datetime) -> list[Document]:
        """The documents that got a new wording since then, in the order in which they did."""
        changed = select(documents.c.body).where(documents.c.version > 1, documents.c.versioned_at >= since)
        return self._read(changed.order_by(documents.c.versioned_at, documents.c.seq))

    def unjudged(self, limit: int = 500) -> list[Document]:
        """The documents nobody has judged yet, relevant or not, in the order they came."""
        return self._read(select(documents.c.body).where(~documents.c.judged).order_by(documents.c.seq).limit(limit))

    def _read(self, bodies: Select[tuple[str]]) -> list[Document]:
        with self._database.reading() as connection:
            return [DOCUMENT.read(body) for body in connection.scalars(bodies)]

    def latest_seq(self) -> int:
        """How far a digest may reach: the last ingest number up to which every document has been judged."""
        first_unjudged = select(func.min(documents.c.seq)).where(~documents.c.judged)
        with self._database.reading() as connection:
            waiting = connection.scalar(first_unjudged)
            last = connection.scalar(select(house.c.number).where(house.c.name == SEQ))
        return waiting - 1 if waiting is not None else int(last or 0)

    def claims(
        self, development_id: str | None = None, metric: str | None = None, limit: int = 200
    ) -> list[tuple[str, Claim]]:
        """Claims with the ids of their documents, the last to come first."""
        found = select(documents.c.id, claims.c.body).join(documents, documents.c.seq == claims.c.seq)
        if metric is not None:
            found = found.where(claims.c.metric == metric)
        if development_id is not None:
            found = found.join(judgements, judgements.c.seq == claims.c.seq)
            found = found.where(judgements.c.development_id == development_id)
        with self._database.reading() as connection:
            rows = connection.execute(found.order_by(claims.c.seq.desc(), claims.c.position).limit(limit)).all()
        return [(row.id, CLAIM.read(row.body)) for row in rows]


def _without_repeats(waiting: Sequence[Document]) -> tuple[dict[str, Document], list[Document]]:
    """The first document of each id, and the rest: a second one in the same batch is a later wording of it."""
    first: dict[str, Document] = {}
    rest: list[Document] = []
    for document in waiting:
        if document.id in first:
            rest.append(document)
        else:
            first[document.id] = document
    return first, rest


def _facts(document: Document) -> dict[str, Any]:
    url = document.draft.url
    return {
        "source_id": document.draft.source_id,
        "url_key": url_key(url) if url else None,
        "content_key": content_key(document),
        "relevant": document.relevant,
        "seen": document.seen,
        "body": DOCUMENT.write(document),
    }


def _claim_row(seq: int, position: int, claim: Claim) -> dict[str, Any]:
    return {
        "seq": seq,
        "position": position,
        "metric": clean(claim.metric),
        "low": claim.low,
        "high": claim.high,
        "claimant": None if claim.claimant is None else clean(claim.claimant),
        "body": CLAIM.write(claim),
    }


def _version(row: Row[Any]) -> DocumentVersion:
    return DocumentVersion(document_id=row.document_id, number=row.number, at=row.at, title=row.title, text=row.text)
