"""Developments merged and split by hand: their reports, what readers were told, and the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, literal, select, update

from tumen.errors import StorageError
from tumen.model import Correction, Development, Document, Judgement
from tumen.storage import corrections, search_index
from tumen.storage.columns import DOCUMENT, JUDGEMENT, clean
from tumen.storage.database import Database
from tumen.storage.development_rows import upsert
from tumen.storage.known import forget, known_reports
from tumen.storage.records import DevelopmentEvent
from tumen.storage.schema import development_events, documents, judgements, told


def regroup(
    database: Database,
    connection: Connection,
    replaced: Iterable[Judgement],
    developments: Iterable[Development],
    events: Iterable[DevelopmentEvent],
    reported_also: Mapping[str, str],
    correction: Correction | None = None,
    restated: Iterable[Document] = (),
) -> None:
    """`Developments.regroup` inside the caller's transaction."""
    written = list(events)
    moment = max((event.at for event in written), default=None)
    for judgement in replaced:
        _replace(connection, judgement)
    regrouped = {development.id: development for development in developments}
    upsert(database, connection, regrouped, moment)
    forget(connection, regrouped)
    rows = [
        {
            "development_id": event.development_id,
            "at": event.at,
            "what": clean(event.what),
            "document_id": event.document_id,
        }
        for event in written
    ]
    database.keep(connection, development_events, rows)
    for first, second in reported_also.items():
        _report_also(database, connection, first, second)
    for document in restated:
        restate(database, connection, document)
    if correction is not None:
        corrections.keep(connection, correction)


def restate(database: Database, connection: Connection, document: Document) -> None:
    """Keep a document as it was found to be; what judgement learnt of it is forgotten."""
    columns = documents.c["seq", "day", "relevant"]
    for stored in connection.execute(select(*columns).where(documents.c.id == document.id)):
        search_index.forget(database, connection, stored)
        search_index.index(database, connection, [(stored.seq, document)])
    values = {"relevant": document.relevant, "body": DOCUMENT.write(document)}
    connection.execute(update(documents).where(documents.c.id == document.id).values(values))
    connection.execute(delete(known_reports).where(known_reports.c.document_id == document.id))


def _replace(connection: Connection, judgement: Judgement) -> None:
    mine = update(judgements).where(judgements.c.document_id == judgement.document_id)
    values = {
        "role": judgement.role,
        "development_id": judgement.development_id,
        "body": JUDGEMENT.write(judgement),
    }
    if connection.execute(mine.values(values)).rowcount != 1:
        raise StorageError(f"regroup: document {judgement.document_id} is not judged")


def _report_also(database: Database, connection: Connection, first: str, second: str) -> None:
    columns = told.c.reader_id, literal(second), told.c.digest_id, told.c.at
    rows = select(*columns).where(told.c.development_id == first)
    insert = database.insert(told).from_select(["reader_id", "development_id", "digest_id", "at"], rows)
    connection.execute(insert.on_conflict_do_nothing())
