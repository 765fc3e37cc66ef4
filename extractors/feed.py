"""RSS, Atom, RDF and JSON feeds to drafts. The only feedparser."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import feedparser
import lxml.etree

from extractors import json_feed, sitemap
from extractors.block_pages import block_page
from extractors.encoding import text_of
from extractors.entries import Entry, extracted
from extractors.extracted import Extracted
from extractors.feed_ttl import freshness
from extractors.html_text import CLOSING, PlainText, linked, web
from tumen.analysis.text import xml_repair
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

ROOT = re.compile(r"<(?:\?xml|rss|feed|rdf:rdf|[a-z]+:feed|channel)\b", re.IGNORECASE)
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
BEGINNING = 2048  # characters in which a feed has to begin; some servers print warnings first
PAGE_CAME = "the response is a web page, not a feed"
DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
HARMLESS = ("NonXMLContentType", "CharacterEncodingOverride")
# Where Russian papers give the whole text, and others what they call so.
WHOLE_TEXT = re.compile(r"(?:^|_)(?:full[-_]?text|turbo_content)$")
DATES = ("published", "updated", "created", "dc_date")


def extract(raw: Raw, source: Source) -> Extracted:
    """Return what a feed says; ExtractError: not_a_feed (a page, nothing, no entries) or a block page's code."""
    text = text_of(raw.body, raw.content_type, source.language)
    if not text.strip("\ufeff \r\n\t\x00"):
        raise ExtractError(source.id, "the response is empty", code=FailureCode.NOT_A_FEED)
    if text.lstrip("\ufeff \r\n\t")[:1] in "{[":
        return json_feed.extract(text, raw, source)
    text = text.lstrip("\ufeff")
    if sitemap.ROOT.match(text, xml_repair.root(text)):
        return sitemap.extract(xml_repair.repaired(text), raw, source)
    parsed = _parsed(_document(text, source), source)
    own = frozenset([_text(parsed.feed.get("link")), *_shared(parsed.entries)])
    atom = str(parsed.get("version") or "").startswith("atom")
    entries = [_entry(entry, raw, own, atom=atom) for entry in parsed.entries]
    if not entries:
        raise ExtractError(source.id, "the feed has no entries", code=FailureCode.NOT_A_FEED)
    language = str(parsed.feed.get("language") or "")
    entries = [entry if entry.language else replace(entry, language=language) for entry in entries]
    return extracted(entries, raw, source, ttl=freshness(text, raw.fetched_at), notes=_notes(parsed))


def _document(text: str, source: Source) -> str:
    """The feed without what a careless server printed before it; ExtractError when there is none."""
    prolog = xml_repair.root(text)
    begin = ROOT.search(text, 0, BEGINNING) or ROOT.search(text, prolog, prolog + BEGINNING)
    page = PAGE.search(text, 0, BEGINNING)
    feed = FEED.search(text, 0, BEGINNING * 2) or FEED.search(text, prolog, prolog + BEGINNING)
    if page and not (feed and feed.start() < page.start()):
        met = block_page(text)
        raise ExtractError(
            source.id, met.reason if met else PAGE_CAME, code=met.code if met else FailureCode.NOT_A_FEED
        )
    if not begin or not feed:
        raise ExtractError(source.id, "the response is not a feed", code=FailureCode.NOT_A_FEED)
    return xml_repair.repaired(text[begin.start() :])


