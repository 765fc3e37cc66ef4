"""Raw replies, byte for byte, so that extraction can be run again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Row, and_, bindparam, or_, select

from tumen.model import Raw
from tumen.storage.columns import RAW, pack, unpack, url_key
from tumen.storage.database import Database
from tumen.storage.prepared import Prepared
from tumen.storage.schema import raws

# A reply may be 15 MB; more than a few of them at once would fill the memory.
REPLIES_AT_ONCE: Final = 8

_LAST: Final = (
    select(*raws.c["facts", "body"])
    .where(raws.c.source_id == bindparam("source"), raws.c.fetched_at <= bindparam("before"))
    .order_by(raws.c.fetched_at.desc(), raws.c.id)
    .limit(1)
)
_BEFORE: Final = Prepared(_LAST)
_PAGE_BEFORE: Final = Prepared(_LAST.where(raws.c.url_key == bindparam("url")))


class Raws:
    """The raw replies in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, raw: Raw) -> None:
        """Store a reply unchanged; a second one with this id changes nothing."""
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

    def iterate(self, since: datetime | None = None, source_id: str | None = None) -> Iterator[Raw]:
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

    def find(self, raw_id: str) -> Raw | None:
        """The reply with this id; None when it was deleted."""
        with self._database.reading() as connection:
            row = connection.execute(select(*raws.c["facts", "body"]).where(raws.c.id == raw_id)).first()
        return _raw(row) if row else None

    def newest(self, source_id: str, url: str, since: datetime | None = None) -> Raw | None:
        """The last reply of a source from this address, fetched since then."""
        wanted = [raws.c.url_key == url_key(url), raws.c.source_id == source_id]
        if since is not None:
            wanted.append(raws.c.fetched_at >= since)
        found = select(*raws.c["facts", "body"]).where(*wanted).order_by(raws.c.fetched_at.desc(), raws.c.id)
        with self._database.reading() as connection:
            row = connection.execute(found.limit(1)).first()
        return _raw(row) if row else None

    def nearest(self, source_id: str, url: str | None, before: datetime) -> Raw | None:
        """The reply a document was most likely read from: the page at its address, else its source's last reply."""
        with self._database.reading() as connection:
            given = {"source": source_id, "before": before}
            row = _PAGE_BEFORE.first(connection, url=url_key(url), **given) if url else None
            row = row or _BEFORE.first(connection, **given)
        return _raw(row) if row else None


def _raw(row: Row[tuple[str, bytes]]) -> Raw:
    return replace(RAW.read(row.facts), body=unpack(row.body))
