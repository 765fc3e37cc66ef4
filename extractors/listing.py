"""Index pages without a feed to drafts: each link to an article is one, with the date that stands beside it.

A page of posts (a channel of Telegram) is one of texts, see `posts`.

`select` of the source: `links`, what the address of an article looks like; `date`, where in it the date stands;
`area`, the id or class of the part of the page to look in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import lxml.etree

from extractors import posts
from extractors.block_pages import block_page
from extractors.encoding import text_of
from extractors.entries import Entry, extracted
from extractors.extracted import Extracted
from extractors.html_text import document, web
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

MOST_LINKS = 5_000  # the fullest index page seen had 900
HEADLINE = 20  # letters of the shortest headline that is told from a menu entry without a pattern
HEADLINE_CJK = 8
STEPS = 4  # elements between a headline and the box it shares with its date; the deepest seen was three
DATE_LINE = 60  # characters; what is longer beside a headline is its teaser
SAME = 4  # links to one article: its picture, headline, teaser and comments; a farm has thousands
MENUS = frozenset({"nav", "header", "footer", "form", "button", "select"})


def extract(raw: Raw, source: Source) -> Extracted:
    """Return one draft for each article a list links to; ExtractError: not_a_feed for none, or a block page's code."""
    text = text_of(raw.body, raw.content_type, source.language)
    tree = document(text)
    wanted = _wanted(source)
    told = [post for post in posts.entries(tree, _base(tree, raw)) if wanted is None or wanted.search(post.link)]
    if told:
        return extracted(told, raw, source)
    found: dict[str, Entry] = {}
    times: Counter[str] = Counter()
    for anchor, url in _links(tree, raw, source):
        times[url] += 1
        if times[url] > SAME:
            continue
        entry = _entry(anchor, url, source)
        known = found.get(url)
        if entry.title and (known is None or len(entry.title) > len(known.title)):
            found[url] = entry
    entries = [entry for entry in found.values() if source.select.get("links") or is_headline(entry.title)]
    if not entries:
        met = block_page(text)
        reason = met.reason if met else "the page has no links to articles"
        raise ExtractError(source.id, reason, code=met.code if met else FailureCode.NOT_A_FEED)
    return extracted(entries, raw, source)


def _links(tree: Any, raw: Raw, source: Source) -> Iterator[tuple[Any, str]]:
    """Links that may lead to an article: as the source's pattern says, else within its own site and outside menus."""
    here = raw.final_url or raw.url
    base, wanted = _base(tree, raw), _wanted(source)
    for anchor in islice(_anchors(tree, source.select.get("area")), MOST_LINKS):
        url = web(anchor.get("href"), base)
        if url and (wanted.search(url) if wanted else _within(url, here) and not _in_menu(anchor)):
            yield anchor, url.split("#", 1)[0]


def _base(tree: Any, raw: Raw) -> str:
    here = raw.final_url or raw.url
    return web(tree.xpath("string(//base/@href)"), here) or here


def _wanted(source: Source) -> re.Pattern[str] | None:
    return re.compile(source.select["links"]) if source.select.get("links") else None


def _anchors(tree: Any, area: str | None) -> Iterator[Any]:
    """Every link once, in reading order; with `area` those inside a part so named."""
    inside = 0
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        named = bool(area) and re.search(area or "", f"{node.get('id', '')} {node.get('class', '')}") is not None
        inside += named if event == "start" else -named
        if event == "start" and node.tag == "a" and node.get("href") and (inside or not area):
            yield node


def _within(url: str, here: str) -> bool:
    own, other = urlsplit(here), urlsplit(url)
    site = (own.hostname or "").removeprefix("www.")
    same = other.hostname in (site, f"www.{site}")
    return same and (other.path.strip("/"), other.query) not in ((own.path.strip("/"), own.query), ("", ""))


def _in_menu(anchor: Any) -> bool:
    return any(parent.tag in MENUS for parent in anchor.iterancestors())


def _entry(anchor: Any, url: str, source: Source) -> Entry:
    title = " ".join(anchor.text_content().split()) or anchor.get("title") or anchor.get("aria-label") or ""
    heading = anchor.xpath("string(.//h1|.//h2|.//h3|.//h4)")
    title = " ".join(heading.split()) or title
    in_address = re.search(source.select["date"], url) if source.select.get("date") else None
    dates = [in_address[1] if in_address.re.groups else in_address[0]] if in_address else list(_dates(anchor, title))
    return Entry(link=url, title=title, dates=tuple(dates))


def _dates(anchor: Any, title: str) -> Iterator[str]:
    """Short texts with digits beside a headline, nearest first, as far as the box holds no other article."""
    box = anchor
    for _ in range(STEPS):
        for time in box.iter("time"):
            yield time.get("datetime") or time.text_content()
        for piece in box.itertext():
            text = " ".join(piece.split())
            if re.search(r"\d", text) and len(text) <= DATE_LINE and text not in title:
                yield text
        parent = box.getparent()
        if parent is None or any(other.get("href") not in (None, anchor.get("href")) for other in parent.iter("a")):
            return
        box = parent


def is_headline(title: str) -> bool:
    """Tell whether the words of a link are long enough for a headline: menus have shorter ones."""
    letters = sum(c.isalpha() for c in title)
    cjk = sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in title)
    return letters >= HEADLINE or cjk >= HEADLINE_CJK