def _shared(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Addresses that half of the entries have: those of the site, whatever its front page is called."""
    links = Counter(_text(entry.get("link")) for entry in entries)
    yield from (link for link, times in links.items() if times > 1 and times * 2 >= len(entries))


def _parsed(document: str, source: Source) -> Any:
    """The feed as it is, or put right by a more lenient parser where that finds more in a broken one."""
    found = _read(document, source)
    if not found.get("bozo") or _trouble(found) in HARMLESS:
        return found
    parser = lxml.etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    tree = lxml.etree.fromstring(DECLARED.sub("", document).encode("utf-8", "replace"), parser=parser)
    if tree is None:
        return found
    again = _read(lxml.etree.tostring(tree, encoding="unicode"), source)
    return again if _filled(again) > _filled(found) else found


def _filled(parsed: Any) -> int:
    return sum(
        bool(entry.get("title")) + bool(entry.get("summary") or entry.get("content")) for entry in parsed.entries
    )


def _read(document: str, source: Source) -> Any:
    try:
        # A file object and nothing else: given a string, feedparser would open the file or address it names.
        return feedparser.parse(
            io.BytesIO(document.encode("utf-8", "replace")),
            # Without an address of the feed: with one, feedparser makes an address of every guid.
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # no boundary, and half of the time: every text becomes plain here
            resolve_relative_uris=False,
        )
    except Exception as e:
        raise ExtractError(source.id, f"feedparser: {type(e).__name__}: {e}"[:300]) from e


def _entry(entry: Mapping[str, Any], raw: Raw, own: Collection[str], *, atom: bool) -> Entry:
    publisher = entry.get("source")
    return Entry(
        guid=_text(entry.get("id")),
        link=_link(entry, raw.final_url or raw.url, own),
        title=_said(entry.get("title"), entry.get("title_detail"), atom=atom),
        bodies=tuple(_bodies(entry, atom=atom)),
        # feedparser answers "updated" with "published" and warns; its own parent class does neither
        dates=tuple(_text(entry[key]) for key in DATES if key in entry),
        author=_text(entry.get("author")),
        site=_text(publisher.get("title")) if isinstance(publisher, Mapping) else "",
        publisher=_text(publisher.get("href")) if isinstance(publisher, Mapping) else "",
        language=_language(entry),
    )


def _bodies(entry: Mapping[str, Any], *, atom: bool) -> Iterator[str]:
    """Every text of an entry, those of extensions that feedparser does not know among them."""
    if entry.get("summary"):
        yield _said(entry["summary"], entry.get("summary_detail"), atom=atom)
    for content in entry.get("content") or ():
        if isinstance(content, Mapping) and content.get("value"):
            yield _said(content["value"], content, atom=atom)
    yield from (_text(entry[key]) for key in entry if WHOLE_TEXT.search(key) and entry[key])


def _said(value: object, detail: object, *, atom: bool) -> str:
    """A text as what it is: only Atom says so and means it; RSS has HTML under every name."""
    text = _text(value)
    kind = detail.get("type") if isinstance(detail, Mapping) else None
    return PlainText(text) if atom and kind == "text/plain" and not CLOSING.search(text) else text


def _language(entry: Mapping[str, Any]) -> str:
    detail = entry.get("title_detail")
    return _text(entry.get("language") or (detail.get("language") if isinstance(detail, Mapping) else ""))


def _link(entry: Mapping[str, Any], base: str, own: Collection[str]) -> str:
    """The entry's own address: its link, else an alternate one, else a guid that is one; a front page is the last."""
    links = [link.get("href") for link in entry.get("links") or () if link.get("rel") in (None, "alternate")]
    guid = _text(entry.get("id"))
    if not re.match(r"https?://", guid, re.IGNORECASE):
        guid = ""  # feedparser takes any guid for a link
    link = "" if entry.get("guidislink") and not guid else entry.get("link")
    origin = entry.get("feedburner_origlink")  # a counter stands before it
    found = [_once_escaped(_text(url)) for url in (origin, link, *links) if url]
    found = [url for url in found if linked(url, base)]
    deeper = [url for url in (*found, guid) if url and not _is_front(url, base, own)]
    return next(iter([*deeper, *found]), "")


def _is_front(url: str, base: str, own: Collection[str]) -> bool:
    """Whether an address is one of the feed's own, which some feeds give to every entry."""
    whole = linked(url, base) or ""
    parts = urlsplit(whole)
    same = any(whole.rstrip("/") == (web(other, base) or "").rstrip("/") for other in own)
    return same or not (parts.path.strip("/") or parts.query)


def _once_escaped(url: str) -> str:
    for _ in range(2 if "&amp;" in url else 0):
        url = url.replace("&amp;", "&")
    return url


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _notes(parsed: Any) -> tuple[str, ...]:
    trouble = _trouble(parsed)
    return (f"parsed despite {trouble}",) if trouble and trouble not in HARMLESS else ()


def _trouble(parsed: Any) -> str:
    return type(parsed.get("bozo_exception")).__name__ if parsed.get("bozo") else ""
