"""Where sentences begin and end."""

from __future__ import annotations

import re

import sentencex

from tumen.analysis.text.shapes import right_before

# A line break, a list bullet or a Chinese bulletin's full stop before a heading ends a sentence whatever precedes it.
_BREAK = re.compile(r"[\r\n\u2028\u2029]+|[ \t](?=[•▪■◆●▲△◇※]\s?\S)")
_STRIP = re.compile(r"\S(?:.*\S)?", re.DOTALL)
# Abbreviations at which the splitter stops although the sentence goes on; a number follows or precedes them.
_GOES_ON = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Art|approx|ca|ok|tys|mln|mld|tyś|proc|godz|płk|gen|płn"
    r"|тыс|млн|млрд|тис|чел|ст|г|гг|руб|долл|стр|им|ген|Mio|Mrd|Nr|ca|bzw)\.|\b\d{1,2}\.)\s*$",
    re.IGNORECASE,
)
_LOWER_OR_DIGIT = re.compile(r"[\s\"'«(]*[a-zа-яёіїєґąćęłńóśźżäöüß\d]")
Span = tuple[int, int]
# No sentence of a report is longer; what is (a page without stops, a list of names) is cut at a space, so that the
# work on one sentence stays bounded for any text.
_LONGEST = 1200


def split(text: str, language: str) -> tuple[Span, ...]:
    """Return the sentences of `text` as (start, end) offsets, in order, without the space around them.

    A headline, a new line and a list bullet are boundaries. Never raises: an unknown language is split as English.
    """
    spans: list[Span] = []
    at = 0
    for gap in _BREAK.finditer(text):
        spans += _lines(text, at, gap.start(), language)
        at = gap.end()
    spans += _lines(text, at, len(text), language)
    return tuple(spans)


def _lines(text: str, start: int, end: int, language: str) -> list[Span]:
    """Split one paragraph, joining what an abbreviation tore apart."""
    found: list[Span] = []
    for piece_start, piece_end in _pieces(text[start:end], language or "en"):
        match = _STRIP.search(text, start + piece_start, start + piece_end)
        if match is None:
            continue
        if found and _goes_on(text, found[-1], match.start()):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return [part for span in found for part in _bounded(text, span)]


def _bounded(text: str, span: Span) -> list[Span]:
    """Cut a span without an end in sight into bearable ones."""
    start, end = span
    parts = []
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        parts.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        parts.append((start, end))
    return parts


def _pieces(line: str, language: str) -> list[Span]:
    if not line.strip():
        return []
    # Half of a pair of characters, from invalid bytes, has no UTF-8: a sign in its place keeps the offsets.
    line, language = (said.encode(errors="replace").decode() for said in (line, language))
    pieces, at = [], 0
    for piece in sentencex.segment(language, line):
        # The splitter gives back the text piece by piece; looking each up keeps offsets right if it ever trims one.
        begin = line.find(piece, at)
        if begin < 0:
            return [(0, len(line))]
        at = begin + len(piece)
        pieces.append((begin, at))
    return pieces


def _goes_on(text: str, before: Span, next_start: int) -> bool:
    """Whether the sentence before was cut at an abbreviation: "około 12 tys. | żołnierzy", "Oct. | 18"."""
    return (
        right_before(_GOES_ON, text, before[1], before[0]) is not None
        and _LOWER_OR_DIGIT.match(text, next_start) is not None
    )
