"""How long a feed itself says it stays fresh: ttl, the syndication module, hours to skip. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

HEAD = 20_000  # characters before the first items; what a channel says about itself stands there
TTL = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
PERIOD = re.compile(r"<\w{1,10}:updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*</", re.IGNORECASE)
FREQUENCY = re.compile(r"<\w{1,10}:updateFrequency>\s*(\d{1,4})\s*</", re.IGNORECASE)
SKIP_HOURS = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
SKIP_DAYS = re.compile(r"<skipDays>(.{0,1000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
HOUR = re.compile(r"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
DAY = re.compile(r"<day>\s*(\w{3})\w{0,6}\s*</day>", re.IGNORECASE)
PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def freshness(text: str, now: datetime) -> timedelta | None:
    """Return how long to wait before asking again by the feed's own word; None when it says nothing.

    Hours and days to skip are GMT (RSS 2.0): the wait ends with the first hour that is not one of them.
    """
    head = text[:HEAD]
    ttl = TTL.search(head)
    period, frequency = PERIOD.search(head), FREQUENCY.search(head)
    waits = [timedelta(minutes=int(ttl[1]))] if ttl else []
    if period:
        waits.append(PERIODS[period[1].lower()] / max(1, int(frequency[1]) if frequency else 1))
    skipped = _skipped(head, now)
    if skipped:
        waits.append(skipped)
    return max(waits, default=None)


def _skipped(head: str, now: datetime) -> timedelta | None:
    """The wait until an hour that is not to be skipped, when the coming hour is; None otherwise."""
    said_hours, said_days = SKIP_HOURS.search(head), SKIP_DAYS.search(head)
    hours = {int(hour) % 24 for hour in HOUR.findall(said_hours[1])} if said_hours else set()
    days = {DAYS.index(day.lower()) for day in DAY.findall(said_days[1]) if day.lower() in DAYS} if said_days else set()
    coming = now.astimezone(UTC) + timedelta(hours=1)
    if coming.hour not in hours and coming.weekday() not in days:
        return None
    for ahead in range(24 * 7):
        at = coming.replace(minute=0, second=0, microsecond=0) + timedelta(hours=ahead)
        if at.hour not in hours and at.weekday() not in days:
            return at - now
    return None
