"""A page of what has certain words, the newest first, without looking through all that has them.

The index gives documents from the newest day down. For a page of documents that is the answer. Developments are in
order of their own days, and no report comes before the day of what it reports on, except where something was announced
or a report has no day: those developments stand in an index of their own, and are few around any one day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, text

from tumen.analysis.text.search_tokens import Term, fact
from tumen.storage.database import Database, batches
from tumen.storage.prepared import Prepared, among
from tumen.storage.schema import claims, developments, documents, judgements
from tumen.storage.search_keys import ORDER_MASK, day_in, key_of, seq_of, span
from tumen.storage.search_query import Span, Wanted, count, newest_keys, numbers_among
from tumen.storage.search_request import Sought

Days = dict[str, str]  # of developments found so far
Meeting = Callable[[Connection, list[int]], list[int]]  # those of some numbers that meet more, in their order

COUNTED: Final = 1_000  # nobody pages further, and counting all would cost as much as finding all
# Documents looked at for a page of developments, doubled until the page is full: twenty of five reports each are 100.
_FIRST: Final = 500
# A happening is reported on within a month; of what has more reports than are counted, later ones are not looked at.
LATE: Final = timedelta(days=31)
_MEANT: Final = (
    " JOIN judgements ON judgements.seq = number JOIN developments ON developments.id = judgements.development_id"
    " WHERE developments.merged_into IS NULL AND developments.day BETWEEN :since AND :until"
)
# Hundreds of numbers as one value: written out one by one, they cost as much as what is asked.
_HOMES: Final = {
    True: Prepared(
        text(
            "SELECT DISTINCT developments.id, developments.day FROM (SELECT value AS number FROM json_each(:numbers))"
            + _MEANT
        )
    ),
    False: Prepared(
        text(
            "SELECT DISTINCT developments.id, developments.day FROM"
            " (SELECT CAST(value AS bigint) AS number FROM json_array_elements_text(CAST(:numbers AS json)) AS value)"
            " AS n" + _MEANT
        )
    ),
}
_AHEAD: Final = text("developments.first_day < developments.day")
_EARLY: Final = Prepared(
    select(*developments.c["id", "day"]).where(
        developments.c.first_day <= bindparam("reached"),
        developments.c.day > bindparam("reached"),
        _AHEAD,
        developments.c.merged_into.is_(None),
        developments.c.day.between(bindparam("since"), bindparam("until")),
    )
)
_DAYS: Final = Prepared(select(*developments.c["id", "day", "last_seen"]).where(among(developments.c.id, "some")))
_REPORTS: Final = Prepared(
    select(judgements.c.development_id, *documents.c["seq", "day", "id", "relevant"])
    .join(documents, documents.c.seq == judgements.c.seq)
    .where(among(judgements.c.development_id, "some"))
)


def documents_of(
    database: Database, connection: Connection, sought: Sought, limit: int, offset: int
) -> tuple[list[int], int, bool]:
    """The numbers of a page of documents, how many there are, and whether there are more than that."""
    spans = _spans(sought)
    if len(spans) == 1:
        keys = newest_keys(database, connection, sought.words, spans[0], limit, offset)
    else:
        keys = _newest(database, connection, sought.words, spans, limit + offset)[offset : offset + limit]
    if keys and len(keys) < limit:
        return list(map(seq_of, keys)), offset + len(keys), False
    total = sum(count(database, connection, sought.words, one, COUNTED + 1) for one in spans)
    reached = offset + len(keys) if keys else 0
    return list(map(seq_of, keys)), max(reached, min(total, COUNTED)), total > COUNTED


def documents_meeting(
    database: Database, connection: Connection, sought: Sought, meeting: Meeting, limit: int, offset: int
) -> tuple[list[int], int, bool]:
    """The same of those that meet what is asked beside words and days; counted no further than the page."""
    low, high = span(sought.since, sought.until, relevant=True)
    found: list[int] = []
    most = _FIRST
    while True:
        keys = newest_keys(database, connection, sought.words, (low, high), most)
        found += meeting(connection, list(map(seq_of, keys)))
        if len(keys) < most or len(found) > limit + offset:
            return found[offset : offset + limit], len(found), len(keys) == most
        high, most = keys[-1] - 1, most * 2


def developments_of(
    database: Database, connection: Connection, sought: Sought, meeting: Meeting | None, limit: int, offset: int
) -> tuple[list[str], int, bool]:
    """The ids of a page of developments, how many were found, and whether there are more than that.

    `meeting`: those of some documents that meet what is asked beside words and days, where anything is.
    """
    low, high = span(sought.since, None, relevant=True)
    if sought.until and count(database, connection, sought.words, (low, high), COUNTED + 1) > COUNTED:
        high = span(None, _after(sought.until), relevant=True)[1]
    found: Days = {}
    most = _FIRST
    while True:
        keys = newest_keys(database, connection, sought.words, (low, high), most)
        numbers = list(map(seq_of, keys))
        numbers = meeting(connection, numbers) if meeting else numbers
        found |= _reported_in(database, connection, sought, numbers)
        if len(keys) < most:
            if sought.since:
                found |= _announced(database, connection, sought, meeting, _before(sought.since), found)
            return _page(connection, found, limit, offset), len(found), False
        reached, high, most = day_in(keys[-1]), keys[-1] - 1, most * 2
        # What is reported on later in the list is not newer than the day that it has come to.
        if sum(day > reached for day in found.values()) > limit + offset:
            break
    found |= _announced(database, connection, sought, meeting, reached, found)
    settled = {id_: day for id_, day in found.items() if day > reached}
    return _page(connection, settled, limit, offset), len(settled), True


def claims_of(
    database: Database, connection: Connection, sought: Sought, metric: str | None, limit: int, offset: int
) -> tuple[list[tuple[int, int]], bool]:
    """Document and position of a page of claims, and whether there are more."""
    of_what = fact("figure", metric) if metric is not None else fact("figures", "any")
    wanted = (*sought.words, (Term((of_what,)),))
    columns = claims.c["seq", "position"]
    found: list[tuple[int, int]] = []
    for some in batches(_newest(database, connection, wanted, _spans(sought), limit + offset + 1)):
        stated = select(*columns).where(claims.c.seq.in_(list(map(seq_of, some))))
        stated = stated.where(claims.c.metric == metric) if metric is not None else stated
        by_document: dict[int, list[tuple[int, int]]] = {}
        for row in connection.execute(stated.order_by(*columns)):
            by_document.setdefault(row.seq, []).append((row.seq, row.position))
        found += [place for key in some for place in by_document.get(seq_of(key), ())]
        if len(found) > limit + offset:
            break
    return found[offset : offset + limit], len(found) > offset + limit


def _spans(sought: Sought) -> list[Span]:
    """Where the keys of what is meant lie: of what is about the subject, and of the rest where that is meant too."""
    halves = (True, False) if sought.everything else (True,)
    return [span(sought.since, sought.until, relevant=half) for half in halves]


def _newest(database: Database, connection: Connection, wanted: Wanted, spans: Iterable[Span], most: int) -> list[int]:
    """The newest keys of all spans together, at least so many where there are that many, the newest first."""
    found = (key for one in spans for key in newest_keys(database, connection, wanted, one, most))
    return sorted(found, key=lambda key: key & ORDER_MASK, reverse=True)


def matching(
    database: Database, connection: Connection, sought: Sought, ids: Collection[str]
) -> dict[str, list[tuple[int, str, str]]]:
    """Number, day and id of the documents of these developments that meet words and relevance, by development."""
    rows = [
        row
        for some in batches(ids)
        for row in _REPORTS.rows(connection, some=some)
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


def _reported_in(database: Database, connection: Connection, sought: Sought, numbers: list[int]) -> Days:
    """The developments that are meant and that these documents report on."""
    return dict(_HOMES[database.is_sqlite].rows(connection, numbers=json.dumps(numbers), **_bounds(sought)))


def _bounds(sought: Sought) -> dict[str, str]:
    """The first and the last day that are meant; without either of them also what has no day."""
    first = sought.since or (date.min if sought.until else None)
    return {"since": first.isoformat() if first else "", "until": (sought.until or date.max).isoformat()}


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
    database: Database,
    connection: Connection,
    sought: Sought,
    meeting: Meeting | None,
    reached: str,
    found: Collection[str],
) -> Days:
    """The developments newer than a day that have a report of that day or before, or without a day."""
    rows = _EARLY.rows(connection, reached=reached, **_bounds(sought))
    days = {id_: day for id_, day in rows if id_ not in found}
    reports = matching(database, connection, sought, days) if days else {}
    if meeting and reports:
        kept = set(meeting(connection, [seq for some in reports.values() for seq, _, _ in some]))
        reports = {id_: some for id_, some in reports.items() if any(seq in kept for seq, _, _ in some)}
    return {id_: days[id_] for id_ in reports}


def _page(connection: Connection, found: Days, limit: int, offset: int) -> list[str]:
    """The ids in their order: by day, those of one day by the last report."""
    days = sorted(found.values(), reverse=True)[: offset + limit]
    if not days[offset:]:
        return []
    near = {id_: day for id_, day in found.items() if days[-1] <= day <= days[offset]}
    above = sum(day > days[offset] for day in found.values())
    rows = [row for some in batches(sorted(near)) for row in _DAYS.rows(connection, some=some)]
    rows.sort(key=lambda row: (row.day, row.last_seen, row.id), reverse=True)
    return [row.id for row in rows[offset - above : offset - above + limit]]


def _before(since: date) -> str:
    return (since - timedelta(days=1)).isoformat() if since > date.min else ""


def _after(until: date) -> date:
    return until + min(LATE, date.max - until)
