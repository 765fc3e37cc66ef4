"""The pages behind a feed's headlines, for sources that are read in full."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import extractors
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text
from tumen.errors import ExtractError, FetchError, TumenError
from tumen.fetch import Fetcher, fetch_pages
from tumen.model import Draft, Quarantined, Raw, Source, SourceHealth, SourceKind
from tumen.pipeline.item_identity import tokens
from tumen.pipeline.put_aside import READING_SECONDS
from tumen.pipeline.time_limit import time_limit
from tumen.storage import Archive

log = logging.getLogger("tumen")

WHOLE = 1_500  # characters from which an entry's own text counts as the whole report
MOST = 20  # pages of one source in one run: half a minute at the polite pace
TRIES = 3  # requests for one page; after three it is not going to appear
NEVER_ASKED = frozenset({"not_asked"})  # the run's time was up


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A reply that waits for its pages. `pages`: addresses still to be fetched, with the requests made for each.

    `opened`: the replies in which pages came, by address.
    """

    source: Source
    drafts: Sequence[Draft]
    stored: Mapping[str, Draft]
    health: SourceHealth
    headers: Mapping[str, str]
    keys: tuple[str, ...]
    quarantined: tuple[Quarantined, ...]
    ttl: timedelta | None
    span: timedelta | None
    pages: Mapping[str, int] = field(default_factory=dict)
    opened: Mapping[str, Raw] = field(default_factory=dict)


def wanted(one: Behind, watch: Watch) -> dict[str, int]:
    """Return the pages worth fetching, with the requests made for each; none for a source not read in full.

    Only pages whose headline or summary names a side of the subject: a paper's sports pages are not fetched.
    """
    tries = one.health.page_tries
    worth = [d.url for d in one.drafts if one.source.full_text and d.url and _is_worth_reading(d, watch)]
    return {address: tries.get(address, 0) for address in worth if tries.get(address, 0) < TRIES}


def _is_worth_reading(draft: Draft, watch: Watch) -> bool:
    if len(draft.text) >= WHOLE:
        return False
    try:
        with time_limit(READING_SECONDS):
            return bool(watch.sides(watch.find(Text(draft.full_text, watch.vocabulary))))
    except TumenError:
        raise
    except Exception:  # noqa: BLE001 - reading it in full fails as well, and then it is put aside with the reason
        return False


def read_in_full(
    archive: Archive,
    fetcher: Fetcher,
    behind: Sequence[Behind],
    now: datetime,
    *,
    workers: int,
    deadline: timedelta,
    progress: Callable[[int, int, str], None],
) -> Iterator[Behind]:
    """Yield each reply with its full texts as soon as the last of its pages arrived; at the deadline as they are.

    All sources' pages are asked for at once, a host one at a time and MOST of a source. A page that cannot be
    fetched leaves its draft as the feed gave it, or with the text of an earlier edition; it is requested again with
    the next replies, TRIES times in all.
    """
    jobs = {one.source.id: sorted(one.pages, key=lambda address: one.pages[address])[:MOST] for one in behind}
    readers: dict[str, list[Behind]] = {}
    for one in behind:
        for address in jobs[one.source.id]:
            readers.setdefault(address, []).append(one)
    waiting = {id_: set(addresses) for id_, addresses in jobs.items()}
    texts: dict[str, dict[str, Draft]] = {id_: {} for id_ in jobs}
    raws: dict[str, Raw] = {}
    tries = {one.source.id: dict(one.pages) for one in behind}
    # Two desks of one agency link to the same page: it is opened once.
    asked = [(those[0].source, address) for address, those in readers.items()]
    opened = fetch_pages(fetcher, asked, now, workers=workers, deadline=deadline)
    for n, ((_, address), raw) in enumerate(opened, start=1):
        progress(n, len(asked), "pages")
        raws |= {address: raw} if isinstance(raw, Raw) else {}
        for one in readers[address]:
            id_ = one.source.id
            page = _page(archive, one.source, raw)
            if page is not None:
                texts[id_][address] = page
                del tries[id_][address]
            elif not (isinstance(raw, FetchError) and raw.code in NEVER_ASKED):
                tries[id_][address] += 1
            waiting[id_].discard(address)
            if not waiting[id_]:
                came = {address: raws[address] for address in texts[id_]}
                yield replace(_in_full(one, texts[id_], tries[id_]), opened=came)


def _in_full(one: Behind, texts: Mapping[str, Draft], tries: Mapping[str, int]) -> Behind:
    drafts = [fuller(draft, texts.get(draft.url or ""), one.stored.get(draft.key)) for draft in one.drafts]
    return replace(one, drafts=drafts, pages=tries)


def _page(archive: Archive, source: Source, raw: Raw | FetchError) -> Draft | None:
    try:
        if isinstance(raw, FetchError):
            raise raw
        archive.raws.keep(raw)
        return page_of(raw, source)
    except (FetchError, ExtractError) as error:
        log.info("page not read", extra={"source": source.id, "reason": error.reason})
        return None


def page_of(raw: Raw, source: Source) -> Draft | None:
    """Return the draft of a linked page, None when it has no readable text; ExtractError as the extractor raises it."""
    pages = extractors.extract_safely(raw, replace(source, kind=SourceKind.PAGE)).drafts
    return replace(pages[0], raw_id=raw.id) if pages else None


def fuller(draft: Draft, page: Draft | None, stored: Draft | None) -> Draft:
    """Return the draft with its longest known text: its page's, or the stored one when there is no page.

    A page that does not match the headline is a paywall, a front page or another article, and is ignored.
    """
    if page is not None and len(page.text) > len(draft.text) and matches_headline(draft.title, page):
        return replace(draft, text=page.text, author=draft.author or page.author, raw_id=page.raw_id)
    if page is None and stored is not None and len(stored.text) > len(draft.text):
        return replace(draft, text=stored.text, author=draft.author or stored.author, raw_id=stored.raw_id)
    return draft


def matches_headline(title: str, page: Draft) -> bool:
    """Whether a page contains half of the headline's words."""
    wanted = set(tokens(title))
    return 2 * len(wanted & set(tokens(page.full_text))) >= len(wanted)


def reach(drafts: Iterable[Draft]) -> timedelta | None:
    """Return the time between the oldest and the newest dated item of a reply."""
    dates = [draft.published for draft in drafts if draft.published]
    return max(dates) - min(dates) if len(dates) > 1 else None
