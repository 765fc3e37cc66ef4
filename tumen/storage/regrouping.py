"""Developments merged and split by hand: reports, what readers were told, and the record of it, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, literal, select, update

from tumen.errors import StorageError
from tumen.model import Development, Judgement
from tumen.storage.columns import JUDGEMENT, clean
from tumen.storage.database import Database
from tumen.storage.developments import Developments
from tumen.storage.records import DevelopmentEvent
from tumen.storage.schema import development_events, judgements, told


class Regrouping:
    """What a person decided about which reports are of one happening, in the database."""

    def __init__(self, database: Database, developments: Developments) -> None:
        self._database = database
        self._developments = developments

    def regroup(
        self,
        given: Iterable[Judgement],
        developments: Iterable[Development],
        events: Iterable[DevelopmentEvent],
        told_also: Mapping[str, str],
    ) -> None:
        """Replace judgements and developments, with these events beside those that every change leaves.

        `told_also`: who was told of the first counts as told of the second from now on. StorageError when a document
        is not judged.
        """
        written = list(events)
        moment = max((event.at for event in written), default=None)
        with self._database.writing("regroup") as connection:
            for judgement in given:
                self._replace(connection, judgement)
            self._developments.put(connection, developments, moment)
            rows = [
                {
                    "development_id": event.development_id,
                    "at": event.at,
                    "what": clean(event.what),
                    "document_id": event.document_id,
                }
                for event in written
            ]
            self._database.keep(connection, development_events, rows)
            for first, second in told_also.items():
                self._tell(connection, first, second)

    def _replace(self, connection: Connection, judgement: Judgement) -> None:
        mine = update(judgements).where(judgements.c.document_id == judgement.document_id)
        values = {
            "role": judgement.role,
            "development_id": judgement.development_id,
            "body": JUDGEMENT.write(judgement),
        }
        if connection.execute(mine.values(values)).rowcount != 1:
            raise StorageError(f"regroup: document {judgement.document_id} is not judged")

    def _tell(self, connection: Connection, first: str, second: str) -> None:
        columns = told.c.reader_id, literal(second), told.c.digest_id, told.c.at
        rows = select(*columns).where(told.c.development_id == first)
        insert = self._database.insert(told).from_select(["reader_id", "development_id", "digest_id", "at"], rows)
        connection.execute(insert.on_conflict_do_nothing())
