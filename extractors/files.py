"""Files a person imports to drafts: text, Markdown, HTML, JSON Lines, JSON, CSV and saved feeds, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from extractors import (
    article,
    feed,
    fields,
    front_matter,
    items,
    mail,
    mediawiki,
    office,
    press_exports,
    saved_lists,
    spreadsheet,
    wordpress,
)
from extractors.encoding import text_of
from extractors.entries import Entry, extracted
from extractors.exports import Rows
from extractors.extracted import TEXT_CAP, Extracted, Extractor
from extractors.html_text import web
from extractors.plain_text import escaped, readable
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

LINES = 50  # that are looked at, whether a text says anything
WHOLE = 4 * TEXT_CAP  # characters that are looked at of one text: what is kept of it, and room for its marks


def extract(raw: Raw, source: Source) -> Extracted:
    """Return what a file says, by the ending of its name; ExtractError: unreadable, empty, unknown_ending.

    A page out of a web archive is known by its address, which need not have an ending: the header `ending` says it.
    """
    ending = raw.headers.get("ending") or PurePosixPath(unquote(urlsplit(raw.url).path)).suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        raise ExtractError(source.id, f"unsupported file type {ending}", code=FailureCode.UNKNOWN_ENDING)
    if not raw.body.strip(b"\x00 \t\r\n"):
        raise ExtractError(source.id, "the file is empty", code=FailureCode.EMPTY)
    return reader(raw, source)


def _text(raw: Raw, source: Source) -> Extracted:
    text = readable(raw, source)
    if all(web(line) for line in text.split("\n", LINES)[:LINES] if line.strip()):
        raise ExtractError(source.id, "contains addresses and no text: save their pages and import these")
    parted = items.of_text(text, raw, source)
    if parted is not None:
        return parted
    return extracted([Entry(bodies=(escaped(text[:WHOLE]),))], raw, source, notes=_cut(text))


def _markdown(raw: Raw, source: Source) -> Extracted:
    whole = readable(raw, source)
    told, body = front_matter.split(whole[:WHOLE])
    title, text = front_matter.plain(body)
    said = fields.by_name(told)
    found = items.entry({**said, "title": said["title"] or title, "text": "", "html": escaped(text)})
    return extracted([found], raw, source, notes=_cut(whole))


def _references(raw: Raw, source: Source, *, read: Callable[[str], list[press_exports.Row]]) -> Extracted:
    return items.of_rows(Rows(tuple(read(readable(raw, source)))), raw, source)


def _xml(raw: Raw, source: Source) -> Extracted:
    if wordpress.is_export(raw.body):
        return wordpress.extract(raw, source)
    return mediawiki.extract(raw, source) if mediawiki.is_export(raw.body) else feed.extract(raw, source)


def _html(raw: Raw, source: Source) -> Extracted:
    """The article of a saved page, or what a program that exports pages lists on it."""
    html = text_of(raw.body, raw.content_type, source.language)
    listed = saved_lists.entries(html)
    return extracted(listed, raw, source, most=len(listed)) if listed else article.extract(raw, source)


def _rtf(raw: Raw, source: Source) -> Extracted:
    from extractors import rtf

    return _text(replace(raw, body=rtf.text_of_rtf(raw, source).encode()), source)


def _pdf(raw: Raw, source: Source) -> Extracted:
    from extractors import pdf

    return pdf.extract(raw, source)


def _cut(text: str) -> tuple[str, ...]:
    return (f"only the first {TEXT_CAP:,} of {len(text):,} characters were kept",) if len(text) > WHOLE else ()


READERS: Mapping[str, Extractor] = {
    "": _text,
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".jsonl": items.json_lines,
    ".ndjson": items.json_lines,
    ".json": items.json_file,
    ".js": items.json_file,
    ".csv": items.table,
    ".tsv": items.table,
    ".docx": office.docx,
    ".odt": office.odt,
    ".xlsx": spreadsheet.xlsx,
    ".xlsm": spreadsheet.xlsx,
    ".ods": spreadsheet.ods,
    ".epub": office.epub,
    ".pdf": _pdf,
    ".rtf": _rtf,
    ".eml": mail.extract,
    ".ris": partial(_references, read=press_exports.ris),
    ".bib": partial(_references, read=press_exports.bibtex),
    ".xml": _xml,
    ".rss": feed.extract,
    ".atom": feed.extract,
}
# What a page or feed left out is told of a person's own texts only: of the web it is what everybody leaves out.
OF_THE_WEB = frozenset({_html, feed.extract, _xml})
