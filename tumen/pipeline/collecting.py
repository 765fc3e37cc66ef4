"""From the sources to documents in the archive: collect, bring, reread, check."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import extractors
from tumen.analysis.assess import assess
from tumen.analysis.identity import document_id
from tumen.analysis.watch import Watch
from tumen.errors import ExtractError, FetchError
from tumen.fetch import Fetched, Fetcher, begun, fetch_all, noticed, plan
from tumen.model import Document, Draft, Raw, Source, SourceHealth, Trouble
from tumen.pipeline.content import Content
from tumen.pipeline.pages import reach, read_in_full
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

    One source's failure is counted, kept in its health and told; the others go on. That a source was asked is kept
    before it is: whatever kills a run, the next one does not ask everybody again at once.
    """
    healths = archive.healths()
    known = [source for source in content.sources if only is None or source.id == only]
    due = plan(known, healths, now(), force=force)
    done = Collected(asked=len(due))
    archive.keep_healths(begun(source, _health(healths, source), now()) for source in due)
    asked = fetch_all(fetcher, due, healths, now(), workers=workers, deadline=deadline)
    for n, (source, fetched) in enumerate(asked, start=1):
        if isinstance(fetched, FetchError):
            _failed(archive, fetcher, source, _health(healths, source), fetched, done, now())
        else:
            _received(archive, fetcher, source, _health(healths, source), fetched, content.watch, done, now())
        progress(n, len(due), source.name)
    log.info("collected", extra={"asked": done.asked, "reached": done.reached, "new": done.new})
    return done


def _health(healths: Mapping[str, SourceHealth], source: Source) -> SourceHealth:
    return healths.get(source.id) or SourceHealth(source_id=source.id)


def _received(
    archive: Archive,
    fetcher: Fetcher,
    source: Source,
    health: SourceHealth,
    fetched: Fetched,
    watch: Watch,
    done: Collected,
    now: datetime,
) -> None:
    if fetched.raw is None:
        archive.add((), health=fetched.health, now=now)
        done.reached += 1
        return
    archive.keep_raw(fetched.raw)
    try:
        extracted = extractors.extract_safely(fetched.raw, source)
    except ExtractError as error:
        _failed(archive, fetcher, source, health, error, done, now)
        return
    drafts = [replace(draft, raw_id=fetched.raw.id) for draft in extracted.drafts]
    stored = {draft.key: archive.find(document_id(source.id, draft.key)) for draft in drafts}
    changed = [draft for draft in drafts if _may_differ(source, draft, stored[draft.key])]
    whole = read_in_full(archive, fetcher, source, changed, watch, now)
    documents = [assess(draft, watch, seen=now) for draft in whole]
    keys = tuple(draft.key for draft in drafts)
    new = sum(known is None for known in stored.values())
    kept = noticed(
        source,
        fetched.health,
        fetched.raw.headers,
        keys,
        new=new,
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


def _may_differ(source: Source, draft: Draft, stored: Document | None) -> bool:
    """Tell whether an entry says something we have not kept; of a source read in full the entry is a headline only."""
    return stored is None or not source.full_text or stored.draft.title != draft.title


def _failed(
    archive: Archive,
    fetcher: Fetcher,
    source: Source,
    health: SourceHealth,
    error: FetchError | ExtractError,
    done: Collected,
    now: datetime,
) -> None:
    archive.add((), health=fetcher.failed(source, health, error, now), now=now)
    done.troubles.append(Trouble(source_id=source.id, name=source.name, reason=error.reason))
    log.warning("source failed", extra={"source": source.id, "reason": error.reason})


def bring(archive: Archive, paths: Iterable[Path], watch: Watch, now: datetime) -> Collected:
    """Import documents from files and folders; a second import of the same adds nothing."""
    extracted = extractors.read_corpus(paths)
    documents = [assess(draft, watch, seen=now) for draft in extracted.drafts]
    added = archive.add(documents, quarantined=extracted.quarantined, now=now)
    return Collected(
        asked=len(documents) + len(extracted.quarantined),
        reached=len(documents),
        new=len(added.new),
        edited=len(added.versions),
        quarantined=len(extracted.quarantined),
        troubles=[Trouble(source_id="corpus", name=q.excerpt, reason=q.reason) for q in extracted.quarantined],
        notes=list(extracted.notes),
    )


def prune(archive: Archive, before: datetime) -> int:
    """Let go of replies older than this; returns how many."""
    return archive.prune_raws(before)


def reread(archive: Archive, content: Content, since: datetime, now: datetime) -> Collected:
    """Extract and assess kept replies anew: what the extractors learnt since becomes new versions of documents."""
    sources = {source.id: source for source in content.sources}
    done = Collected()
    for raw in archive.raws(since):
        _reread_one(archive, content, sources.get(raw.source_id), raw, done, now)
    return done


def _reread_one(
    archive: Archive, content: Content, source: Source | None, raw: Raw, done: Collected, now: datetime
) -> None:
    done.asked += 1
    if source is None:
        done.notes.append(f"{raw.source_id}: no longer in sources.toml")
        return
    try:
        extracted = extractors.extract_safely(raw, source)
    except ExtractError as error:
        done.troubles.append(Trouble(source_id=source.id, name=source.name, reason=error.reason))
        return
    documents = [assess(draft, content.watch, seen=now) for draft in extracted.drafts]
    added = archive.add(documents, quarantined=extracted.quarantined, now=now)
    done.reached += 1
    done.new += len(added.new)
    done.edited += len(added.versions)


@dataclass(frozen=True, slots=True)
class Checked:
    """What one source answered when asked by hand."""

    source_id: str
    status: str
    items: int
    newest: datetime | None
    size: int
    seconds: float
    advice: str


def check_sources(
    fetcher: Fetcher, sources: Sequence[Source], now: Callable[[], datetime], progress: Progress = quiet
) -> list[Checked]:
    """Ask each source once without what we know of it; nothing is kept."""
    rows = []
    started = now()
    for n, (source, fetched) in enumerate(
        fetch_all(fetcher, sources, {}, started, workers=8, deadline=timedelta(minutes=10)), start=1
    ):
        rows.append(_checked(source, fetched, (now() - started).total_seconds()))
        progress(n, len(sources), source.name)
    return sorted(rows, key=lambda row: row.source_id)


def _checked(source: Source, fetched: Fetched | FetchError, seconds: float) -> Checked:
    if isinstance(fetched, FetchError):
        return Checked(source.id, fetched.code, 0, None, 0, seconds, fetched.reason)
    if fetched.raw is None:
        return Checked(source.id, "ok", 0, None, 0, seconds, "unchanged since it was last asked")
    try:
        drafts = extractors.extract_safely(fetched.raw, source).drafts
    except ExtractError as error:
        return Checked(source.id, error.code, 0, None, len(fetched.raw.body), seconds, error.reason)
    dates = [draft.published for draft in drafts if draft.published]
    moved = f"moved: write {fetched.health.moved_to}" if fetched.health.moved_to else ""
    return Checked(source.id, "ok", len(drafts), max(dates, default=None), len(fetched.raw.body), seconds, moved)
