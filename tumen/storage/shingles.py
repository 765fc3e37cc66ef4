"""Which documents share shingles with a text: the way to its possible copies, at the same cost in any archive.

Hashes fall everywhere, so in one large index every new shingle dirties a page of its own, and SQLite writes a page
twice to be safe: 64 shingles of a document cost half a megabyte. Here new rows gather in a small level (FRESH), move
together into a middle one (YOUNG), and from there, one range of hashes after the other, into the large one (SETTLED),
so that many rows share the page they dirty. PostgreSQL's log writes rows, not pages; there all are SETTLED at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, delete, select, text, update

from tumen.model import Document
from tumen.storage.columns import signed
from tumen.storage.database import Database, batches
from tumen.storage.prepared import Prepared
from tumen.storage.schema import shingles, state

FRESH, YOUNG, SETTLED = LEVELS = range(3)
# Documents whose rows are moved together: 250 pages of rows, of which one small reply dirties all.
FRESH_DOCUMENTS: Final = 512
# Each move settles a 16th of the hashes, which leaves YOUNG at about 8,000 documents.
RANGES: Final = 16

# A shingle that more documents carry is furniture ("read more in our app"); only its newest carriers are counted.
# Without the bound one such phrase makes every look-up read as many rows as the archive has documents.
CARRIERS: Final = 64
_EVER: Final = (1 << 63) - 1
# One statement for any number of shingles: written out for each number of them, compiling it would take most of the
# time. What is bound to it: the shingles, as JSON to SQLite and as an array to PostgreSQL, the carriers, the limit.
_CARRIERS: Final = {
    True: (
        "FROM json_each(:shingles) AS wanted "
        f"CROSS JOIN (SELECT {FRESH} AS level UNION ALL SELECT {YOUNG} UNION ALL SELECT {SETTLED}) AS levels "
        "CROSS JOIN shingles AS carrier ON carrier.level = levels.level AND carrier.shingle = wanted.value "
        # No row can be limited for each shingle there: the number of the last carrier that counts is looked up first.
        "AND carrier.seq >= coalesce((SELECT last.seq FROM shingles AS last WHERE last.level = levels.level "
        "AND last.shingle = wanted.value AND last.seq < :before "
        "ORDER BY last.seq DESC LIMIT 1 OFFSET :carriers - 1), 0) AND carrier.seq < :before"
    ),
    False: (
        "FROM unnest(CAST(:shingles AS bigint[])) AS wanted (value) CROSS JOIN LATERAL "
        f"(SELECT seq FROM shingles WHERE level = {SETTLED} AND shingle = wanted.value AND seq < :before "
        "ORDER BY seq DESC LIMIT :carriers) AS carrier"
    ),
}
_SHARING: Final = {
    is_sqlite: Prepared(
        text(
            "SELECT documents.id FROM (SELECT carrier.seq AS seq, count(*) AS shared "
            f"{carriers} GROUP BY carrier.seq ORDER BY shared DESC, carrier.seq LIMIT :most) AS best "
            "CROSS JOIN documents WHERE documents.seq = best.seq ORDER BY best.shared DESC, best.seq"
        )
    )
    for is_sqlite, carriers in _CARRIERS.items()
}


class Shingles:
    """The index from a shingle to the relevant documents that carry it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sharing(self, wanted: Iterable[int], limit: int = 50, *, before: int = _EVER) -> list[str]:
        """The ids of relevant documents that share shingles, most shared first, the older one first among equals.

        `before`: only those with a lower ingest number.
        """
        hashes = sorted({signed(shingle) for shingle in wanted})
        given = json.dumps(hashes) if self._database.is_sqlite else hashes
        with self._database.reading() as connection:
            bound = {"shingles": given, "carriers": CARRIERS, "most": limit, "before": before}
            return _SHARING[self._database.is_sqlite].scalars(connection, **bound)


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
