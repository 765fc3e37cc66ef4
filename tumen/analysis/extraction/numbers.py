"""Quantities in a text, in the conventions of ten languages; what only looks like one is left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from tumen.analysis.extraction import number_characters as signs
from tumen.analysis.extraction import number_words as words
from tumen.analysis.extraction.dates import find_dates
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
_SINGLE = frozenset(("тысячи", "тисячі", "сотни", "сотні"))
_OFTEN = {"one": 1, "two": 2, "three": 3}


def find_numbers(text: Text) -> tuple[Number, ...]:
    """Return the quantities of `text` in order, offsets in `text`.

    Digits with any separator, words for small numbers, ranges, vague amounts, percent and money. Years, dates, times,
    calibres, ages and the figures in names, articles and resolutions are not quantities. Ordinals are marked.
    """
    folded, language = text.lowered, text.language
    masked = _masked(folded, text)
    found = [
        n
        for m in signs.TOKEN.finditer(folded)
        if not any(masked[m.start() : m.end()]) and (n := _number(m, folded, language))
    ]
    found = _with_vague(_with_frequency(found, folded, masked), folded)
    return tuple(_joined(found, folded))


def _masked(folded: str, text: Text) -> bytearray:
    """Mark the characters that belong to dates and times."""
    mask = bytearray(len(folded))
    spans = [(m.start, m.end) for m in find_dates(text)] if signs.DIGIT.search(folded) else []
    spans += [m.span() for pattern in (signs.TIME, signs.MONTH) for m in pattern.finditer(folded)]
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _number(match: re.Match[str], folded: str, language: str) -> Number | None:
    start, end = match.span()
    if end - start > _LONGEST:
        return None
    value = _value(match, language)
    if (
        match["scale"] == "m"
        and folded[end - 2] != " "
        and signs.MONEY_BEFORE.search(folded, max(0, start - 4), start) is None
    ):
        return Number(value / 1e6, value / 1e6, start, end - 1) if value else None  # 850m is a length
    if value is None or end == start:
        return None
    if value >= _COUNTLESS and not _unit(match, folded)[0]:
        return None
    is_figure = match["figure"] is not None
    if is_figure and match["scale"] is None and _is_year(match["figure"], folded, end):
        return None
    money_before = signs.MONEY_BEFORE.search(folded, max(0, start - 4), start)
    if (
        (is_figure or match["mixed"])
        and money_before is None
        and signs.NAME_BEFORE.search(folded, max(0, start - 30), start)
    ):
        return None
    ordinal = signs.ORDINAL_BEFORE.search(folded, max(0, start - 3), start) or signs.ORDINAL_AFTER.match(folded, end)
    if (
        ordinal
        and not signs.EVERY.search(folded, max(0, start - 10), start)
        and (is_figure or match["han"])
        and match["scale"] is None
    ):
        return Number(value, value, start, end, ordinal=True)
    if match["mixed"] and signs.ORDINAL_BEFORE.search(folded, max(0, start - 3), start):
        return None  # 제4조: an article
    if (
        is_figure
        and signs.NAME_AFTER.match(folded, end)
        and signs.PERCENT.match(folded, end) is None
        and not _unit(match, folded)[0]
    ):
        return None
    unit, stop = _unit(match, folded)
    if folded[stop - 1] == "割":  # tenths
        value *= 10
    begin = money_before.start() if money_before else start
    return Number(value, value, begin, stop, approximate=_is_approximate(folded, begin, end), unit=unit)


def _value(match: re.Match[str], language: str) -> float | None:
    if match["figure"]:
        value = _figure(match["figure"], language)
        return value * signs.SCALE_OF[match["scale"]] if match["scale"] else value
    if match["mixed"]:
        return _mixed(match["mixed"])
    if match["han"]:
        return _mixed(match["han"])
    if match["korean"]:
        return words.KOREAN_COUNT.get(match["korean"]) or float(words.SIGNS[match["korean"]])
    word = match["words"]
    if language not in words.ONLY_IN.get(word, (language,)):
        return None
    return _in_words(word)


def _figure(text: str, language: str) -> float:
    """Read digits: a separator before exactly three digits groups, except English "1.500", which is a decimal."""
    tail = re.search(r"[.,](\d+)$", text)
    if tail is None or (
        len(tail[1]) == 3 and not (text.count(".") == 1 and "," not in text and language in ("en", "ko", "zh", "ja"))
    ):
        return float(re.sub(r"\D", "", text))
    return float(re.sub(r"\D", "", text[: tail.start()]) + "." + tail[1])


def _mixed(text: str) -> float:
    """Add up digits and signs: 1만2천, 一千五百, 1.2万, 2万5000."""
    total, section, digits = 0.0, 0.0, ""
    for piece in re.findall(rf"[\d,.]+|[{signs.HAN}]|[{signs.SIGNS}]", text):
        if piece in words.HAN_DIGITS:
            digits += str(words.HAN_DIGITS[piece])
        elif piece not in words.SIGNS:
            digits = piece.replace(",", "").rstrip(".")
        elif words.SIGNS[piece] < 10**4:
            section += (float(digits) if digits else 1) * words.SIGNS[piece]
            digits = ""
        else:
            whole = section + (float(digits) if digits else 0)
            total += (whole or 1) * words.SIGNS[piece]
            section, digits = 0.0, ""
    return total + section + (float(digits) if digits else 0)


def _in_words(text: str) -> float | None:
    """Read "twelve thousand", "two dozen", "twenty-five", "полторы тысячи"."""
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", text):
        value = signs.WORD_OF.get(word, signs.SCALE_OF.get(word))
        if value is None:
            continue
        if word == "dozen" and current:
            current *= 12
        elif word == "полторы":
            current = 1.5
        elif value >= 1000:
            total += (current or 1) * value
            current = 0
        elif value == 100 and 0 < current < 20:
            current *= 100
        else:
            current += value
    return total + current or None


def _is_year(figure: str, folded: str, end: int) -> bool:
    if not signs.YEAR.fullmatch(figure):
        return False
    return signs.YEAR_AFTER.match(folded, end) is not None or signs.COUNTED.match(folded, end) is None


def _unit(match: re.Match[str], folded: str) -> tuple[str, int]:
    start, end = match.span()
    before = signs.MONEY_BEFORE.search(folded, max(0, start - 4), start)
    if before:
        return signs.CURRENCY[(before.lastindex or 1) - 1], end
    percent = signs.PERCENT.match(folded, end)
    if percent:
        return "%", percent.end()
    money = signs.MONEY_AFTER.match(folded, end)
    return (money.lastgroup or "", money.end()) if money else ("", end)


def _is_approximate(folded: str, start: int, end: int) -> bool:
    word = signs.WORD_BEFORE.search(folded, max(0, start - 16), start)
    return (
        (word is not None and word[1] in signs.ABOUT)
        or folded[start - 1 : start] in ("약", "约", "約", "近", "逾")
        or (signs.ABOUT_AFTER.match(folded, end) is not None)
    )


def _with_frequency(found: list[Number], folded: str, masked: bytearray) -> list[Number]:
    """Put in how often something goes where a word says it: "twice a month", "раз в неделю", "매달 두 차례"."""
    often = []
    for match in signs.FREQUENCY.finditer(folded):
        group = match.lastgroup or "one"
        start, end = match.span(group)
        value = float(words.KOREAN_COUNT[match[group]] if group == "korean" else _OFTEN[group])
        counted = any(n.end + 1 >= start and n.start < end for n in found)
        if not counted and not any(masked[start:end]):
            often.append(Number(value, value, start, end))
    return sorted(found + often, key=lambda n: n.start)


def _with_vague(found: list[Number], folded: str) -> list[Number]:
    """Put the amounts without a figure among the others; "several thousand" outweighs the word inside it."""
    vague = []
    for hit in signs.VAGUE.find(folded):
        low, high = (float(v) for v in hit.kind.split(":"))
        inside = [n for n in found if n.start < hit.end and hit.start < n.end]
        # "более тысячи" is one thousand, "тысячи" are many.
        single = folded[hit.start : hit.end] in _SINGLE and _is_approximate(folded, hit.start, hit.end)
        if not single and all(hit.start <= n.start and n.end <= hit.end for n in inside):
            vague.append(Number(low, high, hit.start, hit.end, approximate=True, vague=True))
    kept = [n for n in found if not any(v.start < n.end and n.start < v.end for v in vague)]
    return sorted(kept + vague, key=lambda n: n.start)


def _joined(found: list[Number], folded: str) -> list[Number]:
    """Make "8,000–10,000" and "от 25 до 30 тысяч" one range each."""
    result: list[Number] = []
    for number in found:
        before = result[-1] if result else None
        joined = _range(before, number, folded) if before else None
        if joined is not None:
            result[-1] = joined
        else:
            result.append(number)
    return result


def _range(first: Number, second: Number, folded: str) -> Number | None:
    gap = folded[first.end : second.start]
    if (
        len(gap) > 8
        or first.ordinal
        or second.ordinal
        or (first.unit and first.unit != second.unit)
        or first.vague
        or second.vague
        or not signs.JOIN.fullmatch(gap)
    ):
        return None
    listed = gap.strip() in ("and", "и", "i", "та", "und", "et", "y", "및")
    if listed and not signs.BETWEEN.search(folded, 0, first.start):
        return None
    # "from 8,000 to 11,000" is a change: two figures.
    if gap.strip() == "to" and signs.FROM.search(folded, max(0, first.start - 20), first.start):
        return None
    low = first.low
    for scale in (1e4, 1e3, 1e6, 1e9):
        # "25–30 тысяч", "8千～1万": the first figure borrows the second one's multiplier.
        if (
            low < 1000 <= scale <= second.high
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
