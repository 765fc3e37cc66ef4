"""Documents that are not fetched now: imported files, and stored replies that are extracted again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import extractors
from tumen.analysis.digest.imported_history import is_old
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.matching.watch import Watch
from tumen.errors import ExtractError
from tumen.fetch import ROBOTS
from tumen.model import Draft, Quarantined, Raw, Source, Trouble
from tumen.pipeline.batches import queue_documents
from tumen.pipeline.collect import Collected, Progress, quiet
from tumen.pipeline.content import Content
from tumen.pipeline.identify import identified
from tumen.pipeline.pages import fuller, page_of
from tumen.pipeline.put_aside import assessed, notes
from tumen.pipeline.relevance import as_found
from tumen.storage import Archive

MISSING: Mapping[str, Callable[[Draft], bool]] = {
    "date": lambda draft: draft.published is None,
    "text": lambda draft: not draft.text,
    "address": lambda draft: draft.url is None,
}
_AFTER_ALL = datetime.max.replace(tzinfo=UTC)
AT_ONCE = 500  # documents assessed and kept together: some 5 MB of them


@dataclass(slots=True)
class Imported(Collected):
    """The result of an import: also which keys of which file were read, and how many documents lack a fact.

    `history`: how many new documents are too old to be told.
    """

    history: int = 0
    readings: list[extractors.Reading] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)

    @property
    def lost(self) -> list[str]:
        """What most items of a file lack although an unused key may hold it, and what to do about it."""
        return [f"{reading.file}: {lost}" for reading in self.readings for lost in reading.lost]


def import_files(
    archive: Archive,
    paths: Iterable[Path],
    watch: Watch,
    now: datetime,
    *,
    mapped: Mapping[str, str] | None = None,
    tell: bool = False,
    news: timedelta = timedelta(0),
    progress: Progress = quiet,
) -> Imported:
    """Import documents from files and folders; a second import of the same adds nothing.

    They come in by their own dates, so that the first report of a happening is the earliest, whatever the files are
    called; those without a date come last, in the order of the files. The day of the import is nothing to judge by.
    `mapped` decides which key of a row says a fact: {"text": "story_text"}. With `tell` readers are told of them
    however old they say they are; without it those older than `news` are counted as told to nobody.
    """
    drafts, done = _read(archive, paths, now, mapped, progress, tell=tell)
    for start in range(0, len(drafts), AT_ONCE):
        read = [assessed(draft, watch, now) for draft in drafts[start : start + AT_ONCE]]
        documents = as_found(archive, read, watch)
        added = archive.add(documents, now=now)
        done.notes += notes(documents)
        done.new += len(added.new)
        done.edited += len(added.versions)
        new = set(added.new)
        done.history += sum(is_old(document, news) for document in read if document.id in new)
        progress(min(start + AT_ONCE, len(drafts)), len(drafts), "documents")
    return done


def queue_files(
    archive: Archive,
    paths: Iterable[Path],
    now: datetime,
    *,
    mapped: Mapping[str, str] | None = None,
    tell: bool = False,
    progress: Progress = quiet,
) -> tuple[Imported, int]:
    """Read files and folders as `import_files` does, and leave the judging to workers; also how many batches there are.

    What a document was when it came in before is not asked here: a second import adds batches that add nothing.
    """
    drafts, done = _read(archive, paths, now, mapped, progress, tell=tell)
    return done, queue_documents(archive, drafts, now)


def _read(
    archive: Archive,
    paths: Iterable[Path],
    now: datetime,
    mapped: Mapping[str, str] | None,
    progress: Progress,
    *,
    tell: bool,
) -> tuple[list[Draft], Imported]:
    """The drafts of the files by their own dates, and what was read; what could not be is put into quarantine."""
    extracted = extractors.read_corpus(paths, now=now, mapped=mapped, progress=progress)
    drafts, lost = _by_own_date(replace(draft, tell=tell) for draft in extracted.drafts), extracted.quarantined
    archive.add((), quarantined=lost, now=now)
    return drafts, Imported(
        asked=len(drafts) + len(lost),
        reached=len(drafts),
        quarantined=len(lost),
        troubles=[Trouble(source_id="corpus", name=item.excerpt, reason=item.reason) for item in lost],
        notes=list(extracted.notes),
        readings=list(extracted.readings),
        missing={fact: count for fact, lacks in MISSING.items() if (count := sum(map(lacks, drafts)))},
    )


def _by_own_date(drafts: Iterable[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: draft.published or _AFTER_ALL)


def reread(archive: Archive, content: Content, since: datetime, now: datetime) -> Collected:
    """Extract and assess stored replies again with the current extractors; changed texts become new versions.

    A document is extracted again only from the reply that its present wording came in; an older reply would restore an
    older wording.
    """
    sources = {source.id: source for source in content.sources}
    publishers = Publishers(content.sources)
    done = Collected()
    for raw in archive.raws.iterate(since):
        if raw.source_id == ROBOTS:
            continue
        source = sources.get(raw.source_id)
        done.asked += 1
        if source is None:
            done.notes.append(f"{raw.source_id} is no longer in sources.toml")
            continue
        try:
            _reread_one(archive, content, publishers, source, raw, done, now)
        except ExtractError as error:
            done.troubles.append(Trouble(source_id=source.id, name=source.name, reason=error.reason))
    return done


def _reread_one(
    archive: Archive,
    content: Content,
    publishers: Publishers,
    source: Source,
    raw: Raw,
    done: Collected,
    now: datetime,
) -> None:
    pages = (
        [document.draft for document in archive.documents.at_addresses(source.id, [raw.url])]
        if source.full_text
        else []
    )
    if pages:
        page = page_of(raw, source)
        anew = [fuller(replace(draft, text=""), page, None) for draft in pages if draft.raw_id == raw.id]
        drafts = [draft for draft in anew if draft.text]
        quarantined: tuple[Quarantined, ...] = ()
    else:
        extracted = extractors.extract_safely(raw, source)
        named = [publishers.named(draft, source) for draft in extracted.drafts]
        drafts, stored = identified(archive, source, named)
        drafts = [draft for draft in drafts if _was_read_from(raw, stored.get(draft.key))]
        quarantined = extracted.quarantined
    documents = as_found(archive, [assessed(draft, content.watch, now) for draft in drafts], content.watch)
    added = archive.add(documents, quarantined=quarantined, now=now)
    done.reached += 1
    done.new += len(added.new)
    done.edited += len(added.versions)
    done.notes += notes(documents)


def _was_read_from(raw: Raw, stored: Draft | None) -> bool:
    return stored is None or stored.raw_id == raw.id
