"""The named state of a source after each asking: since when, why, and when to ask next. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tumen.counts import counted
from tumen.errors import ExtractError, FailureCode, FetchError
from tumen.fetch import moves, retry_and_freshness
from tumen.model import HealthState, Source, SourceHealth, Validators

# An hour for a hiccup, a day for the dead; no source is ever given up for its failures.
BACK_OFF_HOURS = (1, 2, 4, 8, 16, 24)

SLOW_INTERVAL = timedelta(hours=24)

# A source falls silent when it misses six of its usual items, but no weekend makes it so, and what writes twice a
# year is not waited for. Until its pace is known a week is waited.
MISSED = 6
SHORTEST_SILENCE, LONGEST_SILENCE, UNKNOWN_SILENCE = timedelta(days=4), timedelta(days=60), timedelta(days=7)

# The pace of the last few days is what counts as usual.
PACE_DAYS = 3.0

STATE_OF_CODE: Mapping[FailureCode, HealthState] = {
    FailureCode.BLOCKED_ADDRESS: HealthState.BLOCKED,
    FailureCode.BLOCKED_REDIRECT: HealthState.BLOCKED,
    FailureCode.ROBOTS: HealthState.BLOCKED,
    FailureCode.BLOCKED: HealthState.BLOCKED,
    FailureCode.NOT_A_FEED: HealthState.NOT_A_FEED,
    FailureCode.NOT_A_PAGE: HealthState.NOT_A_FEED,
    FailureCode.NO_TEXT: HealthState.NOT_A_FEED,
    FailureCode.LOGIN: HealthState.NOT_A_FEED,
    FailureCode.PARKED: HealthState.NOT_A_FEED,
    FailureCode.UNREADABLE: HealthState.NOT_A_FEED,
}
STATE_OF_STATUS: Mapping[int, HealthState] = {
    **dict.fromkeys((401, 402, 403, 451), HealthState.BLOCKED),
    410: HealthState.GONE,
}

# When a run reports that a source is not reached; on other days the digest names it, and that is enough.
ALARMS = (timedelta(hours=24), timedelta(hours=72))

# Failures of our own run that say nothing about the source.
NOT_THE_SOURCE = frozenset({FailureCode.NOT_ASKED, FailureCode.CUT_OFF})

# Failures that may be over in a minute and say nothing about the address; a name that is gone or a certificate of
# someone else do.
PASSING = frozenset({FailureCode.TIMEOUT, FailureCode.TRUNCATED})

# More keys than any feed shows at once; fewer would see a gap where there is none.
KEYS_KEPT = 500


def own(source: Source, health: SourceHealth) -> SourceHealth:
    """The same facts, unless they belong to another address: a corrected address starts anew."""
    if health.asked_url in ("", source.url):
        return replace(health, source_id=source.id, asked_url=source.url)
    return SourceHealth(source_id=source.id, asked_url=source.url, last_new=health.last_new)


def begun(source: Source, health: SourceHealth, now: datetime) -> SourceHealth:
    """Before asking. Saved first, it keeps a run that starts after a crash from asking all of them again."""
    return replace(own(source, health), last_asked=now)


def answered(
    source: Source,
    health: SourceHealth,
    headers: Mapping[str, str],
    now: datetime,
    *,
    slow_interval: timedelta = SLOW_INTERVAL,
) -> SourceHealth:
    """After a reply with a body: its validators replace the old ones."""
    validators = given(headers)
    said = retry_and_freshness.lifetime(headers, now)
    conditional = validators != Validators()
    return replace(
        entered(health, HealthState.OK, "", now),
        validators=validators,
        next_due=retry_and_freshness.due(source, said, now, conditional=conditional, slow_interval=slow_interval),
        last_asked=now,
        last_ok=now,
        failures=0,
        not_before=None,
    )


def unchanged(
    source: Source,
    health: SourceHealth,
    headers: Mapping[str, str],
    now: datetime,
    *,
    slow_interval: timedelta = SLOW_INTERVAL,
) -> SourceHealth:
    """After a 304: validators it names are renewed (RFC 9111 §4.3.4), the others stay."""
    fresh, old = given(headers), health.validators
    kept = Validators(etag=fresh.etag or old.etag, last_modified=fresh.last_modified or old.last_modified)
    after = answered(source, health, headers, now, slow_interval=slow_interval)
    said = retry_and_freshness.lifetime(headers, now)
    next_due = retry_and_freshness.due(source, said, now, conditional=True, slow_interval=slow_interval)
    return silenced(replace(after, state=HealthState.UNCHANGED, validators=kept, next_due=next_due), now)


def failed(source: Source, health: SourceHealth, error: FetchError | ExtractError, now: datetime) -> SourceHealth:
    """After a failure: named state, reason, and a back-off of 1 to 24 hours or as long as the server asked."""
    if error.code in NOT_THE_SOURCE:
        # Who was asked and could not finish is not asked again at once.
        return begun(source, health, now) if error.code == FailureCode.CUT_OFF else health
    health = own(source, health)
    status = error.status if isinstance(error, FetchError) else None
    state = STATE_OF_STATUS.get(status or 0) or STATE_OF_CODE.get(error.code, HealthState.BACKING_OFF)
    asked = error.retry_after if isinstance(error, FetchError) else None
    kept = health if _passing(error) else moves.unmoved(health)
    after = replace(entered(kept, state, error.reason, now), last_asked=now, failures=health.failures + 1)
    if state is HealthState.GONE and health.state is HealthState.GONE:
        return replace(after, next_due=None, not_before=None)
    return replace(after, next_due=now + _wait(source, after, asked, now), not_before=now + asked if asked else None)


def alarm(before: SourceHealth, after: SourceHealth, now: datetime) -> str:
    """Return the alarm for this failure: not reached for a day or three, or asked to pause for days; else ""."""
    if after.not_before is not None and after.not_before - now > SLOW_INTERVAL:
        return f"the server asked for a pause until {after.not_before:%Y-%m-%d %H:%M} UTC"
    unheard = before.last_ok or (before.since if before.failures else None)
    if unheard is None or before.last_asked is None or after.failures <= before.failures:
        return ""
    passed = [mark for mark in ALARMS if before.last_asked - unheard < mark <= now - unheard]
    days = (now - unheard).days
    return f"has not been reached for {counted(days, 'day')}: {after.reason}" if passed else ""


def noticed(
    source: Source,
    health: SourceHealth,
    headers: Mapping[str, str],
    keys: Sequence[str],
    *,
    new: int,
    now: datetime,
    ttl: timedelta | None = None,
    span: timedelta | None = None,
    slow_interval: timedelta = SLOW_INTERVAL,
) -> SourceHealth:
    """After the reply was read: its keys, how many were new, and the ttl the feed itself asks for.

    `possible_gap` is set when a reply shares no key with the last one; then the source is asked as soon as manners
    allow. `span`: from the oldest to the newest item of the reply. A feed that shows less than it publishes in a day
    is asked more often than every `slow_interval`, validators or not: items would be lost.
    """
    gap = bool(keys and health.recent_keys) and not set(keys) & set(health.recent_keys)
    said = max((wait for wait in (retry_and_freshness.lifetime(headers, now), ttl) if wait is not None), default=None)
    pace = replace(source, interval=retry_and_freshness.FLOOR) if gap else source
    conditional = health.validators != Validators()
    per_day = _pace(health, new, now)
    seldom = retry_and_freshness.FLOOR if gap else _slow_interval(len(keys), per_day, span, slow_interval)
    after = replace(
        health,
        recent_keys=tuple(keys[:KEYS_KEPT]),
        possible_gap=now if gap else health.possible_gap,
        items_per_day=per_day,
        last_new=now if new else health.last_new,
        next_due=retry_and_freshness.due(pace, said, now, conditional=conditional, slow_interval=seldom),
    )
    return silenced(after, now)


def _slow_interval(shown: int, per_day: float | None, span: timedelta | None, slow_interval: timedelta) -> timedelta:
    """How long a server without validators can be left alone: a third of what its reply reaches back, as far as known.

    An item is then seen three times before it leaves the feed, and one failed asking loses nothing.
    """
    reach = span or (timedelta(days=shown / per_day) if per_day else None)
    return min(slow_interval, reach / 3) if reach else slow_interval


def silenced(health: SourceHealth, now: datetime) -> SourceHealth:
    """The same health, in the state silent if the source answers but has had nothing new for unusually long."""
    if health.last_new is None or not health.state.answers:
        return health
    usual, quiet = health.items_per_day, now - health.last_new
    patience = timedelta(days=MISSED / usual) if usual else UNKNOWN_SILENCE
    if quiet < min(max(patience, SHORTEST_SILENCE), LONGEST_SILENCE):
        return health
    pace = (
        "" if not usual else f", usually {usual:.0f} a day" if usual >= 1 else f", usually one in {1 / usual:.0f} days"
    )
    return replace(
        health,
        state=HealthState.SILENT,
        since=health.last_new,
        reason=f"nothing new for {counted(quiet.days, 'day')}{pace}",
    )


def entered(health: SourceHealth, state: HealthState, reason: str, now: datetime) -> SourceHealth:
    """In this state, since now unless it was in it already; answering is one state in three shades."""
    same = state == health.state or (state.answers and health.state.answers)
    since = health.since if same and health.since else now
    return replace(health, state=state, reason=reason, since=since)


def given(headers: Mapping[str, str]) -> Validators:
    """The validators of a reply, byte for byte; those that could not be sent back are dropped."""
    return Validators(etag=_sendable(headers.get("etag")), last_modified=_sendable(headers.get("last-modified")))


def _sendable(value: str | None) -> str | None:
    # Longer ones are no validators but cookies.
    return value if value and len(value) <= 1024 and all(c == "\t" or " " <= c != "\x7f" for c in value) else None


def _passing(error: FetchError | ExtractError) -> bool:
    """Whether the failure says nothing about the address. One that does makes us forget where a source moved to."""
    return isinstance(error, FetchError) and error.transient and (error.status is not None or error.code in PASSING)


def _wait(source: Source, after: SourceHealth, asked: timedelta | None, now: datetime) -> timedelta:
    hours = BACK_OFF_HOURS[min(after.failures, len(BACK_OFF_HOURS)) - 1]
    natural = timedelta(hours=hours) * (1 + 0.1 * retry_and_freshness.spread(source.id, now))
    return max(natural, source.interval if source.interval <= SLOW_INTERVAL else SLOW_INTERVAL, asked or timedelta(0))


def _pace(health: SourceHealth, new: int, now: datetime) -> float | None:
    """New items a day, the last days counting most; None until a second reply had some."""
    if not new or health.last_new is None:
        return health.items_per_day
    days = max((now - health.last_new) / timedelta(days=1), 1 / 48)
    if health.items_per_day is None:
        return new / days
    old = math.exp(-days / PACE_DAYS)
    return old * health.items_per_day + (1 - old) * new / days
