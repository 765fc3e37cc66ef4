"""For whom digests are composed, when they want them, and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from tumen.model.cron import Cron


class Schedule(StrEnum):
    """How often a reader gets a digest; a weekly one tells the week."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


class Weekday(StrEnum):
    """The days of a week, the first of them first."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


class Minimum(StrEnum):
    """How important a development has to be for a reader to be told of it."""

    ANY = "any"
    MEDIUM = "medium"
    HIGH = "high"


class Length(StrEnum):
    """How much of a digest its forms show; the JSON always has all of it."""

    SHORT = "short"  # a line for each development
    USUAL = "usual"
    FULL = "full"  # as many developments in full as the form holds


class ChannelForm(StrEnum):
    """As what a digest is written for a channel."""

    EMAIL = "email"
    SLACK = "slack"
    CHAT = "chat"
    FILE = "file"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """How one recipient is reached. `address` is `file`, an apprise URL, or `env:NAME` / `secret:PATH` holding one."""

    id: str
    form: ChannelForm
    address: str
    recipient: str

    @property
    def repeatable(self) -> bool:
        """Whether handing the same message over again changes nothing: a file is replaced by the same file."""
        return self.address == "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """The hours of a reader's day in which nothing is sent, from `start` up to `end`, over midnight or not."""

    start: time
    end: time

    def cover(self, local: time) -> bool:
        """Tell whether a time of the reader's day lies in them."""
        if self.start < self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a digest is composed. `topics` are theme ids of the watch; empty means everything.

    `at`, `days`: when, by the reader's clock (every day, or Monday, when no days are given); a `cron` line says both.
    Hourly readers have neither. `minimum`, `alert_minimum`: what is less important is left out of digests, of alerts.
    `look_back_days`: how far back the first digest reaches, when the archive is older than
    the reader.
    """

    id: str
    name: str
    language: str = "en"
    timezone: str = "UTC"
    schedule: Schedule = Schedule.DAILY
    at: time = time(7)
    days: tuple[Weekday, ...] = ()
    cron: Cron | None = None
    quiet_hours: QuietHours | None = None
    topics: tuple[str, ...] = ()
    length: Length = Length.USUAL
    minimum: Minimum = Minimum.ANY
    alerts: bool = False
    alert_minimum: Minimum = Minimum.ANY
    alerts_in_quiet_hours: bool = False
    look_back_days: int = 2
    channels: tuple[Channel, ...] = ()
