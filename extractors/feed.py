"""RSS, Atom, RDF and JSON feeds to drafts. The only feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import feedparser

from extractors import json_feed
from extractors.block_pages import block_page
from extractors.encoding import text_of
from extractors.entries import Entry, extracted
from extractors.extracted import Extracted
from extractors.feed_ttl import freshness
from extractors.html_text import web
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

ROOT = re.compile(r"<(?:\?xml|rss|feed|rdf:rdf|[a-z]+:feed|channel)\b", re.IGNORECASE)
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
# Not allowed in XML: one of them would send the whole feed to feedparser's slow and forgetful second parser.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
BEGINNING = 2048  # characters in which a feed has to begin; some servers print warnings first
PAGE_CAME = "the response is a web page, not a feed"
HARMLESS = ("NonXMLContentType", "CharacterEncodingOverride")
DATES = ("published", "updated", "created", "dc_date")


def extract(raw: Raw, source: Source) -> Extracted:
    """Return what a feed says; ExtractError: not_a_feed (a page, nothing, no entries) or a block page's code."""
    text = text_of(raw.body, raw.content_type, source.language)
    if not text.strip("\ufeff \r\n\t\x00"):
        raise ExtractError(source.id, "the response is empty", code=FailureCode.NOT_A_FEED)
    if text.lstrip("\ufeff \r\n\t")[:1] in "{[":
        return json_feed.extract(text, raw, source)
    parsed = _parsed(_document(text, source), raw, source)
    entries = [_entry(entry, raw) for entry in parsed.entries]
    if not entries:
        raise ExtractError(source.id, "the feed has no entries", code=FailureCode.NOT_A_FEED)
    language = str(parsed.feed.get("language") or "")
    entries = [entry if entry.language else replace(entry, language=language) for entry in entries]
    return extracted(entries, raw, source, ttl=freshness(text, raw.fetched_at), notes=_notes(parsed))


def _document(text: str, source: Source) -> str:
    """The feed without what a careless server printed before it; ExtractError when there is none."""
    begin = ROOT.search(text[:BEGINNING])
    page = PAGE.search(text[:BEGINNING])
    feed = FEED.search(text[: BEGINNING * 2])
    if page and not (feed and feed.start() < page.start()):
        met = block_page(text)
        raise ExtractError(
            source.id, met.reason if met else PAGE_CAME, code=met.code if met else FailureCode.NOT_A_FEED
        )
    if not begin or not feed:
        raise ExtractError(source.id, "the response is not a feed", code=FailureCode.NOT_A_FEED)
    return ILLEGAL.sub("", text[begin.start() :])


def _parsed(document: str, raw: Raw, source: Source) -> Any:
    try:
        # A file object and nothing else: given a string, feedparser would open the file or address it names.
        return feedparser.parse(
            io.BytesIO(document.encode("utf-8", "replace")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": raw.final_url or raw.url,
            },
            sanitize_html=False,  # no boundary, and half of the time: every text becomes plain here
            resolve_relative_uris=False,
        )
    except Exception as e:
        raise ExtractError(source.id, f"feedparser: {type(e).__name__}: {e}"[:300]) from e


def _entry(entry: Mapping[str, Any], raw: Raw) -> Entry:
    bodies = [content.get("value") for content in entry.get("content") or () if isinstance(content, Mapping)]
    publisher = entry.get("source")
    return Entry(
        guid=_text(entry.get("id")),
        link=_link(entry, raw.final_url or raw.url),
        title=_text(entry.get("title")),
        bodies=tuple(_text(body) for body in (entry.get("summary"), *bodies) if body),
        # feedparser answers "updated" with "published" and warns; its own parent class does neither
        dates=tuple(_text(entry[key]) for key in DATES if key in entry),
        author=_text(entry.get("author")),
        site=_text(publisher.get("title")) if isinstance(publisher, Mapping) else "",
        publisher=_text(publisher.get("href")) if isinstance(publisher, Mapping) else "",
        language=_language(entry),
    )


def _language(entry: Mapping[str, Any]) -> str:
    detail = entry.get("title_detail")
    return _text(entry.get("language") or (detail.get("language") if isinstance(detail, Mapping) else ""))


def _link(entry: Mapping[str, Any], base: str) -> str:
    """The entry's own address: its link, else an alternate one, else a guid that is one."""
    others = [link.get("href") for link in entry.get("links") or () if link.get("rel") in (None, "alternate")]
    return next((_text(url) for url in (entry.get("link"), *others) if url and web(_text(url), base)), "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _notes(parsed: Any) -> tuple[str, ...]:
    trouble = type(parsed.get("bozo_exception")).__name__ if parsed.get("bozo") else ""
    return (f"parsed despite {trouble}",) if trouble and trouble not in HARMLESS else ()
