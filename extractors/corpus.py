"""Documents of one's own: files and folders to drafts, without page furniture, each bad file named with its reason."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from extractors import furniture
from extractors.corpus_files import opened, quarantined
from extractors.extracted import EXCERPT_CAP, Extracted, Reading
from extractors.titles import split_title
from tumen.model import Draft, Quarantined, Source, SourceKind

NEVER = datetime(2100, 1, 1, tzinfo=UTC)
SHOWN = 5  # pieces of furniture that a note shows


def read_corpus(
    paths: Iterable[Path],
    *,
    source_id: str = "corpus",
    now: datetime = NEVER,
    mapped: Mapping[str, str] | None = None,
    progress: Callable[[int, int, str], None] = lambda *_: None,
) -> Extracted:
    """Return the documents in files and folders, each text once, and what could not be read with its reason.

    Without an address a document is known by its content, so that a second import adds nothing. No date is invented;
    one after `now` is refused. `mapped` decides which key says a fact: {"text": "story_text"}. `progress` is told how
    many of how many files are read, and how much of an archive. Notes say what was taken out of which file, readings
    which keys were read.
    """
    select = dict(mapped or {})
    source = Source(id=source_id, name="Imported documents", kind=SourceKind.CORPUS, url="", select=select)
    found: dict[str, tuple[str, Draft]] = {}
    lost: list[Quarantined] = []
    notes: list[str] = []
    readings: list[Reading] = []
    files = list(_files(paths, lost, source_id))
    for number, (path, name) in enumerate(files, 1):
        progress(number - 1, len(files), name)
        for read in opened(path, name, source, now):
            progress(number - (read.share < 1), len(files), name if read.share == 1 else f"{read.share:.0%} of {name}")
            lost.extend(
                replace(item, excerpt=f"{read.name}: {item.excerpt}"[:EXCERPT_CAP]) for item in read.quarantined
            )
            lost.extend([quarantined(source_id, read.name, read.wrong)] if read.wrong else [])
            notes.extend(f"{read.name}: {note}" for note in read.notes)
            readings.extend(replace(reading, file=read.name) for reading in read.readings)
            for draft in read.drafts:
                first, kept = found.setdefault(draft.key, (read.name, draft))
                if first != read.name:
                    notes.append(f"{read.name}: the same document as in {first}")
                    found[draft.key] = first, replace(kept, published=kept.published or draft.published)
    drafts = _without_furniture(list(found.values()), lost, notes)
    return Extracted(drafts=tuple(drafts), quarantined=tuple(lost), notes=tuple(notes), readings=tuple(readings))


def _files(paths: Iterable[Path], lost: list[Quarantined], source_id: str) -> Iterator[tuple[Path, str]]:
    """Every file with the name it is told by, folders in the order of their names; hidden ones are passed over.

    Links to folders are not followed, because they may lead in a circle; they and folders that cannot be read are told.
    """

    def refuse(error: OSError) -> None:
        lost.append(quarantined(source_id, _shown(error.filename), f"cannot read the folder: {error.strerror}"))

    for path in paths:
        if path.is_dir():
            for folder, below, names in os.walk(path, onerror=refuse):
                below[:] = sorted(name for name in below if not name.startswith("."))
                for linked in (Path(folder) / name for name in below if (Path(folder) / name).is_symlink()):
                    reason = "a link to a folder is not followed: pass its path to import it"
                    lost.append(quarantined(source_id, _shown(linked.relative_to(path)), reason))
                for name in sorted(name for name in names if not name.startswith(".")):
                    inside = Path(folder) / name
                    yield inside, _shown(inside.relative_to(path))
        elif path.exists() or path.is_symlink():
            yield path, _shown(path.name)
        else:
            lost.append(quarantined(source_id, _shown(path), "no such file or folder"))


def _shown(path: Path | str) -> str:
    """The name of a file as text, also when its bytes are none."""
    return os.fsencode(path).decode("utf-8", "replace")


def _without_furniture(found: list[tuple[str, Draft]], lost: list[Quarantined], notes: list[str]) -> Iterator[Draft]:
    """The drafts without page furniture, titled; what is furniture throughout is named as such."""
    repeated = furniture.repeated_lines([_whole(draft) for _, draft in found])
    for name, draft in found:
        text, removed = furniture.clear(draft.text, repeated)
        title, text = (draft.title, text) if draft.title else split_title(text)
        if removed:
            notes.append(f"{name}: {_told(removed)}")
        if title:
            yield replace(draft, title=title, text=text)
        else:
            lost.append(quarantined(draft.source_id, name, "contains only page furniture"))


def _whole(draft: Draft) -> str:
    return f"{draft.title}\n{draft.text}" if draft.title else draft.text


def _told(removed: tuple[furniture.Removed, ...]) -> str:
    shown = "; ".join(f"{piece.kind} “{piece.text[:60]}”" for piece in removed[:SHOWN])
    more = f"; and {len(removed) - SHOWN} more" if len(removed) > SHOWN else ""
    return f"removed {len(removed)} pieces of page furniture: {shown}{more}"
