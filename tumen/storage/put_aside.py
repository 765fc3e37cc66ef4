"""Documents that could not be read or judged: they are kept whole, with the reason, until that is tried again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Column, Connection, ForeignKey, String, Table, Text, delete, func, select

from tumen.model import Document, Judgement, ReasonCode, put_aside_for
from tumen.storage.columns import DOCUMENT, clean
from tumen.storage.database import Database
from tumen.storage.records import PutAsideDocument
from tumen.storage.schema import documents, metadata

put_aside = Table(
    "put_aside",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("code", String, nullable=False),
    Column("reason", Text, nullable=False),
)


class PutAside:
    """The documents in the database that were put aside."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        """How many documents are put aside."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(put_aside)) or 0

    def ids(self) -> list[str]:
        """The ids of the documents that are put aside, in order of arrival."""
        joined = put_aside.join(documents, documents.c.id == put_aside.c.document_id)
        with self._database.reading() as connection:
            ordered = select(put_aside.c.document_id).select_from(joined).order_by(documents.c.seq)
            return list(connection.scalars(ordered))

    def first(self, limit: int) -> list[PutAsideDocument]:
        """So many of the documents that are put aside, in order of arrival."""
        joined = put_aside.join(documents, documents.c.id == put_aside.c.document_id)
        columns = *put_aside.c["document_id", "code", "reason"], documents.c.body
        with self._database.reading() as connection:
            rows = connection.execute(select(*columns).select_from(joined).order_by(documents.c.seq).limit(limit)).all()
        return [
            PutAsideDocument(
                document_id=row.document_id,
                title=draft.title,
                source_id=draft.source_id,
                code=ReasonCode(row.code),
                reason=row.reason,
            )
            for row in rows
            for draft in [DOCUMENT.read(row.body).draft]
        ]


def keep(database: Database, connection: Connection, given: Iterable[Document | Judgement]) -> None:
    """Note those whose reasons say that they could not be read or judged, inside the caller's transaction."""
    for one in given:
        reason = put_aside_for(one.reasons)
        if reason is not None:
            id_ = one.id if isinstance(one, Document) else one.document_id
            said = {"code": reason.code, "reason": clean(reason.text)}
            row = database.insert(put_aside).values(document_id=id_, **said)
            connection.execute(row.on_conflict_do_update(index_elements=["document_id"], set_=said))


def forget(connection: Connection, document_id: str) -> bool:
    """A document is not put aside any more, inside the caller's transaction; whether it was."""
    return connection.execute(delete(put_aside).where(put_aside.c.document_id == document_id)).rowcount > 0
