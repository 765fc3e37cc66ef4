"""Files that hold files: archives, compressed files, mailboxes and web archives, member by member, within bounds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO, cast

from extractors.extracted import EXCERPT_CAP
from tumen.errors import ExtractError, FailureCode

MEMBER = 64 * 1024 * 1024  # bytes of one member, as of one file
PIECE = 1024 * 1024
FROM = re.compile(rb"From \S+.*\d\d:\d\d.*\r?\n?\Z")
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
DAMAGED = (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, RuntimeError,
           NotImplementedError, ValueError, UnicodeError)  # fmt: skip
# What a web archive keeps beside its pages is passed over: pictures, scripts, style sheets, fonts.
TYPES: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
}
RECORDS = ("response", "resource")


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file: its name, its bytes; `url` where the web has it. `wrong`: why it could not be read.

    `share`: how much of the file that holds it lies behind us when it was read, 0 to 1.
    """

    name: str
    body: bytes = b""
    url: str = ""
    wrong: str = ""
    share: float = 0.0


@dataclass(slots=True)
class Budget:
    """What may still come out of one file, those inside it included: bytes and members."""

    size: int = 1024 * 1024 * 1024
    members: int = 50_000

    def spend(self, size: int) -> None:
        """Take a member off; ExtractError (too_large) when there is nothing left."""
        self.size -= size
        self.members -= 1
        if self.size < 0 or self.members < 0:
            reason = "holds more than 50,000 files or 1 GiB unpacked: unpack it and import the folder"
            raise ExtractError("", reason, code=FailureCode.TOO_LARGE)


def packing(name: str) -> str:
    """Return the ending by which a file holds others, the longest first (.tar.gz); empty when it is none of these."""
    low = name.lower()
    return next((ending for ending in UNPACKERS if low.endswith(ending)), "")


def members(file: IO[bytes], name: str) -> Iterator[Member]:
    """Yield what a file holds; ExtractError when it is damaged. Hidden files and folders are passed over."""
    ending = packing(name)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    try:
        for member in UNPACKERS[ending](file, posixpath.basename(name)[: -len(ending)]):
            kept = member if len(member.body) <= MEMBER else Member(member.name, wrong="the file is larger than 64 MiB")
            yield replace(kept, share=file.tell() / max(size, 1))
    except ExtractError:
        raise
    except DAMAGED as e:
        raise ExtractError("", f"cannot be unpacked: {e}"[:200]) from e


def _zip(file: IO[bytes], _: str) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir() or _is_hidden(info.filename):
                continue
            if info.flag_bits & 1:
                yield Member(info.filename, wrong="is encrypted: unpack it with its password")
                continue
            try:
                with archive.open(info) as part:
                    yield Member(info.filename, part.read(MEMBER + 1))
            except DAMAGED as e:
                yield Member(info.filename, wrong=f"cannot be unpacked: {e}"[:200])


def _tar(file: IO[bytes], _: str) -> Iterator[Member]:
    with tarfile.open(fileobj=file, mode="r|*") as archive:
        for info in archive:
            part = archive.extractfile(info) if info.isreg() and not _is_hidden(info.name) else None
            if part is not None:
                yield Member(info.name, part.read(MEMBER + 1))


def _gzip(file: IO[bytes], name: str) -> Iterator[Member]:
    with gzip.GzipFile(fileobj=file) as part:
        yield Member(name, part.read(MEMBER + 1))


def _bzip2(file: IO[bytes], name: str) -> Iterator[Member]:
    with bz2.BZ2File(file) as part:
        yield Member(name, part.read(MEMBER + 1))


def _mbox(file: IO[bytes], _: str) -> Iterator[Member]:
    """Every mail: each begins behind an empty line with one that says From, a sender and a time."""
    lines: list[bytes] = []
    number, size, blank = 0, 0, True
    while line := file.readline(PIECE):
        if blank and FROM.match(line):
            if lines:
                number += 1
                yield _mail(number, lines)
            lines, size = [], 0
        elif size <= MEMBER:
            lines.append(line)
            size += len(line)
        blank = not line.strip()
    if lines:
        yield _mail(number + 1, lines)


def _mail(number: int, lines: list[bytes]) -> Member:
    return Member(f"mail {number}.eml", QUOTED.sub(rb"\1", b"".join(lines)))


def _warc(file: IO[bytes], _: str) -> Iterator[Member]:
    """The pages, feeds and PDF files of a web archive that were answered well, each with its address."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(ArchiveIterator(file), 1):
            address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            said = record.http_headers or record.rec_headers
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            kind = (said.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            if record.rec_type in RECORDS and status == "200" and kind in TYPES:
                body = record.content_stream().read(MEMBER + 1)
                yield Member(f"record {number}{TYPES[kind]}", body, address[:EXCERPT_CAP])
    except ArchiveLoadFailed as e:
        raise ExtractError("", f"not a web archive that can be read: {e}"[:200]) from e


def _packed_warc(file: IO[bytes], name: str) -> Iterator[Member]:
    with gzip.GzipFile(fileobj=file) as part:  # of one piece as of a piece a record, as the standard asks
        yield from _warc(cast("IO[bytes]", part), name)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/") if part not in (".", ".."))


# The longer endings stand first.
UNPACKERS: Mapping[str, Callable[[IO[bytes], str], Iterator[Member]]] = {
    ".warc.gz": _packed_warc,
    ".warc": _warc,
    ".tar.gz": _tar,
    ".tar.bz2": _tar,
    ".tar.xz": _tar,
    ".tgz": _tar,
    ".tar": _tar,
    ".zip": _zip,
    ".mbox": _mbox,
    ".gz": _gzip,
    ".bz2": _bzip2,
}
