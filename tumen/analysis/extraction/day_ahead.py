"""The day to come on which a headline puts a journey or meeting."""

from __future__ import annotations

from datetime import date
from typing import Final

from tumen.analysis.extraction.dates import DateKind, DateMention, find_dates
from tumen.analysis.extraction.happenings import NOMINAL, Happening, is_worded, tables
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.text import Text
from tumen.model import Kind

# What takes place on the day that stands beside it; an invitation or agreement names another one's day.
_DAYED: Final = frozenset((Kind.ARRIVAL, Kind.VISIT, Kind.DEPARTURE, Kind.RETURN, Kind.MEETING))
_AHEAD, SOON = 2, 14  # days; a bare day that is farther off is rather one of last month
_DATED: Final = 6  # characters between a date and the noun whose day it is: "13일 방북", "18∼19일 러시아 방문"


def day_ahead(text: Text, one: Happening, published: date | None) -> Span | None:
    """The day to come on which a headline puts a journey or meeting: "tomorrow", in a headline of nouns a date too.

    "Ahead of tomorrow's talks" puts nothing there. A date counts from two days on: one day lies between two clocks.
    In languages whose present tells what is to come a day of the week beside it is the next one: "reist am Freitag".
    """
    if published is None or one.kind not in _DAYED:
        return None
    start, end = one.clause
    for day in find_dates(text):
        if not (start <= day.start and day.end <= end) or right_before(
            tables(text)["aside"], text.lowered, day.start, start
        ):
            continue
        nominal = text.language in NOMINAL and 0 <= one.start - day.end <= _DATED
        ahead = _days_ahead(day, published)
        if day.kind is DateKind.WEEKDAY and _is_to_come(text, one, day, published):
            return day.start, day.end
        if (day.kind is DateKind.RELATIVE and ahead > 0) or (nominal and _AHEAD <= ahead <= SOON):
            return day.start, day.end
    return None


def _is_to_come(text: Text, one: Happening, day: DateMention, published: date) -> bool:
    """Whether an act in the present stands beside a day of the week that is not the report's own."""
    bare = day.lean == 0 and day.day != published.weekday()
    return bare and is_worded(text, "present", one.start, one.end)


def _days_ahead(day: DateMention, published: date) -> int:
    if day.kind is DateKind.DAY:  # of a bare day that of this month
        return day.day - published.day
    on = day.on(published)
    return (on - published).days if on else 0
