"""Everything known of one document, from its raw reply to the deliveries that carried it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from tumen.analysis.text.search_tokens import Term, fact
from tumen.model import Document, Raw
from tumen.storage.columns import DOCUMENT
from tumen.storage.corrections import Corrections
from tumen.storage.database import IN_ONE_STATEMENT, Database
from tumen.storage.developments import Developments
from tumen.storage.documents import Documents
from tumen.storage.edits import Edits
from tumen.storage.outbox import deliveries_with
from tumen.storage.prepared import Prepared, among
from tumen.storage.raws import Raws
from tumen.storage.records import DigestTrace, DocumentVersion, Trace
from tumen.storage.schema import deliveries, digest_entries, digests, documents
from tumen.storage.search_index import OWN_ID
from tumen.storage.search_query import numbers_with

# What names a document itself, or as a whole a development that it is in, since it arrived.
_NAMED: Final = digest_entries.c.document_id == bindparam("document")
_OF_WHOLE: Final = (
    digest_entries.c.document_id.is_(None)
    & among(digest_entries.c.development_id, "developments")
    & (digests.c.until >= bindparam("seen"))
)
_TOLD: Final = Prepared(
    select(*digests.c["id", "key", "reader_id", "until", "number"], *digest_entries.c["told", "reason"])
    .join(digest_entries, digest_entries.c.digest_id == digests.c.id)
    .where(or_(_NAMED, _OF_WHOLE))
    # The document's own entry says more than the one of its development.
    .order_by(digests.c.number, digest_entries.c.document_id.is_(None), digest_entries.c.position)
)


class Tracing:
    """Follows a document through the whole database."""

    def __init__(self, database: Database, raws: Raws, documents: Documents, developments: Developments) -> None:
        self._database = database
        self._raws = raws
        self._documents = documents
        self._developments = developments
        self._edits = Edits(database)
        self._corrections = Corrections(database)

    def trace(self, url_or_id: str, *, with_raw: bool = True) -> Trace | None:
        """What is known of the document with this id, else with this address, else that was imported under this id."""
        found = self._documents.find(url_or_id) or self._first(self._documents.find_by_url(url_or_id))
        found = found or self._imported_as(url_or_id)
        return self._trace(found, with_raw=with_raw) if found else None

    def _first(self, ids: Sequence[str]) -> Document | None:
        return self._documents.find(ids[0]) if ids else None

    def _imported_as(self, own_id: str) -> Document | None:
        """The first document that was imported under this id of its own."""
        numbers = numbers_with(self._database, ((Term((fact(OWN_ID, own_id),)),),))
        with self._database.reading() as connection:
            seqs = sorted(connection.scalars(numbers))[:IN_ONE_STATEMENT]
            bodies = connection.scalars(
                select(documents.c.body).where(documents.c.seq.in_(seqs)).order_by(documents.c.seq)
            ).all()
        # Its token leaves signs out: "kd:1" and "kd-1" have the same.
        return next((found for found in map(DOCUMENT.read, bodies) if found.draft.own_id == own_id), None)

    def _trace(self, document: Document, *, with_raw: bool) -> Trace:
        judgement = self._developments.judgement(document.id)
        development_id = judgement.development_id if judgement else None
        development = self._developments.find(development_id) if development_id else None
        corrections = self._corrections.of([document.id, *([development_id] if development_id else [])])
        versions = self._documents.versions(document.id)
        # Where it stood before a person moved it: readers were told of that.
        left = {id for one in corrections if document.id in one.documents for id in one.developments}
        return Trace(
            seq=self._documents.seq(document.id) or 0,
            source_id=document.draft.source_id,
            document=document,
            versions=tuple(versions),
            raw=self._raw(document, versions) if with_raw else None,
            judgement=judgement,
            development=development,
            events=tuple(self._developments.events(development.id)) if development else (),
            digests=self._told(document, {*([development_id] if development_id else []), *left}),
            edits=tuple(self._edits.of(document.id)),
            corrections=tuple(corrections),
        )

    def _raw(self, document: Document, versions: Sequence[DocumentVersion]) -> Raw | None:
        if document.draft.raw_id:
            return self._raws.find(document.draft.raw_id)
        return self._raws.nearest(document.draft.source_id, document.draft.url, versions[-1].at)

    def _told(self, document: Document, development_ids: Collection[str]) -> tuple[DigestTrace, ...]:
        """Each digest that names the document or, since it arrived, its development, once."""
        with self._database.reading() as connection:
            rows: dict[str, Any] = {}
            of = {"document": document.id, "developments": sorted(development_ids), "seen": document.seen}
            for row in _TOLD.rows(connection, **of):
                rows.setdefault(row.id, row)
            sent = {
                id_: tuple(
                    deliveries_with(
                        connection,
                        select(deliveries).where(deliveries.c.digest_id == id_).order_by(deliveries.c.number),
                    )
                )
                for id_ in rows
            }
        return tuple(
            DigestTrace(
                digest_id=id_,
                key=row.key,
                reader_id=row.reader_id,
                at=row.until,
                told=row.told,
                reason=row.reason,
                deliveries=sent[id_],
            )
            for id_, row in rows.items()
        )
