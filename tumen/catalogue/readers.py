"""Readers: for whom digests are composed, and by which channels they are reached (config/readers.toml)."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tumen.catalogue.strict import Key, each, flag, ident, many, one_of, only, read, rows, text
from tumen.errors import ConfigError
from tumen.mail_address import ascii_address
from tumen.model import Channel, ChannelForm, Length, Minimum, QuietHours, Reader, Schedule, Weekday
from tumen.model.cron import Cron, parse_cron

FURTHEST_BACK = 365  # days; a first digest of more would be an archive
AT = Reader(id="", name="").at  # the hour of who gives none
LANGUAGES = ("en", "ru", "ko", "de")

# Where Slack's blocks may go; what "env:" and "secret:" name is only known when something is sent, a file shows them.
_SLACK = re.compile(r"(?:slack|tumenslack)://|https://hooks\.slack\.com/|(?:env|secret):|file$", re.I)


def zone(value: Any) -> str:
    """The name of a time zone: "Asia/Seoul"."""
    name = text(value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as e:
        raise ValueError(f"is not a time zone: {name!r} (an example is Asia/Seoul)") from e
    return name


def days(value: Any) -> int:
    """A number of days, from 1 to 365."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= FURTHEST_BACK:
        raise ValueError(f"is a whole number of days from 1 to {FURTHEST_BACK}, not {value!r}")
    return value


def hour(value: Any) -> time:
    """A time of day: "06:30"."""
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", value) if isinstance(value, str) else None
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f'is a time of day such as "06:30", in quotes, not {value!r}')
    return time(int(match[1]), int(match[2]))


def quiet_hours(value: Any) -> QuietHours:
    """Two times of day: "22:00-07:00"."""
    start, dash, end = text(value).partition("-")
    if not dash:
        raise ValueError(f'are written as "22:00-07:00", not {value!r}')
    quiet = QuietHours(start=hour(start.strip()), end=hour(end.strip()))
    if quiet.start == quiet.end:
        raise ValueError("are the whole day: nothing would ever be sent")
    return quiet


def cron(value: Any) -> Cron:
    """A cron line: "30 6,18 * * mon-fri"."""
    return parse_cron(text(value))


def recipient(value: Any) -> str:
    """Whom a channel reaches: a name, or a mail address, whose domain is kept in ASCII ("xn--…")."""
    name = text(value)
    return name if name.isascii() or "@" not in name else ascii_address(name)


CHANNEL = {
    "id": Key(ident),
    "form": Key(one_of(ChannelForm)),
    "address": Key(text),
    "recipient": Key(recipient, default=""),
}
READER = {
    "id": Key(ident),
    "name": Key(text),
    "language": Key(one_of(LANGUAGES), default="en"),
    "timezone": Key(zone, default="UTC"),
    "schedule": Key(one_of(Schedule), default=Schedule.DAILY),
    "at": Key(hour, default=None),
    "days": Key(each(one_of(Weekday)), default=()),
    "cron": Key(cron, default=None),
    "quiet_hours": Key(quiet_hours, default=None),
    "topics": Key(each(ident), default=()),
    "length": Key(one_of(Length), default=Length.USUAL),
    "minimum": Key(one_of(Minimum), default=Minimum.ANY),
    "alerts": Key(flag, default=False),
    "alert_minimum": Key(one_of(Minimum), default=None),
    "alerts_in_quiet_hours": Key(flag, default=False),
    "look_back_days": Key(days, default=2),
    "channel": Key(many(CHANNEL, "id"), default=()),
}


def load_readers(path: Path, themes: Collection[str] = ()) -> tuple[Reader, ...]:
    """Return the readers of a file; ConfigError names file, table and key of a mistake.

    `themes`: the topics there are; any other topic is a mistake. A channel's address stays as written (`file`,
    `env:NAME`, `secret:PATH` or an apprise URL without a secret) and is looked up only when something is sent.
    """
    data = read(path)
    only(data, ("reader",), file=str(path))
    found = []
    for row in rows(data, "reader", READER, file=str(path)):
        for mistake in (_clash(row), _quiet(row), _unused(row), _channel(row), _topic(row, themes)):
            if mistake is not None:
                key, reason = mistake
                raise ConfigError(str(path), f"reader {row['id']!r}.{key}", reason)
        found.append(_reader(row))
    return tuple(found)


def _clash(row: dict[str, Any]) -> tuple[str, str] | None:
    """Which key says when in a way that another contradicts, and how."""
    schedule, at, days = row["schedule"], row["at"], row["days"]
    if row["cron"] is not None and (at or days):
        return "cron", "says the hour and the days already: leave out at and days, or cron"
    if row["cron"] is not None and schedule is not Schedule.DAILY:
        return "cron", f'says when by itself: leave out schedule = "{schedule}", or cron'
    if schedule is Schedule.HOURLY and (at or days):
        return (
            "at" if at else "days",
            'an hourly reader has no hour and no days of its own: use schedule = "daily", or cron',
        )
    if schedule is Schedule.WEEKLY and len(days) > 1:
        return "days", 'a weekly reader has one day: name one, or use schedule = "daily"'
    return None


def _quiet(row: dict[str, Any]) -> tuple[str, str] | None:
    """The key whose every hour lies within the quiet hours: the digest would come at their end, whatever it says."""
    quiet, at = row["quiet_hours"], row["at"] or AT
    if quiet is None or row["schedule"] is Schedule.HOURLY:
        return None
    until = f"quiet_hours, which end at {quiet.end:%H:%M}: write that hour"
    if row["cron"] is None:
        given = "" if row["at"] else ", where none is given,"
        return ("at", f"{at:%H:%M}{given} lies within {until}") if quiet.cover(at) else None
    covered = all(map(quiet.cover, row["cron"].times))
    return ("cron", f"every hour it names lies within {until}") if covered else None


def _unused(row: dict[str, Any]) -> tuple[str, str] | None:
    """A key that says something about alerts to a reader who gets none."""
    given = [key for key in ("alert_minimum", "alerts_in_quiet_hours") if row[key]]
    if given and not row["alerts"]:
        return given[0], "is about alerts, and this reader has none: write alerts = true, or leave it out"
    if row["alerts_in_quiet_hours"] and row["quiet_hours"] is None:
        return "alerts_in_quiet_hours", "is about quiet_hours, and this reader has none: leave it out"
    return None


def _channel(row: dict[str, Any]) -> tuple[str, str] | None:
    for channel in row["channel"]:
        if channel["form"] is ChannelForm.SLACK and not _SLACK.match(channel["address"]):
            reason = "slack blocks go to Slack alone: use a Slack address, or form chat (a text for any chat)"
            return f"channel {channel['id']!r}.address", reason
    return None


def _topic(row: dict[str, Any], themes: Collection[str]) -> tuple[str, str] | None:
    for topic in row["topics"]:
        if themes and topic not in themes:
            return "topics", f"no such topic: {topic!r} (known: {', '.join(sorted(themes))})"
    return None


def _reader(row: dict[str, Any]) -> Reader:
    channels = tuple(
        Channel(id=c["id"], form=c["form"], address=c["address"], recipient=c["recipient"] or f"{row['id']}:{c['id']}")
        for c in row.pop("channel")
    )
    # What is not given is the type's own default.
    return Reader(channels=channels, **{key: value for key, value in row.items() if value is not None})
