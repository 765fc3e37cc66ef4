"""The five fields of a cron line: minute, hour, day of the month, month, day of the week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
# Each field's name with its lowest and highest number, and the names that stand for numbers from the lowest on.
_FIELDS: Final = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 7, _WEEKDAYS),
)
_PART: Final = re.compile(r"(\*|[0-9a-z]+)(?:-([0-9a-z]+))?(?:/([0-9]{1,2}))?")

# The 29th of February comes once in eight years at the turn of most centuries: what never comes in so long never comes.
EVER: Final = timedelta(days=8 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """A cron line. `either`: a day of the month and of the week are both given, and one of them is enough."""

    line: str
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either: bool

    @property
    def every_hour(self) -> bool:
        """Whether hours as such are meant, and none by its name."""
        return len(self.hours) == 24

    def on(self, day: date) -> bool:
        """Tell whether it has moments on this day."""
        of_month, of_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return day.month in self.months and ((of_month or of_week) if self.either else (of_month and of_week))


def parse_cron(line: str) -> Cron:
    """Return a cron line made exact; ValueError says which field is wrong.

    A field is `*`, a number, a name (mon, jan), a range, any of these with a step, or several with commas between.
    """
    fields = line.lower().split()
    if len(fields) != len(_FIELDS):
        named = ", ".join(name for name, *_ in _FIELDS)
        raise ValueError(f"a cron line has five fields ({named}), not {len(fields)}")
    minutes, hours, days, months, weekdays = (
        _numbers(field, *kind) for field, kind in zip(fields, _FIELDS, strict=True)
    )
    cron = Cron(
        line=" ".join(fields),
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=frozenset(n % 7 for n in weekdays),
        either=not (fields[2].startswith("*") or fields[4].startswith("*")),
    )
    # 2097 to 2104 have no 29th of February but the last: a line that is met in them is met in any eight years.
    first = date(2097, 1, 1)
    if not any(cron.on(first + timedelta(days=n)) for n in range(EVER.days)):
        raise ValueError(f"there is no such day: {fields[2]} of month {fields[3]}")
    return cron


def _numbers(field: str, name: str, low: int, high: int, names: tuple[str, ...]) -> frozenset[int]:
    found: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if not match:
            raise ValueError(f"{name}: {part!r} is neither a number nor a range such as 1-5, * or */2")
        first, last, step = match.groups()
        if first == "*":
            begin, end = low, high
        else:
            begin = _number(first, name, low, high, names)
            end = _number(last, name, low, high, names) if last else (high if step else begin)
        if begin > end or step == "0":
            raise ValueError(f"{name}: {part!r} holds no number")
        found.update(range(begin, end + 1, int(step or 1)))
    return frozenset(found)


def _number(word: str, name: str, low: int, high: int, names: tuple[str, ...]) -> int:
    if word in names:
        return names.index(word) + low
    if not word.isdecimal() or not low <= int(word) <= high:
        raise ValueError(f"{name}: {word!r} is not between {low} and {high}")
    return int(word)
