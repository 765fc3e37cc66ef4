"""What a page says about itself: canonical address, title, dates with their time, author, site, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

from extractors.page_identity import begins, headline, letters, own_address, path, place

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
        "LiveBlogPosting",
        "Report",
    ]
)
DATELINE = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|pub\w*|posted|regdate|dateline|byline|info\w*)(?:$|[\s_-])", re.I
)
ASIDE = frozenset(["aside", "footer", "nav", "header", "form"])
# Boxes that speak of something else: what others say, other stories, today.
BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|replies|reply|disqus|related|teasers?|recommend\w*|sidebar|side|widget|popular|latest"
    r"|trending|ranking|more|next|prev|promo|banner|topbar|bar|today|clock|weather|calendar|archive|copyright|footer"
    r"|menu|nav)(?:$|[\s_-])",
    re.I,
)
# Behind the day stand an hour, or an hour and a number; what has other lengths is a number as a whole.
IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d{5}(?!\d)|\d{7}(?!\d)|\d{10})")
CHANGED = ("article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified", "lastmod")
IN_COMMENT = re.compile(r"\A\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*\Z")
COMMA = re.compile(r",(\s*[}\]])")
DATE_IN_JSON = re.compile(r'"(datePublished|dateModified|dateCreated|uploadDate)"\s*:\s*"([^"]{4,40})"')
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LONGEST_DATELINE = 80  # characters; the longest seen had 64: entered, changed, and who wrote it
LINES = " or ".join(f"self::{tag}" for tag in ("span", "div", "p", "li", "time", "em", "dd", "footer"))
MOST_ARTICLES = 50  # of an endless page
DATELINES = 3
PARTS = 8  # elements in a date line; what has more is a part of the page
TEASER = 20  # characters of a link that is another story's headline, not an author's name
DEEPEST = 6  # of JSON-LD graphs


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """A page's own words, unchecked; dates the preferred ones first, `guesses` those that only look like its date,
    `foreign` those of other stories, of comments and of today."""

    canonical: str = ""
    title: str = ""
    dates: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    in_address: str = ""
    author: str = ""
    site: str = ""
    language: str | None = None


def read(html: str, url: str) -> PageMetadata:
    """Return what the page's head says; empty where it says nothing or cannot be read."""
    tree = _tree(html[:HEAD])
    if tree is None:
        return PageMetadata()
    meta = dict(reversed(list(_meta(tree))))
    heading = " ".join(tree.xpath("string(//h1)").split())
    everything = _linked(tree)
    linked = _own(everything, url, (heading, _first(meta, TITLED), tree.xpath("string(//title)")))
    dates = [*_values(linked, "datePublished"), *(meta[name] for name in DATED if meta.get(name))]
    site = _first(meta, NAMED) or next(iter(_names(linked, "publisher")), "")
    others = _others(tree, heading)
    beside = [*_datelines(tree, others, beside=True), *(meta[name] for name in CHANGED if meta.get(name))]
    day = IN_ADDRESS.search(urlsplit(url).path)
    return PageMetadata(
        canonical=_canonical(tree, url) or own_address(meta.get("og:url", ""), url),
        title=headline(_first(meta, TITLED) or next(iter(_values(linked, "headline")), ""), heading, site),
        dates=_each_once([*dates, *_times(tree, others)]),
        guesses=_each_once(_datelines(tree, others, beside=False)),
        foreign=_each_once([*(date for date in _in_json(tree) if date not in dates), *beside]),
        in_address="-".join(day.groups()) if day else "",
        author=next(iter(_names(linked, "author")), "") or _plain_name(_first(meta, WRITTEN)),
        site=site,
        language=_language(tree, meta),
    )


def _each_once(dates: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(date.strip()[:100] for date in dates if date.strip()))


def _own(linked: Sequence[Mapping[str, Any]], url: str, titles: Iterable[str]) -> list[Mapping[str, Any]]:
    """The objects that are this page's article: by address or headline; else the only one, if it names no other."""
    here = place(url)
    by_address = [row for row in linked if here in map(place, _addresses(row))]
    if by_address:
        return by_address
    shown = [letters(title) for title in titles]
    by_headline = [row for row in linked if any(begins(title, row.get("headline")) for title in shown)]
    if by_headline:
        return by_headline
    return [row for row in linked if not _addresses(row)] if len(linked) == 1 else []


