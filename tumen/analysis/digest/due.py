"""When a reader's digest is due: the one place where it is decided, for the command line and for every scheduler.

A scheduler only has to wake often enough: whether anything is due then is asked here, so a digest whose hour was missed
comes once, at the next chance, and one that was sent is not sent again because two clocks woke.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tumen.model import DigestKind, Reader, Schedule, Weekday
from tumen.model.cron import Cron, parse_cron

# Five minutes past: collections begin at other minutes, and a full hour is everybody's.
_HOURLY: Final = "5 * * * *"
# A last digest further ahead than that was sealed by a wrong clock; nearer, two machines disagree by a little.
_WRONG_CLOCK: Final = timedelta(hours=1)


def due(reader: Reader, now: datetime, last: datetime | None) -> datetime | None:
    """Return the moment for which the reader's digest is due, None when none is.

    `last`: when the reader's last digest was composed; None, when there was none: then it is due at once. However many
    moments were missed, the latest one is due, once. Nothing is due within the reader's quiet hours.

    >>> from datetime import datetime, UTC
    >>> reader = Reader(id="desk", name="Desk", timezone="Asia/Seoul")
    >>> due(reader, datetime(2025, 7, 11, 23, 30, tzinfo=UTC), last=datetime(2025, 7, 10, 22, 0, 3, tzinfo=UTC))
    datetime.datetime(2025, 7, 11, 22, 0, tzinfo=datetime.timezone.utc)
    """
    if is_quiet(reader, now):
        return None
    if last is None or last - now > _WRONG_CLOCK:
        return now
    cron, zone = clock(reader)
    latest = cron.latest(now, zone)
    return latest if latest is not None and last < latest else None


def is_quiet(reader: Reader, now: datetime, kind: DigestKind = DigestKind.DIGEST) -> bool:
    """Tell whether nothing of this kind is sent to the reader at this moment."""
    return quiet_until(reader, now, kind) is not None


def quiet_until(reader: Reader, now: datetime, kind: DigestKind = DigestKind.DIGEST) -> datetime | None:
    """Return when the quiet hours end in which nothing of this kind is sent to the reader; None outside of them."""
    quiet, zone = reader.quiet_hours, ZoneInfo(reader.timezone)
    local = now.astimezone(zone)
    if quiet is None or (kind == DigestKind.ALERT and reader.alerts_in_quiet_hours) or not quiet.cover(local.time()):
        return None
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet.end, tzinfo=zone).astimezone(UTC)


def clock(reader: Reader) -> tuple[Cron, str]:
    """Return by which cron line, in which time zone, the reader's digests are due.

    An hour as such is the same by every clock; by one that is put back, every hour would have a gap of two.
    """
    if reader.cron is not None:
        return reader.cron, reader.timezone
    if reader.schedule == Schedule.HOURLY:
        return parse_cron(_HOURLY), "UTC"
    days = reader.days or ((Weekday.MONDAY,) if reader.schedule == Schedule.WEEKLY else ())
    return parse_cron(f"{reader.at.minute} {reader.at.hour} * * {','.join(days) or '*'}"), reader.timezone


def wakes(reader: Reader) -> tuple[tuple[Cron, str], ...]:
    """Return the cron lines, each with its time zone, at which a scheduler has to ask whether a digest is due.

    The end of the quiet hours is one where they hold a digest back.
    """
    cron, zone = clock(reader)
    quiet = reader.quiet_hours
    if quiet is None or not (cron.every_hour or any(map(quiet.cover, cron.times))):
        return ((cron, zone),)
    return (cron, zone), (parse_cron(f"{quiet.end.minute} {quiet.end.hour} * * *"), reader.timezone)
