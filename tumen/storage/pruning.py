"""Letting go of what is kept only for a while: replies as they came, items in quarantine, wordings in between."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import and_, delete, exists, func, literal, select

from tumen.storage.database import Database, batches
from tumen.storage.schema import document_versions, documents, quarantine, raws

# A feed may hold 2,000 items and all of them change with every reply: the reasons stand in the first few anyway.
QUARANTINED_OF_A_SOURCE: Final = 1_000


class Pruning:
    """What is deleted from the database by age, by number or by size."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def quarantine(self, before: datetime, most: int = QUARANTINED_OF_A_SOURCE) -> int:
        """Delete items last seen before then, and of each source all but the `most` seen last; return how many."""
        newest_first = func.row_number().over(
            partition_by=quarantine.c.source_id, order_by=(quarantine.c.last_seen.desc(), quarantine.c.number.desc())
        )
        ranked = select(quarantine.c.number, newest_first.label("place")).subquery()
        too_many = select(ranked.c.number).where(ranked.c.place > most)
        with self._database.writing("prune_quarantine") as connection:
            old = delete(quarantine).where((quarantine.c.last_seen < before) | quarantine.c.number.in_(too_many))
            return connection.execute(old).rowcount

    def raws(self, before: datetime, most_bytes: int | None = None) -> int:
        """Delete replies fetched before then, except those of items in quarantine; return how many.

        Where what is left takes more than `most_bytes` as stored, the oldest go too, whatever was read from them.
        """
        behind_quarantine = exists().where(quarantine.c.raw_id == raws.c.id)
        with self._database.writing("prune_raws") as connection:
            gone = connection.execute(delete(raws).where(raws.c.fetched_at < before, ~behind_quarantine)).rowcount
            if most_bytes is None:
                return gone
            sizes = select(raws.c.id, func.length(raws.c.body)).order_by(raws.c.fetched_at.desc(), raws.c.id)
            left, too_much = most_bytes, []
            for id_, size in connection.execute(sizes):
                left -= size
                if left < 0:
                    too_much.append(id_)
            for some in batches(too_much):
                gone += connection.execute(delete(raws).where(raws.c.id.in_(some))).rowcount
        return gone

    def versions(self, most: int) -> int:
        """Keep of each document the first wording and the newest, `most` in all; return how many were deleted.

        What they were judged to be stays: that is what keeps anything from being told twice.
        """
        newest = select(documents.c.version).where(documents.c.id == document_versions.c.document_id).scalar_subquery()
        between = and_(document_versions.c.number > 1, document_versions.c.number < newest - literal(most - 2))
        with self._database.writing("prune_versions") as connection:
            return connection.execute(delete(document_versions).where(between)).rowcount
