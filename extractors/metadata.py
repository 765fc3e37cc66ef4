"""What a page says about itself: canonical address, title, dates with their time, author, site, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import lxml.etree
import lxml.html

HEAD = 300_000  # characters; the head of a page with its scripts ends before
DATED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "mediator_published_time",
)
TITLED = ("og:title", "twitter:title", "dc.title")
NAMED = ("og:site_name", "application-name", "dc.publisher")
WRITTEN = ("author", "article:author", "dc.creator", "byl", "parsely-author")
ARTICLES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BlogPosting",
        "Report",
    ]
)
DATELINE = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|pub\w*|posted|regdate|dateline|byline|info\w*)(?:$|[\s_-])", re.I
)
ASIDE = frozenset(["aside", "footer", "nav", "header", "form"])
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LONGEST_DATELINE = 80  # characters; the longest seen had 64: entered, changed, and who wrote it
DATELINES = 3
PARTS = 8  # elements in a date line; what has more is a part of the page
DEEPEST = 6  # of JSON-LD graphs


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """A page's own words, unchecked; dates the preferred ones first."""

    canonical: str = ""
    title: str = ""
    dates: tuple[str, ...] = ()
    author: str = ""
    site: str = ""
    language: str | None = None


def read(html: str, url: str) -> PageMetadata:
    """Return what the page's head says; empty where it says nothing or cannot be read."""
    tree = _tree(html[:HEAD])
    if tree is None:
        return PageMetadata()
    meta = dict(reversed(list(_meta(tree))))
    linked = _linked(tree)
    dates = [*_values(linked, "datePublished"), *(meta[name] for name in DATED if meta.get(name))]
    dates += [*_times(tree), *_datelines(tree)]
    return PageMetadata(
        canonical=_canonical(tree, url) or meta.get("og:url", ""),
        title=_first(meta, TITLED) or next(iter(_values(linked, "headline")), ""),
        dates=tuple(dict.fromkeys(date.strip()[:100] for date in dates if date.strip())),
        author=next(iter(_names(linked, "author")), "") or _plain_name(_first(meta, WRITTEN)),
        site=_first(meta, NAMED) or next(iter(_names(linked, "publisher")), ""),
        language=_language(tree, meta),
    )


def _tree(html: str) -> Any:
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        if name and node.get("content"):
            yield name.strip().lower(), node.get("content").strip()


def _first(meta: Mapping[str, str], names: Iterable[str]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _plain_name(name: str) -> str:
    return "" if re.match(r"https?://|@", name) else name


def _canonical(tree: Any, url: str) -> str:
    """The canonical address, unless it is the front page: careless templates write that on every page."""
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split():
            target = (node.get("href") or "").strip()
            path = re.sub(r"^https?://[^/]+", "", target).strip("/")
            return target if path or not re.sub(r"^https?://[^/]+", "", url).strip("/") else ""
    return ""


def _times(tree: Any) -> Iterator[str]:
    for node in tree.iter("time"):
        if node.get("datetime") and (node.get("itemprop") == "datePublished" or node.get("pubdate") is not None):
            yield node.get("datetime")


def _datelines(tree: Any) -> list[str]:
    """The first short lines of the page that are marked as its date and hold a year; those beside other stories not."""
    found: list[str] = []
    for node in tree.xpath("//*[self::span or self::div or self::p or self::li or self::time or self::em or self::dd]"):
        marks = f"{node.get('class') or ''} {node.get('id') or ''} {node.tag if node.tag == 'time' else ''}"
        if len(node) <= PARTS and DATELINE.search(marks) and not any(up.tag in ASIDE for up in node.iterancestors()):
            text = " ".join(node.text_content()[:400].split())
            if len(text) <= LONGEST_DATELINE and YEAR.search(text):
                found.append(text)
        if len(found) == DATELINES:
            break
    return found


def _language(tree: Any, meta: Mapping[str, str]) -> str | None:
    said = (tree.get("lang") or meta.get("og:locale") or meta.get("language") or "").strip().lower()
    match = re.match(r"[a-z]{2}(?![a-z])", said)
    return match[0] if match else None


def _linked(tree: Any) -> list[Mapping[str, Any]]:
    """The objects of the page's JSON-LD that are articles."""
    found: list[Mapping[str, Any]] = []
    for node in tree.iter("script"):
        if (node.get("type") or "").lower().startswith("application/ld+json"):
            try:
                data = json.loads(node.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            found.extend(_articles(data, DEEPEST))
    return found


def _articles(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for member in data[:100]:
            yield from _articles(member, depth - 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind in ARTICLES for kind in named):
            yield data
        for key in ("@graph", "mainEntity"):
            yield from _articles(data.get(key), depth - 1)


def _values(linked: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    return [row[key] for row in linked if isinstance(row.get(key), str) and row[key].strip()]


def _names(linked: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    names: list[str] = []
    for row in linked:
        said = row.get(key)
        for party in said if isinstance(said, list) else [said]:
            name = party.get("name") if isinstance(party, dict) else party
            if isinstance(name, str) and name.strip():
                names.append(_plain_name(name.strip()))
    return [name for name in names if name]
