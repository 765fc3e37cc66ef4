"""The archive: everything Tumen keeps, spoken of in the words of the house. Rows never leave this folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import TracebackType

from tumen.model import Document, Quarantined, SourceHealth
from tumen.storage.circuits import Circuits
from tumen.storage.database import PATIENCE, Database, OnCommit
from tumen.storage.developments import Developments
from tumen.storage.digests import Digests
from tumen.storage.documents import Documents
from tumen.storage.edits import Edits
from tumen.storage.ledger import Ledger
from tumen.storage.outbox import Outbox
from tumen.storage.reconciling import Reconciling
from tumen.storage.records import Added
from tumen.storage.regrouping import Regrouping
from tumen.storage.shingles import Shingles
from tumen.storage.sources import Sources
from tumen.storage.tracing import Tracing
from tumen.storage.upgrade import prepare
from tumen.storage.upkeep import Upkeep


class Archive:
    """Keeps documents, judgements, digests and deliveries in SQLite or PostgreSQL.

    Every method that writes is one transaction: all of it is kept, or nothing. Whatever goes wrong in the database is
    a StorageError. The methods are those of the rooms below, which say what each of them promises.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sources = Sources(database)
        self._shingles = Shingles(database)
        self._documents = Documents(database, self._shingles)
        self._developments = Developments(database)
        self._offer_what_came_in()
        self._offer_what_is_known()
        self._offer_what_was_told()
        self._offer_upkeep()

    def _offer_what_came_in(self) -> None:
        self.keep_raw = self._sources.keep_raw
        self.raw = self._sources.raw
        self.raws = self._sources.raws
        self.newest_raw = self._sources.newest_raw
        self.prune_raws = self._sources.prune_raws
        self.quarantine_list = self._sources.quarantine_list
        self.health = self._sources.health
        self.healths = self._sources.healths
        self.keep_healths = self._sources.keep_healths
        self.claim = self._sources.claim
        self.find = self._documents.find
        self.find_by_url = self._documents.find_by_url
        self.at_addresses = self._documents.at_addresses
        self.documents = self._documents.documents
        self.versions = self._documents.versions
        self.edited = self._documents.edited

    def _offer_what_is_known(self) -> None:
        self.unjudged = self._documents.unjudged
        self.latest_seq = self._documents.latest_seq
        self.claims = self._documents.claims
        self.sharing = self._shingles.sharing
        self.record = self._developments.record
        self.recent = self._developments.recent
        self.judged_between = self._developments.judged_between
        self.numbers_between = self._developments.numbers_between
        self.judgement = self._developments.judgement
        self.judgements = self._developments.judgements
        self.development = self._developments.development
        self.developments = self._developments.developments
        self.developments_of = self._developments.developments_of
        self.events = self._developments.events
        self.regroup = Regrouping(self._database, self._developments).regroup
        edits = Edits(self._database)
        self.pending_edits = edits.pending
        self.edits = edits.edits
        self.said_before = edits.said
        self.trace = Tracing(self._database, self._sources, self._documents, self._developments).trace

    def _offer_what_was_told(self) -> None:
        digests, ledger, outbox = Digests(self._database), Ledger(self._database), Outbox(self._database)
        self.seal = digests.seal
        self.mark = digests.mark
        self.told = digests.told
        self.told_to = digests.told_to
        self.digest = digests.digest
        self.digests = digests.digests
        self.last_digest = digests.last_digest
        self.due = ledger.due
        self.lease = ledger.lease
        self.commit_point = ledger.commit_point
        self.settle = ledger.settle
        self.settle_and_lease = ledger.settle_and_lease
        self.postpone = ledger.postpone
        self.recover = ledger.recover
        self.expire = ledger.expire
        self.resolve = ledger.resolve
        circuits, reconciling = Circuits(self._database), Reconciling(self._database)
        self.circuits = circuits.circuits
        self.open_circuit = circuits.open_circuit
        self.close_circuit = circuits.close_circuit
        self.hurry = circuits.hurry
        self.unknowns = reconciling.unknowns
        self.handed_over = reconciling.handed_over
        self.reconcile = reconciling.reconcile
        self.deliveries = outbox.deliveries
        self.attempts = outbox.attempts

    def _offer_upkeep(self) -> None:
        upkeep = Upkeep(self._database)
        self.count = upkeep.count
        self.check = upkeep.check
        self.backup = upkeep.backup
        self.instance = upkeep.instance
        self.adopt = upkeep.adopt
        self.take_turn = upkeep.take_turn
        self.end_turn = upkeep.end_turn

    @classmethod
    def open(
        cls, url: str, *, upgrade: bool = True, on_commit: OnCommit | None = None, patience: float = PATIENCE
    ) -> Archive:
        """Open the archive at `sqlite:///path`, `sqlite://` (in memory) or `postgresql://…`, upgrading its schema.

        Who finds the database locked waits `patience` seconds. `on_commit` is called with the name of an operation
        just before it is committed, so that a test can break it.
        Raises SchemaOutdated, which says what to do, and StorageError when the database cannot be used.
        """
        database = Database(url, on_commit, patience)
        try:
            prepare(database, upgrade=upgrade)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def add(
        self,
        documents: Iterable[Document],
        *,
        quarantined: Iterable[Quarantined] = (),
        health: SourceHealth | None = None,
        now: datetime,
    ) -> Added:
        """Keep what a reply held in one transaction: documents, items in quarantine, and its source's health.

        The validators are part of the health. Kept by themselves they would have the server answer "not modified" to
        the next question after a crash, and what this reply held would be lost.
        """
        with self._database.writing("add") as connection:
            added = self._documents.add(connection, documents, now)
            self._sources.quarantine(connection, quarantined, now)
            if health is not None:
                self._sources.keep_health(connection, health)
        return added

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
