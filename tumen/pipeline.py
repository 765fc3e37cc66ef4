"""The order of things: collect, bring, develop, digest, deliver. Judgement is below, doors and decorators above."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import extractors
from tumen.analysis.assess import assess
from tumen.analysis.background import remember_chronicle
from tumen.analysis.compose import Situation, Window, compose
from tumen.analysis.developments import develop
from tumen.analysis.memory import WINDOW, Memory
from tumen.analysis.watch import Watch
from tumen.delivery.ledger import deliver as hand_over
from tumen.delivery.ledger import plan as plan_deliveries
from tumen.delivery.render import render
from tumen.errors import ExtractError, FetchError, StorageError
from tumen.fetch import Fetched, Fetcher, fetch_all, plan
from tumen.model import (
    Channel,
    ChronicleEntry,
    Coverage,
    Development,
    Digest,
    Document,
    Draft,
    Judgement,
    Message,
    Raw,
    Reader,
    Receipt,
    Role,
    Source,
    SourceHealth,
    Trouble,
)
from tumen.storage import Archive

log = logging.getLogger("tumen")

BACKGROUND = 8  # entries of the chronicle that a reader's very first digest shows as where things stood
_WELL = frozenset({"ok", "unchanged"})
_TURN = timedelta(minutes=30)  # longer than any run; a killed one's turn is free again after it


@dataclass(frozen=True, slots=True)
class Content:
    """What people edit, loaded: sources, readers, the watch and the chronicle."""

    sources: tuple[Source, ...]
    readers: tuple[Reader, ...]
    watch: Watch
    chronicle: tuple[ChronicleEntry, ...]

    @property
    def weights(self) -> dict[str, float]:
        """How much naming each concept identifies a happening."""
        return {entry.id: entry.weight for entry in self.watch.entries}


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


@dataclass(slots=True)
class Developed:
    """What judging brought: documents judged, by role, and developments begun."""

    judged: int = 0
    roles: dict[Role, int] = field(default_factory=dict)


Progress = Callable[[int, int, str], None]


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

    One source's failure is counted, kept in its health and told; the others go on.
    """
    healths = archive.healths()
    known = [source for source in content.sources if only is None or source.id == only]
    due = plan(known, healths, now(), force=force)
    done = Collected(asked=len(due))
    for n, (source, fetched) in enumerate(
        fetch_all(fetcher, due, healths, now(), workers=workers, deadline=deadline), start=1
    ):
        health = healths.get(source.id, SourceHealth(source_id=source.id))
        if isinstance(fetched, FetchError):
            _failed(archive, fetcher, source, health, fetched, done, now())
        else:
            _received(archive, fetcher, source, health, fetched, content.watch, done, now())
        progress(n, len(due), source.name)
    log.info("collected", extra={"asked": done.asked, "reached": done.reached, "new": done.new})
    return done


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
    drafts = [_whole(archive, fetcher, source, draft, now) for draft in extracted.drafts]
    keys = tuple(draft.key for draft in drafts)
    documents = [assess(draft, watch, seen=now) for draft in drafts]
    kept = replace(fetched.health, recent_keys=keys[:200], last_new=_last_new(archive, documents, fetched.health, now))
    if health.recent_keys and keys and not set(keys) & set(health.recent_keys):
        kept = replace(kept, possible_gap=now)
        done.notes.append(f"{source.name}: shares no item with its last reply, some may have been missed")
    added = archive.add(documents, quarantined=extracted.quarantined, health=kept, now=now)
    done.reached += 1
    done.new += len(added.new)
    done.edited += len(added.versions)
    done.quarantined += len(extracted.quarantined)


def _last_new(archive: Archive, documents: Sequence[Document], health: SourceHealth, now: datetime) -> datetime | None:
    fresh = any(archive.find(document.id) is None for document in documents)
    return now if fresh else health.last_new


def _whole(archive: Archive, fetcher: Fetcher, source: Source, draft: Draft, now: datetime) -> Draft:
    """The draft with its page's text, where the source is read in full and the page can be had; else as it is."""
    if not source.full_text or not draft.url or len(draft.text) > 1500:
        return draft
    try:
        raw = fetcher.fetch_page(source, draft.url, now)
        archive.keep_raw(raw)
        pages = extractors.extract_safely(raw, replace(source, kind=extractors.PAGE)).drafts
    except (FetchError, ExtractError) as error:
        log.info("page not read", extra={"source": source.id, "reason": str(error)})
        return draft
    longer = [page for page in pages if len(page.text) > len(draft.text)]
    return replace(draft, text=longer[0].text, author=draft.author or longer[0].author) if longer else draft


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


def develop_all(archive: Archive, content: Content, now: datetime, progress: Progress = quiet) -> Developed:
    """Judge every document that is not judged yet, in the order of arrival, against all that is known.

    Raises StorageError when another process is judging: two would begin the same development twice.
    """
    done = Developed()
    if not archive.unjudged(1):
        return done
    turn = archive.take_turn("develop", now, _TURN)
    if turn is None:
        raise StorageError("another run is judging documents at the moment; wait for it, or try again in half an hour")
    try:
        memory = recollect(archive, content, now)
        waiting = archive.count().unjudged
        while batch := archive.unjudged():
            _develop_batch(archive, memory, batch, done)
            progress(done.judged, waiting, "judging")
    finally:
        archive.end_turn("develop", turn)
    log.info("developed", extra={"judged": done.judged})
    return done


