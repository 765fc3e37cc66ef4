"""Pages asked again after they were read: what was edited in silence or taken away is a change of its development."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from tumen.errors import ExtractError, FetchError
from tumen.fetch import Fetcher, fetch_again
from tumen.model import Document, Raw, Source, Visit
from tumen.pipeline.content import Content
from tumen.pipeline.item_identity import tokens
from tumen.pipeline.pages import NEVER_ASKED, Behind, matches_headline, page_of
from tumen.pipeline.put_aside import assessed
from tumen.pipeline.relevance import as_found
from tumen.storage import Archive

log = logging.getLogger("tumen")

# State media change a text within hours; after three days an edit is a correction of the archive that nobody reads.
AFTER: Final = (timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
SOON: Final = timedelta(hours=1)  # to a page that did not answer or was not there: a server may be at work
FAILURES: Final = 3  # requests in a row without an answer; then the next hour of AFTER is waited for
MISSED: Final = 2  # times in a row that a page was not there, an hour apart, before it counts as taken away
# Half a minute of a host at the polite pace, and of all hosts together what one run can ask beside the new pages.
OF_A_SOURCE: Final = 20
IN_A_RUN: Final = 200
# Of a text's words: an edit keeps nearly all. What is left of it behind a wall of cookies, a paywall or a broken
# template is no edit, however long the wall: a wall shares a seventh of the words, by articles and prepositions alone.
LEFT: Final = 0.5
_GONE: Final = frozenset({404, 410})
# A path that is only a language, only what servers call their first page, or both: /en/, /index.html, /ru-RU/home.
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_FIRST_PAGE: Final = re.compile(r"(?:index|default|home|main)(?:\.[a-z]{2,5})?", re.IGNORECASE)


def first_visits(one: Behind, documents: Iterable[Document], now: datetime) -> Iterator[Visit]:
    """When the pages are asked again that documents on the subject were read from."""
    for document in documents:
        raw = one.opened.get(document.draft.url or "")
        if raw is not None and document.relevant and document.draft.raw_id == raw.id:
            yield Visit(
                document_id=document.id,
                source_id=one.source.id,
                address=raw.url,
                stood=now,
                due=now + AFTER[0],
                validators=raw.validators,
            )


def revisit(
    archive: Archive,
    fetcher: Fetcher,
    content: Content,
    sources: Iterable[Source],
    now: Callable[[], datetime],
    *,
    workers: int,
    deadline: timedelta,
    progress: Callable[[int, int, str], None],
) -> int:
    """Ask the pages that are due, and keep what changed; return how many were edited or are gone.

    Only of sources that are read in full and answer; at most OF_A_SOURCE and IN_A_RUN.
    """
    healths = archive.sources.healths()
    heard = {s.id: s for s in sources if s.enabled and s.full_text and s.id in healths and healths[s.id].state.answers}
    due = archive.visits.due(now(), heard.keys(), each=OF_A_SOURCE, limit=IN_A_RUN)
    jobs = [(heard[visit.source_id], visit) for visit in due]
    asked = fetch_again(fetcher, jobs, now(), workers=workers, deadline=deadline)
    changed = 0
    for n, ((source, visit), got) in enumerate(asked, start=1):
        progress(n, len(jobs), "pages again")
        if not (isinstance(got, FetchError) and got.code in NEVER_ASKED):
            changed += _settled(archive, content, source, visit, got, now())
    if jobs:
        log.info("asked again", extra={"pages": len(jobs), "changed": changed})
    return changed


def _settled(
    archive: Archive, content: Content, source: Source, visit: Visit, got: Raw | FetchError | None, now: datetime
) -> bool:
    """Keep what a visit brought; whether the document changed."""
    gone = _gone(archive, source, visit, got)
    if gone:
        return _missing(archive, content, visit, gone, now)
    if isinstance(got, FetchError):
        failures = visit.failures + 1
        given_up = failures >= FAILURES
        archive.visits.keep([_next(visit, now) if given_up else replace(visit, failures=failures, due=now + SOON)])
        return False
    if got is None:
        return _unchanged(archive, content, visit, now)
    archive.raws.keep(got)
    edited = _edited(archive, source, visit, got)
    following = replace(_next(visit, now), validators=got.validators)
    if edited is None:
        archive.visits.keep([following])
        return False
    return _kept(archive, content, edited, following, now)


def _kept(archive: Archive, content: Content, document: Document, visit: Visit, now: datetime) -> bool:
    made = assessed(document.draft, content.watch, document.seen or now, id=document.id)
    added = archive.add(as_found(archive, [made], content.watch), visits=[visit], now=now)
    return bool(added.versions)


def _unchanged(archive: Archive, content: Content, visit: Visit, now: datetime) -> bool:
    document = archive.documents.find(visit.document_id)
    if document is None or not document.draft.gone:
        archive.visits.keep([_next(visit, now)])
        return False
    return _kept(archive, content, replace(document, draft=replace(document.draft, gone="")), _next(visit, now), now)


def _missing(archive: Archive, content: Content, visit: Visit, how: str, now: datetime) -> bool:
    missed = visit.missed + 1
    document = archive.documents.find(visit.document_id)
    if missed < MISSED or document is None:
        archive.visits.keep([replace(visit, missed=missed, due=now + SOON if document else None)])
        return False
    taken = replace(document, draft=replace(document.draft, gone=document.draft.gone or how))
    return _kept(archive, content, taken, _next(visit, now), now)


def _edited(archive: Archive, source: Source, visit: Visit, raw: Raw) -> Document | None:
    """The document as its page has it now; None where it says the same or does not show the report."""
    document = archive.documents.find(visit.document_id)
    try:
        page = page_of(raw, source)
    except ExtractError as error:
        log.info("page not read", extra={"source": source.id, "reason": error.reason})
        return None
    if document is None or page is None or not matches_headline(document.draft.title, page):
        return None
    is_same = page.text == document.draft.text and not document.draft.gone
    if is_same or _left(document.draft.text, page.text) < LEFT:
        return None
    return replace(document, draft=replace(document.draft, text=page.text, raw_id=raw.id, revisited=True, gone=""))


def _left(before: str, after: str) -> float:
    """The share of a text's words that another one has."""
    words = Counter(tokens(before))
    return (words & Counter(tokens(after))).total() / max(1, words.total())


