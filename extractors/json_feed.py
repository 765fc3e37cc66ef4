"""JSON Feed and GDELT's list of articles to drafts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from extractors.entries import Entry, extracted
from extractors.extracted import Extracted
from extractors.html_text import PlainText
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

# How WordPress gives its posts (/wp-json/wp/v2/posts); its date_gmt has no zone.
WORDPRESS = {"items": "", "title": "title.rendered", "text": "content.rendered", "date": "date_gmt", "link": "link"}
LANGUAGES = {
    "english": "en",
    "russian": "ru",
    "korean": "ko",
    "japanese": "ja",
    "chinese": "zh",
    "ukrainian": "uk",
    "polish": "pl",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "vietnamese": "vi",
    "turkish": "tr",
    "arabic": "ar",
}


def extract(text: str, raw: Raw, source: Source) -> Extracted:
    """Return what a JSON feed says; ExtractError (not_a_feed) when it is none or holds nothing."""
    try:
        feed = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as e:
        raise ExtractError(source.id, f"not valid JSON: {e}"[:300], code=FailureCode.NOT_A_FEED) from e
    if source.select or isinstance(feed, list):
        return _listed(feed, raw, source)
    rows = (feed.get("items") or feed.get("articles")) if isinstance(feed, dict) else None
    if not isinstance(rows, list) or not rows:
        raise ExtractError(source.id, "the JSON response has no items", code=FailureCode.NOT_A_FEED)
    spoken = _said(feed, "language")
    return extracted([_entry(row if isinstance(row, dict) else {}, spoken) for row in rows], raw, source)


def _listed(data: Any, raw: Raw, source: Source) -> Extracted:
    """Any list in JSON, by the source's table of paths; without one as WordPress gives its posts."""
    select = {**WORDPRESS, **source.select}
    rows = _at(data, select["items"])
    if not isinstance(rows, list) or not rows:
        raise ExtractError(source.id, "the JSON response has no list of items", code=FailureCode.NOT_A_FEED)
    entries = []
    for row in rows:
        said = {fact: _plain(_at(row, path)) for fact, path in select.items() if fact != "items"}
        if not said["text"] and "text" not in source.select:
            said["text"] = _plain(_at(row, "excerpt.rendered"))
        zoned = said["date"] if "date" in source.select or not said["date"] else f"{said['date']}Z"
        entry = Entry(guid=_plain(_at(row, "id")), link=said["link"], title=said["title"], bodies=(said["text"],))
        entries.append(replace(entry, dates=(zoned,) if zoned else ()))
    return extracted(entries, raw, source)


def _at(data: Any, path: str) -> Any:
    """What stands at a path of keys and places, joined by dots; the whole at an empty one, else None."""
    for key in filter(None, path.split(".")):
        if isinstance(data, list):
            data = data[int(key)] if key.isdecimal() and int(key) < len(data) else None
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return data


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _entry(row: Mapping[str, Any], spoken: str) -> Entry:
    authors = row.get("authors") if isinstance(row.get("authors"), list) else [row.get("author")]
    names = [_said(author, "name") for author in authors or () if isinstance(author, dict)]
    language = _said(row, "language") or spoken
    plain = _said(row, "content_text"), _said(row, "summary")
    return Entry(
        guid=_said(row, "id"),
        link=_said(row, "url") or _said(row, "external_url"),
        title=PlainText(_said(row, "title")),
        bodies=tuple(filter(None, (_said(row, "content_html"), *map(PlainText, plain)))),
        dates=tuple(filter(None, (_said(row, "date_published"), _said(row, "date_modified"), _said(row, "seendate")))),
        author=", ".join(filter(None, names)),
        site=_said(row, "domain"),
        language=LANGUAGES.get(language.lower(), language),
    )


def _said(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
