"""Mentions of days in a text, and the calendar day each stands for beside a day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from tumen.analysis.extraction.date_patterns import (
    CENTURY,
    DAYS,
    MONTHS,
    RELATIVE,
    WEEKDAYS,
    DatePatterns,
    date_patterns,
)
from tumen.analysis.matching.terms import Term
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.text import Text

_DIGIT = re.compile(r"\d")
_ABBREVIATED = 3  # letters of a short weekday that may be a part of a name: Sun, Mon
# Days: 29 February is meant only near its own year; any other day comes round within half a year.
_HALF_YEAR = 190
_LEAP_YEAR = 2000


class DateKind(StrEnum):
    """What a mention of a day gives of it: all with the year, a day and month, a day, a weekday, or "yesterday"."""

    FULL = "full"
    DAY_MONTH = "day-month"
    DAY = "day"
    WEEKDAY = "weekday"
    RELATIVE = "relative"


class DateMention(NamedTuple):
    """A day named at [start, end): what the text fixes of it, and how it is to be completed.

    `lean`: -1 past, 1 future, 0 unsaid; -1 beside a day and month says that it is of the year before the report's.
    """

    kind: DateKind
    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    lean: int = 0

    def on(self, published: date | None) -> date | None:
        """Return the calendar day, or None when the text and the day of publication do not give one."""
        if self.kind is DateKind.FULL:
            return _made(self.year, self.month, self.day)
        if published is None:
            return None
        return _RESOLVERS[self.kind](self, published)

    @property
    def incomplete(self) -> str:
        """What the text itself fixes of a day without a year, in the short forms of ISO 8601; else empty."""
        if self.kind is DateKind.DAY_MONTH and _made(_LEAP_YEAR, self.month, self.day):
            return f"--{self.month:02d}-{self.day:02d}"
        if self.kind is DateKind.WEEKDAY:
            return f"-W-{self.day + 1}"
        return f"---{self.day:02d}" if self.kind is DateKind.DAY else ""


def find_dates(text: Text) -> list[DateMention]:
    """Return the mentions of days in order."""
    return text.once("dates", lambda: _find(text))


def _find(text: Text) -> list[DateMention]:
    patterns = date_patterns(text.vocabulary)
    numeric = patterns.numeric.finditer(text.lowered) if _DIGIT.search(text.lowered) else ()
    found = [m for match in numeric if (m := _numeric(match, text.original, patterns)) is not None]
    taken = {at for m in found for at in range(m.start, m.end)}
    found = [_of_last_year(m, text.lowered, patterns) for m in found]
    days = [term for term in patterns.named.find(text) if term.start not in taken and not _in_a_name(text, term)]
    found += [_named(term, text.lowered, patterns) for term in days]
    return sorted(found, key=lambda m: m.start)


def _numeric(match: re.Match[str], original: str, patterns: DatePatterns) -> DateMention | None:
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    start, end = match.span()
    lean = -1 if groups.pop("past", None) else 1 if groups.pop("next", None) else 0
    year, month, day = 0, 0, 0
    for key, value in groups.items():
        if key.startswith("y"):
            year = int(value) if len(value) > len("24") else CENTURY + int(value)
        elif key.startswith("m"):
            month = int(value) if value.isdigit() else patterns.months[value.rstrip(".")]
        else:
            day = int(value)
    if "m5" in groups or "m4" in groups:
        named = "m5" if "m5" in groups else "m4"
        # "may 5" and "mar 5" are a month only when written as a name.
        if groups[named].rstrip(".") in patterns.capital and not original[match.start(named)].isupper():
            return None
    if not 1 <= day <= DAYS or (month and not 1 <= month <= len(MONTHS)):
        return None
    kind = DateKind.FULL if year and month else DateKind.DAY_MONTH if month else DateKind.DAY
    return DateMention(kind, start, end, year, month, day, lean)


def _of_last_year(m: DateMention, lowered: str, patterns: DatePatterns) -> DateMention:
    """A day and month with "last year" beside it, which is not the one that comes round near the report."""
    if m.kind is not DateKind.DAY_MONTH:
        return m
    last = right_before(patterns.year_before, lowered, m.start) or patterns.year_after.match(lowered, m.end)
    return m._replace(lean=-1) if last else m


def _in_a_name(text: Text, term: Term) -> bool:
    """Whether a hyphen and a small letter follow: "Park Sun-won" is no Sunday, "Mon-Fri", "Sunday-night" are days."""
    behind = text.original[term.end : term.end + 2]
    return term.end - term.start <= _ABBREVIATED and len(behind) == 2 and behind[0] == "-" and behind[1].islower()


def _named(term: Term, lowered: str, patterns: DatePatterns) -> DateMention:
    kind, start, end = term
    if kind in RELATIVE:
        return DateMention(DateKind.RELATIVE, start, end, day=RELATIVE[kind])
    past, to_come = right_before(patterns.last, lowered, start), right_before(patterns.next, lowered, start)
    lean = -1 if past else 1 if to_come else 0
    return DateMention(DateKind.WEEKDAY, start, end, day=WEEKDAYS.index(kind), lean=lean)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_month(mention: DateMention, published: date) -> date | None:
    if mention.lean < 0:
        return _made(published.year - 1, mention.month, mention.day)
    days = (_made(published.year + shift, mention.month, mention.day) for shift in (0, -1, 1))
    near = [d for d in days if d is not None and abs((d - published).days) <= _HALF_YEAR]
    return min(near, key=lambda d: abs((d - published).days), default=None)


def _day(mention: DateMention, published: date) -> date | None:
    if mention.lean > 0:
        return next((d for d in _walk(published, 1) if d.day == mention.day), None)
    # East Asian desks write tomorrow's date while the feed's clock (UTC) still shows today.
    tomorrow = published + timedelta(days=1)
    if tomorrow.day == mention.day:
        return tomorrow
    return next((d for d in _walk(published, -1) if d.day == mention.day), None)


def _weekday(mention: DateMention, published: date) -> date | None:
    week = len(WEEKDAYS)
    back = (published.weekday() - mention.day) % week
    if mention.lean > 0:
        return published + timedelta(days=week - back)
    if mention.lean < 0 and back == 0:
        back = week
    # As for bare days: where it happened a new day has begun, or it is to come tomorrow; nobody leaves out a "last".
    if mention.lean == 0 and back == week - 1:
        back = -1
    return published - timedelta(days=back)


def _relative(mention: DateMention, published: date) -> date | None:
    return published + timedelta(days=mention.day)


def _walk(start: date, step: int) -> Iterator[date]:
    return (start + timedelta(days=step * n) for n in count())


_RESOLVERS = {
    DateKind.DAY_MONTH: _day_month,
    DateKind.DAY: _day,
    DateKind.WEEKDAY: _weekday,
    DateKind.RELATIVE: _relative,
}
