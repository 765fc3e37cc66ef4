"""One file of one's own, and the files inside it, each read in a parser process within limits that grow with it."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from extractors import isolation
from extractors.extracted import EXCERPT_CAP, KINDS, Extracted, ExtractLimits, Reading
from extractors.files import OF_THE_WEB, READERS
from extractors.unpacking import Budget, Member, packing
from tumen.errors import ExtractError
from tumen.model import Draft, Quarantined, Raw, Source

LARGEST = 64 * 1024 * 1024  # bytes; a year of one agency as JSON Lines has about 40
DEEPEST = 3  # archives inside each other: a mailbox inside a .gz inside a .zip
# A year of one agency in one file is no hostile page: the limits grow with the file, some ten times what it honestly
# takes.
SECONDS_PER_MIB, MEMORY_PER_BYTE = 5, 24
# What to do with files that the program which made them can save in another form.
SAVE_AS: Mapping[str, str] = {
    **dict.fromkeys((".xls", ".xlsb", ".numbers"), "save it as .xlsx or .csv"),
    **dict.fromkeys((".doc", ".pages", ".hwp", ".hwpx", ".wpd"), "save it as .docx, .odt or .txt"),
    **dict.fromkeys((".mobi", ".azw", ".azw3"), "convert it to .epub"),
    **dict.fromkeys((".msg", ".pst", ".ost"), "export it as .eml or .mbox"),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive"), "save the page as .html"),
    ".opml": "it lists sources: see tumen sources import-opml",
    **dict.fromkeys((".rar", ".7z", ".zst", ".xz"), "unpack it, or pack it as .zip or .tar.gz"),
    **dict.fromkeys((".db", ".sqlite", ".sqlite3", ".parquet", ".feather"), "export it as .csv or .jsonl"),
}


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file says, or why it says nothing (`wrong`); the name of one inside another holds both.

    `share`: how much of the outermost file was read when it was, 0 to 1.
    """

    name: str
    drafts: tuple[Draft, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    notes: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = field(default=())
    wrong: str = ""
    share: float = 1.0


def opened(path: Path, name: str, source: Source, now: datetime) -> Iterator[ReadFile]:
    """Yield what a file says; of an archive, a mailbox or a web archive what each file inside it says."""
    place = path.absolute().as_uri()
    try:
        # A pipe would be waited for, and a device never ends.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ExtractError(source.id, "not a regular file")
        if packing(name):
            yield from _unpacked(path.absolute(), name, place, source, now, Budget(), 1)
        else:
            with path.open("rb") as file:
                body = file.read(LARGEST + 1)
            if len(body) > LARGEST:
                raise ExtractError(source.id, f"the file is larger than {LARGEST // 1024 // 1024} MiB")
            yield _read(Member(name, body), name, place, source, now)
    except ExtractError as e:
        yield ReadFile(name, wrong=e.reason)
    except OSError as e:
        yield ReadFile(name, wrong=f"cannot read the file: {e.strerror}")


def quarantined(source_id: str, name: str, reason: str) -> Quarantined:
    """Return a file that is no document, with the reason."""
    return Quarantined(source_id=source_id, reason=reason, excerpt=name[:EXCERPT_CAP])


def _unpacked(
    file: Path | bytes, name: str, place: str, source: Source, now: datetime, budget: Budget, depth: int
) -> Iterator[ReadFile]:
    """What the members of a file say; one that fails costs no other, unless the whole is damaged or too large."""
    known = 0
    try:
        for member in isolation.unpack_safely(file, name, source):
            budget.spend(len(member.body))
            known += 1
            whole = f"{name}/{member.name}"
            inside = f"{place}/{quote(member.name)}"
            for read in _member(member, whole, inside, source, now, budget, depth):
                yield replace(read, share=member.share)
    except ExtractError as e:
        yield ReadFile(name, wrong=f"{e.reason}; {known} files of it were read" if known else e.reason)
    else:
        if not known:
            yield ReadFile(name, wrong="holds nothing that can be imported")


def _member(
    member: Member, name: str, place: str, source: Source, now: datetime, budget: Budget, depth: int
) -> Iterator[ReadFile]:
    if member.wrong:
        yield ReadFile(name, wrong=member.wrong)
    elif not packing(member.name):
        yield _read(member, name, member.url or place, source, now)
    elif depth == DEEPEST:
        yield ReadFile(name, wrong=f"lies in {DEEPEST} archives inside each other: unpack them")
    else:
        yield from _unpacked(member.body, name, place, source, now, budget, depth + 1)


def _read(member: Member, name: str, url: str, source: Source, now: datetime) -> ReadFile:
    ending = PurePosixPath(member.name).suffix.lower()
    if ending not in READERS:
        advice = SAVE_AS.get(ending, f"Tumen reads {KINDS}")
        return ReadFile(name, wrong=f"unsupported file type {ending}: {advice}")
    raw = Raw(
        id=hashlib.sha256(member.body).hexdigest()[:20],
        source_id=source.id,
        url=url,
        final_url=url,
        status=200,
        content_type="",
        body=member.body,
        fetched_at=now,
        headers={"ending": ending},
    )
    try:
        read: Extracted = isolation.extract_safely(raw, source, limits=_limits(len(member.body)))
    except ExtractError as e:
        return ReadFile(name, wrong=e.reason)
    return ReadFile(
        name,
        drafts=tuple(replace(draft, raw_id=None) for draft in read.drafts),
        quarantined=read.quarantined,
        notes=() if READERS[ending] in OF_THE_WEB else read.notes,
        readings=read.readings,
    )


def _limits(size: int) -> ExtractLimits:
    usual = isolation.USUAL
    cpu = usual.cpu + SECONDS_PER_MIB * size // 1024 // 1024
    return ExtractLimits(cpu=cpu, wall=usual.wall + 2 * (cpu - usual.cpu), memory=usual.memory + MEMORY_PER_BYTE * size)
