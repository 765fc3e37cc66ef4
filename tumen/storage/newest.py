"""A page of what has certain words, the newest first, without looking through all that has them.

The index gives documents from the newest day down. For a page of documents that is the answer. Developments are in
order of their own days, and no report comes before the day of what it reports on, except where something was announced
or a report has no day: those developments stand in an index of their own, and are few around any one day.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, select, text

from tumen.storage.database import Database, batches
from tumen.storage.schema import developments, documents, judgements
from tumen.storage.search_keys import ORDER_MASK, day_of, key_of, seq_of, span
from tumen.storage.search_query import count, newest_keys, numbers_among
from tumen.storage.sought import Sought

# Found so far, by development, with what it is ordered by.
Places = dict[str, tuple[str, datetime, str]]

COUNTED: Final = 1_000  # nobody pages further, and counting all would cost as much as finding all
# Documents looked at for a page of developments, doubled until the page is full: twenty of five reports each are 100.
_FIRST: Final = 500
# A happening is reported on within a month; of what has more reports than are counted, later ones are not looked at.
LATE: Final = timedelta(days=31)
_AHEAD: Final = text("developments.first_day < developments.day")


def documents_of(
    database: Database, connection: Connection, sought: Sought, limit: int, offset: int
) -> tuple[list[int], int, bool]:
    """The numbers of a page of documents, how many there are, and whether there are more than that."""
    halves = (True, False) if sought.everything else (True,)
    spans = [span(sought.since, sought.until, relevant=half) for half in halves]
    if len(spans) == 1:
        keys = newest_keys(database, connection, sought.words, spans[0], limit, offset)
    else:
        each = [newest_keys(database, connection, sought.words, one, limit + offset) for one in spans]
        keys = sorted((key for some in each for key in some), key=lambda key: key & ORDER_MASK, reverse=True)
        keys = keys[offset : offset + limit]
    if keys and len(keys) < limit:
        return list(map(seq_of, keys)), offset + len(keys), False
    total = sum(count(database, connection, sought.words, one, COUNTED + 1) for one in spans)
    reached = offset + len(keys) if keys else 0
    return list(map(seq_of, keys)), max(reached, min(total, COUNTED)), total > COUNTED


def developments_of(
    database: Database, connection: Connection, sought: Sought, limit: int, offset: int
) -> tuple[list[str], int, bool]:
    """The ids of a page of developments, how many were found, and whether there are more than that."""
    low, high = span(sought.since, None, relevant=True)
    if sought.until and count(database, connection, sought.words, (low, high), COUNTED + 1) > COUNTED:
        high = span(None, _after(sought.until), relevant=True)[1]
    found: Places = {}
    most = _FIRST
    while True:
        keys = newest_keys(database, connection, sought.words, (low, high), most)
        found |= _reported_in(connection, sought, list(map(seq_of, keys)))
        if len(keys) < most:
            if sought.since:
                found |= _announced(database, connection, sought, _before(sought.since), found)
            return _page(found, limit, offset), len(found), False
        reached, high, most = day_of(keys[-1]), keys[-1] - 1, most * 2
        # What is reported on later in the list is not newer than the day that it has come to.
        if sum(day > reached for day, _, _ in found.values()) > limit + offset:
            break
    found |= _announced(database, connection, sought, reached, found)
    settled = {id_: place for id_, place in found.items() if place[0] > reached}
    return _page(settled, limit, offset), len(settled), True


def matching(
    database: Database, connection: Connection, sought: Sought, ids: Collection[str]
) -> dict[str, list[tuple[int, str, str]]]:
    """Number, day and id of the documents of these developments that meet words and relevance, by development."""
    columns = judgements.c.development_id, *documents.c["seq", "day", "id", "relevant"]
    mine = select(*columns).join(documents, documents.c.seq == judgements.c.seq)
    rows = [
        row
        for some in batches(ids)
        for row in connection.execute(mine.where(judgements.c.development_id.in_(some)))
        if row.relevant or sought.everything
    ]
    if sought.words:
        keys = [key_of(row.seq, row.day, relevant=row.relevant) for row in rows]
        having = numbers_among(database, connection, sought.words, keys)
        rows = [row for row in rows if row.seq in having]
    found: dict[str, list[tuple[int, str, str]]] = {}
    for row in rows:
        found.setdefault(row.development_id, []).append((row.seq, row.day, row.id))
    return found


def _reported_in(connection: Connection, sought: Sought, numbers: list[int]) -> Places:
    """The developments that are meant and that these documents report on."""
    ids: set[str] = set()
    for some in batches(numbers):
        homes = select(judgements.c.development_id).where(judgements.c.seq.in_(some)).distinct()
        ids |= {id_ for id_ in connection.scalars(homes) if id_ is not None}
    return _meant(connection, sought, ids)


def _meant(connection: Connection, sought: Sought, ids: Collection[str]) -> Places:
    columns = developments.c["id", "day", "last_seen"]
    found: Places = {}
    for some in batches(sorted(ids)):
        these = select(*columns).where(developments.c.id.in_(some), *standing(sought))
        found |= {row.id: (row.day, row.last_seen, row.id) for row in connection.execute(these)}
    return found


def standing(sought: Sought) -> list[Any]:
    """What a development must be to be listed: not merged into another one, and of the days that are meant."""
    return [developments.c.merged_into.is_(None), *within(developments.c.day, sought)]


def within(day: Any, sought: Sought) -> list[Any]:
    """The days that are meant."""
    meant = [day >= sought.since.isoformat()] if sought.since else []
    meant += [day <= sought.until.isoformat()] if sought.until else []
    # Without a lower bound what has no day would come before all days.
    return [*meant, day != ""] if meant else []


def _announced(
    database: Database, connection: Connection, sought: Sought, reached: str, found: Collection[str]
) -> Places:
    """The developments newer than a day that have a report of that day or before, or without a day."""
    early = developments.c.first_day <= reached, developments.c.day > reached, _AHEAD
    ids = set(connection.scalars(select(developments.c.id).where(*early, *standing(sought)))) - set(found)
    return _meant(connection, sought, matching(database, connection, sought, ids)) if ids else {}


def _page(found: Places, limit: int, offset: int) -> list[str]:
    return [id_ for _, _, id_ in sorted(found.values(), reverse=True)[offset : offset + limit]]


def _before(since: date) -> str:
    return (since - timedelta(days=1)).isoformat() if since > date.min else ""


def _after(until: date) -> date:
    return until + min(LATE, date.max - until)
