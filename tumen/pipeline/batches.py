"""Work in leased batches: any number of processes, on any number of machines, share what costs.

What costs is asking sources and reading documents, each by itself. A batch is leased to one process at a time, which
renews the lease while it lives; after a kill the lease runs out and another one takes it.
Read documents enter the archive in the order of their batches, so that it is the same however many workers there are.
Judging what they have to do with each other stays with one process (`develop_all`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from tumen.analysis.matching.watch import Watch
from tumen.fetch import plan
from tumen.model import Batch, BatchKind, BatchState, Draft, Source
from tumen.pipeline.collect import Collected, Progress, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.put_aside import assessed, unread
from tumen.pipeline.relevance import as_found
from tumen.pipeline.turn import BEAT, LEASE, beating
from tumen.storage import Archive

log = logging.getLogger("tumen")

# A second of work on a slow machine, and some megabytes in memory; smaller ones would mostly be bookkeeping.
DOCUMENTS_AT_ONCE = 250
# A minute of asking at the polite pace. All sources of one host stand in one shard, whatever it holds then: one process
# asks a host once a second, two would ask it twice.
SOURCES_AT_ONCE = 50

Ask = Callable[[Collection[str]], Collected]


@dataclass(slots=True)
class Worked:
    """What one process did: batches, documents read, of these put aside, sources asked, batches that another took."""

    batches: int = 0
    read: int = 0
    put_aside: int = 0
    asked: int = 0
    lost: int = 0

    def add(self, more: Worked) -> None:
        """Count what was done besides."""
        self.batches += more.batches
        self.read += more.read
        self.put_aside += more.put_aside
        self.asked += more.asked
        self.lost += more.lost


def queue_documents(archive: Archive, drafts: Iterable[Draft], now: datetime) -> int:
    """Put drafts into batches in their order; return how many batches."""
    waiting = iter(drafts)
    made = 0
    while some := list(islice(waiting, DOCUMENTS_AT_ONCE)):
        made += archive.batches.put_documents([some], now)
    return made


def queue_sources(archive: Archive, content: Content, now: datetime) -> int:
    """Put the sources that are due, and in no batch yet, into batches by host; return how many batches."""
    queued = archive.batches.sources()
    due = plan(content.sources, archive.sources.healths(), now, force=False)
    return archive.batches.put_sources(shards([source for source in due if source.id not in queued]), now)


def shards(sources: Iterable[Source], most: int = SOURCES_AT_ONCE) -> list[list[str]]:
    """The ids of the sources in lists of `most`, those of one host in the same list."""
    by_host: dict[str, list[str]] = {}
    for source in sources:
        by_host.setdefault(urlsplit(source.url).hostname or "", []).append(source.id)
    made: list[list[str]] = []
    for ids in by_host.values():
        if not made or len(made[-1]) + len(ids) > most:
            made.append([])
        made[-1] += ids
    return made


def work(
    archive: Archive,
    watch: Watch,
    ask: Ask,
    clock: Callable[[], datetime],
    progress: Progress = quiet,
    beat: float = BEAT,
) -> Worked:
    """Do batches until there is none that is free, then add what can be added; `ask` collects from these sources."""
    done = Worked()
    while work_once(archive, watch, ask, clock, done, beat):
        progress(done.batches, 0, f"batches, {done.read} documents read, {done.asked} sources asked")
    absorb_all(archive, clock)
    log.info("worked", extra={"batches": done.batches, "read": done.read, "asked": done.asked})
    return done


def work_once(
    archive: Archive, watch: Watch, ask: Ask, clock: Callable[[], datetime], done: Worked, beat: float = BEAT
) -> Batch | None:
    """Do the next batch that is free and note it in `done`; None when there is none."""
    batch = archive.batches.take(clock(), LEASE)
    if batch is None:
        return None
    with _leased(archive, batch, clock, beat):
        mine = _do(archive, batch, watch, ask, done)
    done.batches += 1
    done.lost += not mine
    if batch.kind is BatchKind.DOCUMENTS:
        absorb_all(archive, clock)
    return batch


def _do(archive: Archive, batch: Batch, watch: Watch, ask: Ask, done: Worked) -> bool:
    """Whether the batch was still this process's own when it was done: else another one does it."""
    if batch.kind is BatchKind.SOURCES:
        done.asked += ask(batch.sources).asked
        return archive.batches.end(batch)
    read = as_found(archive, [assessed(draft, watch, batch.made_at) for draft in batch.drafts], watch)
    done.read += len(read)
    done.put_aside += sum(map(unread, read))
    return archive.batches.hand_in(batch, read)


@contextmanager
def _leased(archive: Archive, batch: Batch, clock: Callable[[], datetime], beat: float) -> Iterator[None]:
    def renew() -> None:
        archive.batches.renew(batch, clock(), LEASE)

    try:
        with beating(renew, beat, f"batch {batch.number}"):
            yield
    except BaseException as error:
        # The next one need not wait for the lease to run out. Ctrl-C and a database that is away are no fault of it.
        archive.batches.release(batch, tried=isinstance(error, Exception) and not getattr(error, "transient", False))
        raise


def absorb_all(archive: Archive, clock: Callable[[], datetime]) -> int:
    """Add the documents of all batches that were handed in and whose turn it is; return how many were new."""
    new = 0
    while (added := archive.batches.absorb(clock())) is not None:
        new += len(added.new)
    return new


def given_up(archive: Archive, now: datetime) -> int:
    """How many batches nobody takes any more, because each ended as many processes as may try."""
    return archive.batches.counts(now).get(BatchState.GIVEN_UP, 0)


def under_way(archive: Archive, now: datetime) -> int:
    """How many batches are free or with somebody."""
    counts = archive.batches.counts(now)
    return counts.get(BatchState.WAITING, 0) + counts.get(BatchState.LEASED, 0)
