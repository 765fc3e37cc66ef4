"""What the figure of a claim counts: all there is by now, what is to come, a part, more, or what was said before."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Claim, Document, Polarity

# What the table `figure_cues` of a report's language may hold: patterns over the sentence of a figure in lower case,
# in which "@" is the figure. `more`: it comes on top of those counted before; `part`: it is some of those; `before`:
# it is what was said until now; `ahead`: it is what is to come.
FIGURE_CUES: Final = ("more", "part", "before", "ahead")
_AROUND: Final = 160  # characters of a sentence that are looked at on each side of a figure
_END = re.compile(r"[。！？\n]|[.!?…][\"”»']?\s+(?=[^\Wa-zа-яґєії\d_])")
_ASKS = re.compile(r"^[^.!。…\n]*[?？]")


class Counting(StrEnum):
    """What a figure counts."""

    TOTAL = "total"
    PLANNED = "planned"
    OTHER = "other"  # a part, what came on top, what was said before, or what is asked about


def counting(claim: Claim, document: Document, vocabulary: Vocabulary) -> Counting:
    """Return what the figure of a claim counts, by the words around it; a denial counts whatever is denied."""
    if claim.polarity is Polarity.DENIES:
        return Counting.TOTAL
    sentence, language = _marked(claim, document, vocabulary), document.language
    if _ASKS.search(sentence.partition("@")[2]):
        return Counting.OTHER
    # Of which the whole is not counted, as "of them 600 died" behind casualties, is no part of its own kind.
    has_whole = any(other.metric == claim.metric and other.low > claim.low for other in document.claims)
    kinds = ("more", "before", *(("part",) if has_whole else ()))
    if any(_cue(kind, language, vocabulary).search(sentence) for kind in kinds):
        return Counting.OTHER
    return Counting.PLANNED if _cue("ahead", language, vocabulary).search(sentence) else Counting.TOTAL


def _marked(claim: Claim, document: Document, vocabulary: Vocabulary) -> str:
    """The sentence of a claim in lower case, its figure as "@"."""
    text = document.draft.full_text
    start, end = _figure(claim, document, vocabulary)
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    begins = max((gap.end() for gap in _END.finditer(before)), default=0)
    ends = _END.search(behind)
    return f"{before[begins:]}@{behind[: ends.end()] if ends else behind}".lower()


def _figure(claim: Claim, document: Document, vocabulary: Vocabulary) -> tuple[int, int]:
    """Where the number of a claim stands in its quotation; the quotation's beginning where it is in words."""
    quote = document.draft.full_text[claim.start : claim.end]
    for number in find_numbers(Text(quote, vocabulary, language=document.language)):
        if (number.low, number.high) == (claim.low, claim.high):
            return claim.start + number.start, claim.start + number.end
    return claim.start, claim.start


def is_earlier(claim: Claim, document: Document, vocabulary: Vocabulary) -> bool:
    """Whether a figure is only what was said until now: "5,000, up from 3,000"."""
    return _cue("before", document.language, vocabulary).search(_marked(claim, document, vocabulary)) is not None


def _cue(kind: str, language: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    entries = vocabulary.table("figure_cues", language).get(kind, ())
    return vocabulary.once(
        ("figure cues", language, kind), lambda: re.compile("|".join(entries) if entries else r"(?!)")
    )