def _addresses(row: Mapping[str, Any]) -> list[str]:
    page = row.get("mainEntityOfPage")
    said = [row.get("url"), row.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return [address for address in said if isinstance(address, str) and path(address)]


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
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split():
            return own_address(node.get("href") or "", url)
    return ""


def _times(tree: Any, others: frozenset[Any]) -> Iterator[str]:
    for node in tree.iter("time"):
        published = node.get("itemprop") == "datePublished" or node.get("pubdate") is not None
        if node.get("datetime") and published and not _is_within(node, others):
            yield node.get("datetime")


def _in_json(tree: Any) -> Iterator[str]:
    """Every date in the page's JSON-LD: what is not the article's own is another's, or of a change."""
    for text, _ in _scripts(tree):
        yield from (date for _, date in DATE_IN_JSON.findall(text))


def _scripts(tree: Any) -> Iterator[tuple[str, Any]]:
    """The page's JSON-LD as text and as data, out of the comments that some put it in, with commas too many."""
    for node in tree.iter("script"):
        if (node.get("type") or "").lower().startswith("application/ld+json"):
            text = IN_COMMENT.sub("", node.text or "")
            for attempt in (text, COMMA.sub(r"\1", text)):
                try:
                    yield text, json.loads(attempt, strict=False)
                    break
                except (ValueError, RecursionError):
                    continue


def _datelines(tree: Any, others: frozenset[Any], *, beside: bool) -> list[str]:
    """The first short lines that are marked as a date and hold a year: the page's own, or those of other boxes."""
    found: list[str] = []
    for node in tree.xpath(f"//*[{LINES}]"):
        marks = f"{node.get('class') or ''} {node.get('id') or ''} {node.tag if node.tag == 'time' else ''}"
        marked = DATELINE.search(marks) is not None or (beside and node.tag == "footer")
        if len(node) <= PARTS and marked and (_is_beside(node) or _is_within(node, others)) is beside:
            text = " ".join(node.text_content()[:400].split())
            text = text if YEAR.search(text) else node.get("datetime") or ""
            if len(text) <= LONGEST_DATELINE and YEAR.search(text):
                found.append(text)
        if len(found) == DATELINES:
            break
    return found


def _is_aside(node: Any) -> bool:
    return node.tag in ASIDE or any(up.tag in ASIDE for up in node.iterancestors())


def _others(tree: Any, heading: str) -> frozenset[Any]:
    """The articles of a page that have another headline: the next stories of an endless page."""
    own = letters(heading)
    found = set()
    for box in islice(tree.iter("article"), MOST_ARTICLES) if own else ():
        title = next((" ".join(title.text_content()[:400].split()) for title in islice(box.iter("h1", "h2"), 1)), "")
        if title and not begins(own, title):
            found.add(box)
    return frozenset(found)


def _is_within(node: Any, boxes: frozenset[Any]) -> bool:
    return bool(boxes) and any(up in boxes for up in node.iterancestors("article"))


def _is_beside(node: Any) -> bool:
    """Whether a line stands in a box of its own, or right beside a link: then it dates another story or a comment."""
    if any(BESIDE.search(f"{up.get('class') or ''} {up.get('id') or ''}") for up in (node, *node.iterancestors())):
        return True
    box = node.getparent()
    linked = box is not None and box.tag not in ("body", "article", "main") and len(box) <= PARTS
    titled = linked and any(len(" ".join(a.text_content().split())) > TEASER for a in box.iter("a"))
    return titled or _is_aside(node)


def _language(tree: Any, meta: Mapping[str, str]) -> str | None:
    said = (tree.get("lang") or meta.get("og:locale") or meta.get("language") or "").strip().lower()
    match = re.match(r"[a-z]{2}(?![a-z])", said)
    return match[0] if match else None


def _linked(tree: Any) -> list[Mapping[str, Any]]:
    """The objects of the page's JSON-LD that are articles."""
    return [row for _, data in _scripts(tree) for row in _articles(data, DEEPEST)]


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
