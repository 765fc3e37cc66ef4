"""Mentions of days in a text, and the calendar day each stands for beside a day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tumen.analysis.matching.lexicon import Lexicon, fold
from tumen.analysis.text.text import Text

# January to December: English, Russian, Ukrainian, Polish, German, French, Spanish; the forms that stand beside a day.
_MONTHS = (
    "january jan|января янв|січня|stycznia|januar jänner|janvier|enero",
    "february feb|февраля фев|лютого|lutego|februar|février fevrier|febrero",
    "march mar|марта мар|березня|marca|märz|mars|marzo",
    "april apr|апреля апр|квітня|kwietnia||avril|abril",
    "may|мая|травня|maja|mai||mayo",
    "june jun|июня июн|червня|czerwca|juni|juin|junio",
    "july jul|июля июл|липня|lipca|juli|juillet|julio",
    "august aug|августа авг|серпня|sierpnia||août aout|agosto",
    "september sept sep|сентября сен|вересня|września||septembre|septiembre setiembre",
    "october oct|октября окт|жовтня|października|oktober|octobre|octubre",
    "november nov|ноября ноя|листопада|listopada||novembre|noviembre",
    "december dec|декабря дек|грудня|grudnia|dezember|décembre|diciembre",
)
# Monday to Sunday, in the form that says "on that day"; the bare noun where the language needs no preposition.
_WEEKDAYS = (
    "monday mon|понедельник|понеділок|poniedziałek|montag|lundi|lunes|월요일|周一 星期一 週一|月曜",
    "tuesday tue|вторник|вівторок|wtorek|dienstag|mardi|martes|화요일|周二 星期二 週二|火曜",
    "wednesday wed|среду|середу|środę|mittwoch|mercredi|miércoles|수요일|周三 星期三 週三|水曜",
    "thursday thu|четверг|четвер|czwartek|donnerstag|jeudi|jueves|목요일|周四 星期四 週四|木曜",
    "friday fri|пятницу|п'ятницю|piątek|freitag|vendredi|viernes|금요일|周五 星期五 週五|金曜",
    "saturday sat|субботу|суботу|sobotę|samstag|samedi|sábado|토요일|周六 星期六 週六|土曜",
    "sunday sun|воскресенье|неділю|niedzielę|sonntag|dimanche|domingo|일요일|周日 星期日 週日 星期天|日曜",
)
_RELATIVE = {
    "0": "today tonight|сегодня|сьогодні|dziś dzisiaj|heute|aujourd'hui|오늘|今天 今日|本日|hoy",
    "-1": "yesterday|вчера накануне|вчора напередодні|wczoraj|gestern|hier|어제 전날|昨天 昨日|ayer",
    "1": "tomorrow|завтра|jutro|demain|내일|明天 明日",
}
_SHORT_NAMES = frozenset(
    [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)


def _names(rows: tuple[str, ...]) -> dict[str, int]:
    return {fold(name): i for i, row in enumerate(rows) for name in row.replace("|", " ").split()}


_MONTH_OF = _names(_MONTHS)
_WEEKDAY_OF = _names(_WEEKDAYS)
_ABBREVIATED = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|янв|фев|апр|июн|июл|авг|сен|окт|ноя|дек)\b\.?"
_MONTH = f"(?:{_ABBREVIATED}|(?:" + "|".join(sorted(map(re.escape, _MONTH_OF), key=len, reverse=True)) + r")\b)"
_DAY = r"(?:[0-3]?\d)"
_YEAR = r"(?:,?\s{0,2}(?:de )?(?P<year{n}>(?:19|20)\d\d)(?!\d)(?:\s?(?:года|г\.|року|р\.|roku|r\.))?)?"
_TO = r"(?:\s?(?:[-–—~]|bis|to|по|do|au|al|and|i|und|et|y|и|та)\s?{d}(?:st|nd|rd|th|\.)?)?".replace("{d}", _DAY)

_PATTERN = re.compile(
    "|".join(
        (
            r"(?<![\d.,-])(?P<y0>(?:19|20)\d\d)[-./](?P<m0>[01]?\d)[-./](?P<d0>[0-3]?\d)(?![\d])",
            r"(?<![\d.,-])(?P<d1>[0-3]?\d)\.(?P<m1>[01]\d)\.(?P<y1>(?:19|20)?\d\d)(?!\d)",
            r"(?:(?P<y2>(?:19|20)\d\d)\s?[年년]\s?)?(?<!\d)(?P<m2>1?\d)\s?[月월]\s?(?P<d2>" + _DAY + r")\s?[日일號号]",
            r"(?:(?P<past>지난|上)\s?|(?P<next>오는|来る|來る)\s?)?(?<![\d.,])(?P<d3>"
            + _DAY
            + r")(?:\s?[-~∼]\s?\d{1,2})?[日일](?!\s?(?:간|째|동안|만에|치|정|본|間|目|分|内|内|遊|游|程|元|圆|"
            r"前|後|后|짜리|이내|가량))",
            rf"(?<![\d.,-])(?P<d4>{_DAY})(?:st|nd|rd|th|er|\.|-?го|\s?число)?{_TO}\s{{1,2}}(?:of |de )?(?P<m4>{_MONTH})"
            + _YEAR.replace("{n}", "4"),
            rf"\b(?P<m5>{_MONTH})\s{{1,2}}(?P<d5>{_DAY})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d){_TO}"
            + _YEAR.replace("{n}", "5"),
        )
    )
)
_DIGIT = re.compile(r"\d")
_NAMES = Lexicon(
    {
        f"w{i}": [f"={n.capitalize()}" if n in _SHORT_NAMES else n for n in r.replace("|", " ").split()]
        for i, r in enumerate(_WEEKDAYS)
    }
    | {f"r{shift}": row.replace("|", " ").split() for shift, row in _RELATIVE.items()}
)
_LAST = re.compile(
    r"(?:\b(?:last|past|previous|прошл\w+|минул\w+|zeszł\w+|ubiegł\w+|letzten)|지난주?|上周|上週|先週の?)\s?$"
)
_NEXT = re.compile(
    r"(?:\b(?:next|coming|this coming|следующ\w+|ближайш\w+|наступн\w+|przyszł\w+|najbliższ\w+|kommenden|nächsten"
    r"|prochain|próximo)|다음\s?주|오는|下周|下週|来週の?|今度の)\s?$"
)
# Standing alone, a short English name of a day or a month is only read beside a number.
_HALF_YEAR = 190


class DateMention(NamedTuple):
    """A day named at [start, end): what the text fixes of it, and how it is to be completed.

    `kind`: full (with year), day-month, day, weekday or relative. `lean`: -1 past, 1 future, 0 unsaid.
    """

    kind: str
    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    lean: int = 0

    def on(self, published: date | None) -> date | None:
        """Return the calendar day, or None when the text and the day of publication do not give one."""
        if self.kind == "full":
            return _made(self.year, self.month, self.day)
        if published is None:
            return None
        return _RESOLVERS[self.kind](self, published)


def find_dates(text: Text) -> list[DateMention]:
    """Return the mentions of days in order."""
    return text.once("dates", lambda: _find(text.lowered, text.original))


def _find(folded: str, original: str) -> list[DateMention]:
    numeric = _PATTERN.finditer(folded) if _DIGIT.search(folded) else ()
    found = [m for match in numeric if (m := _numeric(match, original)) is not None]
    taken = {at for m in found for at in range(m.start, m.end)}
    for hit in _NAMES.find(folded, original):
        if hit.start not in taken:
            found.append(_named(hit.kind, hit.start, hit.end, folded))
    return sorted(found, key=lambda m: m.start)


def _numeric(match: re.Match[str], original: str) -> DateMention | None:
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    start, end = match.span()
    lean = -1 if groups.pop("past", None) else 1 if groups.pop("next", None) else 0
    year, month, day = 0, 0, 0
    for key, value in groups.items():
        if key.startswith("y"):
            year = int(value) if len(value) == 4 else 2000 + int(value)
        elif key.startswith("m"):
            month = int(value) if value.isdigit() else _MONTH_OF[value.rstrip(".")] + 1
        else:
            day = int(value)
    if "m5" in groups or "m4" in groups:
        at = match.start("m5") if "m5" in groups else match.start("m4")
        # "may 5" and "mar 5" are a month only when written as a name.
        if groups.get("m5", groups.get("m4", "")).rstrip(".") in _SHORT_NAMES and not original[at].isupper():
            return None
    if not 1 <= day <= 31 or (month and not 1 <= month <= 12):
        return None
    kind = "full" if year and month else "day-month" if month else "day"
    return DateMention(kind, start, end, year, month, day, lean)


def _named(kind: str, start: int, end: int, folded: str) -> DateMention:
    before = folded[max(0, start - 24) : start]
    lean = -1 if _LAST.search(before) else 1 if _NEXT.search(before) else 0
    if kind[0] == "w":
        return DateMention("weekday", start, end, day=int(kind[1:]), lean=lean)
    return DateMention("relative", start, end, day=int(kind[1:]))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_month(mention: DateMention, published: date) -> date | None:
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
    back = (published.weekday() - mention.day) % 7
    if mention.lean > 0:
        return published + timedelta(days=(7 - back) % 7 or 7)
    if mention.lean < 0 and back == 0:
        back = 7
    return published - timedelta(days=back)


def _relative(mention: DateMention, published: date) -> date | None:
    return published + timedelta(days=mention.day)


def _walk(start: date, step: int) -> Iterator[date]:
    return (start + timedelta(days=step * n) for n in range(62))


_RESOLVERS = {"day-month": _day_month, "day": _day, "weekday": _weekday, "relative": _relative}
