"""Which documents share shingles with a text: the way to its possible copies, at the same cost in any archive.

Hashes fall everywhere, so in one large index every new shingle dirties a page of its own, and SQLite writes a page
twice to be safe: 64 shingles of a document cost half a megabyte. Here new rows gather in a small level (FRESH), move
together into a middle one (YOUNG), and from there, one range of hashes after the other, into the large one (SETTLED),
so that many rows share the page they dirty. PostgreSQL's log writes rows, not pages; there all are SETTLED at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from sqlalchemy import Connection, delete, select, text, update

from tumen.model import Document
from tumen.storage.columns import signed
from tumen.storage.database import Database, batches
from tumen.storage.schema import documents, shingles, state

FRESH, YOUNG, SETTLED = LEVELS = range(3)
# Documents whose rows are moved together: 250 pages of rows, of which one small reply dirties all.
FRESH_DOCUMENTS: Final = 512
# Each move settles a 16th of the hashes, which leaves YOUNG at about 8,000 documents.
RANGES: Final = 16

# A shingle that more documents carry is furniture ("read more in our app"); only its newest carriers are counted.
# Without the bound one such phrase makes every look-up read as many rows as the archive has documents.
CARRIERS: Final = 64
# SQLite refuses a compound of more than 500 selects.
IN_ONE_LOOKUP: Final = 100

ON_POSTGRESQL: Final = text(
    "SELECT carrier.seq FROM unnest(CAST(:shingles AS bigint[])) AS wanted (shingle) CROSS JOIN LATERAL "
    f"(SELECT seq FROM shingles WHERE level = {SETTLED} AND shingle = wanted.shingle "
    "ORDER BY seq DESC LIMIT :carriers) AS carrier"
)


class Shingles:
    """The index from a shingle to the relevant documents that carry it."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
            rows = connection.exec_driver_sql(_on_sqlite(len(wanted)), tuple(wanted) * len(LEVELS))
            return (row[0] for row in rows)
        return connection.scalars(ON_POSTGRESQL, {"shingles": wanted, "carriers": CARRIERS})


def index(database: Database, connection: Connection, numbered: Iterable[tuple[int, Document]]) -> None:
    """Enter new documents into the index, inside the caller's transaction."""
    relevant = [(seq, document) for seq, document in numbered if document.relevant]
    pairs = sorted({(signed(shingle), seq) for seq, document in relevant for shingle in document.features.shingles})
    if not pairs:
        return
    # Past SQLAlchemy's statements, which cost twice the insert itself.
    value, level = ("?", FRESH) if database.is_sqlite else ("%s", SETTLED)
    statement = f"INSERT INTO shingles (level, shingle, seq) VALUES ({level}, {value}, {value})"
    connection.exec_driver_sql(statement, pairs)
    if database.is_sqlite:
        _settle(connection, len(relevant))


def forget(connection: Connection, seq: int, document: Document) -> None:
    """Take a wording out of the index, inside the caller's transaction.

    By its keys: there is no way from a document to its shingles.
    """
    for some in batches(sorted({signed(shingle) for shingle in document.features.shingles})):
        mine = (shingles.c.level.in_(LEVELS), shingles.c.shingle.in_(some), shingles.c.seq == seq)
        connection.execute(delete(shingles).where(*mine))


@cache
def _on_sqlite(wanted: int) -> str:
    newest = "SELECT seq FROM (SELECT seq FROM shingles WHERE level = {} AND shingle = ? ORDER BY seq DESC LIMIT {})"
    return " UNION ALL ".join(newest.format(level, CARRIERS) for level in LEVELS for _ in range(wanted))


def _settle(connection: Connection, added: int) -> None:
    """Count the fresh documents; when there are enough, move them on, and a range of the young ones with them."""
    connection.execute(update(state).where(state.c.name == "fresh").values(number=state.c.number + added))
    counted = {row.name: row.number for row in connection.execute(select(state.c.name, state.c.number))}
    if counted["fresh"] < FRESH_DOCUMENTS:
        return
    _move(connection, FRESH, "")
    first, last = _range(counted["moves"] % RANGES)
    _move(connection, YOUNG, f"AND shingle BETWEEN {first} AND {last}")
    connection.execute(update(state).where(state.c.name == "fresh").values(number=0))
    connection.execute(update(state).where(state.c.name == "moves").values(number=counted["moves"] + 1))


def _move(connection: Connection, level: int, which: str) -> None:
    rows = f"FROM shingles WHERE level = {level} {which}"
    connection.exec_driver_sql(f"INSERT INTO shingles SELECT {level + 1}, shingle, seq {rows} ORDER BY shingle, seq")
    connection.exec_driver_sql(f"DELETE {rows}")


def _range(number: int) -> tuple[int, int]:
    """The hashes from first to last; negative and positive in turn, for whoever uses only half of the 64 bits."""
    width = (1 << 64) // RANGES
    first = (number // 2) * width - (number % 2) * (1 << 63)
    return first, first + width - 1