def recollect(archive: Archive, content: Content, now: datetime) -> Memory:
    """Return the memory as it stood at the end of the last run: the chronicle, and the window's reports."""
    memory = Memory(content.weights)
    remember_chronicle(memory, content.chronicle, content.watch)
    developments = {development.id: development for development in archive.developments(since=now - WINDOW)}
    for document, judgement in archive.recent(now - WINDOW):
        development = developments.get(judgement.development_id or "")
        memory.remember(document, judgement, development, document.seen or now)
    return memory


def _develop_batch(archive: Archive, memory: Memory, batch: Sequence[Document], done: Developed) -> None:
    judgements: list[Judgement] = []
    changed: dict[str, Development] = {}
    for document in batch:
        if document.features.shingles:
            older = [id for id in archive.sharing(document.features.shingles) if not memory.holds(id)]
            memory.hold(archive.documents(id for id in older if id != document.id), archive.judgement, archive.development)
        judgement, development = develop(document, memory, document.seen or batch[0].seen or _never())
        judgements.append(judgement)
        done.judged += 1
        done.roles[judgement.role] = done.roles.get(judgement.role, 0) + 1
        if development is not None:
            changed[development.id] = development
    archive.record(judgements, changed.values())


def _never() -> datetime:
    raise StorageError("a document in the archive does not say when it was seen")


def coverage(archive: Archive, sources: Iterable[Source]) -> Coverage:
    """Return how many of the enabled sources are being heard, and which are not, with the reason."""
    healths = archive.healths()
    enabled = [source for source in sources if source.enabled]
    troubles = []
    for source in enabled:
        health = healths.get(source.id)
        if health is None or health.state not in _WELL:
            reason = (health.reason or health.state) if health else "not asked yet"
            troubles.append(Trouble(source_id=source.id, name=source.name, reason=reason))
    return Coverage(reached=len(enabled) - len(troubles), of=len(enabled), troubles=tuple(troubles))


def write_digest(
    archive: Archive,
    content: Content,
    reader: Reader,
    now: datetime,
    *,
    kind: str = "digest",
    seal: bool = True,
    unsubscribe: str = "",
) -> Digest | None:
    """Compose what is new for a reader since the last digest, and seal it with its deliveries in one transaction.

    Without `seal` nothing is written: a preview. An alert with nothing in it is not sealed either. None when there is
    nothing to say: an alert without items, or a digest for a moment that is sealed already.
    """
    mark, latest = archive.mark(reader.id), archive.latest_seq()
    last = archive.last_digest(reader.id)
    window = Window(since=last.until if last else None, until=now, since_seq=mark, until_seq=latest)
    judged = archive.judged_between(mark, latest)
    situation = Situation(
        judged=judged,
        developments=_developments(archive, judged),
        told=archive.told(reader.id),
        sources={source.id: source for source in content.sources},
        coverage=coverage(archive, content.sources),
        background=() if last else content.chronicle[-BACKGROUND:],
    )
    digest = compose(reader, kind, window, situation)
    if not seal:
        return digest
    if kind == "alert" and not digest.items:
        return None
    themes = content.watch.theme_names(reader.language)

    def form(digest: Digest, channel: Channel, reader: Reader) -> Message:
        return render(digest, channel, reader, theme_names=themes, unsubscribe=unsubscribe)

    deliveries = plan_deliveries(digest, reader, form, sealed_at=now)
    return digest if archive.seal(digest, deliveries) else None


def _developments(archive: Archive, judged: Iterable[tuple[Document, Judgement]]) -> dict[str, Development]:
    found = {}
    for id in dict.fromkeys(judgement.development_id for _, judgement in judged if judgement.development_id):
        development = archive.development(id)
        if development is not None:
            found[id] = development
    return found


def preview_all(archive: Archive, content: Content, reader: Reader, now: datetime) -> Digest:
    """Compose a digest of everything in the archive, judged anew with this content; nothing is written."""
    memory = Memory(content.weights, window=timedelta(days=36_500))
    remember_chronicle(memory, content.chronicle, content.watch)
    developments: dict[str, Development] = {}
    judged = []
    for document, _ in archive.judged_between(0, archive.latest_seq()):
        anew = assess(document.draft, content.watch, seen=document.seen or now, id=document.id)
        judgement, development = develop(anew, memory, document.seen or now)
        judged.append((anew, judgement))
        if development is not None:
            developments[development.id] = development
    situation = Situation(
        judged=judged,
        developments=developments,
        told={},
        sources={source.id: source for source in content.sources},
        coverage=coverage(archive, content.sources),
    )
    window = Window(since=None, until=now, since_seq=0, until_seq=archive.latest_seq())
    return compose(reader, "preview", window, situation)


def deliver(archive: Archive, channels: object, now: Callable[[], datetime]) -> list[Receipt]:
    """Hand over every delivery that is due; a receipt for each that changed."""
    return hand_over(archive, channels, now)  # type: ignore[arg-type]


def shown(digest: Digest, reader: Reader, themes: Mapping[str, str]) -> Message:
    """Return the digest as plain text and page, for the terminal."""
    channel = Channel(id="preview", form="file", address="file", recipient=reader.id)
    return render(digest, channel, reader, theme_names=themes)


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
