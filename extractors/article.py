"""A page to one draft: title, text with paragraphs, author, date, site, canonical address. The only trafilatura."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import Any

from extractors import furniture, metadata
from extractors.block_pages import block_page, short_block_page
from extractors.encoding import text_of
from extractors.extracted import EXCERPT_CAP, TEXT_CAP, TITLE_CAP, Extracted
from extractors.html_text import line, unmarked, web
from extractors.mojibake import repaired, unreadable
from extractors.publication_date import published
from extractors.titles import shortened, split_title
from tumen.analysis.assessment.identity import canonical_url, content_hash
from tumen.errors import ExtractError, FailureCode
from tumen.model import Draft, Quarantined, Raw, Source

LARGEST = 2_000_000  # bytes; real pages end at 1.6 MB, and beyond 2 trafilatura's time grows to minutes
SHORTEST = 40  # characters; less is a caption or a page that asks to log in
HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)
# Its wider search makes 1 January out of any year in a Korean, Japanese, Russian or Chinese text.
DATE_SEARCH = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}


def extract(raw: Raw, source: Source) -> Extracted:
    """Return the article of a page; ExtractError: not_a_page, no_text, or the code of a block page."""
    html = text_of(raw.body[:LARGEST], raw.content_type, source.language)
    if not HTML.search(html[:50_000]):
        raise ExtractError(source.id, "the response is not a web page", code=FailureCode.NOT_A_PAGE)
    url = raw.final_url or raw.url
    found = _found(html, url, source)
    text, removed = furniture.clear(unmarked(repaired(found.text or ""))) if found is not None else ("", ())
    told = metadata.read(html, url)
    title = line(told.title or getattr(found, "title", None) or "")
    met = block_page(html) if len(text) < SHORTEST else short_block_page(title, text)
    if met is not None:
        raise ExtractError(source.id, met.reason, code=met.code)
    if len(text) < SHORTEST:
        raise ExtractError(source.id, "the page has no readable text", code=FailureCode.NO_TEXT)
    if unreadable(f"{title}\n{text}"):
        reason = "unreadable characters: the text was decoded with the wrong encoding before we got it"
        lost = Quarantined(source_id=source.id, reason=reason, excerpt=text[:EXCERPT_CAP], raw_id=raw.id)
        return Extracted(quarantined=(lost,))
    if not title:
        title, text = split_title(text)
    draft = _draft(raw, source, found, told, title, text)
    return Extracted(drafts=(draft,), notes=tuple(f"{piece.kind}: {piece.text[:80]}" for piece in removed))


@cache
def _trafilatura() -> ModuleType:
    """The guest, let in when the first page comes: it takes a third of a second that most processes can save."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # urllib3 misses a SOCKS library; nothing here goes through a proxy
        import trafilatura
    return trafilatura


def _found(html: str, url: str, source: Source) -> Any:
    try:
        return _trafilatura().bare_extraction(
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            favor_precision=True,
            date_extraction_params=DATE_SEARCH,
        )
    except Exception as e:
        raise ExtractError(source.id, f"trafilatura: {type(e).__name__}: {e}"[:300]) from e


def _draft(raw: Raw, source: Source, found: Any, told: metadata.PageMetadata, title: str, text: str) -> Draft:
    url = raw.final_url or raw.url
    own = web(told.canonical, url) or web(url)
    at, as_written = published(raw, source, found, told)
    draft = Draft(
        source_id=source.id,
        key=canonical_url(own) if own else "",
        title=shortened(title, TITLE_CAP),
        text=_without_title(text, title)[:TEXT_CAP],
        url=own,
        published=at,
        published_raw=as_written,
        language=source.language or told.language,
        author=line(told.author or getattr(found, "author", None) or "")[:200],
        site=line(told.site or getattr(found, "sitename", None) or "")[:200],
        raw_id=raw.id,
    )
    return draft if own else replace(draft, key=f"#{content_hash(draft)[:24]}")


def _without_title(text: str, title: str) -> str:
    head, _, rest = text.partition("\n")
    return rest.strip() if rest and " ".join(head.split()) == title else text
