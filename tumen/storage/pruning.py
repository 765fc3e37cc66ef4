"""Letting go of what is kept only for a while: replies, items in quarantine, wordings in between, texts of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, delete, exists, func, literal, select, update

from tumen.model import Document, Reason, ReasonCode, ReasonStep
from tumen.storage import search_index
from tumen.storage.columns import DOCUMENT, FORMER
from tumen.storage.database import Database, batches
from tumen.storage.schema import document_versions, documents, former_judgements, judgements, quarantine, raws, state

# A feed may hold 2,000 items and all of them change with every reply: the reasons stand in the first few anyway.
QUARANTINED_OF_A_SOURCE: Final = 1_000
# Characters by which an item is known again under another address, and by which a person sees what it was.
EXCERPT: Final = 300
TEXTS_AT_ONCE: Final = 500
# The row of `state` that holds the ingest number up to which texts were cut.
CUT: Final = "cut"
_STAYS: Final = frozenset(
    {ReasonCode.LEAD_ONLY, ReasonCode.NOT_ASSESSED, ReasonCode.NOT_JUDGED, ReasonCode.TAKEN_OUT, ReasonCode.TAKEN_IN}
)


class Pruning:
    """What is deleted from the database by age, by number or by size."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def quarantine(self, before: datetime, most: int = QUARANTINED_OF_A_SOURCE) -> int:
        """Delete items last seen before then, and of each source all but the `most` seen last; return how many."""
        newest_first = func.row_number().over(
            partition_by=quarantine.c.source_id, order_by=(quarantine.c.last_seen.desc(), quarantine.c.number.desc())
        )
        ranked = select(quarantine.c.number, newest_first.label("place")).subquery()
        too_many = select(ranked.c.number).where(ranked.c.place > most)
        with self._database.writing("prune_quarantine") as connection:
            old = delete(quarantine).where((quarantine.c.last_seen < before) | quarantine.c.number.in_(too_many))
            return connection.execute(old).rowcount

    def raws(self, before: datetime, most_bytes: int | None = None) -> int:
        """Delete replies fetched before then, except those of items in quarantine; return how many.

        Where what is left takes more than `most_bytes` as stored, the oldest go too, whatever was read from them.
        """
        behind_quarantine = exists().where(quarantine.c.raw_id == raws.c.id)
        with self._database.writing("prune_raws") as connection:
            gone = connection.execute(delete(raws).where(raws.c.fetched_at < before, ~behind_quarantine)).rowcount
            if most_bytes is None:
                return gone
            sizes = select(raws.c.id, func.length(raws.c.body)).order_by(raws.c.fetched_at.desc(), raws.c.id)
            left, too_much = most_bytes, []
            for id_, size in connection.execute(sizes):
                left -= size
                if left < 0:
                    too_much.append(id_)
            for some in batches(too_much):
                gone += connection.execute(delete(raws).where(raws.c.id.in_(some))).rowcount
        return gone

    def texts(self, before: datetime) -> int:
        """Cut the texts of documents that are not about the subject and came before then; return how many were cut.

        What is left, EXCERPT characters and all that it is known by, keeps it from coming in twice. Those that wait
        to be read in full or again, that a person said something about, or that report something or did before an edit,
        stay whole.
        """
        cut = 0
        while True:
            with self._database.writing("prune_texts") as connection:
                last = connection.scalar(select(state.c.number).where(state.c.name == CUT)) or 0
                rows = connection.execute(_uncut(last, before)).all()
                for row in rows:
                    cut += not _reported(connection, row) and self._cut(connection, row, DOCUMENT.read(row.body))
                if rows:
                    seen = {"name": CUT, "number": rows[-1].seq}
                    kept = self._database.insert(state).values(seen)
                    connection.execute(kept.on_conflict_do_update(index_elements=["name"], set_=seen))
            if len(rows) < TEXTS_AT_ONCE:
                return cut

    def _cut(self, connection: Connection, stored: Row[Any], document: Document) -> bool:
        whole = {reason.code for reason in document.reasons} & _STAYS
        if whole or len(document.draft.text) <= EXCERPT:
            return False
        text = (
            f"only the first {EXCERPT} of {len(document.draft.text):,} characters are kept: it is not about the subject"
        )
        reason = Reason(step=ReasonStep.TEXT, code=ReasonCode.CUT, text=text)
        draft = replace(document.draft, text=document.draft.text[:EXCERPT])
        short = replace(document, draft=draft, reasons=(*document.reasons, reason))
        # Its content key stays that of the whole text: the same text is nothing new.
        connection.execute(update(documents).where(documents.c.seq == stored.seq).values(body=DOCUMENT.write(short)))
        connection.execute(delete(document_versions).where(document_versions.c.document_id == document.id))
        search_index.forget(self._database, connection, stored)
        search_index.index(self._database, connection, [(stored.seq, short)])
        return True

    def versions(self, most: int) -> int:
        """Keep of each document the first wording and the newest, `most` in all; return how many were deleted.

        What they were judged to be stays: that is what keeps anything from being told twice.
        """
        newest = select(documents.c.version).where(documents.c.id == document_versions.c.document_id).scalar_subquery()
        between = and_(document_versions.c.number > 1, document_versions.c.number < newest - literal(most - 2))
        with self._database.writing("prune_versions") as connection:
            return connection.execute(delete(document_versions).where(between)).rowcount


def _uncut(after: int, before: datetime) -> Select[Any]:
    """The next documents that are not about the subject, report nothing, were judged and came before then."""
    # One that reported something and is read otherwise now still is what a digest cites.
    reports = exists().where(judgements.c.seq == documents.c.seq, judgements.c.development_id.is_not(None))
    these = documents.c.seq > after, documents.c.seen < before, ~documents.c.relevant, documents.c.judged, ~reports
    return (
        select(*documents.c["seq", "id", "version", "body", "day", "relevant"])
        .where(*these)
        .order_by(documents.c.seq)
        .limit(TEXTS_AT_ONCE)
    )


def _reported(connection: Connection, row: Row[Any]) -> bool:
    """Whether an earlier wording of a document was a report of a development."""
    mine = select(former_judgements.c.body).where(former_judgements.c.document_id == row.id)
    bodies = connection.scalars(mine) if row.version > 1 else ()
    return any(FORMER.read(body).judgement.development_id for body in bodies)
