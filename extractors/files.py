"""Files a person imports to drafts: text, Markdown, HTML, JSON Lines, JSON, CSV and saved feeds, by their names."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from extractors import article, feed, field_names, front_matter
from extractors.encoding import text_of
from extractors.entries import Entry, extracted
from extractors.extracted import EXCERPT_CAP, TEXT_CAP, Extracted, Extractor
from tumen.errors import ExtractError, FailureCode
from tumen.model import Quarantined, Raw, Source

WHOLE = 4 * TEXT_CAP  # characters that are looked at of one text: what is kept of it, and room for its marks
SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)
NO_TEXT = {"{\\rtf": "RTF", "%PDF-": "PDF", "PK\x03\x04": "a Word, Excel or ZIP file", "MIME-Version:": "a web archive"}


def extract(raw: Raw, source: Source) -> Extracted:
    """Return what a file says, by the ending of its name; ExtractError: unreadable, empty, unknown_ending."""
    ending = PurePosixPath(unquote(urlsplit(raw.url).path)).suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        raise ExtractError(source.id, f"unsupported file type {ending}", code=FailureCode.UNKNOWN_ENDING)
    if not raw.body.strip(b"\x00 \t\r\n"):
        raise ExtractError(source.id, "the file is empty", code=FailureCode.EMPTY)
    return reader(raw, source)


def _text(raw: Raw, source: Source) -> Extracted:
    text = _readable(raw, source)
    return extracted([Entry(bodies=(_escaped(text[:WHOLE]),))], raw, source, notes=_cut(text))


def _markdown(raw: Raw, source: Source) -> Extracted:
    whole = _readable(raw, source)
    told, body = front_matter.split(whole[:WHOLE])
    title, text = front_matter.plain(body)
    said = field_names.facts(told)
    row = {**said, "title": said["title"] or title, "text": text, "html": ""}
    return extracted([_entry(row)], raw, source, notes=_cut(whole))


def _cut(text: str) -> tuple[str, ...]:
    return (f"only the first {TEXT_CAP:,} of {len(text):,} characters were kept",) if len(text) > WHOLE else ()


def _json_lines(raw: Raw, source: Source) -> Extracted:
    text = _readable(raw, source)
    if text.lstrip()[:1] == "[" or text.lstrip()[:2] == "{\n":
        return _json(raw, source)  # one JSON text under the wrong name
    return _rows(_parsed_lines(text), raw, source)


def _json(raw: Raw, source: Source) -> Extracted:
    try:
        data = json.loads(_readable(raw, source), strict=False)
    except (ValueError, RecursionError) as e:
        raise ExtractError(source.id, f"not valid JSON: {e}"[:200]) from e
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        data = lists[0] if len(lists) == 1 else [data]
    rows = data if isinstance(data, list) else []
    return _rows(((f"item {number}", row) for number, row in enumerate(rows, 1)), raw, source)


def _table(raw: Raw, source: Source) -> Extracted:
    text = _readable(raw, source)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # it is one for the whole process
    said = SEPARATOR.match(text)  # how Excel tells itself
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else max(",;\t|", key=lambda mark: text.partition("\n")[0].count(mark))
    try:
        table = csv.DictReader(io.StringIO(text), delimiter=delimiter)
        if not field_names.are_known(table.fieldnames or ()):
            named = ", ".join(str(name)[:40] for name in (table.fieldnames or ())[:6])
            reason = f"the first line has no known column ({named}): name the columns title, text, date, url"
            raise ExtractError(source.id, reason)
        rows = [(f"line {number}", row) for number, row in enumerate(table, 2)]
    except csv.Error as e:
        raise ExtractError(source.id, f"not a valid table: {e}") from e
    return _rows(iter(rows), raw, source)


def _rows(rows: Iterator[tuple[str, Any]], raw: Raw, source: Source) -> Extracted:
    entries: list[Entry] = []
    lost: list[Quarantined] = []
    for place, row in rows:
        entry = _entry(field_names.facts(row)) if isinstance(row, dict) else None
        if entry is not None and (entry.title or entry.bodies):
            entries.append(entry)
        else:
            lost.append(_lost(str(row)[:200], f"{place} {_what_is_wrong(row)}", raw))
    if not entries and not lost:
        raise ExtractError(source.id, "contains no documents", code=FailureCode.EMPTY)
    found = extracted(entries, raw, source, most=len(entries))
    return Extracted(drafts=found.drafts, quarantined=(*lost, *found.quarantined), notes=found.notes)


def _what_is_wrong(row: object) -> str:
    """Why a row is no document, and what to do about it."""
    if isinstance(row, dict):
        return "has neither title nor text: it needs one of them"
    if isinstance(row, BrokenLine):
        return f"is not valid JSON ({row.reason}): correct it and import the file again"
    return 'is not an object with named values: write it as {"title": "…", "text": "…"}'


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line of a JSON Lines file that is not JSON, and where it goes wrong."""

    text: str
    reason: str

    def __str__(self) -> str:
        return self.text


def _parsed_lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {number}", json.loads(line, strict=False)
            except json.JSONDecodeError as e:
                yield f"line {number}", BrokenLine(line, f"{e.msg} at character {e.colno}")
            except (ValueError, RecursionError) as e:
                yield f"line {number}", BrokenLine(line, str(e)[:100])


def _entry(said: Mapping[str, str]) -> Entry:
    bodies = (said["html"], _escaped(said["text"]))
    return Entry(
        link=said["url"],
        title=_escaped(said["title"]),
        bodies=tuple(body for body in bodies if body)[:1],
        dates=(said["date"],) if said["date"] else (),
        author=_escaped(said["author"]),
        site=_escaped(said["site"]),
        language=said["language"],
    )


def _escaped(text: str) -> str:
    """Plain text as the HTML that says the same, its line breaks kept."""
    return html.escape(text, quote=False).replace("\n", "<br>") if text else ""


def _readable(raw: Raw, source: Source) -> str:
    """The file as text; ExtractError when it is none."""
    text = text_of(raw.body, "", source.language).lstrip("\ufeff")
    for beginning, kind in NO_TEXT.items():
        if text.startswith(beginning):
            raise ExtractError(source.id, f"the file is {kind} under another name: save it as text, Markdown or HTML")
    odd = sum(text.count(c) for c in "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\ufffd")
    if odd * 100 > len(text):
        raise ExtractError(source.id, "not a text file: no known encoding gives readable text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lost(excerpt: str, reason: str, raw: Raw) -> Quarantined:
    return Quarantined(source_id=raw.source_id, reason=reason, excerpt=excerpt[:EXCERPT_CAP])


READERS: Mapping[str, Extractor] = {
    "": _text,
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": article.extract,
    ".htm": article.extract,
    ".xhtml": article.extract,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json,
    ".csv": _table,
    ".tsv": _table,
    ".xml": feed.extract,
    ".rss": feed.extract,
    ".atom": feed.extract,
}
# These parse markup, so they run in a parser process like pages from the network.
GUARDED: frozenset[Callable[..., Extracted]] = frozenset({article.extract, feed.extract})
