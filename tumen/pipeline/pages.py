"""The pages behind a feed's headlines, for sources that are read in full."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import extractors
from tumen.analysis.watch import Watch
from tumen.errors import ExtractError, FetchError
from tumen.fetch import Fetcher, fetch_pages
from tumen.model import Draft, Raw, Source, SourceKind
from tumen.storage import Archive

log = logging.getLogger("tumen")

WHOLE = 1_500  # characters from which on an entry's own text is taken for the whole report
MOST = 20  # pages of one source in one run: what a polite reader may open in half a minute
DEADLINE = timedelta(seconds=60)


def read_in_full(
    archive: Archive, fetcher: Fetcher, source: Source, drafts: Sequence[Draft], watch: Watch, now: datetime
) -> list[Draft]:
    """Return the drafts, with their page's text where it says more; the rest as they are.

    Only pages whose headline or summary names a side of the subject are opened, at most MOST of them: a paper's sports
    pages are nobody's business here. A page that cannot be had leaves its draft as the feed gave it.
    """
    wanted = {d.url: d for d in drafts if d.url and len(d.text) < WHOLE and watch.sides(watch.find(d.full_text))}
    addresses = list(wanted)[:MOST] if source.full_text else []
    texts: dict[str, Draft] = {}
    for (_, address), raw in fetch_pages(fetcher, [(source, a) for a in addresses], now, deadline=DEADLINE):
        page = _page(archive, source, raw)
        if page is not None:
            texts[address] = page
    return [_fuller(draft, texts.get(draft.url or "")) for draft in drafts]


def _page(archive: Archive, source: Source, raw: Raw | FetchError) -> Draft | None:
    try:
        if isinstance(raw, FetchError):
            raise raw
        archive.keep_raw(raw)
        pages = extractors.extract_safely(raw, replace(source, kind=SourceKind.PAGE)).drafts
    except (FetchError, ExtractError) as error:
        log.info("page not read", extra={"source": source.id, "reason": error.reason})
        return None
    return pages[0] if pages else None


def _fuller(draft: Draft, page: Draft | None) -> Draft:
    if page is None or len(page.text) <= len(draft.text):
        return draft
    return replace(draft, text=page.text, author=draft.author or page.author)


def reach(drafts: Iterable[Draft]) -> timedelta | None:
    """Return how far a reply reaches back, from its oldest to its newest dated item."""
    dates = [draft.published for draft in drafts if draft.published]
    return max(dates) - min(dates) if len(dates) > 1 else None
