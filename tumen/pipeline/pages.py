"""The pages behind a feed's headlines, for sources that are read in full."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import extractors
from tumen.analysis.watch import Watch
from tumen.errors import ExtractError, FetchError
from tumen.fetch import Fetcher, fetch_pages
from tumen.model import Draft, Raw, Source, SourceKind
from tumen.pipeline.recognising import tokens
from tumen.storage import Archive

log = logging.getLogger("tumen")

WHOLE = 1_500  # characters from which on an entry's own text is taken for the whole report
MOST = 20  # pages of one source in one run: what a polite reader may open in half a minute
DEADLINE = timedelta(seconds=60)
TRIES = 3  # that a page is worth; what was not there three times is not coming
NEVER_ASKED = frozenset({"not_asked"})  # our own time was over, or its host was silent before


@dataclass(frozen=True, slots=True)
class Read:
    """Drafts with their pages' texts, and how often each page that is still wanted was asked for."""

    drafts: list[Draft]
    tries: dict[str, int]


def read_in_full(
    archive: Archive,
    fetcher: Fetcher,
    source: Source,
    drafts: Sequence[Draft],
    stored: Mapping[str, Draft],
    tries: Mapping[str, int],
    watch: Watch,
    now: datetime,
) -> Read:
    """Return the drafts, with their page's text where it says more; the rest as they are.

    Only pages whose headline or summary names a side of the subject are opened, at most MOST of them: a paper's sports
    pages are nobody's business here. A page that cannot be had leaves its draft as the feed gave it, or with the text
    that an earlier edition had; it is asked for again with the next replies, TRIES times in all.
    """
    if not source.full_text:
        return Read(list(drafts), {})
    wanted = {d.url: tries.get(d.url, 0) for d in drafts if d.url and _is_worth_reading(d, watch)}
    wanted = {address: times for address, times in wanted.items() if times < TRIES}
    addresses = sorted(wanted, key=lambda address: wanted[address])[:MOST]
    texts: dict[str, Draft] = {}
    for (_, address), raw in fetch_pages(fetcher, [(source, a) for a in addresses], now, deadline=DEADLINE):
        page = _page(archive, source, raw)
        if page is not None:
            texts[address] = page
        elif not (isinstance(raw, FetchError) and raw.code in NEVER_ASKED):
            wanted[address] += 1
    whole = [fuller(draft, texts.get(draft.url or ""), stored.get(draft.key)) for draft in drafts]
    return Read(whole, {address: times for address, times in wanted.items() if address not in texts})


def _is_worth_reading(draft: Draft, watch: Watch) -> bool:
    return len(draft.text) < WHOLE and bool(watch.sides(watch.find(draft.full_text)))


def _page(archive: Archive, source: Source, raw: Raw | FetchError) -> Draft | None:
    try:
        if isinstance(raw, FetchError):
            raise raw
        archive.keep_raw(raw)
        return page_of(raw, source)
    except (FetchError, ExtractError) as error:
        log.info("page not read", extra={"source": source.id, "reason": error.reason})
        return None


def page_of(raw: Raw, source: Source) -> Draft | None:
    """Return what a linked page says, None when it cannot be read as text; ExtractError as the extractor raises it."""
    pages = extractors.extract_safely(raw, replace(source, kind=SourceKind.PAGE)).drafts
    return replace(pages[0], raw_id=raw.id) if pages else None


def fuller(draft: Draft, page: Draft | None, stored: Draft | None) -> Draft:
    """Return the draft with the longest text there is for it: its page's, or the one we have when no page came.

    A page that does not speak of the headline is a wall, a front page or another article, and is left alone.
    """
    if page is not None and len(page.text) > len(draft.text) and speaks_of(draft.title, page):
        return replace(draft, text=page.text, author=draft.author or page.author, raw_id=page.raw_id)
    if page is None and stored is not None and len(stored.text) > len(draft.text):
        return replace(draft, text=stored.text, author=draft.author or stored.author, raw_id=stored.raw_id)
    return draft


def speaks_of(title: str, page: Draft) -> bool:
    """Tell whether half of a headline's words stand in a page."""
    wanted = set(tokens(title))
    return 2 * len(wanted & set(tokens(page.full_text))) >= len(wanted)


def reach(drafts: Iterable[Draft]) -> timedelta | None:
    """Return how far a reply reaches back, from its oldest to its newest dated item."""
    dates = [draft.published for draft in drafts if draft.published]
    return max(dates) - min(dates) if len(dates) > 1 else None
