"""Documents: each stored once, with a growing ingest number, its versions, its claims and its shingles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, func, select

from tumen.model import IMPORTED, Claim, Document, ReasonCode
from tumen.storage.adding import SEQ, Adding
from tumen.storage.columns import CLAIM, DOCUMENT, UNJUDGED, url_key
from tumen.storage.database import IN_ONE_STATEMENT, Database, batches
from tumen.storage.prepared import Prepared, among
from tumen.storage.records import Added, DocumentVersion
from tumen.storage.schema import claims, document_versions, documents, judgements, state


def lowest_seq(seen_from: datetime) -> Select[tuple[int | None]]:
    """Select the lowest ingest number of the documents seen since then, by the index of when they were seen.

    For a bare number SQLite would go through all documents in their order until one was seen late enough.
    """
    return select(func.min(documents.c.seq + 0)).where(documents.c.seen >= seen_from)


_IS_MEANT: Final = documents.c.id == bindparam("wanted")
_FOUND: Final = Prepared(select(documents.c.body).where(_IS_MEANT))
_FOUND_ALL: Final = Prepared(select(*documents.c["id", "body"]).where(among(documents.c.id, "some")))
_IMPORTED: Final = documents.c.source_id == IMPORTED
_SEQ: Final = Prepared(select(documents.c.seq).where(_IS_MEANT))
_NEWEST: Final = Prepared(select(*documents.c["body", "version", "versioned_at"]).where(_IS_MEANT))
_OLDER: Final = Prepared(
    select(document_versions)
    .where(document_versions.c.document_id == bindparam("wanted"))
    .order_by(document_versions.c.number)
)


class Documents:
    """The documents in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, given: Iterable[Document], *, now: datetime) -> Added:
        """Store new documents and changed versions in one transaction; return which those were.

        A new document gets the next ingest number. One that was judged and arrives with another text gets a new
        number, is judged again and may be reported as an update. `Archive.add` does the same together with the rest of
        a reply.
        """
        with self._database.writing("add") as connection:
            return Adding(self._database, connection).add(given, now)

    def find(self, document_id: str) -> Document | None:
        """The newest version of the document."""
        with self._database.reading() as connection:
            body = _FOUND.scalar(connection, wanted=document_id)
        return DOCUMENT.read(body) if body else None

    def find_all(self, ids: Iterable[str]) -> list[Document]:
        """The documents with these ids, in their order; unknown ids are skipped."""
        wanted = list(ids)
        found: dict[str, Document] = {}
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(wanted)):
                found |= {row.id: DOCUMENT.read(row.body) for row in _FOUND_ALL.rows(connection, some=some)}
        return [found[id_] for id_ in wanted if id_ in found]

    def imported(self, ids: Collection[str]) -> list[Document]:
        """Those of these documents that a person imported."""
        found: list[Document] = []
        with self._database.reading() as connection:
            if not ids or connection.scalar(select(documents.c.seq).where(_IMPORTED).limit(1)) is None:
                return []
            for some in batches(sorted(ids)):
                bodies = connection.scalars(select(documents.c.body).where(_IMPORTED, documents.c.id.in_(some)))
                found += map(DOCUMENT.read, bodies)
        return found

    def first_seq(self, *, seen_from: datetime) -> int:
        """The lowest ingest number of the documents seen since then; the next one to be given out if there is none."""
        with self._database.reading() as connection:
            found = connection.scalar(lowest_seq(seen_from))
        return found if found is not None else self.latest_seq() + 1

    def last_seen(self, *, before: datetime) -> datetime | None:
        """When the newest document that was seen before that moment was seen."""
        newest = select(func.max(documents.c.seen)).where(documents.c.seen < before)
        with self._database.reading() as connection:
            found: datetime | None = connection.scalar(newest)
        return found

    def find_by_url(self, url: str) -> list[str]:
        """The ids of the documents with this address, the oldest first."""
        found = select(documents.c.id).where(documents.c.url_key == url_key(url)).order_by(documents.c.seq)
        with self._database.reading() as connection:
            return list(connection.scalars(found))

    def at_addresses(self, source_id: str, urls: Iterable[str]) -> list[Document]:
        """The documents of a source with these addresses, at most the newest 500: all may share one address."""
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
            found: int | None = _SEQ.scalar(connection, wanted=document_id)
        return found

    def versions(self, document_id: str) -> list[DocumentVersion]:
        """Every version of the document, the oldest first; the last is what `find` returns."""
        with self._database.reading() as connection:
            past = [_version(row) for row in _OLDER.rows(connection, wanted=document_id)]
            row = _NEWEST.first(connection, wanted=document_id)
        if row is None:
            return []
        draft = DOCUMENT.read(row.body).draft
        facts = {"document_id": document_id, "title": draft.title, "text": draft.text}
        return [*past, DocumentVersion(number=row.version, at=row.versioned_at, **facts)]

    def edited(self, since: datetime) -> list[Document]:
        """The documents with a new version since then, in the order of these versions."""
        changed = select(documents.c.body).where(documents.c.version > 1, documents.c.versioned_at >= since)
        return self._read(changed.order_by(documents.c.versioned_at, documents.c.seq))

    def unjudged(self, limit: int = 500) -> list[Document]:
        """The documents that are not judged yet, relevant or not, in order of arrival."""
        return self._read(select(documents.c.body).where(UNJUDGED).order_by(documents.c.seq).limit(limit))

    def with_reason(self, code: ReasonCode, after: int = 0, limit: int = 100) -> list[tuple[int, Document]]:
        """The next documents behind that ingest number whose reasons hold this one, with their numbers.

        Reads the whole table: nothing but a person's command asks this.
        """
        likely = select(*documents.c["seq", "body"]).where(documents.c.seq > after, documents.c.body.contains(code))
        with self._database.reading() as connection:
            rows = connection.execute(likely.order_by(documents.c.seq).limit(limit)).all()
        return [(row.seq, DOCUMENT.read(row.body)) for row in rows]

    def replace_readings(self, read: Iterable[Document], now: datetime) -> int:
        """Keep what was read anew in wordings that the archive has; how many. What was judged is judged again."""
        with self._database.writing("replace_readings") as connection:
            return Adding(self._database, connection).replace_readings(read, now)

    def judge_again(self, given: Iterable[Document]) -> int:
        """Have stored documents judged and told as these, each under the next ingest number, as if they had just come.

        Only those that are put aside, whose judgement told nobody anything, and whose wording the archive still has;
        returns how many.
        """
        with self._database.writing("judge_again") as connection:
            return Adding(self._database, connection).take_up(given, put_aside_only=True)

    def _read(self, bodies: Select[tuple[str]]) -> list[Document]:
        with self._database.reading() as connection:
            return [DOCUMENT.read(body) for body in connection.scalars(bodies)]

    def relevant_since(self, since: datetime) -> int:
        """How many relevant documents were seen since then."""
        these = select(func.count()).select_from(documents).where(documents.c.seen >= since, documents.c.relevant)
        with self._database.reading() as connection:
            return connection.scalar(these) or 0

    def latest_seq(self) -> int:
        """The last ingest number up to which every document is judged: a digest may reach no further."""
        first_unjudged = select(func.min(documents.c.seq)).where(UNJUDGED)
        with self._database.reading() as connection:
            waiting = connection.scalar(first_unjudged)
            last = connection.scalar(select(state.c.number).where(state.c.name == SEQ))
        return waiting - 1 if waiting is not None else int(last or 0)

    def claims(
        self, development_id: str | None = None, metric: str | None = None, limit: int = 200
    ) -> list[tuple[str, Claim]]:
        """Claims with the ids of their documents, the latest first."""
        found = select(documents.c.id, claims.c.body).join(documents, documents.c.seq == claims.c.seq)
        if metric is not None:
            found = found.where(claims.c.metric == metric)
        if development_id is not None:
            found = found.join(judgements, judgements.c.seq == claims.c.seq)
            found = found.where(judgements.c.development_id == development_id)
        with self._database.reading() as connection:
            rows = connection.execute(found.order_by(claims.c.seq.desc(), claims.c.position).limit(limit)).all()
        return [(row.id, CLAIM.read(row.body)) for row in rows]


def _version(row: Row[Any]) -> DocumentVersion:
    return DocumentVersion(document_id=row.document_id, number=row.number, at=row.at, title=row.title, text=row.text)
