"""How far apart two days lie, of which a text may give only a part: weekday, day of the month, day and month."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

_LEAP_YEAR = 2000  # it has every day that a calendar can name
_YEAR, _MONTH, _WEEK = 366, 30, 7  # days after which each part comes round; a month lacks one or two at times


class Day(NamedTuple):
    """What is known of a day: its number, its place in the year, in the month and in the week; None where unknown."""

    number: int | None
    of_year: int | None
    of_month: int | None
    of_week: int | None


def known_of(day: date | None, incomplete: str = "") -> Day | None:
    """Return what is known of a day; `incomplete` is a part of a date as `Document.incomplete_date` has it."""
    if day is not None:
        return Day(day.toordinal(), day.replace(year=_LEAP_YEAR).timetuple().tm_yday, day.day, day.isoweekday())
    if incomplete.startswith("-W-"):
        return Day(None, None, None, int(incomplete[-1]))
    if incomplete.startswith("---"):
        return Day(None, None, int(incomplete[3:]), None)
    if incomplete.startswith("--"):
        return known_of(date.fromisoformat(f"{_LEAP_YEAR}{incomplete[1:]}"))._replace(number=None, of_week=None)  # type: ignore[union-attr]
    return None


def days_between(a: Day | None, b: Day | None) -> int | None:
    """Return how many days lie between two days at least, by the most that is known of both; None without any."""
    if a is None or b is None:
        return None
    if a.number is not None and b.number is not None:
        return abs(a.number - b.number)
    for one, other, round_ in (
        (a.of_year, b.of_year, _YEAR),
        (a.of_month, b.of_month, _MONTH),
        (a.of_week, b.of_week, _WEEK),
    ):
        if one is not None and other is not None:
            return min(abs(one - other), round_ - abs(one - other))
    return None
