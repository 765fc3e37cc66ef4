"""The gate: a sentence that a machine worded passes only where the spans that it cites bear it out, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from tumen.analysis.digest.gate.figures import uncounted, undated, unquoted
from tumen.analysis.digest.gate.manner import changed, overstated, stance
from tumen.analysis.digest.gate.speakers import misattributed
from tumen.analysis.digest.gate.statement import Statement, read
from tumen.analysis.digest.gate.swaps import swapped
from tumen.analysis.digest.gate.wording import unheard, unnamed
from tumen.analysis.matching.watch import Watch

LONGEST: Final = 320  # characters of a sentence: what is longer is no line
# Nothing of an address, a mention, markup or a control character stands in a line, whoever wrote it.
_MARKUP = re.compile(r"[<>{}\[\]|\\`*_~^=#@\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]|://|www\.|&\w+;")
_LETTER = re.compile(r"[^\W\d_]")


class Fault(StrEnum):
    """Why a sentence is refused. Archives hold these words: one may be added, none taken away."""

    FORM = "form"
    LANGUAGE = "language"
    CITATION = "citation"
    QUOTE = "quote"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    WORDING = "wording"
    CLAIMANT = "claimant"
    NEGATION = "negation"
    MODALITY = "modality"
    ROLES = "roles"


class Refusal(NamedTuple):
    """Why a sentence is refused, and the words in question."""

    fault: Fault
    words: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a report that may be cited: its words, language and the day of publication."""

    text: str
    language: str
    published: date | None = None


_Check = Callable[[Statement, Sequence[Statement]], str]
_CHECKS: Final[tuple[tuple[Fault, _Check], ...]] = (
    (Fault.QUOTE, unquoted),
    (Fault.NAME, unnamed),
    (Fault.NUMBER, uncounted),
    (Fault.DATE, undated),
    (Fault.WORDING, unheard),
    (Fault.CLAIMANT, misattributed),
    (Fault.MODALITY, stance),
    (Fault.MODALITY, overstated),
    (Fault.ROLES, swapped),
)


@lru_cache(maxsize=32)  # the sentences of one answer are compared with the same spans
def _read(span: Span, watch: Watch) -> Statement:
    return read(span.text, watch, language=span.language, published=span.published)


def refusal(sentence: str, spans: Sequence[Span], watch: Watch, *, language: str) -> Refusal | None:
    """Return why a sentence in `language` is not borne out by the spans that it cites; None where it is.

    Pure. Whatever cannot be compared is refused: a word in no table, a language without tables.
    """
    if not spans:
        return Refusal(Fault.CITATION)
    if len(sentence) > LONGEST or _MARKUP.search(sentence) or not _LETTER.search(sentence):
        return Refusal(Fault.FORM)
    cited = [_read(span, watch) for span in spans]
    day = max((span.published for span in spans if span.published), default=None)
    said = read(sentence, watch, language=language, published=day)
    if not said.lexicon.plain and not said.lexicon.behind:
        return Refusal(Fault.LANGUAGE, language)
    for fault, check in _CHECKS:
        words = check(said, cited)
        if words:
            return Refusal(fault, words)
    change = changed(said, cited)
    return Refusal(Fault(change[0]), change[1]) if change else None
