"""From the sources to documents in the archive."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import extractors
from tumen.analysis.assessment.identity import document_id
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.matching.watch import Watch
from tumen.counts import counted
from tumen.errors import ExtractError, FailureCode, FetchError, TumenError
from tumen.fetch import Fetched, Fetcher, alarm, begun, fetch_all, not_yet, noticed, plan
from tumen.model import HOSTS_AT_ONCE, Draft, Raw, Source, SourceHealth, Trouble
from tumen.pipeline.allowance import Allowance
from tumen.pipeline.content import Content
from tumen.pipeline.extract import Answer, Read, read_ahead
from tumen.pipeline.identify import identified
from tumen.pipeline.pages import Behind, reach, read_in_full, wanted
from tumen.pipeline.put_aside import notes
from tumen.pipeline.relevance import as_found
from tumen.pipeline.revisit import first_visits, revisit
from tumen.storage import Archive

log = logging.getLogger("tumen")

# Where the feeds took all the time of a run, the pages behind their headlines still get this much.
LEAST_FOR_PAGES = timedelta(minutes=1)
AT_ONCE = 50  # healths kept in one commit; after a kill those sources wait half an hour, and nothing else is lost

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Collected:
    """The result of a collection: sources asked and reached, new documents, items in quarantine, and troubles.

    `new_of`: how many of the new documents came from each source that answered, by source id.
    """

    asked: int = 0
    reached: int = 0
    new: int = 0
    edited: int = 0
    quarantined: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    new_of: dict[str, int] = field(default_factory=dict)


def quiet(done: int, of: int, what: str) -> None:
    """Show no progress."""


def collect(
    archive: Archive,
    fetcher: Fetcher,
    content: Content,
    now: Callable[[], datetime],
    *,
    only: str | Collection[str] | None = None,
    force: bool = False,
    workers: int = HOSTS_AT_ONCE,
    deadline: timedelta = timedelta(minutes=10),
    progress: Progress = quiet,
) -> Collected:
    """Ask every source that is due; keep what it sent before parsing, then its documents and validators together.

    One source's failure is counted, kept in its health and reported; the others go on. That a source is asked is kept
    before it is: neither a run beside this one nor one after a crash asks it again.
    """
    healths, started = archive.sources.healths(), now()
    among = {only} if isinstance(only, str) else only
    wished = [source for source in content.sources if among is None or source.id in among]
    planned = plan(wished, healths, started, force=force)
    mine = archive.sources.claim(healths, [begun(source, _health(healths, source), started) for source in planned])
    due = [source for source in planned if source.id in mine]
    elsewhere = len(planned) - len(due)
    notes = [f"another run is asking {counted(elsewhere, 'source')}"] if elsewhere else []
    if force and not planned:
        notes += not_yet(wished, healths, started)
    done = Collected(asked=len(due), notes=notes)
    here = _Round(archive, fetcher, content.watch, Publishers(content.sources), done)
    asked = fetch_all(fetcher, due, healths, started, workers=workers, deadline=deadline)
    behind: list[Behind] = []
    for n, (source, answer, read) in enumerate(read_ahead(archive, asked), start=1):
        _safely(here, source, _health(healths, source), now(), partial(_received, here, source, answer, read, behind))
        progress(n, len(due), source.name)
    here.flush()
    left = max(deadline - (now() - started), LEAST_FOR_PAGES)
    for one in read_in_full(archive, fetcher, behind, now(), workers=workers, deadline=left, progress=progress):
        _safely(here, one.source, _health(healths, one.source), now(), partial(_kept, here, one))
    left = max(deadline - (now() - started), LEAST_FOR_PAGES)
    done.edited += revisit(archive, fetcher, content, wished, now, workers=workers, deadline=left, progress=progress)
    log.info("collected", extra={"asked": done.asked, "reached": done.reached, "new": done.new})
    return done


@dataclass(frozen=True, slots=True)
class _Round:
    """What one collection works with, and its result so far."""

    archive: Archive
    fetcher: Fetcher
    watch: Watch
    publishers: Publishers
    done: Collected
    unchanged: list[SourceHealth] = field(default_factory=list)
    allowance: Allowance = field(default_factory=Allowance)

    def flush(self) -> None:
        """Keep the healths of sources that had nothing new: a commit for each would take longer than asking them."""
        self.archive.sources.keep_healths(self.unchanged)
        self.unchanged.clear()


def _health(healths: Mapping[str, SourceHealth], source: Source) -> SourceHealth:
    return healths.get(source.id) or SourceHealth(source_id=source.id)


def _safely(
    here: _Round, source: Source, health: SourceHealth, now: datetime, work: Callable[[datetime], None]
) -> None:
    """Do the work; an unexpected error is a failure of this source alone, because raised it would stop every run here.

    A StorageError still stops the run: going on could lose documents of every source.
    """
    try:
        work(now)
    except (FetchError, ExtractError) as error:
        _failed(here, source, health, error, now)
    except TumenError:
        raise
    except Exception as e:
        log.exception("internal error", extra={"source": source.id})
        fault = ExtractError(source.id, f"internal error: {type(e).__name__}: {e}"[:300], code=FailureCode.INTERNAL)
        _failed(here, source, health, fault, now)


def _received(here: _Round, source: Source, answer: Answer, read: Read, behind: list[Behind], now: datetime) -> None:
    """Keep what a reply says; where its pages are to be read too, leave it in `behind`, to be kept with them."""
    for error in (answer, read):
        if isinstance(error, FetchError | ExtractError):
            raise error
    if isinstance(answer, Fetched) and isinstance(read, extractors.Extracted) and answer.raw is not None:
        _said(here, source, answer.health, answer.raw, read, behind, now)
    elif isinstance(answer, Fetched):
        here.done.reached += 1
        here.done.new_of[source.id] = 0
        here.unchanged.append(answer.health)
        if len(here.unchanged) >= AT_ONCE:
            here.flush()


def _said(
    here: _Round,
    source: Source,
    health: SourceHealth,
    raw: Raw,
    read: extractors.Extracted,
    behind: list[Behind],
    now: datetime,
) -> None:
    if not read.drafts:
        raise _unreadable(here, source, read, now)
    named = [here.publishers.named(replace(draft, raw_id=raw.id), source) for draft in read.drafts]
    drafts, stored = identified(here.archive, source, named, health.recent_keys)
    changed = [draft for draft in drafts if _may_differ(source, draft, stored.get(draft.key), health)]
    one = Behind(
        source=source,
        drafts=changed,
        stored=stored,
        health=health,
        headers=raw.headers,
        keys=tuple(draft.key for draft in drafts),
        quarantined=read.quarantined,
        ttl=read.ttl,
        span=reach(drafts),
    )
    if pages := wanted(one, here.watch):
        behind.append(replace(one, pages=pages))
    else:
        _kept(here, one, now)


def _kept(here: _Round, one: Behind, now: datetime) -> None:
    fresh = [draft for draft in one.drafts if draft.key not in one.stored or not _stood_twice(here.archive, draft)]
    assessed = [here.allowance.assess(draft, here.watch, now) for draft in fresh]
    documents = as_found(here.archive, assessed, here.watch)
    kept = noticed(
        one.source,
        replace(one.health, page_tries=one.pages),
        one.headers,
        one.keys,
        new=sum(key not in one.stored for key in one.keys),
        now=now,
        ttl=one.ttl,
        span=one.span,
    )
    if kept.possible_gap == now:
        here.done.notes.append(f"{one.source.name}: no item in common with its last reply; some may have been missed")
    visits = list(first_visits(one, documents, now))
    here.done.notes += notes(documents)
    added = here.archive.add(documents, quarantined=one.quarantined, health=kept, visits=visits, now=now)
    here.done.reached += 1
    here.done.new += len(added.new)
    here.done.new_of[one.source.id] = len(added.new)
    here.done.edited += len(added.versions)
    here.done.quarantined += len(one.quarantined)


def _stood_twice(archive: Archive, draft: Draft) -> bool:
    """Whether a document has had exactly this wording twice: two servers behind one name alternate between theirs."""
    versions = archive.documents.versions(document_id(draft.source_id, draft.key))
    return sum((version.title, version.text) == (draft.title, draft.text) for version in versions) >= 2


def _may_differ(source: Source, draft: Draft, stored: Draft | None, health: SourceHealth) -> bool:
    """Whether an entry says something we have not kept; of a source read in full the entry is a headline only."""
    if stored is None or stored.title != draft.title:
        return True
    if source.full_text:
        return draft.url in health.page_tries
    return stored.text != draft.text


def _unreadable(here: _Round, source: Source, read: extractors.Extracted, now: datetime) -> ExtractError:
    """Quarantine the items of a reply of which none could be read; the reply counts as a failure."""
    here.archive.add((), quarantined=read.quarantined, now=now)
    here.done.quarantined += len(read.quarantined)
    first = read.quarantined[0].reason if read.quarantined else "the response is empty"
    return ExtractError(source.id, f"none of {counted(len(read.quarantined), 'item')} can be read: {first}")


def _failed(
    here: _Round, source: Source, health: SourceHealth, error: FetchError | ExtractError, now: datetime
) -> None:
    after = here.fetcher.failed(source, health, error, now)
    here.archive.add((), health=after, now=now)
    if alert := alarm(health, after, now):
        here.done.notes.append(f"{source.name}: {alert}")
        log.error("source alarm: %s: %s", source.id, alert)
    here.done.troubles.append(Trouble(source_id=source.id, name=source.name, reason=error.reason))
    log.warning("source failed: %s: %s", source.id, error.reason)
