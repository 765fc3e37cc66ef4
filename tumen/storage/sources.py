"""The health of each source and its quarantined items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from tumen.model import Quarantined, SourceHealth
from tumen.storage.columns import HEALTH, QUARANTINED, clean, key_of
from tumen.storage.database import Database, batches
from tumen.storage.schema import health as health_table
from tumen.storage.schema import quarantine


class Sources:
    """The health of each source and its quarantined items, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def quarantined(self, limit: int = 100) -> list[Quarantined]:
        """The quarantined items, the latest first."""
        newest = select(quarantine.c.body).order_by(quarantine.c.last_seen.desc(), quarantine.c.number.desc())
        with self._database.reading() as connection:
            return [QUARANTINED.read(body) for body in connection.scalars(newest.limit(limit))]

    def keep_healths(self, healths: Iterable[SourceHealth]) -> None:
        """Replace the health of several sources, all of them or none."""
        given = list(healths)
        if given:
            with self._database.writing("keep_healths") as connection:
                for health in given:
                    keep_health(self._database, connection, health)

    def claim(self, known: Mapping[str, SourceHealth], begun: Iterable[SourceHealth]) -> set[str]:
        """Record that these sources are asked now, except those that another run asked since `known` was read.

        Returns the ids of the sources that are the caller's to ask: of two who claim at once, each source is one's.
        """
        wanted = {health.source_id: health for health in begun}
        mine: set[str] = set()
        if not wanted:
            return mine
        # Rows first, so that each of them can be locked: one that is not there cannot.
        empty = [SourceHealth(source_id=id_) for id_ in wanted]
        rows = [{"source_id": one.source_id, "state": one.state, "body": HEALTH.write(one)} for one in empty]
        with self._database.writing("claim") as connection:
            self._database.keep(connection, health_table, rows)
            for some in batches(sorted(wanted)):
                chosen = select(*health_table.c["source_id", "body"]).where(health_table.c.source_id.in_(some))
                for row in connection.execute(chosen.order_by(health_table.c.source_id).with_for_update()).all():
                    before = known.get(row.source_id)
                    if HEALTH.read(row.body).last_asked == (before.last_asked if before else None):
                        keep_health(self._database, connection, wanted[row.source_id])
                        mine.add(row.source_id)
        return mine

    def health(self, source_id: str) -> SourceHealth:
        """The health of a source; one that was never asked has the state "never_asked"."""
        with self._database.reading() as connection:
            body = connection.scalar(select(health_table.c.body).where(health_table.c.source_id == source_id))
        return HEALTH.read(body) if body else SourceHealth(source_id=source_id)

    def healths(self) -> dict[str, SourceHealth]:
        """The health of every source that was ever asked, by source id."""
        with self._database.reading() as connection:
            known = [HEALTH.read(body) for body in connection.scalars(select(health_table.c.body))]
        return {health.source_id: health for health in sorted(known, key=lambda health: health.source_id)}


def keep_health(database: Database, connection: Connection, health: SourceHealth) -> None:
    """Replace a source's health, inside the caller's transaction."""
    row = {"state": clean(health.state), "body": HEALTH.write(health)}
    insert = database.insert(health_table).values(source_id=health.source_id, **row)
    connection.execute(insert.on_conflict_do_update(index_elements=["source_id"], set_=row))


def keep_quarantined(database: Database, connection: Connection, items: Iterable[Quarantined], now: datetime) -> None:
    """Keep items that could not become documents, inside the caller's transaction.

    One that comes again is counted, not kept again.
    """
    for item in items:
        row = {
            "fingerprint": key_of(item.source_id, item.reason, item.excerpt),
            "source_id": item.source_id,
            "raw_id": item.raw_id,
            "first_seen": now,
            "last_seen": now,
            "times": 1,
            "body": QUARANTINED.write(item),
        }
        again = {"last_seen": now, "times": quarantine.c.times + 1}
        insert = database.insert(quarantine).values(row)
        connection.execute(insert.on_conflict_do_update(index_elements=["fingerprint"], set_=again))
