"""Asking sources by hand: what each answers now, and what a person should do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

import extractors
from tumen.errors import ExtractError, FetchError
from tumen.fetch import Fetched, Fetcher, fetch_all
from tumen.model import Raw, Source, SourceHealth, SourceKind
from tumen.pipeline.collect import Progress, quiet

STALE = timedelta(days=60)  # what has had nothing for so long may have moved and left its old address answering
LATER = "nothing now: it is asked again later by itself"

# What helps, by the kind of failure; a failure that passes by itself says so.
ADVICE: Mapping[str, str] = {
    "timeout": f"{LATER}; if it lasts for days, look whether the site answers a browser",
    "refused": "look whether the site is still there; if it moved, mend url",
    "dns": "the name is gone or the network is down: look for the new address and mend url",
    "tls": "its certificate is wrong: wait until it is renewed; it is not asked without one",
    "blocked_address": "it leads into a private net: mend url, or set allow_private if that is meant",
    "blocked_redirect": "it sends us where we do not go: open it in a browser and write where it ends as url",
    "too_large": "it is larger than any feed: look for a feed of one section",
    "bad_encoding": "its server sends what was not asked for: write to its owner",
    "truncated": LATER,
    "robots": "the site does not want to be read by programs: look for a feed, or set enabled = false",
    "blocked": "it wants a person: write to its owner, look for a feed elsewhere, or set enabled = false",
    "login": "it needs an account now: look for a public feed, or set enabled = false",
    "parked": "the site is gone: set enabled = false",
    "maintenance": LATER,
    "not_a_feed": "look for the feed's new address on the homepage and mend url; without one make it a listing",
    "not_a_page": "url leads to no page: mend it, or make the source a feed",
    "no_text": "the page is made by scripts or empty: look for a feed or another page",
    "unreadable": "what it sends cannot be read: tumen trace shows what is kept of it",
    "parse_timeout": "it takes too long to read: look for a feed of one section",
    "parse_died": "reading it took too much memory: look for a feed of one section",
    "not_asked": "run it again: the time for asking was over",
    "waiting": "nothing now: the server has asked for this pause",
    "internal": "this is a fault of ours: please report it",
}
STATUS_ADVICE: Mapping[int, str] = {
    401: "it needs an account now: look for a public feed, or set enabled = false",
    402: "it wants to be paid: look for a public feed, or set enabled = false",
    403: "it refuses us: write to its owner, set TUMEN_CONTACT so that he can write to you, or set enabled = false",
    404: "look for the new address on the homepage and mend url",
    410: "it is gone for good: set enabled = false",
    429: "we come too often: raise interval",
    451: "it may not be read from here: set enabled = false",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What one source answered when asked by hand: status, why, and what to do."""

    source_id: str
    status: str
    items: int
    newest: datetime | None
    size: int
    seconds: float
    advice: str
    reason: str = ""


class Stopwatch:
    """A fetcher that notes how long each source took."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.clock = fetcher.clock
        self.seconds: dict[str, float] = {}
        self._fetcher = fetcher

    def fetch(self, source: Source, known: SourceHealth, now: datetime) -> Fetched:
        """As the fetcher's."""
        began = monotonic()
        try:
            return self._fetcher.fetch(source, known, now)
        finally:
            self.seconds[source.id] = monotonic() - began


def check_sources(
    fetcher: Fetcher,
    sources: Sequence[Source],
    now: Callable[[], datetime],
    progress: Progress = quiet,
    healths: Mapping[str, SourceHealth] | None = None,
) -> list[Checked]:
    """Ask each source once without what we know of it; nothing is kept.

    One whose server has asked us to wait (`healths`) is not asked.
    """
    started = now()
    waiting = {source.id: until for source in sources if (until := _until(source, healths or {}, started))}
    rows = [_waiting(id_, until) for id_, until in waiting.items()]
    watched = Stopwatch(fetcher)
    asked = [source for source in sources if source.id not in waiting]
    answers = fetch_all(watched, asked, {}, started, workers=8, deadline=timedelta(minutes=10))
    for n, (source, fetched) in enumerate(answers, start=1 + len(waiting)):
        rows.append(_checked(source, fetched, watched.seconds.get(source.id, 0.0), started))
        progress(n, len(sources), source.name)
    return sorted(rows, key=lambda row: row.source_id)


def _until(source: Source, healths: Mapping[str, SourceHealth], now: datetime) -> datetime | None:
    health = healths.get(source.id)
    until = health.not_before if health is not None and health.asked_url == source.url else None
    return until if until is not None and until > now else None


def _waiting(source_id: str, until: datetime) -> Checked:
    reason = f"asks us to wait until {until:%Y-%m-%d %H:%M} UTC"
    return Checked(source_id, "waiting", 0, None, 0, 0.0, ADVICE["waiting"], reason)


def _checked(source: Source, fetched: Fetched | FetchError, seconds: float, now: datetime) -> Checked:
    if isinstance(fetched, FetchError):
        advice = STATUS_ADVICE.get(fetched.status or 0) or ADVICE.get(fetched.code, LATER)
        status = str(fetched.status) if fetched.status else fetched.code
        return Checked(source.id, status, 0, None, 0, seconds, advice, fetched.reason)
    if fetched.raw is None:
        return Checked(source.id, "ok", 0, None, 0, seconds, "", "unchanged since it was last asked")
    size = len(fetched.raw.body)
    try:
        found = extractors.extract_safely(fetched.raw, source)
    except ExtractError as error:
        return Checked(source.id, error.code, 0, None, size, seconds, ADVICE.get(error.code, LATER), error.reason)
    if not found.drafts:
        reason = found.quarantined[0].reason if found.quarantined else "it is empty"
        return Checked(source.id, "unreadable", 0, None, size, seconds, ADVICE["unreadable"], reason)
    newest = max((draft.published for draft in found.drafts if draft.published), default=None)
    advice = _remark(source, fetched.raw, found, newest, now)
    return Checked(source.id, "ok", len(found.drafts), newest, size, seconds, advice)


def _remark(source: Source, raw: Raw, found: extractors.Extracted, newest: datetime | None, now: datetime) -> str:
    """What to do about a source that answers well; empty when there is nothing to do."""
    if raw.final_url not in (raw.url, source.url):
        return f"it answers from {raw.final_url}: if that is for good, write it as url"
    if found.quarantined:
        return f"{len(found.quarantined)} items cannot be read: {found.quarantined[0].reason}"
    if newest is not None and now - newest > STALE:
        return f"its newest item is {(now - newest).days} days old: look whether it moved"
    if newest is None and source.kind is SourceKind.LISTING:
        return "no item has a date: select.date can say where it stands in the address"
    return ""
