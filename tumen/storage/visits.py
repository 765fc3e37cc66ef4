"""Pages that are asked again after they were read, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Row, String, Table, Text, func, select

from tumen.model import Validators, Visit
from tumen.storage.columns import Moment, partial_index
from tumen.storage.database import Database, batches
from tumen.storage.schema import metadata

page_visits = Table(
    "page_visits",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("source_id", String, nullable=False),
    Column("address", Text, nullable=False),
    Column("stood", Moment, nullable=False),
    Column("due", Moment),
    Column("failures", Integer, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    partial_index("ix_page_visits_due", "due", "due IS NOT NULL"),
)


class Visits:
    """The pages to be asked again, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: datetime, source_ids: Collection[str], *, each: int, limit: int) -> list[Visit]:
        """The pages of these sources that are due, the longest due first; at most `each` of a source."""
        rank = func.row_number().over(partition_by=page_visits.c.source_id, order_by=page_visits.c.due)
        found: list[Visit] = []
        with self._database.reading() as connection:
            for some in batches(sorted(source_ids)):
                mine = page_visits.c.due <= now, page_visits.c.source_id.in_(some)
                ranked = select(page_visits, rank.label("rank")).where(*mine).subquery()
                rows = select(ranked).where(ranked.c.rank <= each).order_by(ranked.c.due, ranked.c.document_id)
                found += [_visit(row) for row in connection.execute(rows.limit(limit))]
        return sorted(found, key=lambda visit: (visit.due or now, visit.document_id))[:limit]

    def find(self, document_id: str) -> Visit | None:
        """When the page of this document is asked again; None where it never is."""
        mine = select(page_visits).where(page_visits.c.document_id == document_id)
        with self._database.reading() as connection:
            row = connection.execute(mine).first()
        return _visit(row) if row else None

    def keep(self, visits: Iterable[Visit]) -> None:
        """Keep when pages are asked next."""
        with self._database.writing("keep_visits") as connection:
            keep(self._database, connection, visits)


def keep(database: Database, connection: Connection, visits: Iterable[Visit]) -> None:
    """Keep when pages are asked next, inside the caller's transaction."""
    rows = [_row(visit) for visit in visits]
    if rows:
        added = database.insert(page_visits)
        new = {name: added.excluded[name] for name in rows[0] if name != "document_id"}
        connection.execute(added.on_conflict_do_update(index_elements=["document_id"], set_=new), rows)


def _row(visit: Visit) -> dict[str, Any]:
    return {
        "document_id": visit.document_id,
        "source_id": visit.source_id,
        "address": visit.address,
        "stood": visit.stood,
        "due": visit.due,
        "failures": visit.failures,
        "missed": visit.missed,
        "etag": visit.validators.etag,
        "last_modified": visit.validators.last_modified,
    }


def _visit(row: Row[Any]) -> Visit:
    return Visit(
        document_id=row.document_id,
        source_id=row.source_id,
        address=row.address,
        stood=row.stood,
        due=row.due,
        failures=row.failures,
        missed=row.missed,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
    )
