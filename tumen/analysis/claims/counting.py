"""What a figure counts: all there is by now, what is to come, or only a part of it, more of it, or each of several.

Only figures of the first kind can be set against each other: as a revision, in a dispute or on one chart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Claim, Counting, Polarity

# What the table `figure_cues` of a report's language may hold: patterns over the sentence of a figure in lower case,
# in which "@" is the figure. `more`: it comes on top of those counted before; `part`: it is some of those; `before`:
# it is what was said until now; `ahead`: it is what is to come; `each`: there are so many of each of several.
# `aside`: it is something else: what would fit in, a day's or week's, what goes the other way.
FIGURE_CUES: Final = ("aside", "each", "more", "before", "part", "ahead")

# In the order in which a figure of two kinds is told as one.
_COUNTING: Final[Mapping[str, Counting]] = {
    "aside": Counting.OTHER,
    "each": Counting.EACH,
    "more": Counting.MORE,
    "before": Counting.BEFORE,
    "part": Counting.OTHER,
    "ahead": Counting.PLANNED,
}

_AROUND: Final = 160  # characters of a sentence that are looked at on each side of a figure
_END = re.compile(r"[。！？\n]|[.!?…][\"”»']?\s+(?=[^\Wa-zа-яґєії\d_])")
_ASKS = re.compile(r"^[^.!。…\n]*[?？]")


def with_counting(claims: Sequence[Claim], text: Text) -> tuple[Claim, ...]:
    """Return the claims of a text, each with what its figure counts, by the words around it."""
    return tuple(replace(claim, counting=_counting(claim, claims, text)) for claim in claims)


def _counting(claim: Claim, claims: Sequence[Claim], text: Text) -> Counting:
    if claim.polarity is Polarity.DENIES:
        return Counting.TOTAL  # whatever is denied
    if claim.counting is not Counting.TOTAL:
        return claim.counting  # known by what stands beside it
    sentence = _marked(claim, text)
    if _ASKS.search(sentence.partition("@")[2]):
        return Counting.OTHER
    # Of which the whole is not counted, as "of them 600 died" behind casualties, is no part of its own kind.
    has_whole = any(other.metric == claim.metric and other.low > claim.low for other in claims)
    kinds = (kind for kind in _COUNTING if kind != "part" or has_whole)
    said = next((kind for kind in kinds if _cue(kind, text.language, text.vocabulary).search(sentence)), None)
    return _COUNTING[said] if said else Counting.TOTAL


def _marked(claim: Claim, text: Text) -> str:
    """The sentence of a claim in lower case, its figure as "@"."""
    start, end = _figure(claim, text)
    before, behind = text.original[max(0, start - _AROUND) : start], text.original[end : end + _AROUND]
    begins = max((gap.end() for gap in _END.finditer(before)), default=0)
    ends = _END.search(behind)
    return f"{before[begins:]}@{behind[: ends.end()] if ends else behind}".lower()


def _figure(claim: Claim, text: Text) -> tuple[int, int]:
    """Where the number of a claim stands in its quotation; the quotation's beginning where it is in words."""
    for number in find_numbers(text):
        inside = claim.start <= number.start and number.end <= claim.end
        if inside and (number.low, number.high) == (claim.low, claim.high):
            return number.start, number.end
    return claim.start, claim.start


def _cue(kind: str, language: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    entries = vocabulary.table("figure_cues", language).get(kind, ())
    return vocabulary.once(
        ("figure cues", language, kind), lambda: re.compile("|".join(entries) if entries else r"(?!)")
    )
