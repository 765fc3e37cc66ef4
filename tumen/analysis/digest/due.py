"""When a reader's digest is due: the one place where it is decided, for the command line and for every scheduler.

A scheduler only has to wake often enough: whether anything is due then is asked here, so a digest whose hour was missed
comes once, at the next chance, and one that was sent is not sent again because two clocks woke.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tumen.model import DigestKind, Reader, Schedule, Weekday
from tumen.model.cron import EVER, Cron, parse_cron

# Five minutes past: collections begin at other minutes, and a full hour is everybody's.
_HOURLY: Final = "5 * * * *"
# A last digest further ahead than that was sealed by a wrong clock; nearer, two machines disagree by a little.
_WRONG_CLOCK: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


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
    latest = _latest(*clock(reader), now, last)
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
    day = local.date() if local.time() < quiet.end else local.date() + _DAY
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
    if quiet is None or not (cron.every_hour or any(quiet.cover(time(h, m)) for h in cron.hours for m in cron.minutes)):
        return ((cron, zone),)
    return (cron, zone), (parse_cron(f"{quiet.end.minute} {quiet.end.hour} * * *"), reader.timezone)


def _latest(cron: Cron, zone: str, now: datetime, last: datetime) -> datetime | None:
    """The latest moment up to now, None when there was none since the day of `last`."""
    local = ZoneInfo(zone)
    day, first = now.astimezone(local).date(), max(last, now - EVER).astimezone(local).date()
    while day >= first:
        passed = [moment for moment in _moments(cron, local, day) if moment <= now]
        if passed:
            return max(passed)
        day -= _DAY
    return None


def _moments(cron: Cron, zone: ZoneInfo, day: date) -> Iterator[datetime]:
    """The moments of one day of a time zone.

    An hour that the clock skips is made up for by the one it becomes, and one that comes twice counts once; where every
    hour is meant, the skipped one is none, and the one that comes twice is two.
    """
    if not cron.on(day):
        return
    for wall in (datetime.combine(day, time(h, m), tzinfo=zone) for h in cron.hours for m in cron.minutes):
        if not cron.every_hour:
            yield wall.astimezone(UTC)
            continue
        for moment in {wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}:
            if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
                yield moment
