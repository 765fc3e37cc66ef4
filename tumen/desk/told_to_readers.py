"""What each reader was told, when, by which channel, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tumen.desk.desk import Desk
from tumen.desk.query import Asked, sought_for
from tumen.model import Delivery, Digest
from tumen.storage import Page

_MOST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDigest:
    """A sealed digest with its deliveries."""

    digest: Digest
    deliveries: tuple[Delivery, ...]


def digests(desk: Desk, asked: Asked, *, limit: int = 20, offset: int = 0) -> Page[Digest]:
    """Sealed digests and alerts that told of a development which answers the question, the last one first."""
    return desk.archive.search.digests(sought_for(asked, desk.names), limit=limit, offset=offset)


def told(
    desk: Desk, reader_id: str | None = None, since: datetime | None = None, until: datetime | None = None
) -> Iterator[ToldDigest]:
    """The digests and alerts sealed in this time, the first one first, at most the latest thousand."""
    page = desk.archive.search.digests(reader_id=reader_id, since=since, until=until, limit=_MOST)
    for digest in reversed(page.items):
        deliveries = desk.archive.outbox.deliveries(digest_id=digest.id, limit=_MOST)
        yield ToldDigest(digest=digest, deliveries=tuple(reversed(deliveries)))
