"""What people corrected, kept for good: who, when, why, and which developments and reports it concerned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Column, Connection, ForeignKey, String, Table, Text, insert, select

from tumen.model import Correction, CorrectionKind, Document
from tumen.storage.adding import Adding
from tumen.storage.columns import CORRECTION, Moment, Number, clean
from tumen.storage.database import Database, batches
from tumen.storage.prepared import Prepared, among
from tumen.storage.schema import metadata

corrections = Table(
    "corrections",
    metadata,
    Column("number", Number, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)
# One row for each development and each document that a correction concerned.
correction_subjects = Table(
    "correction_subjects",
    metadata,
    Column("subject", String, primary_key=True),
    Column("number", ForeignKey("corrections.number"), primary_key=True),
)
_OF: Final = Prepared(
    select(*corrections.c["number", "body"])
    .join(correction_subjects, correction_subjects.c.number == corrections.c.number)
    .where(among(correction_subjects.c.subject, "some"))
)
_OF_SUBJECT: Final = (CorrectionKind.ABOUT, CorrectionKind.NOT_ABOUT)


class Corrections:
    """The corrections in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, ids: Iterable[str]) -> list[Correction]:
        """The corrections that concerned any of these developments and documents, the first one first."""
        found: dict[int, str] = {}
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(ids)):
                found |= {row.number: row.body for row in _OF.rows(connection, some=some)}
        return [CORRECTION.read(found[number]) for number in sorted(found)]

    def all(self) -> list[Correction]:
        """Every correction, the first one first."""
        with self._database.reading() as connection:
            bodies = connection.scalars(select(corrections.c.body).order_by(corrections.c.number))
            return [CORRECTION.read(body) for body in bodies]

    def about(self, document_ids: Iterable[str]) -> dict[str, Correction]:
        """What a person last said of these documents: about the subject, or not; others are left out."""
        wanted = list(dict.fromkeys(document_ids))
        said: dict[str, Correction] = {}
        for one in self.of(wanted):
            if one.kind in _OF_SUBJECT:
                said |= dict.fromkeys(one.documents, one)
        return {id_: said[id_] for id_ in wanted if id_ in said}

    def take_up(self, documents: Iterable[Document], correction: Correction) -> None:
        """Have documents judged and told again as these, in one transaction with the record of why."""
        with self._database.writing("take_up") as connection:
            Adding(self._database, connection).take_up(documents)
            keep(connection, correction)


def keep(connection: Connection, correction: Correction) -> None:
    """Keep a correction inside the caller's transaction."""
    row = {"at": correction.at, "kind": correction.kind, "body": CORRECTION.write(correction)}
    number = connection.execute(insert(corrections).values(row)).inserted_primary_key
    subjects = dict.fromkeys(map(clean, (*correction.developments, *correction.documents)))
    if number is not None and subjects:
        rows = [{"number": number[0], "subject": subject} for subject in subjects]
        connection.execute(insert(correction_subjects), rows)
