"""What came from the sources: raw replies, items in quarantine, and the health of each source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Row, and_, delete, exists, or_, select

from tumen.model import Quarantined, Raw, SourceHealth
from tumen.storage.columns import HEALTH, QUARANTINED, RAW, clean, key_of, pack, unpack, url_key
from tumen.storage.database import Database, batches
from tumen.storage.schema import health as health_table
from tumen.storage.schema import quarantine, raws

# A reply may be 15 MB; more than a few of them at once would fill the memory.
REPLIES_AT_ONCE: Final = 8


class Sources:
    """Raw replies, quarantine and health in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_raw(self, raw: Raw) -> None:
        """Keep a reply as it came; a second one with this id changes nothing."""
        row = {
            "id": raw.id,
            "source_id": raw.source_id,
            "url_key": url_key(raw.url),
            "fetched_at": raw.fetched_at,
            "body": pack(raw.body),
            "facts": RAW.write(replace(raw, body=b"")),
        }
        with self._database.writing("keep_raw") as connection:
            self._database.keep(connection, raws, [row])

    def raws(self, since: datetime | None = None, source_id: str | None = None) -> Iterator[Raw]:
        """The replies fetched since then, oldest first; the archive may be written to between two of them."""
        wanted = [raws.c.fetched_at >= since] if since else []
        if source_id:
            wanted.append(raws.c.source_id == source_id)
        page = select(*raws.c["fetched_at", "id", "facts", "body"]).where(*wanted)
        page = page.order_by(raws.c.fetched_at, raws.c.id).limit(REPLIES_AT_ONCE)
        after = page
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(after).all()
            yield from map(_raw, rows)
            if len(rows) < REPLIES_AT_ONCE:
                return
            last = rows[-1]
            same_moment = and_(raws.c.fetched_at == last.fetched_at, raws.c.id > last.id)
            after = page.where(or_(raws.c.fetched_at > last.fetched_at, same_moment))

    def raw(self, raw_id: str) -> Raw | None:
        """One reply, while it is kept."""
        with self._database.reading() as connection:
            row = connection.execute(select(*raws.c["facts", "body"]).where(raws.c.id == raw_id)).first()
        return _raw(row) if row else None

    def newest_raw(self, source_id: str, url: str, since: datetime | None = None) -> Raw | None:
        """The last reply of a source from this address, fetched since then."""
        wanted = [raws.c.url_key == url_key(url), raws.c.source_id == source_id]
        if since is not None:
            wanted.append(raws.c.fetched_at >= since)
        found = select(*raws.c["facts", "body"]).where(*wanted).order_by(raws.c.fetched_at.desc(), raws.c.id)
        with self._database.reading() as connection:
            row = connection.execute(found.limit(1)).first()
        return _raw(row) if row else None

    def nearest_raw(self, source_id: str, url: str | None, before: datetime) -> Raw | None:
        """The reply a document was most likely read from: the page at its address, else its source's last reply."""
        of_source = select(*raws.c["facts", "body"]).where(raws.c.source_id == source_id, raws.c.fetched_at <= before)
        newest = of_source.order_by(raws.c.fetched_at.desc(), raws.c.id).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(newest.where(raws.c.url_key == url_key(url))).first() if url else None
            row = row or connection.execute(newest).first()
        return _raw(row) if row else None

    def prune_raws(self, before: datetime) -> int:
        """Forget replies fetched before then, except those behind an item in quarantine; how many that was."""
        behind_quarantine = exists().where(quarantine.c.raw_id == raws.c.id)
        with self._database.writing("prune_raws") as connection:
            return connection.execute(delete(raws).where(raws.c.fetched_at < before, ~behind_quarantine)).rowcount

    def quarantine(self, connection: Connection, items: Iterable[Quarantined], now: datetime) -> None:
        """Keep items that could not become documents. One that comes again is counted, not kept again."""
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
            insert = self._database.insert(quarantine).values(row)
            connection.execute(insert.on_conflict_do_update(index_elements=["fingerprint"], set_=again))

    def quarantine_list(self, limit: int = 100) -> list[Quarantined]:
        """The items in quarantine, the last to come first."""
        newest = select(quarantine.c.body).order_by(quarantine.c.last_seen.desc(), quarantine.c.number.desc())
        with self._database.reading() as connection:
            return [QUARANTINED.read(body) for body in connection.scalars(newest.limit(limit))]

    def keep_health(self, connection: Connection, health: SourceHealth) -> None:
        """Replace what is known of a source's health."""
        row = {"state": clean(health.state), "body": HEALTH.write(health)}
        insert = self._database.insert(health_table).values(source_id=health.source_id, **row)
        connection.execute(insert.on_conflict_do_update(index_elements=["source_id"], set_=row))

    def keep_healths(self, healths: Iterable[SourceHealth]) -> None:
        """Replace what is known of the health of several sources, all of them or none."""
        given = list(healths)
        if given:
            with self._database.writing("keep_healths") as connection:
                for health in given:
                    self.keep_health(connection, health)

    def claim(self, known: Mapping[str, SourceHealth], begun: Iterable[SourceHealth]) -> set[str]:
        """Keep that these sources are asked now, except those that somebody asked since `known` was read.

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
                        self.keep_health(connection, wanted[row.source_id])
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


def _raw(row: Row[tuple[str, bytes]]) -> Raw:
    return replace(RAW.read(row.facts), body=unpack(row.body))
