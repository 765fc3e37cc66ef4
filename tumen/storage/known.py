"""What judgement knows of the reports of its window, kept so that a run starts without reading their texts again.

All of it can be made anew from documents and judgements: losing it costs the next run minutes, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Column, Connection, String, Table, Text, delete, select

from tumen.analysis.clustering.known_development import Known
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.rarity import Rarity
from tumen.analysis.clustering.remembered import Learnt, Report
from tumen.storage.columns import KNOWN, PROFILE, Moment
from tumen.storage.database import Database, batches
from tumen.storage.schema import judgements, metadata, state

known_reports = Table(
    "known_reports",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("seen", Moment, nullable=False, index=True),
    Column("at", Moment),
    Column("copy_of", String),
    # The headline and the keys that find it, as JSON: both may hold what PostgreSQL's text refuses.
    Column("found_by", Text, nullable=False),
    Column("profile", Text, nullable=False),
)
known_developments = Table(
    "known_developments",
    metadata,
    Column("development_id", String, primary_key=True),
    Column("last_seen", Moment, nullable=False),
    Column("body", Text, nullable=False),
)
known_rarity = Table(
    "known_rarity", metadata, Column("language", String, primary_key=True), Column("counts", Text, nullable=False)
)
KEY: Final = "known"
# What an entry of the chronicle was told to be stays known however long ago that was.
_NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)


class KnownReports:
    """What judgement knows, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def key(self) -> str | None:
        """Under which judgement it was learnt; None when nothing is kept."""
        with self._database.reading() as connection:
            return connection.scalar(select(state.c.value).where(state.c.name == KEY))

    def begin(self, key: str | None) -> None:
        """Keep nothing, and what is learnt from now on under this key."""
        row = self._database.insert(state).values(name=KEY, value=key or "")
        with self._database.writing("begin_known") as connection:
            for table in (known_reports, known_developments, known_rarity):
                connection.execute(delete(table))
            connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": key or ""}))

    def keep(self, learnt: Learnt) -> None:
        """Keep what was learnt in a transaction of its own."""
        with self._database.writing("keep_known") as connection:
            keep(self._database, connection, learnt)

    def reports(self, since: datetime) -> Iterator[tuple[Report, str | None]]:
        """The reports seen since then in the order in which they were judged, each with its development."""
        columns = *known_reports.c["document_id", "seen", "at", "copy_of", "found_by"], judgements.c.development_id
        chosen = select(*columns).join(judgements, judgements.c.document_id == known_reports.c.document_id)
        with self._database.reading() as connection:
            rows = connection.execute(chosen.where(known_reports.c.seen >= since).order_by(judgements.c.seq))
            for id, seen, at, copy_of, found_by, home in rows:
                headline, *keys = json.loads(found_by)
                yield Report(id, seen, at, headline, copy_of, tuple(keys)), home

    def profiles(self, ids: Iterable[str]) -> dict[str, Profile]:
        """The profiles of reports; unknown ids are left out."""
        columns = known_reports.c.document_id, known_reports.c.profile
        return {id: PROFILE.read(body) for id, body in self._rows(columns, known_reports.c.document_id, ids)}

    def developments(self, ids: Iterable[str]) -> dict[str, Known]:
        """What is known of developments, as they stand now; those of which nothing is kept are left out."""
        columns = known_developments.c.development_id, known_developments.c.body
        return {id: KNOWN.read(body) for id, body in self._rows(columns, known_developments.c.development_id, ids)}

    def rarity(self) -> Rarity:
        """How rare names and words are in all that was learnt."""
        with self._database.reading() as connection:
            return Rarity({row.language: json.loads(row.counts) for row in connection.execute(select(known_rarity))})

    def _rows(self, columns: Sequence[Any], by: Any, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        with self._database.reading() as connection:
            for some in batches(dict.fromkeys(ids)):
                yield from (tuple(row) for row in connection.execute(select(*columns).where(by.in_(some))))


def keep(database: Database, connection: Connection, learnt: Learnt) -> None:
    """Keep what was learnt, inside the caller's transaction, and forget what left the window."""
    reports = [
        {
            "document_id": report.id,
            "seen": report.seen,
            "at": report.at,
            "copy_of": report.copy_of,
            "found_by": json.dumps([report.headline, *report.keys]),
            "profile": PROFILE.write(profile),
        }
        for report, profile in learnt.reports
    ]
    known = [
        {
            "development_id": id,
            "last_seen": _NEVER if one.development.chronicle else one.development.last_seen,
            "body": KNOWN.write(one),
        }
        for id, one in learnt.known.items()
    ]
    counts = [{"language": key, "counts": json.dumps(counts)} for key, counts in learnt.rarity.counts().items()]
    _put(database, connection, known_reports, "document_id", reports)
    _put(database, connection, known_developments, "development_id", known)
    _put(database, connection, known_rarity, "language", counts)
    for some in batches(learnt.gone):
        connection.execute(delete(known_reports).where(known_reports.c.document_id.in_(some)))
    connection.execute(delete(known_reports).where(known_reports.c.seen < learnt.before))
    connection.execute(delete(known_developments).where(known_developments.c.last_seen < learnt.before))


def forget(connection: Connection, development_ids: Collection[str]) -> None:
    """Keep nothing of developments that were put together anew, inside the caller's transaction."""
    for some in batches(development_ids):
        connection.execute(delete(known_developments).where(known_developments.c.development_id.in_(some)))


def _put(
    database: Database, connection: Connection, table: Table, key: str, rows: Sequence[Mapping[str, object]]
) -> None:
    if not rows:
        return
    added = database.insert(table)
    new = {column.name: added.excluded[column.name] for column in table.c if column.name != key}
    connection.execute(added.on_conflict_do_update(index_elements=[key], set_=new), list(rows))
