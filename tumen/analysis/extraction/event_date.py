"""When it happened, as the text itself says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from tumen.analysis.extraction.dates import DateKind, DateMention, find_dates
from tumen.analysis.text.datelines import inner
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary

# The happening stands in the headline or the first sentences; further down stands the background.
_LEAD_SENTENCES = 4
# A report is about something at most this old, unless it says the full date; older days are the story's past.
_RECENT_DAYS = 10
_FULL_DATE_DAYS = 45


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The words around a date that say whether it is the day of the happening.

    `before`, `after`: beside a date that belongs to something else. `future`: of what is to come, anywhere in the
    clause; `future_at_end`: behind the date, where verbs stand last. `clause`: where a clause ends.
    `told`, `told_before`: behind and before a day on which only an agency passes it on: "13일 보도했다".
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    future: re.Pattern[str]
    future_at_end: re.Pattern[str]
    clause: re.Pattern[str]
    told: re.Pattern[str]
    told_before: re.Pattern[str]


def _patterns(vocabulary: Vocabulary) -> _Patterns:
    return vocabulary.once("event date patterns", lambda: _compiled(vocabulary))


def _compiled(vocabulary: Vocabulary) -> _Patterns:
    words = partial(vocabulary.alternatives, "date_words")
    return _Patterns(
        before=re.compile(rf"{words('background')}\s?(?:{words('filler')}\s)?$"),
        after=re.compile(rf"\s?{words('background_after', bounded=False)}"),
        future=re.compile(words("future", "future_at_end")),
        future_at_end=re.compile(words("future_at_end")),
        clause=re.compile(rf"[,;:—–]\s|\s{words('clause')}\s"),
        told=re.compile(rf"[\s,，、]?{words('told_after', bounded=False)}"),
        told_before=re.compile(rf"{words('told', bounded=False)}\s?(?:{words('filler')}\s)?$"),
    )


def dates_in(text: Text, published: date | None) -> tuple[date, ...]:
    """Return the calendar days a text names, in order, each once; relative ones only when `published` is known."""
    days = (mention.on(published) for mention in find_dates(text))
    return tuple(dict.fromkeys(day for day in days if day is not None))


def event_date(text: Text, published: date | None) -> tuple[date, str] | None:
    """Return the day of the happening with the words that give it, or None when the text does not say.

    With `published`, days are resolved against it and must be recent and not in the future (an announced visit has
    not happened). Without, only a full date in the lead counts, unless it belongs to the story's past. A dateline's day
    counts where its sentence names no other, and one on which an agency only passes it on never does; both are those
    from which "the day before" is counted.
    """
    patterns = _patterns(text.vocabulary)
    dateline: tuple[date, str] | None = None
    told: date | None = None
    for mention, start, end in _of_lead(text):
        behind = text.once("behind dateline", lambda: _behind_dateline(text))
        if dateline and start > behind:
            break
        day = mention.on(told or published if mention.kind is DateKind.RELATIVE else published)
        if day is None or not _is_happening(mention, day, published, text, start, end):
            continue
        if text.body_start <= mention.start < behind:
            dateline, told = (day, text.original[mention.start : mention.end]), day
        elif _is_told_on(text, mention, (start, end), patterns):
            told = day
        else:
            return day, text.original[mention.start : mention.end]
    return dateline


def _behind_dateline(text: Text) -> int:
    """Where the body says something itself."""
    return text.body_start + inner(text.original[text.body_start :], text.vocabulary)[0]


def _is_told_on(text: Text, m: DateMention, sentence: Span, patterns: _Patterns) -> bool:
    """Whether on a day an agency only passed it on; of two in a sentence it is the one right before the verb."""
    if patterns.told.match(text.lowered, m.end):
        return True
    others = (o for o in find_dates(text) if sentence[0] <= o.start < sentence[1])
    named = right_before(patterns.told_before, text.lowered, m.start, sentence[0])
    return named is not None and not any(patterns.told.match(text.lowered, other.end) for other in others)


def incomplete_date(text: Text) -> str:
    """Return what an undated text says of the day of its happening without a year; empty when it says nothing.

    In the short forms of ISO 8601: "--07-26", "---26", "-W-3". The rules are those of `event_date`.
    """
    patterns = _patterns(text.vocabulary)
    for mention, start, end in _of_lead(text):
        other = _is_background(text.lowered, mention, start, patterns) or mention.lean > 0
        if mention.incomplete and not other and not _is_future(text.lowered, mention, start, end, patterns):
            return mention.incomplete
    return ""


def _of_lead(text: Text) -> Iterator[tuple[DateMention, int, int]]:
    """The mentions in headline and lead, each with its sentence."""
    mentions = find_dates(text)
    for start, end in text.sentences[:_LEAD_SENTENCES] if mentions else ():
        yield from ((m, start, end) for m in mentions if start <= m.start and m.end <= end)


def _is_background(lowered: str, m: DateMention, start: int, patterns: _Patterns) -> bool:
    background = right_before(patterns.before, lowered, m.start, start) or patterns.after.match(lowered, m.end)
    return m.kind is not DateKind.WEEKDAY and bool(background)


def _is_happening(m: DateMention, day: date, published: date | None, text: Text, start: int, end: int) -> bool:
    patterns, lowered = _patterns(text.vocabulary), text.lowered
    if m.lean > 0 or _is_background(lowered, m, start, patterns):
        return False
    if published is None:
        return m.kind is DateKind.FULL and not _is_future(lowered, m, start, end, patterns)
    age = (published - day).days
    if m.kind is DateKind.FULL:
        return -1 <= age <= _FULL_DATE_DAYS
    if m.kind in (DateKind.WEEKDAY, DateKind.RELATIVE) and _is_future(lowered, m, start, end, patterns):
        return False
    return -1 <= age <= _RECENT_DAYS


def _is_future(lowered: str, m: DateMention, start: int, end: int, patterns: _Patterns) -> bool:
    """Whether the clause around the date speaks of something to come."""
    begin = start
    for match in patterns.clause.finditer(lowered, start, m.start):
        begin = match.end()
    following = patterns.clause.search(lowered, m.end, end)
    stop = following.start() if following else end
    future = patterns.future.search(lowered, begin, stop)
    return future is not None or patterns.future_at_end.search(lowered, m.end, end) is not None
