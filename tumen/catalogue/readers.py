"""Readers: for whom digests are composed, and by which channels they are reached (config/readers.toml)."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tumen.catalogue.strict import Key, each, flag, ident, many, one_of, only, read, rows, text
from tumen.errors import ConfigError
from tumen.model import Channel, ChannelForm, Reader, Schedule

FURTHEST_BACK = 365  # days; a first digest of more would be an archive
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


CHANNEL = {
    "id": Key(ident),
    "form": Key(one_of(ChannelForm)),
    "address": Key(text),
    "recipient": Key(text, default=""),
}
READER = {
    "id": Key(ident),
    "name": Key(text),
    "language": Key(one_of(LANGUAGES), default="en"),
    "timezone": Key(zone, default="UTC"),
    "schedule": Key(one_of(Schedule), default=Schedule.DAILY),
    "topics": Key(each(ident), default=()),
    "alerts": Key(flag, default=False),
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
    found = tuple(_reader(row) for row in rows(data, "reader", READER, file=str(path)))
    for reader in found:
        for channel in reader.channels:
            if channel.form is ChannelForm.SLACK and not _SLACK.match(channel.address):
                reason = "slack blocks go to Slack alone: use a Slack address, or form chat (a text for any chat)"
                raise ConfigError(str(path), f"reader {reader.id!r}.channel {channel.id!r}.address", reason)
        for topic in reader.topics:
            if themes and topic not in themes:
                known = ", ".join(sorted(themes))
                raise ConfigError(
                    str(path), f"reader {reader.id!r}.topics", f"no such topic: {topic!r} (known: {known})"
                )
    return found


def _reader(row: dict[str, Any]) -> Reader:
    channels = tuple(
        Channel(id=c["id"], form=c["form"], address=c["address"], recipient=c["recipient"] or f"{row['id']}:{c['id']}")
        for c in row.pop("channel")
    )
    return Reader(channels=channels, **row)
