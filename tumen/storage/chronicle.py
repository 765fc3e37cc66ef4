"""The entries of the chronicle as judgement reads them, kept so that the next run need not read them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Column, String, Table, Text, delete, insert, select

from tumen.model import ChronicleEntry, Document
from tumen.storage.columns import DOCUMENT, key_of
from tumen.storage.database import Database
from tumen.storage.schema import metadata

chronicle_documents = Table(
    "chronicle_documents",
    metadata,
    Column("entry_id", String, primary_key=True),
    # Of the entry's words and of all that judgement rests on: with another key the document is not looked at.
    Column("key", String(64), nullable=False),
    Column("body", Text, nullable=False),
)


class Chronicle:
    """The assessed entries of the chronicle in the database; losing them costs a run two seconds and nothing else."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, entries: Iterable[ChronicleEntry], fingerprint: str) -> dict[str, Document]:
        """The documents kept for exactly these entries under this fingerprint of judgement, by id of the entry."""
        keys = {entry.id: _key(entry, fingerprint) for entry in entries}
        with self._database.reading() as connection:
            rows = connection.execute(select(chronicle_documents)).all()
        return {row.entry_id: DOCUMENT.read(row.body) for row in rows if keys.get(row.entry_id) == row.key}

    def keep(self, entries: Iterable[ChronicleEntry], documents: Mapping[str, Document], fingerprint: str) -> None:
        """Keep the documents of these entries under this fingerprint, in place of all that was kept before."""
        rows = [
            {"entry_id": entry.id, "key": _key(entry, fingerprint), "body": DOCUMENT.write(documents[entry.id])}
            for entry in entries
        ]
        with self._database.writing("keep_chronicle") as connection:
            connection.execute(delete(chronicle_documents))
            if rows:
                connection.execute(insert(chronicle_documents), rows)


def _key(entry: ChronicleEntry, fingerprint: str) -> str:
    return key_of(fingerprint, repr(entry))
