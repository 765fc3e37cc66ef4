"""From the sources to documents in the archive."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import extractors
from tumen.analysis.assess import assess
from tumen.analysis.watch import Watch
from tumen.errors import ExtractError, FetchError, TumenError
from tumen.fetch import Fetched, Fetcher, alarm, begun, fetch_all, noticed, plan
from tumen.model import Draft, Source, SourceHealth, Trouble
from tumen.pipeline.content import Content
from tumen.pipeline.identity import identified
from tumen.pipeline.pages import reach, read_in_full
from tumen.pipeline.publishers import Publishers
from tumen.storage import Archive

log = logging.getLogger("tumen")


Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Collected:
    """What a collection brought: sources asked and reached, new documents, items in quarantine, and troubles."""

    asked: int = 0
    reached: int = 0
    new: int = 0
    edited: int = 0
    quarantined: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def quiet(done: int, of: int, what: str) -> None:
    """Show no progress."""


def collect(
    archive: Archive,
    fetcher: Fetcher,
    content: Content,
    now: Callable[[], datetime],
    *,
    only: str | None = None,
    force: bool = False,
    workers: int = 16,
    deadline: timedelta = timedelta(minutes=10),
    progress: Progress = quiet,
) -> Collected:
    """Ask every source that is due; keep what it sent before parsing, then its documents and validators together.

    One source's failure is counted, kept in its health and told; the others go on. That a source is asked is kept
    before it is: neither a run beside this one nor one after a crash asks it again.
    """
    healths = archive.healths()
    known = [source for source in content.sources if only is None or source.id == only]
    planned = plan(known, healths, now(), force=force)
    mine = archive.claim(healths, [begun(source, _health(healths, source), now()) for source in planned])
    due = [source for source in planned if source.id in mine]
    done = Collected(asked=len(due))
    if len(due) < len(planned):
        done.notes.append(f"{len(planned) - len(due)} sources are being asked by another run")
    here = _Round(archive, fetcher, content.watch, Publishers(content.sources), done)
    asked = fetch_all(fetcher, due, healths, now(), workers=workers, deadline=deadline)
    for n, (source, fetched) in enumerate(asked, start=1):
        if isinstance(fetched, FetchError):
            _failed(here, source, _health(healths, source), fetched, now())
        else:
            _received_safely(here, source, _health(healths, source), fetched, now())
        progress(n, len(due), source.name)
    log.info("collected", extra={"asked": done.asked, "reached": done.reached, "new": done.new})
    return done


@dataclass(frozen=True, slots=True)
class _Round:
    """What one collection works with, and what it has brought so far."""

    archive: Archive
    fetcher: Fetcher
    watch: Watch
    publishers: Publishers
    done: Collected


def _health(healths: Mapping[str, SourceHealth], source: Source) -> SourceHealth:
    return healths.get(source.id) or SourceHealth(source_id=source.id)


def _received_safely(here: _Round, source: Source, health: SourceHealth, fetched: Fetched, now: datetime) -> None:
    """A reply that we stumble over costs its own source an hour's wait; raised, it would stop every run at this place.

    What the database says still stops the run: going on could lose documents of every source.
    """
    try:
        _received(here, source, health, fetched, now)
    except TumenError:
        raise
    except Exception as e:
        log.exception("a fault of ours", extra={"source": source.id})
        fault = ExtractError(source.id, f"a fault of ours: {type(e).__name__}: {e}"[:300], code="internal")
        _failed(here, source, health, fault, now)


def _received(here: _Round, source: Source, health: SourceHealth, fetched: Fetched, now: datetime) -> None:
    archive, done = here.archive, here.done
    if fetched.raw is None:
        archive.add((), health=fetched.health, now=now)
        done.reached += 1
        return
    archive.keep_raw(fetched.raw)
    try:
        extracted = extractors.extract_safely(fetched.raw, source)
    except ExtractError as error:
        _failed(here, source, health, error, now)
        return
    if not extracted.drafts:
        _unreadable(here, source, health, extracted, now)
        return
    drafts = [here.publishers.named(replace(draft, raw_id=fetched.raw.id), source) for draft in extracted.drafts]
    drafts, stored = identified(archive, source, drafts, fetched.health.recent_keys)
    changed = [draft for draft in drafts if _may_differ(source, draft, stored.get(draft.key), fetched.health)]
    read = read_in_full(archive, here.fetcher, source, changed, stored, fetched.health.page_tries, here.watch, now)
    documents = [assess(draft, here.watch, seen=now) for draft in read.drafts]
    kept = noticed(
        source,
        replace(fetched.health, page_tries=read.tries),
        fetched.raw.headers,
        tuple(draft.key for draft in drafts),
        new=sum(draft.key not in stored for draft in drafts),
        now=now,
        ttl=extracted.ttl,
        span=reach(drafts),
    )
    if kept.possible_gap == now:
        done.notes.append(f"{source.name}: shares no item with its last reply, some may have been missed")
    added = archive.add(documents, quarantined=extracted.quarantined, health=kept, now=now)
    done.reached += 1
    done.new += len(added.new)
    done.edited += len(added.versions)
    done.quarantined += len(extracted.quarantined)


def _may_differ(source: Source, draft: Draft, stored: Draft | None, health: SourceHealth) -> bool:
    """Tell whether an entry says something we have not kept; of a source read in full the entry is a headline only."""
    if stored is None or stored.title != draft.title:
        return True
    if source.full_text:
        return draft.url in health.page_tries
    return stored.text != draft.text


def _unreadable(
    here: _Round, source: Source, health: SourceHealth, extracted: extractors.Extracted, now: datetime
) -> None:
    """A reply of which nothing could be read: its items are kept aside, and it counts as no reply."""
    here.archive.add((), quarantined=extracted.quarantined, now=now)
    here.done.quarantined += len(extracted.quarantined)
    first = extracted.quarantined[0].reason if extracted.quarantined else "it is empty"
    reason = f"none of {len(extracted.quarantined)} items can be read: {first}"
    _failed(here, source, health, ExtractError(source.id, reason), now)


def _failed(
    here: _Round, source: Source, health: SourceHealth, error: FetchError | ExtractError, now: datetime
) -> None:
    after = here.fetcher.failed(source, health, error, now)
    here.archive.add((), health=after, now=now)
    if told := alarm(health, after, now):
        here.done.notes.append(f"{source.name}: {told}")
        log.error("source alarm", extra={"source": source.id, "told": told})
    here.done.troubles.append(Trouble(source_id=source.id, name=source.name, reason=error.reason))
    log.warning("source failed", extra={"source": source.id, "reason": error.reason})
