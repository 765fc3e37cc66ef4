"""Quantities in a text, in the conventions of ten languages; what only looks like one is left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from tumen.analysis.extraction.dates import find_dates
from tumen.analysis.extraction.number_patterns import NumberPatterns, number_patterns
from tumen.analysis.extraction.number_values import (
    ends_in_zeros,
    figure,
    groups_by_points,
    in_words,
    may_group,
    mixed,
    shortened,
)
from tumen.analysis.matching.terms import terms_in
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.text import Text


class Number(NamedTuple):
    """A quantity at [start, end); `low` = `high` for a single figure.

    `vague`: the text gives no figure ("thousands"). `unit`: "%", a currency code, or "" (the noun says it).
    `ordinal`: a rank, not an amount ("the 12th package").
    """

    low: float
    high: float
    start: int
    end: int
    approximate: bool = False
    ordinal: bool = False
    vague: bool = False
    unit: str = ""


# No amount in a report takes more characters; a longer run of digits is an identifier or noise.
_LONGEST = 40
# Only money is counted in such amounts; elsewhere the sign belongs to a word or an article ("조약 4조").
_COUNTLESS = 1e12
_TENTH = 10.0  # per cent: 할, 割, 成
_BORROWED = (1e4, 1e3, 1e6, 1e9)  # multipliers that a range names once: "25–30 тысяч", "8千～1万"
_OFTEN = {"one": 1.0, "two": 2.0, "three": 3.0}
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_numbers(text: Text) -> tuple[Number, ...]:
    """Return the quantities of `text` in order, offsets in `text`.

    Digits with any separator, words for small numbers, ranges, vague amounts, percent and money. Years, dates, times,
    calibres, ages and the figures in names, articles and resolutions are not quantities. Ordinals are marked.
    """
    return text.once("numbers", lambda: _Reader(text).read())


class _Reader:
    """Reads the quantities of one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.lowered = text.lowered
        self.patterns = number_patterns(text.vocabulary)
        self.masked = self._mask()

    def read(self) -> tuple[Number, ...]:
        """The quantities in order."""
        found = [
            number
            for match in self.patterns.token.finditer(self.lowered)
            if not any(self.masked[match.start() : match.end()]) and (number := self._number(match))
        ]
        return tuple(_joined(self._with_vague(self._with_frequency(found)), self.lowered, self.patterns))

    def _mask(self) -> bytearray:
        """Mark the characters that belong to dates and times."""
        mask = bytearray(len(self.lowered))
        spans = [(m.start, m.end) for m in find_dates(self.text)] if _DIGIT.search(self.lowered) else []
        for pattern in (self.patterns.time, self.patterns.span):
            spans += [match.span() for match in pattern.finditer(self.lowered)]
        for start, end in spans:
            mask[start:end] = b"\1" * (end - start)
        return mask

    def _before(self, pattern: re.Pattern[str], place: int) -> re.Match[str] | None:
        """The pattern right before a place."""
        return right_before(pattern, self.lowered, place)

    def _number(self, match: re.Match[str]) -> Number | None:
        start, end = match.span()
        value = self._value(match) if end - start <= _LONGEST else None
        if value is None:
            return None
        money_before = self._before(self.patterns.money_before, start)
        if match["scale"] == "m" and self.lowered[end - 2] != " " and money_before is None:
            metres = value / self.patterns.scales["m"]  # 850m is a length
            return Number(metres, metres, start, end - 1) if value else None
        unit, stop, times = self._unit(end, money_before)
        if end == start or (value >= _COUNTLESS and not unit):
            return None
        if money_before is None and self._is_name(match):
            return None
        if self._is_ordinal(match):
            return Number(value, value, start, end, ordinal=True) if match["mixed"] is None else None
        if match["figure"] and not unit and self.patterns.name_after.match(self.lowered, end):
            return None
        begin = money_before.start() if money_before else start
        about = self._is_approximate(begin, end)
        return Number(value * times, value * times, begin, stop, approximate=about, unit=unit)

    def _value(self, match: re.Match[str]) -> float | None:
        patterns, language = self.patterns, self.text.language
        if match["figure"]:
            is_decimal = language in self.text.vocabulary.decimal_point and not self._groups(match)
            value = figure(match["figure"], decimal_point=is_decimal)
            return value * patterns.scales[match["scale"]] if match["scale"] else value
        if match["mixed"] or match["han"] or match["hangul"]:
            return mixed(match["mixed"] or match["han"] or match["hangul"])
        if match["bare"] or match["fated"]:
            return shortened(match["bare"] or match["fated"])
        if match["counting"]:
            return patterns.counting.get(match["counting"]) or mixed(match["counting"])
        word = match["words"]
        # A text in no known language is read as English.
        known = "en" if language == "und" else language
        return in_words(word, patterns) if known in patterns.owners.get(word, (known,)) else None

    def _groups(self, match: re.Match[str]) -> bool:
        """Whether the point of "12.000" groups, in a language in which it stands before decimals.

        It does where people or pieces are counted, which have no thousandths, where the decimals would be zeros, and
        where the other figures of the text are written so: much is translated with its figures as they were.
        """
        written = match["figure"]
        if match["scale"] or not may_group(written):
            return False
        if ends_in_zeros(written) or groups_by_points(self.lowered):
            return True
        counted = self.patterns.counted.match(self.lowered, match.end())
        measured = self.patterns.measured.match(self.lowered, match.end())
        # "2.375 metric tonnes", but "2.375 soldiers 3 km away".
        return counted is not None and (measured is None or counted.end() < measured.end())

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether it is a year, or the figure in a name such as KN-23."""
        start, end = match.span()
        if match["figure"] and match["scale"] is None and self._is_year(match["figure"], end):
            return True
        figure_or_mixed = match["figure"] or match["mixed"]
        return bool(figure_or_mixed) and self._before(self.patterns.name_before, start) is not None

    def _is_year(self, digits: str, end: int) -> bool:
        if not _YEAR.fullmatch(digits):
            return False
        year = self.patterns.year_after.match(self.lowered, end)
        return year is not None or self.patterns.counted.match(self.lowered, end) is None

    def _is_ordinal(self, match: re.Match[str]) -> bool:
        """Whether it is a rank ("the 12th"), or the number of an article (제4조)."""
        start, end = match.span()
        before = self._before(self.patterns.ordinal_before, start)
        if match["mixed"]:
            return before is not None
        if match["scale"] or not (match["figure"] or match["han"]) or self._before(self.patterns.how_often, start):
            return False
        return before is not None or self.patterns.ordinal_after.match(self.lowered, end) is not None

    def _unit(self, end: int, money_before: re.Match[str] | None) -> tuple[str, int, float]:
        """The unit of a figure, where it ends, and what the figure is to be multiplied by."""
        if money_before:
            return money_before.lastgroup or "", end, 1.0
        percent = self.patterns.percent.match(self.lowered, end)
        if percent:
            return "%", percent.end(), _TENTH if percent["tenths"] else 1.0
        money = self.patterns.money_after.match(self.lowered, end)
        return (money.lastgroup or "", money.end(), 1.0) if money else ("", end, 1.0)

    def _is_approximate(self, start: int, end: int) -> bool:
        before = self._before(self.patterns.about, start)
        return before is not None or self.patterns.about_after.match(self.lowered, end) is not None

    def _with_frequency(self, found: list[Number]) -> list[Number]:
        """Put in how often something goes where a word says it: "twice a month", "раз в неделю", "매달 두 차례"."""
        often = []
        for match in self.patterns.frequency.finditer(self.lowered):
            group = match.lastgroup or "one"
            start, end = match.span(group)
            value = self.patterns.counting[match[group]] if group == "counting" else _OFTEN[group]
            counted = any(n.end + 1 >= start and n.start < end for n in found)
            if not counted and not any(self.masked[start:end]):
                often.append(Number(value, value, start, end))
        return sorted(found + often, key=lambda n: n.start)

    def _with_vague(self, found: list[Number]) -> list[Number]:
        """Put the amounts without a figure among the others; "several thousand" outweighs the word inside it."""
        vague = []
        for kind, start, end in terms_in(self.text, "vague_amounts"):
            low, high = map(float, kind.split("-"))
            inside = [n for n in found if n.start < end and start < n.end]
            # "более тысячи" is one thousand, "тысячи" are many.
            single = self.lowered[start:end] in self.patterns.singular and self._is_approximate(start, end)
            if not single and all(start <= n.start and n.end <= end for n in inside):
                vague.append(Number(low, high, start, end, approximate=True, vague=True))
        kept = [n for n in found if not any(v.start < n.end and n.start < v.end for v in vague)]
        return sorted(kept + vague, key=lambda n: n.start)


def _joined(found: list[Number], lowered: str, patterns: NumberPatterns) -> list[Number]:
    """Make "8,000–10,000" and "от 25 до 30 тысяч" one range each."""
    result: list[Number] = []
    for number in found:
        before = result[-1] if result else None
        joined = _range(before, number, lowered, patterns) if before else None
        if joined is not None:
            result[-1] = joined
        else:
            result.append(number)
    return result


def _range(first: Number, second: Number, lowered: str, patterns: NumberPatterns) -> Number | None:
    gap = lowered[first.end : second.start]
    if (
        first.ordinal
        or second.ordinal
        or (first.unit and first.unit != second.unit)
        or first.vague
        or second.vague
        or not patterns.join.fullmatch(gap)
    ):
        return None
    if patterns.listed.fullmatch(gap.strip()) and not right_before(patterns.between, lowered, first.start):
        return None
    # "from 8,000 to 11,000" is a change: two figures.
    change = right_before(patterns.change_from, lowered, first.start)
    if change and patterns.change_to.fullmatch(gap.strip()):
        return None
    low = first.low
    for scale in _BORROWED:
        if (
            low < min(_BORROWED) <= scale <= second.high
            and second.high % scale == 0
            and low * scale < second.low
            and low < second.low / scale
        ):
            low *= scale
            break
    if low >= second.high or first.low != first.high:
        return None
    return Number(
        low,
        second.high,
        first.start,
        second.end,
        first.approximate or second.approximate,
        unit=second.unit or first.unit,
    )
