"""Documents that judgement found to be about the subject by what they join, kept as such."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from tumen.model import Document
from tumen.storage.adding import claim_row
from tumen.storage.database import Database
from tumen.storage.regrouping import restate
from tumen.storage.schema import claims, documents


def keep(database: Database, connection: Connection, found: Iterable[Document]) -> None:
    """Keep each with its claims, in the caller's transaction; it is stored, as one that is not about the subject.

    Not its shingles: a copy of it is found by what it joins, as it was.
    """
    for document in found:
        restate(database, connection, document)
        seq = connection.execute(select(documents.c.seq).where(documents.c.id == document.id)).scalar_one()
        connection.execute(delete(claims).where(claims.c.seq == seq))
        rows = [claim_row(seq, position, claim) for position, claim in enumerate(document.claims)]
        if rows:
            connection.execute(insert(claims), rows)
