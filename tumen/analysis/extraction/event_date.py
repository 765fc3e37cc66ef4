"""When it happened, as the text itself says it."""

from __future__ import annotations

import re
from datetime import date

from tumen.analysis.extraction.dates import DateMention, find_dates
from tumen.analysis.text.text import Text

# The happening stands in the headline or the first sentences; further down stands the background.
_LEAD_SENTENCES = 4
# A report is about something at most this old, unless it says the full date; older days are the story's past.
_RECENT_DAYS = 10
_FULL_DATE_DAYS = 45
# Before a date: it belongs to something else than the happening.
_BACKGROUND = re.compile(
    r"\b(?:since|until|till|before|by|through|after|ahead of|anniversary of|from|of|dated|between|signed in|born|"
    r"scheduled for|planned for|due|"
    r"с|со|до|к|после|начиная с|по состоянию на|намеченн\w+ на|на|від|після|до|od|do|po|przed|na|seit|bis|vor|"
    r"nach|depuis|jusqu'au|desde|hasta)"
    r"\s(?:the |about )?$|(?:截至|自|从|直到)\s?$"
)
_BACKGROUND_AFTER = re.compile(r"\s?(?:부터|까지|이후|이래|전까지|までに|以来|以降|から|之前|以来|以后|前)")
_FUTURE = re.compile(
    r"\b(?:will|is to|are to|is set to|set to|plans? to|planned|expected to|is due|scheduled|to visit|to meet|"
    r"to hold|to arrive|to travel|"
    r"состоится|состоятся|посетит|прибудет|прибудут|планиру\w+|намерен\w*|пройдет|будет|будут|відбудеться|"
    r"відвідає|планує|буде|"
    r"odwiedzi|będzie|spotka się|zamierza|planuje|ma przybyć|wird|werden|soll|plant|se rendra|visitará|viajará)\b"
    r"|예정|계획|할 것|방문한다|열린다|将|将于|予定|見通し|訪問する"
)
_FUTURE_AT_END = re.compile(r"예정|계획|할 것|방문한다|열린다|予定|見通し|訪問する")
_SPACED_CLAUSE = re.compile(r"[,;:—–]\s|\s(?:and|but|и|а|i|und)\s")


def dates_in(text: Text, published: date | None) -> tuple[date, ...]:
    """Return the calendar days a text names, in order, each once; relative ones only when `published` is known."""
    days = (mention.on(published) for mention in find_dates(text))
    return tuple(dict.fromkeys(day for day in days if day is not None))


def event_date(text: Text, published: date | None) -> tuple[date, str] | None:
    """Return the day of the happening with the words that give it, or None when the text does not say.

    With `published`, days are resolved against it and must be recent and not in the future (an announced visit has
    not happened). Without, only a full date in the lead counts, unless it belongs to the story's past.
    """
    folded = text.lowered
    mentions = find_dates(text)
    if not mentions:
        return None
    for start, end in text.sentences[:_LEAD_SENTENCES]:
        here = [m for m in mentions if start <= m.start and m.end <= end]
        for mention in here:
            day = mention.on(published)
            if day is not None and _is_happening(mention, day, published, folded, start, end):
                return day, text.original[mention.start : mention.end]
    return None


def _is_happening(m: DateMention, day: date, published: date | None, folded: str, start: int, end: int) -> bool:
    lead = folded[max(start, m.start - 24) : m.start]
    if m.kind != "weekday" and (_BACKGROUND.search(lead) or _BACKGROUND_AFTER.match(folded, m.end)):
        return False
    if m.lean > 0:
        return False
    if published is None:
        return m.kind == "full" and not _is_future(folded, m, start, end)
    age = (published - day).days
    if m.kind == "full":
        return -1 <= age <= _FULL_DATE_DAYS
    if m.kind in ("weekday", "relative") and _is_future(folded, m, start, end):
        return False
    return -1 <= age <= _RECENT_DAYS


def _is_future(folded: str, m: DateMention, start: int, end: int) -> bool:
    """Whether the clause around the date speaks of something to come."""
    begin = start
    for match in _SPACED_CLAUSE.finditer(folded, start, m.start):
        begin = match.end()
    following = _SPACED_CLAUSE.search(folded, m.end, end)
    stop = following.start() if following else end
    return _FUTURE.search(folded, begin, stop) is not None or _FUTURE_AT_END.search(folded, m.end, end) is not None
