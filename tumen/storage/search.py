"""Finding again what is known: documents, developments, claims, storylines and digests, the newest happening first.

A day is that of the happening or of the publication, never that of an import; what has none is listed last and is in
no range of days.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from tumen.model import Development, Digest, DigestKind, Document, Judgement
from tumen.storage import newest, search_page
from tumen.storage.columns import CLAIM, DEVELOPMENT, DIGEST, DOCUMENT, JUDGEMENT
from tumen.storage.database import Database, batches
from tumen.storage.documents import lowest_seq
from tumen.storage.newest import COUNTED, standing, within
from tumen.storage.prepared import Prepared, among
from tumen.storage.schema import (
    claims,
    developments,
    digest_entries,
    digests,
    documents,
    judgements,
    told,
)
from tumen.storage.search_index import merge, rebuild
from tumen.storage.search_keys import span
from tumen.storage.search_query import count_each, numbers_with
from tumen.storage.search_request import Page, Sought, Stated, Strand, ToldIn

T = TypeVar("T")
# SQLite would look each document of a word up in the table, whose rows hold the texts.
_DAYS: Final = Prepared(select(*developments.c["id", "day"]).where(among(developments.c.id, "some")))
_LAST_REPORTED: Final = developments.c.last_seen.desc(), developments.c.id.desc()
_LAST_HAPPENED: Final = developments.c.day.desc(), *_LAST_REPORTED
_SOME: Final = select(developments.c.body).where(among(developments.c.id, "some"))
_REPORTED: Final = Prepared(_SOME.order_by(*_LAST_REPORTED))
_HAPPENED: Final = Prepared(_SOME.order_by(*_LAST_HAPPENED))
_THREAD: Final = Prepared(
    select(*developments.c["day", "body"])
    .where(developments.c.merged_into.is_(None), developments.c.storyline_id == bindparam("storyline"))
    .order_by(*_LAST_HAPPENED)
    .limit(bindparam("most"))
)
_TELLING: Final = Prepared(
    select(*digests.c["id", "reader_id", "until"])
    .where(
        digests.c.kind != DigestKind.PREVIEW.value,
        digests.c.id.in_(select(told.c.digest_id).where(told.c.development_id == bindparam("one"))),
    )
    .order_by(digests.c.number.desc())
    .limit(bindparam("most"))
)
# Bare, SQLite would begin with all that is about the subject, by the index of that: also for what arrived on one day.
_ABOUT: Final = func.coalesce(documents.c.relevant, False)


class Search:
    """What is in the database, found by words, facts and days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def documents(self, sought: Sought, *, limit: int = 20, offset: int = 0) -> Page[tuple[Document, Judgement | None]]:
        """Documents, each with its judgement, the newest first."""
        joined = documents.join(judgements, judgements.c.seq == documents.c.seq, isouter=True)
        meant = [*self._of_documents(sought), *within(documents.c.day, sought)]
        bodies = documents.c.body.label("document"), judgements.c.body.label("judgement")
        found = select(*bodies).select_from(joined)
        order = documents.c.day.desc(), documents.c.seq.desc()
        limit = min(limit, search_page.MOST)
        with self._database.reading() as connection:
            if sought.words:
                if sought.has_nothing_beside:
                    numbers, total, more = newest.documents_of(self._database, connection, sought, limit, offset)
                elif sought.is_of_many and not sought.everything:
                    meeting = self._meeting(sought)
                    numbers, total, more = newest.documents_meeting(
                        self._database, connection, sought, meeting, limit, offset
                    )
                else:
                    wanted = select(documents.c.seq).select_from(joined if sought.roles else documents).where(*meant)
                    (numbers, total), more = search_page.once(connection, wanted, order, limit, offset), False
                rows = search_page.by_numbers(connection, found, numbers)
            else:
                rows, total, more = search_page.page(connection, found.where(*meant), order, limit, offset)
        items = ((DOCUMENT.read(r.document), JUDGEMENT.read(r.judgement) if r.judgement else None) for r in rows)
        return Page(items=tuple(items), total=total, offset=offset, more=more)

    def developments(
        self, sought: Sought, *, limit: int = 20, offset: int = 0, reported: bool = False
    ) -> Page[Development]:
        """Developments of which a document meets what is sought, the newest happening first, or the last `reported`."""
        order = _LAST_REPORTED if reported else _LAST_HAPPENED
        limit = min(limit, search_page.MOST)
        with self._database.reading() as connection:
            if sought.words:
                if sought.is_of_many and not reported and not sought.everything:
                    meeting = None if sought.has_nothing_beside else self._meeting(sought)
                    ids, total, more = newest.developments_of(
                        self._database, connection, sought, meeting, limit, offset
                    )
                else:
                    wanted = select(developments.c.id).where(*self._of_developments(sought))
                    (ids, total), more = search_page.once(connection, wanted, order, limit, offset), False
                rows = list((_REPORTED if reported else _HAPPENED).rows(connection, some=ids)) if ids else []
            else:
                wanted = select(developments.c.body).where(*self._of_developments(sought))
                rows, total, more = search_page.page(connection, wanted, order, limit, offset)
        return Page(items=tuple(DEVELOPMENT.read(row.body) for row in rows), total=total, offset=offset, more=more)

    def thread(self, storyline: str, *, limit: int) -> list[tuple[str, Development]]:
        """The developments of a storyline, each with its day, the newest happening first."""
        with self._database.reading() as connection:
            rows = _THREAD.rows(connection, storyline=storyline, most=limit)
        return [(row.day, DEVELOPMENT.read(row.body)) for row in rows]

    def days(self, ids: Collection[str]) -> dict[str, str]:
        """The day of each of these developments; "" of one that has none."""
        with self._database.reading() as connection:
            return {row.id: row.day for some in batches(ids) for row in _DAYS.rows(connection, some=some)}

    def matching(self, sought: Sought, ids: Collection[str]) -> dict[str, list[str]]:
        """The ids of the documents of these developments that meet what is sought, the oldest first, undated last."""
        with self._database.reading() as connection:
            found = newest.matching(self._database, connection, sought, ids)
            meant = self._beside_words(sought)
            if meant:
                joined = documents.join(judgements, judgements.c.seq == documents.c.seq)
                numbers = [seq for some in found.values() for seq, _, _ in some]
                these = [
                    select(documents.c.seq).select_from(joined).where(documents.c.seq.in_(some), *meant)
                    for some in batches(numbers)
                ]
                kept = {seq for one in these for seq in connection.scalars(one)}
                found = {id_: [one for one in some if one[0] in kept] for id_, some in found.items()}
        in_order = {id_: sorted(some, key=lambda one: (not one[1], one[1], one[0])) for id_, some in found.items()}
        return {id_: [document_id for _, _, document_id in some] for id_, some in in_order.items() if some}

    def claims(self, sought: Sought, *, metric: str | None = None, limit: int = 500, offset: int = 0) -> Page[Stated]:
        """Claims of the documents that are meant, the newest first."""
        limit = min(limit, search_page.MOST)
        joined = claims.join(documents, documents.c.seq == claims.c.seq)
        joined = joined.join(judgements, judgements.c.seq == claims.c.seq, isouter=True)
        bodies = claims.c.body.label("claim"), documents.c.body.label("document"), judgements.c.body.label("judgement")
        found = select(*bodies, documents.c.day, claims.c.seq, claims.c.position).select_from(joined)
        found = found.where(claims.c.metric == metric) if metric is not None else found
        order = documents.c.day.desc(), claims.c.seq.desc(), claims.c.position
        with self._database.reading() as connection:
            if sought.has_nothing_beside:
                places, more = newest.claims_of(self._database, connection, sought, metric, limit, offset)
                read = {
                    (row.seq, row.position): row
                    for some in batches(sorted({seq for seq, _ in places}))
                    for row in connection.execute(found.where(claims.c.seq.in_(some)))
                }
                rows, total = [read[place] for place in places], offset + len(places)
            else:
                found = found.where(*self._of_documents(sought), *within(documents.c.day, sought))
                rows, total, more = search_page.page(connection, found, order, limit, offset)
        return Page(items=tuple(map(_stated, rows)), total=total, offset=offset, more=more)

    def storylines(self, sought: Sought, *, limit: int = 20, offset: int = 0) -> Page[Strand]:
        """Storylines with a development that is meant, the one that went on last first."""
        named = developments.c.storyline_id
        dated = func.nullif(developments.c.day, "")
        columns = named, func.count().label("number"), func.min(dated).label("first"), func.max(dated).label("last")
        found = select(*columns).where(named.is_not(None), *self._of_developments(sought)).group_by(named)
        with self._database.reading() as connection:
            order = func.coalesce(func.max(dated), "").desc(), named
            rows, total, more = search_page.page(connection, found, order, limit, offset)
        strands = (Strand(id=r[0], developments=r[1], first=r[2] or "", last=r[3] or "") for r in rows)
        return Page(items=tuple(strands), total=total, offset=offset, more=more)

    def digests(
        self,
        sought: Sought | None = None,
        *,
        reader_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Page[Digest]:
        """Digests and alerts sealed in this time, or that told of what is sought; last first."""
        meant: list[ColumnElement[bool]] = [digests.c.kind != DigestKind.PREVIEW]
        meant += [digests.c.reader_id == reader_id] if reader_id else []
        meant += [digests.c.until >= since] if since else []
        meant += [digests.c.until <= until] if until else []
        if sought is not None:
            ids = select(developments.c.id).where(*self._of_developments(sought))
            entered = digest_entries.c.told & digest_entries.c.development_id.in_(ids)
            meant.append(digests.c.id.in_(select(digest_entries.c.digest_id).where(entered)))
        found = select(digests.c.body).where(*meant)
        with self._database.reading() as connection:
            rows, total, more = search_page.page(connection, found, (digests.c.number.desc(),), limit, offset)
        return Page(items=tuple(DIGEST.read(row.body) for row in rows), total=total, offset=offset, more=more)

    def telling(self, development_id: str, *, limit: int) -> list[ToldIn]:
        """The digests and alerts that told of a development, the last one first."""
        with self._database.reading() as connection:
            rows = _TELLING.rows(connection, one=development_id, most=limit)
        return [ToldIn(id=row.id, reader_id=row.reader_id, until=row.until) for row in rows]

    def naming(self, facts: Collection[str]) -> dict[str, int]:
        """How many documents about the subject have each of these facts, counted up to a thousand; those that none has
        are left out.
        """
        with self._database.reading() as connection:
            return count_each(self._database, connection, facts, span(None, None, relevant=True), COUNTED)

    def reindex(self) -> int:
        """Make the index anew from the documents, in one transaction; return how many those are."""
        with self._database.writing("reindex") as connection:
            return rebuild(self._database, connection)

    def merge(self) -> int:
        """Make the index quicker to look in; return in how many steps that was done."""
        return merge(self._database)

    def _of_documents(self, sought: Sought) -> list[ColumnElement[bool]]:
        meant: list[ColumnElement[bool]] = [] if sought.everything else [_ABOUT]
        meant += [documents.c.seq.in_(numbers_with(self._database, sought.words))] if sought.words else []
        return meant + self._beside_words(sought)

    def _beside_words(self, sought: Sought) -> list[ColumnElement[bool]]:
        meant: list[ColumnElement[bool]] = [documents.c.seen >= sought.seen_since] if sought.seen_since else []
        meant += [documents.c.seen <= sought.seen_until] if sought.seen_until else []
        meant += [judgements.c.role.in_(sought.roles)] if sought.roles else []
        if sought.development or sought.storyline:
            meant.append(documents.c.seq.in_(_reports_of(sought)))
        return meant

    def _meeting(self, sought: Sought) -> newest.Meeting:
        """Which of some documents meet what is asked beside words and days."""
        joined = documents.join(judgements, judgements.c.seq == documents.c.seq) if sought.roles else documents
        these = select(documents.c.seq).select_from(joined).where(*self._beside_words(sought))
        # What has arrived since then has no lower number than the first of it: the rest need not be looked up.
        first = lowest_seq(sought.seen_since) if sought.seen_since else None

        def meeting(connection: Connection, numbers: list[int]) -> list[int]:
            least = connection.scalar(first) if first is not None else 0
            numbers = [number for number in numbers if least is not None and number >= least]
            kept = {
                seq for some in batches(numbers) for seq in connection.scalars(these.where(documents.c.seq.in_(some)))
            }
            return [number for number in numbers if number in kept]

        return meeting

    def _of_developments(self, sought: Sought) -> list[ColumnElement[bool]]:
        meant = standing(sought)
        meant += [developments.c.storyline_id == sought.storyline] if sought.storyline else []
        meant += [developments.c.id == sought.development] if sought.development else []
        if sought.words or sought.seen_since or sought.seen_until or sought.roles:
            joined = judgements.join(documents, documents.c.seq == judgements.c.seq)
            own = select(judgements.c.development_id).select_from(joined).where(*self._of_documents(sought))
            if sought.words or sought.seen_since or sought.seen_until:
                meant.append(developments.c.id.in_(own))
            else:
                # Most have some report of a role: asked of each, the newest first, it is known where a page is full.
                meant.append(own.where(judgements.c.development_id == developments.c.id).exists())
        return meant


def _reports_of(sought: Sought) -> Select[Any]:
    """The numbers of the reports of a development or storyline: few, so that nothing else is looked through."""
    own = select(judgements.c.seq)
    if sought.development:
        own = own.where(judgements.c.development_id == sought.development)
    if sought.storyline:
        among = select(developments.c.id).where(developments.c.storyline_id == sought.storyline)
        own = own.where(judgements.c.development_id.in_(among))
    return own


def _stated(row: Any) -> Stated:
    judgement = JUDGEMENT.read(row.judgement) if row.judgement else None
    return Stated(
        claim=CLAIM.read(row.claim),
        document=DOCUMENT.read(row.document),
        day=row.day,
        development_id=judgement.development_id if judgement else None,
        duplicate_of=judgement.duplicate_of if judgement else None,
    )
