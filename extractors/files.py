"""Files a person imports to drafts: text, Markdown, HTML, JSON Lines, JSON, CSV and saved feeds, by their names."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from extractors import article, feed, frontmatter
from extractors.encoding import text_of
from extractors.entries import Entry, extracted
from extractors.extracted import EXCERPT_CAP, Extracted, Extractor
from tumen.errors import ExtractError
from tumen.model import Quarantined, Raw, Source

LONGEST_ROW = 4 * 1024 * 1024  # characters
# What other programs call the same thing; the first that is filled counts.
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name", "subject"),
    "html": ("html", "content_html"),
    "text": ("text", "body", "content", "article", "maintext", "full_text", "summary", "description"),
    "url": ("url", "link", "canonical_url", "source_url", "href"),
    "date": ("published", "date", "published_at", "date_published", "pubdate", "publish_date", "datetime", "timestamp"),
    "author": ("author", "authors", "byline", "creator"),
    "site": ("source", "site", "publisher", "outlet", "domain", "sitename"),
    "language": ("language", "lang"),
}


def extract(raw: Raw, source: Source) -> Extracted:
    """Return what a file says, by the ending of its name; ExtractError: unreadable, empty, unknown_ending."""
    ending = PurePosixPath(unquote(urlsplit(raw.url).path)).suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        raise ExtractError(source.id, f"files ending in {ending} are not read", code="unknown_ending")
    if not raw.body.strip(b"\x00 \t\r\n"):
        raise ExtractError(source.id, "the file is empty", code="empty")
    return reader(raw, source)


def _text(raw: Raw, source: Source) -> Extracted:
    return extracted([Entry(bodies=(_escaped(_readable(raw, source)),))], raw, source)


def _markdown(raw: Raw, source: Source) -> Extracted:
    told, body = frontmatter.parted(_readable(raw, source))
    title, text = frontmatter.plain(body)
    row = {"title": title, **told, "text": text}
    return extracted([_entry(row)], raw, source)


def _json_lines(raw: Raw, source: Source) -> Extracted:
    return _rows(_parsed_lines(_readable(raw, source)), raw, source)


def _json(raw: Raw, source: Source) -> Extracted:
    try:
        data = json.loads(_readable(raw, source), strict=False)
    except (ValueError, RecursionError) as e:
        raise ExtractError(source.id, f"no JSON: {e}"[:200]) from e
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        data = lists[0] if len(lists) == 1 else [data]
    rows = data if isinstance(data, list) else []
    return _rows(((f"item {number}", row) for number, row in enumerate(rows, 1)), raw, source)


def _table(raw: Raw, source: Source) -> Extracted:
    text = _readable(raw, source)
    csv.field_size_limit(LONGEST_ROW)
    head = text[:4096]
    delimiter = max(",;\t|", key=lambda mark: head.partition("\n")[0].count(mark))
    try:
        rows = [
            (f"line {number}", row)
            for number, row in enumerate(csv.DictReader(io.StringIO(text), delimiter=delimiter), 2)
        ]
    except csv.Error as e:
        raise ExtractError(source.id, f"no table: {e}") from e
    return _rows(iter(rows), raw, source)


def _rows(rows: Iterator[tuple[str, Any]], raw: Raw, source: Source) -> Extracted:
    entries: list[Entry] = []
    lost: list[Quarantined] = []
    for place, row in rows:
        entry = _entry({str(k).strip().lower(): v for k, v in row.items()}) if isinstance(row, dict) else None
        if entry is not None and (entry.title or entry.bodies):
            entries.append(entry)
        else:
            reason = "has neither title nor text" if isinstance(row, dict) else "is no object with named values"
            lost.append(_lost(f"{place}: {str(row)[:200]}", f"{place} {reason}", raw))
    if not entries and not lost:
        raise ExtractError(source.id, "holds no documents", code="empty")
    found = extracted(entries, raw, source, most=len(entries))
    return Extracted(drafts=found.drafts, quarantined=(*lost, *found.quarantined), notes=found.notes)


def _parsed_lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {number}", json.loads(line, strict=False)
            except (ValueError, RecursionError):
                yield f"line {number}", line


def _entry(row: Mapping[str, Any]) -> Entry:
    said = {name: _first(row, names) for name, names in NAMES.items()}
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


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, list):
            value = ", ".join(part for part in value if isinstance(part, str))
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _escaped(text: str) -> str:
    """Plain text as the HTML that says the same, its line breaks kept."""
    return html.escape(text, quote=False).replace("\n", "<br>") if text else ""


def _readable(raw: Raw, source: Source) -> str:
    """The file as text; ExtractError when it is none."""
    text = text_of(raw.body, "", source.language).lstrip("\ufeff")
    odd = sum(text.count(c) for c in "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\ufffd")
    if odd * 100 > len(text):
        raise ExtractError(source.id, "is no text: its bytes make no writing in any table of letters")
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
# These parse markup, so they run in the child process like pages from the network.
GUARDED: frozenset[Callable[..., Extracted]] = frozenset({article.extract, feed.extract})
