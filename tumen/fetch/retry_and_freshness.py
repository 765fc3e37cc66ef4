"""What servers say about when to come back, read from their headers. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tumen.model.source import USUAL_INTERVAL, Source

# No feed of ours is worth asking more often (Rachel by the Bay's reader score, Open RSS); a shorter interval in the
# catalogue is a typing error.
FLOOR = timedelta(minutes=30)

# A reply that is fresh for a year is a server that was set up carelessly; a feed is asked once a day at the least.
LONGEST_FRESH = timedelta(hours=24)

# A week covers every honest Retry-After; 1e9 seconds is a mistake or a joke, and would blind us for good.
LONGEST_RETRY = timedelta(days=7)

# Hourly sources must be due at the next hourly run, and no two polls may be less than 55 minutes apart.
EARLIEST, LATEST = 0.93, 0.99

MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,12})\"?", re.IGNORECASE)


def date_of(text: str) -> datetime | None:
    """An HTTP date in UTC, one without a zone taken as UTC; None when it is none."""
    try:
        found = parsedate_to_datetime(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError):
        return None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server asks to wait: seconds or a date by its own clock; None when it says nothing usable."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,12}", text):
        return min(timedelta(seconds=int(text)), LONGEST_RETRY)
    until = date_of(text) if text else None
    wait = until - served_at(headers, now) if until else timedelta(0)
    return min(wait, LONGEST_RETRY) if wait > timedelta(0) else None


def lifetime(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the reply stays fresh by max-age or Expires, what it has aged already taken off; None: not said."""
    age = MAX_AGE.search(headers.get("cache-control", ""))
    if age:
        aged = headers.get("age", "").strip()
        spent = int(aged) if re.fullmatch(r"[0-9]{1,12}", aged) else 0
        return min(timedelta(seconds=max(0, int(age[1]) - spent)), LONGEST_FRESH)
    expires = date_of(headers["expires"]) if "expires" in headers else None
    if expires is None:
        return None
    fresh = expires - served_at(headers, now)
    return min(fresh, LONGEST_FRESH) if fresh > timedelta(0) else None


def served_at(headers: Mapping[str, str], now: datetime) -> datetime:
    """When the server says it answered; its dates are only good against its own clock."""
    return date_of(headers.get("date", "")) or now


def due(
    source: Source,
    said: timedelta | None,
    now: datetime,
    *,
    conditional: bool,
    slow_interval: timedelta,
) -> datetime:
    """When to ask next: after the source's interval, or later when the server says so.

    A server that gave no validators and says nothing is asked every `slow_interval`, because each poll costs it the
    whole feed; unless the catalogue gives the source an interval of its own: that is a person's decision.
    """
    wait = max(source.interval, FLOOR)
    natural = max(FLOOR, wait * (EARLIEST + (LATEST - EARLIEST) * spread(source.id, now)))
    chosen = conditional or source.interval != USUAL_INTERVAL
    stated = said if said is not None else timedelta(0) if chosen else slow_interval
    return now + max(natural, min(stated, LONGEST_FRESH))


def spread(source_id: str, now: datetime) -> float:
    """A number from 0 to 1 that differs between sources and times: jitter that a replay repeats."""
    digest = hashlib.sha256(f"{source_id} {now.isoformat()}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
