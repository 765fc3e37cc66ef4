"""What a figure is worth: digits with separators, the figures of East Asia, and number words."""

from __future__ import annotations

import re

from tumen.analysis.extraction.number_characters import HAN, HAN_DIGITS, HANGUL, HANGUL_DIGITS, MULTIPLIERS, SIGNS
from tumen.analysis.extraction.number_patterns import NumberPatterns

_GROUP = 3  # digits between two separators of a long figure
# "12.000", "1.500.000": a point before exactly three digits, behind at most three.
_POINT_GROUP = re.compile(r"[1-9]\d{0,2}\.(\d{3})")
_COMMA_DECIMAL = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d,])")
_POINTS_GROUP = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])")
_ENGLISH_WAY = re.compile(r"(?<![\d.,])(?:\d+\.\d{1,2}(?![\d.])|\d{1,3}(?:,\d{3})+(?![\d,]))")
_HUNDRED = 100  # multiplies the figure before it; a thousand all that came since the last one
_PIECE = re.compile(rf"[\d,.]+|[{HAN}{HANGUL}]|[{SIGNS}]")
_DIGITS = HAN_DIGITS | HANGUL_DIGITS


def figure(text: str, *, decimal_point: bool) -> float:
    """Read digits: a separator before exactly three digits groups, except a point where it is the decimal sign."""
    tail = re.search(r"[.,](\d+)$", text)
    if tail is None or (len(tail[1]) == _GROUP and not (decimal_point and text.count(".") == 1 and "," not in text)):
        return float(re.sub(r"\D", "", text))
    return float(re.sub(r"\D", "", text[: tail.start()]) + "." + tail[1])


def may_group(text: str) -> bool:
    """Whether a figure has its only point before three digits: thousands as in German, or decimals as in English."""
    return _POINT_GROUP.fullmatch(text) is not None


def ends_in_zeros(text: str) -> bool:
    """Whether a figure ends in three zeros, which nobody writes as decimals."""
    return text.endswith(".000")


def groups_by_points(text: str) -> bool:
    """Whether the figures of a text are written as in German: "1.200.000", "2,5", and none as in English."""
    as_in_german = _COMMA_DECIMAL.search(text) or _POINTS_GROUP.search(text)
    return as_in_german is not None and _ENGLISH_WAY.search(text) is None


def mixed(text: str) -> float:
    """Add up digits and signs: 1만2천, 一千五百, 1.2万, 2万5000."""
    total, section, digits = 0.0, 0.0, ""
    for piece in _PIECE.findall(text):
        if piece in _DIGITS:
            digits += str(_DIGITS[piece])
        elif piece not in MULTIPLIERS:
            digits = piece.replace(",", "").rstrip(".")
        elif MULTIPLIERS[piece] < MULTIPLIERS["만"]:
            section += (float(digits) if digits else 1) * MULTIPLIERS[piece]
            digits = ""
        else:
            whole = section + (float(digits) if digits else 0)
            total += (whole or 1) * MULTIPLIERS[piece]
            section, digits = 0.0, ""
    return total + section + (float(digits) if digits else 0)


def shortened(text: str) -> float:
    """Read signs without a counter as Chinese says them: 一千一 is 1,100, 二千七 2,700; 一千零一 stays 1,001."""
    last, sign = text[-1], text[-2:-1]
    if last in HAN_DIGITS and sign in MULTIPLIERS and MULTIPLIERS[sign] > MULTIPLIERS["十"]:
        return mixed(text[:-1]) + HAN_DIGITS[last] * MULTIPLIERS[sign] / 10
    return mixed(text)


def in_words(text: str, patterns: NumberPatterns) -> float | None:
    """Read "twelve thousand", "two dozen", "twenty-five", "полторы тысячи"."""
    if text in patterns.numerals:
        return patterns.numerals[text]  # "half a million" is no million
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", text):
        value = patterns.numerals.get(word, patterns.scales.get(word))
        if value is None:
            continue
        if value >= MULTIPLIERS["천"]:
            total += (current or 1) * value
            current = 0
        elif value == _HUNDRED or word in patterns.scales:  # "two hundred", "two dozen"
            current = (current or 1) * value
        else:
            current += value
    return total + current or None
