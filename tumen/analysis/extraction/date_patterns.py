"""The shapes of written dates, made of the tables `months`, `days` and `date_words` of the languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tumen.analysis.matching.terms import Terms
from tumen.analysis.text.normalization import lower
from tumen.analysis.text.vocabulary import Vocabulary

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Days named by their distance from the day of publication.
RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1}
# What the table `date_words` may hold; docs/language.md says what each is for.
DATE_WORDS = (
    "last", "next", "last_day", "next_day", "last_year", "last_year_after", "day_ending", "to", "of", "year",
    "year_sign", "month_sign", "day_sign", "day_sign_after_month", "not_a_day", "filler", "clause",
    "background", "background_after", "future", "future_at_end", "told", "told_after",
)  # fmt: skip

DAYS = 31  # of the longest month
CENTURY = 2000  # of years that are written with two digits
_DAY = r"(?:[0-3]?\d)"


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """What finds dates in a text in lower case.

    `numeric`: dates with a figure in them; its groups y, m and d with a number are year, month and day, `past` and
    `next` say on which side of the publication. `months`: the number (1 to 12) of a month's name; `capital`: the
    names that are another word unless written with a capital. `named`: weekdays and relative days. `last`, `next`: the
    words in front of those. `year_before`, `year_after`: the words in front of a day and month, and behind it, that put
    it into the year before the report's.
    """

    numeric: re.Pattern[str]
    months: dict[str, int]
    capital: frozenset[str]
    named: Terms
    last: re.Pattern[str]
    next: re.Pattern[str]
    year_before: re.Pattern[str]
    year_after: re.Pattern[str]


def date_patterns(vocabulary: Vocabulary) -> DatePatterns:
    """The patterns of all languages, compiled once per vocabulary."""
    return vocabulary.once("date patterns", lambda: _compiled(vocabulary))


def _compiled(vocabulary: Vocabulary) -> DatePatterns:
    forms = {form: number for number, month in enumerate(MONTHS, 1) for form in _forms(vocabulary, month)}
    days = vocabulary.merged("days")
    return DatePatterns(
        numeric=_numeric(vocabulary, forms),
        months={_name(form): number for form, number in forms.items()},
        capital=frozenset(_name(form) for form in forms if form.startswith("=")),
        named=Terms({kind: days.get(kind, ()) for kind in (*WEEKDAYS, *RELATIVE)}, vocabulary),
        last=re.compile(vocabulary.alternatives("date_words", "last") + r"\s?$"),
        next=re.compile(vocabulary.alternatives("date_words", "next") + r"\s?$"),
        year_before=re.compile(vocabulary.alternatives("date_words", "last_year", bounded=False) + r"\s?$"),
        year_after=re.compile(r",?\s" + vocabulary.alternatives("date_words", "last_year_after")),
    )


def _forms(vocabulary: Vocabulary, month: str) -> tuple[str, ...]:
    return vocabulary.merged("months").get(month, ())


def _name(form: str) -> str:
    """A month's name as it stands in a text in lower case, without the full stop of an abbreviation."""
    return lower(form).removeprefix("=").rstrip(".")


def _month(form: str) -> str:
    return re.escape(_name(form)) + (r"\b\.?" if form.endswith(".") else r"\b")


def _numeric(vocabulary: Vocabulary, forms: dict[str, int]) -> re.Pattern[str]:
    """Year-month-day, day.month.year, the signs of East Asia, and a day beside a month's name."""

    def words(kind: str) -> str:
        return vocabulary.alternatives("date_words", kind, bounded=False)

    month = "|".join(map(_month, sorted(forms, key=len, reverse=True))) or "(?!)"
    ending, of = words("day_ending"), rf"(?:{words('of')} )"
    to = rf"(?:\s?(?:[-–—~]|{words('to')})\s?{_DAY}(?:{ending}|\.)?)?"

    def year(group: str) -> str:
        return rf"(?:,?\s{{0,2}}{of}?(?P<{group}>(?:19|20)\d\d)(?!\d)(?:\s?{words('year')})?)?"

    signed_day = rf"(?:{words('day_sign')}|{words('day_sign_after_month')})"
    return re.compile(
        "|".join(
            (
                r"(?<![\d.,-])(?P<y0>(?:19|20)\d\d)[-./](?P<m0>[01]?\d)[-./](?P<d0>[0-3]?\d)(?![\d])",
                r"(?<![\d.,-])(?P<d1>[0-3]?\d)\.(?P<m1>[01]\d)\.(?P<y1>(?:19|20)?\d\d)(?!\d)",
                rf"(?:(?P<y2>(?:19|20)\d\d)\s?{words('year_sign')}\s?)?(?<!\d)(?P<m2>1?\d)\s?{words('month_sign')}\s?"
                rf"(?P<d2>{_DAY})\s?{signed_day}",
                rf"(?:(?P<past>{words('last_day')})\s?|(?P<next>{words('next_day')})\s?)?(?<![\d.,])(?P<d3>{_DAY})"
                rf"(?:\s?[-~∼]\s?\d{{1,2}})?{words('day_sign')}(?!\s?{words('not_a_day')})",
                rf"(?<![\d.,-])(?P<d4>{_DAY})(?:{ending}|\.)?{to}\s{{1,2}}{of}?(?P<m4>{month}){year('y4')}",
                rf"\b(?P<m5>{month})\s{{1,2}}(?P<d5>{_DAY}){ending}?(?![\d:%]|[.,]\d){to}{year('y5')}",
            )
        )
    )
