"""The archive: everything Tumen keeps, in the types of `tumen.model`. Rows never leave this folder."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Final

from tumen.model import Document, Quarantined, SourceHealth, Visit
from tumen.storage.adding import Adding
from tumen.storage.adoption import Adoption
from tumen.storage.batches import Batches
from tumen.storage.chronicle import Chronicle
from tumen.storage.circuits import Circuits
from tumen.storage.concerns import Concerns
from tumen.storage.corrections import Corrections
from tumen.storage.database import PATIENCE, Database, OnCommit
from tumen.storage.developments import Developments
from tumen.storage.digests import Digests
from tumen.storage.documents import Documents
from tumen.storage.edits import Edits
from tumen.storage.handovers import Handovers
from tumen.storage.known import KnownReports
from tumen.storage.ledger import Ledger
from tumen.storage.outbox import Outbox
from tumen.storage.past import Past
from tumen.storage.pruning import Pruning
from tumen.storage.put_aside import PutAside
from tumen.storage.raws import Raws
from tumen.storage.records import Added, Trace
from tumen.storage.redirects import Redirects
from tumen.storage.search import Search
from tumen.storage.shingles import Shingles
from tumen.storage.sources import Sources, keep_health, keep_quarantined
from tumen.storage.tracing import Tracing
from tumen.storage.turns import Turns
from tumen.storage.upgrade import prepare
from tumen.storage.upkeep import Upkeep
from tumen.storage.visits import Visits
from tumen.storage.visits import keep as keep_visits
from tumen.storage.written_since import Revision


class Archive:
    """Keeps documents, judgements, digests and deliveries in SQLite or PostgreSQL.

    Every method that writes is one transaction: all of it is kept, or nothing. Whatever goes wrong in the database is
    a StorageError. Beside the methods here, which span several of them, these hold what the archive can do:

    * `raws`: replies as they came, byte for byte
    * `sources`: the health of each source, and its items in quarantine
    * `documents`: documents with all their wordings and claims
    * `put_aside`: documents that could not be read or judged
    * `shingles`: which documents share text
    * `developments`: judgements, developments and how each came to be
    * `chronicle`: the entries of the chronicle as judgement reads them
    * `known`: what judgement knows of the reports of its window
    * `corrections`: what people corrected, with who, when and why
    * `edits`: what an earlier wording of a document was judged to be
    * `search`: what is known, found by words, facts and days
    * `digests`: sealed digests, and what each reader has had reported
    * `past`: what each reader was told, with its reports, as a new digest joins on to it
    * `ledger`: the state of each delivery, step by step
    * `outbox`: deliveries and their attempts, to be looked at
    * `handovers`: deliveries that a mailbox of copies can settle
    * `redirects`: what waits for a recipient whom the reader no longer has, and where it goes
    * `circuits`: ways of delivering that are down
    * `concerns`: what the operator was told of and is not over
    * `turns`: what only one process may do at a time
    * `batches`: work that several processes share
    * `pruning`: letting go of what is kept only for a while
    * `upkeep`: counts, checks, backups
    * `adoption`: whose database this is
    * `visits`: pages that are asked again
    * `revision`: whether anything was written
    """

    raws: Final[Raws]
    sources: Final[Sources]
    documents: Final[Documents]
    put_aside: Final[PutAside]
    shingles: Final[Shingles]
    developments: Final[Developments]
    chronicle: Final[Chronicle]
    known: Final[KnownReports]
    corrections: Final[Corrections]
    edits: Final[Edits]
    search: Final[Search]
    digests: Final[Digests]
    past: Final[Past]
    ledger: Final[Ledger]
    outbox: Final[Outbox]
    handovers: Final[Handovers]
    redirects: Final[Redirects]
    circuits: Final[Circuits]
    concerns: Final[Concerns]
    turns: Final[Turns]
    batches: Final[Batches]
    pruning: Final[Pruning]
    visits: Final[Visits]
    upkeep: Final[Upkeep]
    adoption: Final[Adoption]
    revision: Final[Revision]

    def __init__(self, database: Database) -> None:
        self._database = database
        self.raws = Raws(database)
        self.sources = Sources(database)
        self.documents = Documents(database)
        self.put_aside = PutAside(database)
        self.shingles = Shingles(database)
        self.developments = Developments(database)
        self.chronicle = Chronicle(database)
        self.known = KnownReports(database)
        self.corrections = Corrections(database)
        self.edits = Edits(database)
        self.search = Search(database)
        self.digests = Digests(database)
        self.past = Past(database)
        self.ledger = Ledger(database)
        self.outbox = Outbox(database)
        self.handovers = Handovers(database)
        self.redirects = Redirects(database)
        self.circuits = Circuits(database)
        self.concerns = Concerns(database)
        self.turns = Turns(database)
        self.batches = Batches(database)
        self.pruning = Pruning(database)
        self.visits = Visits(database)
        self.upkeep = Upkeep(database)
        self.adoption = Adoption(database)
        self.revision = Revision(database)

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
        visits: Iterable[Visit] = (),
        now: datetime,
    ) -> Added:
        """Store the content of a reply in one transaction: documents, quarantined items, and its source's health.

        `visits`: when pages of these documents are asked again.

        The validators are part of the health. Kept by themselves they would have the server answer "not modified" to
        the next question after a crash, and what this reply held would be lost.
        """
        with self._database.writing("add") as connection:
            added = Adding(self._database, connection).add(documents, now)
            keep_quarantined(self._database, connection, quarantined, now)
            if health is not None:
                keep_health(self._database, connection, health)
            keep_visits(self._database, connection, visits)
        return added

    def trace(self, url_or_id: str, *, with_raw: bool = True) -> Trace | None:
        """Return all that is known of the document with this id, else the first with this address; None if unknown.

        The reply that it was read from, which may be megabytes, only `with_raw`.
        """
        tracing = Tracing(self._database, self.raws, self.documents, self.developments)
        return tracing.trace(url_or_id, with_raw=with_raw)

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Let this thread read the archive as it stands at one moment, in one transaction, and write nothing meanwhile.

        Keep it short: who writes waits for it.
        """
        return self._database.at_one_moment()

    def close(self) -> None:
        """Close every connection."""
        self.revision.close()
        self._database.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