def _gone(archive: Archive, source: Source, visit: Visit, got: Raw | FetchError | None) -> str:
    """How it shows that a page is not there any more; "" where it is, or where nobody answered."""
    if isinstance(got, FetchError):
        return f"HTTP {got.status}" if got.status in _GONE else ""
    if got is None or not _is_front(got.final_url) or (_is_front(visit.address) and not urlsplit(visit.address).query):
        return ""
    # With a query it may be the report at another address: /?p=123.
    is_moved = urlsplit(got.final_url).query and _shows(archive, source, visit, got)
    return "" if is_moved else "redirected to the front page"


def _shows(archive: Archive, source: Source, visit: Visit, raw: Raw) -> bool:
    document = archive.documents.find(visit.document_id)
    try:
        page = page_of(raw, source)
    except ExtractError:
        return False
    return document is not None and page is not None and matches_headline(document.draft.title, page)


def _is_front(address: str) -> bool:
    parts = [part for part in urlsplit(address).path.split("/") if part]
    if parts and _FIRST_PAGE.fullmatch(parts[-1]):
        parts.pop()
    return not parts or (len(parts) == 1 and _LANGUAGE.fullmatch(parts[0]) is not None)


def _next(visit: Visit, now: datetime) -> Visit:
    """The visit after this one: hours that went by while nobody asked are left out."""
    moments = (visit.stood + after for after in AFTER)
    due = next((moment for moment in moments if moment > now), None)
    return replace(visit, due=due, failures=0, missed=0)
