"""The five fields of a cron line: minute, hour, day of the month, month, day of the week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

_FIELDS: Final = "minute, hour, day of the month, month, day of the week"
# The longest step of each field that still names a second value.
_STEPS: Final = (("minute", 59), ("hour", 23), ("day of the month", 30), ("month", 11), ("day of the week", 6))
_NEVER_ASKED: Final = datetime(2001, 1, 1, tzinfo=UTC)  # the fields of a line are the same at any time


@dataclass(frozen=True, slots=True)
class Cron:
    """A cron line, read as Debian's cron reads it, also when clocks change (cron(8))."""

    line: str

    @property
    def every_hour(self) -> bool:
        """Whether hours as such are meant, and none by its name."""
        return len(CronSim(self.line, _NEVER_ASKED).hours) == 24

    @property
    def times(self) -> list[time]:
        """The times of day that it names, by the clock on the wall."""
        fields = CronSim(self.line, _NEVER_ASKED)
        return [time(hour, minute) for hour in sorted(fields.hours) for minute in sorted(fields.minutes)]

    def latest(self, now: datetime, zone: str) -> datetime | None:
        """Return its latest moment up to now by the clocks of this time zone; None when it has had none in 50 years."""
        after = now.replace(microsecond=0) + timedelta(seconds=1)
        moment = next(CronSim(self.line, after.astimezone(ZoneInfo(zone)), reverse=True), None)
        return None if moment is None else moment.astimezone(UTC)


def parse_cron(line: str) -> Cron:
    """Return a cron line made exact; ValueError says which field is wrong.

    A field is `*`, a number, a name (mon, jan), a range, any of these with a step, or several with commas between.
    """
    fields = line.split()
    if len(fields) != 5:
        raise ValueError(f"a cron line has five fields ({_FIELDS}), not {len(fields)}")
    for field, (name, most) in zip(fields, _STEPS, strict=True):
        for step in (int(part) for part in re.findall(r"/(\d+)", field)):
            if step > most:
                raise ValueError(f"{name}: a step goes up to {most}, and {field!r} would only name the first: {line!r}")
    cron = Cron(" ".join(fields).lower())
    try:
        CronSim(cron.line, _NEVER_ASKED)
    except CronSimError as e:
        raise ValueError(f"{str(e).removeprefix('Bad ')}: {line!r} names none ({_FIELDS})") from e
    return cron
