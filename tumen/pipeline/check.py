"""Checking sources by hand: what each answers now, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

import extractors
from tumen.counts import counted
from tumen.errors import ExtractError, FailureCode, FetchError
from tumen.fetch import Fetched, Fetcher, fetch_all
from tumen.model import Raw, Source, SourceHealth, SourceKind
from tumen.pipeline.collect import Progress, quiet

STALE = timedelta(days=60)  # what has had nothing for so long may have moved and left its old address answering
LATER = "nothing: it will be asked again automatically"

# What to do, by kind of failure.
ADVICE: Mapping[FailureCode, str] = {
    FailureCode.TIMEOUT: f"{LATER}; if it lasts for days, see whether the site opens in a browser",
    FailureCode.REFUSED: "see whether the site still exists; if it moved, correct url",
    FailureCode.DNS: "the name no longer exists or the network is down: find the new address and correct url",
    FailureCode.TLS: (
        "its certificate is not valid: wait until it is renewed; sources are never asked without a valid one"
    ),
    FailureCode.BLOCKED_ADDRESS: (
        "it leads to a private network: correct url, or set allow_private = true if that is intended"
    ),
    FailureCode.BLOCKED_REDIRECT: (
        "it redirects to a forbidden address: open it in a browser and set url to where it ends"
    ),
    FailureCode.TOO_LARGE: "the response is larger than any feed: find a feed of one section",
    FailureCode.BAD_ENCODING: "its server uses an encoding that was not asked for: write to the owner",
    FailureCode.TRUNCATED: LATER,
    FailureCode.ROBOTS: "robots.txt forbids it: find a feed, or set enabled = false",
    FailureCode.BLOCKED: "it shows a bot check: write to the owner, find another feed, or set enabled = false",
    FailureCode.LOGIN: "it now requires an account: find a public feed, or set enabled = false",
    FailureCode.PARKED: "the site no longer exists: set enabled = false",
    FailureCode.MAINTENANCE: LATER,
    FailureCode.NOT_A_FEED: (
        "find the feed's new address on the homepage and correct url; if there is none, make it a listing"
    ),
    FailureCode.NOT_A_PAGE: "url does not lead to a page: correct it, or make the source a feed",
    FailureCode.NO_TEXT: "the page is empty or made by scripts: find a feed or another page",
    FailureCode.UNREADABLE: "none of its items can be read: report it, or set enabled = false",
    FailureCode.PARSE_TIMEOUT: "it takes too long to parse: find a feed of one section",
    FailureCode.PARSE_DIED: "the parser ran out of memory: find a feed of one section",
    FailureCode.NOT_ASKED: "run the check again: its time was up",
    FailureCode.INTERNAL: "this is a bug in Tumen: please report it",
}
STATUS_ADVICE: Mapping[int, str] = {
    401: "it now requires an account: find a public feed, or set enabled = false",
    402: "it requires payment: find a public feed, or set enabled = false",
    403: "access denied: write to the owner, set TUMEN_CONTACT so that they can reach you, or set enabled = false",
    404: "find the new address on the homepage and correct url",
    410: "it was removed for good: set enabled = false",
    429: "too many requests: raise interval",
    451: "it is not available in this country: set enabled = false",
}


OK, WAITING = "ok", "waiting"
PAUSED = "nothing: the server asked for this pause"


@dataclass(frozen=True, slots=True)
class Checked:
    """What one source answered: status, reason, and what to do.

    `status`: ok, waiting (it was not asked), an HTTP status, or the code of a failure.
    """

    source_id: str
    status: str
    items: int
    newest: datetime | None
    size: int
    seconds: float
    advice: str
    reason: str = ""

    @property
    def needs_nobody(self) -> bool:
        """Whether it answers, or will be asked when its pause is over."""
        return self.status in (OK, WAITING)


class Stopwatch:
    """A fetcher that measures how long each source took."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.clock = fetcher.clock
        self.seconds: dict[str, float] = {}
        self._fetcher = fetcher

    def fetch(self, source: Source, known: SourceHealth, now: datetime) -> Fetched:
        """Fetch as the fetcher does, and keep the seconds it took."""
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
    """Ask each source once, unconditionally; nothing is kept.

    A source whose server asked for a pause (`healths`) is not asked.
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
    reason = f"the server asked for a pause until {until:%Y-%m-%d %H:%M} UTC"
    return Checked(source_id, WAITING, 0, None, 0, 0.0, PAUSED, reason)


def _checked(source: Source, fetched: Fetched | FetchError, seconds: float, now: datetime) -> Checked:
    if isinstance(fetched, FetchError):
        advice = STATUS_ADVICE.get(fetched.status or 0) or ADVICE.get(fetched.code, LATER)
        status = str(fetched.status) if fetched.status else fetched.code
        return Checked(source.id, status, 0, None, 0, seconds, advice, fetched.reason)
    if fetched.raw is None:
        return Checked(source.id, OK, 0, None, 0, seconds, "", "unchanged since the last request")
    size = len(fetched.raw.body)
    try:
        found = extractors.extract_safely(fetched.raw, source)
    except ExtractError as error:
        return Checked(source.id, error.code, 0, None, size, seconds, ADVICE.get(error.code, LATER), error.reason)
    if not found.drafts:
        reason = found.quarantined[0].reason if found.quarantined else "the response is empty"
        code = FailureCode.UNREADABLE
        return Checked(source.id, code, 0, None, size, seconds, ADVICE[code], reason)
    newest = max((draft.published for draft in found.drafts if draft.published), default=None)
    advice = _remark(source, fetched.raw, found, newest, now)
    return Checked(source.id, OK, len(found.drafts), newest, size, seconds, advice)


def _remark(source: Source, raw: Raw, found: extractors.Extracted, newest: datetime | None, now: datetime) -> str:
    """Return what to do about a source that answers; empty when there is nothing to do."""
    if raw.final_url not in (raw.url, source.url):
        return f"redirected to {raw.final_url}: if that is permanent, set url to it"
    if found.quarantined:
        return f"{counted(len(found.quarantined), 'unreadable item')}: {found.quarantined[0].reason}"
    if newest is not None and now - newest > STALE:
        return f"its newest item is {(now - newest).days} days old: see whether it moved"
    if newest is None and source.kind is SourceKind.LISTING:
        return "no item has a date: set select.date to where it stands in the address"
    return ""
