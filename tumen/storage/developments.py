"""Judgements of documents, developments, and the history of each development."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, select, update

from tumen.analysis.clustering.remembered import Learnt
from tumen.errors import StorageError
from tumen.model import Correction, Development, Document, Judgement
from tumen.storage.columns import DEVELOPMENT, DOCUMENT, JUDGEMENT, content_key
from tumen.storage.database import Database, batches
from tumen.storage.development_rows import upsert
from tumen.storage.documents import lowest_seq
from tumen.storage.joined_reports import keep as keep_taken_in
from tumen.storage.known import keep
from tumen.storage.prepared import Prepared, among
from tumen.storage.put_aside import keep as keep_put_aside
from tumen.storage.records import DevelopmentEvent
from tumen.storage.regrouping import regroup
from tumen.storage.schema import development_events, developments, documents, judgements

# A document with its features is about 10 KB; the memory is filled in steps of 5 MB.
DOCUMENTS_AT_ONCE: Final = 500

_ONE: Final[BindParameter[str]] = bindparam("one")
_FOUND: Final = Prepared(select(developments.c.body).where(developments.c.id == _ONE))
_FOUND_ALL: Final = Prepared(select(developments.c.body).where(among(developments.c.id, "some")))
_EVENTS: Final = Prepared(
    select(development_events).where(development_events.c.development_id == _ONE).order_by(development_events.c.number)
)
_JUDGEMENT: Final = Prepared(select(judgements.c.body).where(judgements.c.document_id == _ONE))
_JUDGED: Final = Prepared(
    select(judgements.c.body).where(judgements.c.development_id == _ONE).order_by(judgements.c.seq)
)
_JUDGED_AS: Final = Prepared(
    select(*judgements.c["document_id", "body"]).where(among(judgements.c.document_id, "some"))
)
_JUDGED_IN: Final = Prepared(
    select(*judgements.c["development_id", "body"])
    .where(among(judgements.c.development_id, "some"))
    .order_by(judgements.c.seq)
)


class Developments:
    """Judgements, developments and their history in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self,
        judgements: Iterable[Judgement],
        developments: Iterable[Development],
        *,
        of: Iterable[Document] = (),
        taken_in: Iterable[Document] = (),
        learnt: Learnt | None = None,
    ) -> bool:
        """Keep judgements and developments in one transaction.

        A document is judged once: a second judgement changes nothing, nor does a development that comes with nothing
        but second judgements. Every change of a development leaves an event. StorageError for an unknown document.
        False, and nothing is kept, when one of the documents judged (`of`) was edited since it was read. `taken_in`:
        those that judgement found to be about the subject, as they are now. `learnt`: what judgement knows now, kept
        with them.
        """
        wanted: dict[str, Judgement] = {}
        for judgement in judgements:
            wanted.setdefault(judgement.document_id, judgement)
        with self._database.writing("record") as connection:
            found = self._locked(connection, wanted)
            if any(found[d.id].content_key != content_key(d) for d in of):
                return False
            fresh = {id_: judgement for id_, judgement in wanted.items() if not found[id_].judged}
            touched = {judgement.development_id for judgement in fresh.values()}
            stale = {judgement.development_id for judgement in wanted.values()} - touched
            self._judge(connection, fresh, found)
            keep_taken_in(self._database, connection, (document for document in taken_in if document.id in fresh))
            moment = max((found[id_].seen for id_ in fresh), default=None)
            upsert(self._database, connection, {d.id: d for d in developments if d.id not in stale}, moment)
            if learnt is not None:
                keep(self._database, connection, learnt)
        return True

    def _locked(self, connection: Connection, wanted: Mapping[str, Judgement]) -> dict[str, Row[Any]]:
        found: dict[str, Row[Any]] = {}
        for some in batches(sorted(wanted)):
            chosen = select(*documents.c["id", "seq", "judged", "seen", "content_key"]).where(documents.c.id.in_(some))
            rows = connection.execute(chosen.order_by(documents.c.seq).with_for_update())
            found |= {row.id: row for row in rows}
        for document_id in wanted:
            if document_id not in found:
                raise StorageError(f"record: there is no document {document_id}")
        return found

    def _judge(self, connection: Connection, fresh: Mapping[str, Judgement], found: Mapping[str, Row[Any]]) -> None:
        rows = [
            {
                "seq": found[id_].seq,
                "document_id": id_,
                "role": judgement.role,
                "development_id": judgement.development_id,
                "body": JUDGEMENT.write(judgement),
            }
            for id_, judgement in fresh.items()
        ]
        for some in batches(rows):
            self._database.keep(connection, judgements, some)
            numbers = [row["seq"] for row in some]
            connection.execute(update(documents).where(documents.c.seq.in_(numbers)).values(judged=True))
        keep_put_aside(self._database, connection, fresh.values())

    def regroup(
        self,
        judgements: Iterable[Judgement],
        developments: Iterable[Development],
        events: Iterable[DevelopmentEvent],
        reported_also: Mapping[str, str],
        *,
        correction: Correction | None = None,
        restated: Iterable[Document] = (),
    ) -> None:
        """Replace judgements and developments in one transaction, with these events beside those every change leaves.

        `reported_also`: readers to whom the first was reported count as having had a report of the second from now
        on. `correction`: the record of why. `restated`: documents as a person found them, instead of as assessed.
        StorageError when a document is not judged.
        """
        with self._database.writing("regroup") as connection:
            regroup(self._database, connection, judgements, developments, events, reported_also, correction, restated)

    def events(self, development_id: str) -> list[DevelopmentEvent]:
        """The history of the development, the first event first."""
        with self._database.reading() as connection:
            rows = _EVENTS.rows(connection, one=development_id)
        return [
            DevelopmentEvent(development_id=development_id, at=row.at, what=row.what, document_id=row.document_id)
            for row in rows
        ]

    def find(self, development_id: str) -> Development | None:
        """The development with this id."""
        with self._database.reading() as connection:
            body = _FOUND.scalar(connection, one=development_id)
        return DEVELOPMENT.read(body) if body else None

    def find_all(self, ids: Iterable[str]) -> list[Development]:
        """The developments with these ids; unknown ids are skipped."""
        found: list[Development] = []
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(ids)):
                found.extend(DEVELOPMENT.read(body) for body in _FOUND_ALL.scalars(connection, some=some))
        return found

    def latest(
        self, since: datetime | None = None, limit: int | None = None, storyline: str | None = None
    ) -> list[Development]:
        """Developments with a report since then, or of one storyline; the one last reported on first.

        Those that were merged into another one are not among them.
        """
        standing = select(developments.c.body).where(developments.c.merged_into.is_(None))
        chosen = standing.order_by(developments.c.last_seen.desc(), developments.c.id.desc())
        if since is not None:
            chosen = chosen.where(developments.c.last_seen >= since)
        if storyline is not None:
            chosen = chosen.where(developments.c.storyline_id == storyline)
        with self._database.reading() as connection:
            return [DEVELOPMENT.read(body) for body in connection.scalars(chosen.limit(limit))]

    def moved(self) -> list[str]:
        """The ids of developments that were merged into another one or withdrawn: links to them stay."""
        elsewhere = select(developments.c.id).where(developments.c.merged_into.is_not(None))
        with self._database.reading() as connection:
            return list(connection.scalars(elsewhere.order_by(developments.c.id)))

    def judgement(self, document_id: str) -> Judgement | None:
        """The judgement of the document; None before it is judged."""
        with self._database.reading() as connection:
            body = _JUDGEMENT.scalar(connection, one=document_id)
        return JUDGEMENT.read(body) if body else None

    def judgements_of(self, document_ids: Iterable[str]) -> dict[str, Judgement]:
        """The judgements of these documents by their ids; those that are not judged are left out."""
        found: dict[str, Judgement] = {}
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(document_ids)):
                rows = _JUDGED_AS.rows(connection, some=some)
                found |= {row.document_id: JUDGEMENT.read(row.body) for row in rows}
        return found

    def judgements(self, development_id: str) -> list[Judgement]:
        """The judgements of the development's documents, in order of arrival."""
        with self._database.reading() as connection:
            return [JUDGEMENT.read(body) for body in _JUDGED.scalars(connection, one=development_id)]

    def judgements_by_development(self, ids: Iterable[str]) -> dict[str, list[Judgement]]:
        """The judgements of the documents of each of these developments, in order of arrival; of none where unknown."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, list[Judgement]] = {id_: [] for id_ in wanted}
        with self._database.reading() as connection:
            for some in batches(wanted):
                for row in _JUDGED_IN.rows(connection, some=some):
                    found[row.development_id].append(JUDGEMENT.read(row.body))
        return found

    def recent(self, since: datetime) -> Iterator[tuple[Document, Judgement]]:
        """The relevant documents seen since then, in the order in which they were judged."""
        with self._database.reading() as connection:
            first = connection.scalar(lowest_seq(since))
        if first is not None:
            yield from self._judged(_judged().where(documents.c.seen >= since, documents.c.relevant), first - 1)

    def judged_between(self, since_seq: int, until_seq: int) -> list[tuple[Document, Judgement]]:
        """The judged documents with numbers in (since_seq, until_seq], in that order."""
        return list(self._judged(_judged().where(judgements.c.seq <= until_seq), since_seq))

    def numbers_between(self, since_seq: int, until_seq: int) -> dict[str, int]:
        """The ingest numbers in (since_seq, until_seq] of judged documents, by document."""
        these = judgements.c.seq > since_seq, judgements.c.seq <= until_seq
        with self._database.reading() as connection:
            rows = connection.execute(select(*judgements.c["document_id", "seq"]).where(*these))
            return {row.document_id: row.seq for row in rows}

    def _judged(self, chosen: Select[Any], after: int) -> Iterator[tuple[Document, Judgement]]:
        while True:
            page = chosen.where(judgements.c.seq > after).order_by(judgements.c.seq).limit(DOCUMENTS_AT_ONCE)
            with self._database.reading() as connection:
                rows = connection.execute(page).all()
            for row in rows:
                yield DOCUMENT.read(row.document), JUDGEMENT.read(row.judgement)
            if len(rows) < DOCUMENTS_AT_ONCE:
                return
            after = rows[-1].seq


def _judged() -> Select[Any]:
    bodies = documents.c.body.label("document"), judgements.c.body.label("judgement")
    return select(judgements.c.seq, *bodies).join(documents, documents.c.seq == judgements.c.seq)
