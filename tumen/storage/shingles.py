"""Which documents share shingles with a text: the way to its possible copies, at the same cost in any archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from sqlalchemy import Connection, delete, select, text

from tumen.model import Document
from tumen.storage.columns import signed
from tumen.storage.database import Database, batches
from tumen.storage.schema import documents, shingles

# A shingle that more documents carry is furniture ("read more in our app"); only its newest carriers are counted.
# Without the bound one such phrase makes every look-up read as many rows as the archive has documents.
CARRIERS: Final = 64
# SQLite refuses a compound of more than 500 selects.
IN_ONE_LOOKUP: Final = 100

ON_POSTGRESQL: Final = text(
    "SELECT carrier.seq FROM unnest(CAST(:shingles AS bigint[])) AS wanted (shingle) CROSS JOIN LATERAL "
    "(SELECT seq FROM shingles WHERE shingle = wanted.shingle ORDER BY seq DESC LIMIT :carriers) AS carrier"
)


class Shingles:
    """The index from a shingle to the relevant documents that carry it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, connection: Connection, numbered: Iterable[tuple[int, Document]]) -> None:
        """Index new documents inside the caller's transaction."""
        pairs = {
            (signed(shingle), seq)
            for seq, document in numbered
            if document.relevant
            for shingle in document.features.shingles
        }
        if pairs:
            # Past SQLAlchemy's statements, which cost twice the insert itself; sorted, so that neighbours fall on
            # one page.
            value = "?" if self._database.is_sqlite else "%s"
            statement = f"INSERT INTO shingles (shingle, seq) VALUES ({value}, {value})"
            connection.exec_driver_sql(statement, sorted(pairs))

    def forget(self, connection: Connection, seq: int, document: Document) -> None:
        """Take a wording out of the index, by its keys: there is no way from a document to its shingles."""
        for some in batches(sorted({signed(shingle) for shingle in document.features.shingles})):
            connection.execute(delete(shingles).where(shingles.c.shingle.in_(some), shingles.c.seq == seq))

    def sharing(self, wanted: Iterable[int], limit: int = 50) -> list[str]:
        """The ids of relevant documents that share shingles, most shared first, the older one first among equals."""
        shared: Counter[int] = Counter()
        with self._database.reading() as connection:
            for some in batches(sorted({signed(shingle) for shingle in wanted}), IN_ONE_LOOKUP):
                shared.update(self._carriers(connection, some))
            best = sorted(shared, key=lambda seq: (-shared[seq], seq))[:limit]
            names: dict[int, str] = {}
            for batch in batches(best):
                rows = connection.execute(select(documents.c.seq, documents.c.id).where(documents.c.seq.in_(batch)))
                names |= {row.seq: row.id for row in rows}
        return [names[seq] for seq in best]

    def _carriers(self, connection: Connection, wanted: list[int]) -> Iterable[int]:
        if self._database.is_sqlite:
            rows = connection.exec_driver_sql(_on_sqlite(len(wanted)), tuple(wanted))
            return (row[0] for row in rows)
        return connection.scalars(ON_POSTGRESQL, {"shingles": wanted, "carriers": CARRIERS})


@cache
def _on_sqlite(wanted: int) -> str:
    one = f"SELECT seq FROM (SELECT seq FROM shingles WHERE shingle = ? ORDER BY seq DESC LIMIT {CARRIERS})"
    return " UNION ALL ".join([one] * wanted)
