"""What a reader was told before, as a new digest joins on to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Subquery, func, or_, select

from tumen.model import Document, OpenPoint, Role, Told
from tumen.storage.columns import DIGEST, DOCUMENT
from tumen.storage.database import Database, batches
from tumen.storage.schema import developments, digests, documents, judgements, told

_ADDING: Final = (Role.FIRST, Role.UPDATE)


class Past:
    """Earlier reports to readers in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def told(self, reader_id: str, since: datetime, storylines: Iterable[str], limit: int) -> list[Told]:
        """What the reader was told since then, or ever in these storylines, at most `limit`, the last one first.

        Each with the headline as it was told, and with the reports that began it or added to it.
        """
        last, among = _last(reader_id), developments.c.storyline_id
        wanted = or_(last.c.at >= since, *(among.in_(some) for some in batches(sorted(set(storylines)))))
        return self._told(self._rows(reader_id, last, wanted, limit))

    def told_of(self, reader_id: str, development_ids: Iterable[str]) -> list[Told]:
        """What the reader was told of these developments, whenever that was."""
        last, found = _last(reader_id), list[Row[Any]]()
        for some in batches(sorted(set(development_ids))):
            found += self._rows(reader_id, last, developments.c.id.in_(some), len(some))
        return self._told(found)

    def _told(self, rows: Sequence[Row[Any]]) -> list[Told]:
        headlines = self._headlines({row.digest_id for row in rows})
        reports = self._reports([row.development_id for row in rows])
        return [
            Told(
                development_id=row.development_id,
                storyline_id=row.storyline_id or row.development_id,
                headline=headlines[row.digest_id, row.development_id],
                at=row.at,
                documents=tuple(reports[row.development_id]),
            )
            for row in rows
            if (row.digest_id, row.development_id) in headlines
        ]

    def open_points(self, reader_id: str, since: datetime) -> list[OpenPoint]:
        """What the reader's digests since then said to be open."""
        mine = select(digests.c.body).where(digests.c.reader_id == reader_id, digests.c.until >= since)
        # Most digests of an hourly reader say nothing of the kind: those are not read.
        mine = mine.where(digests.c.body.contains('"still_open":[{', autoescape=True))
        with self._database.reading() as connection:
            return [point for body in connection.scalars(mine) for point in DIGEST.read(body).still_open]

    def _rows(self, reader_id: str, last: Subquery, wanted: ColumnElement[bool], limit: int) -> list[Row[Any]]:
        chosen = (
            select(
                last.c.development_id,
                last.c.at,
                developments.c.storyline_id,
                func.min(told.c.digest_id).label("digest_id"),
            )
            .join(developments, developments.c.id == last.c.development_id)
            .join(
                told,
                (told.c.development_id == last.c.development_id)
                & (told.c.at == last.c.at)
                & (told.c.reader_id == reader_id),
            )
            .where(wanted, developments.c.merged_into.is_(None))
            .group_by(last.c.development_id, last.c.at, developments.c.storyline_id)
            .order_by(last.c.at.desc(), last.c.development_id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return list(connection.execute(chosen).all())

    def _headlines(self, digest_ids: Iterable[str]) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        with self._database.reading() as connection:
            for some in batches(sorted(digest_ids)):
                for body in connection.scalars(select(digests.c.body).where(digests.c.id.in_(some))):
                    digest = DIGEST.read(body)
                    # A later digest names it by a report's words: what a machine worded is shown once, and marked.
                    found |= {
                        (digest.id, id): item.headline if item.is_machine_worded else item.told
                        for item in digest.items
                        for id in (item.development_id, *item.also)
                    }
        return found

    def _reports(self, development_ids: Iterable[str]) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        mine = select(judgements.c.development_id, documents.c.body).join(
            documents, documents.c.seq == judgements.c.seq
        )
        mine = mine.where(judgements.c.role.in_(_ADDING)).order_by(judgements.c.seq)
        with self._database.reading() as connection:
            for some in batches(development_ids):
                for row in connection.execute(mine.where(judgements.c.development_id.in_(some))):
                    found[row.development_id].append(DOCUMENT.read(row.body))
        return found


def _last(reader_id: str) -> Subquery:
    """When the reader was last told of each development."""
    mine = select(told.c.development_id, func.max(told.c.at).label("at")).where(told.c.reader_id == reader_id)
    return mine.group_by(told.c.development_id).subquery()
