"""Whether the numbers, days and quotations of a sentence are those of the spans that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tumen.analysis.digest.gate.senses import cue
from tumen.analysis.digest.gate.statement import Place, Statement, Word
from tumen.analysis.extraction.numbers import Number
from tumen.analysis.text.language import normal

_BEFORE, _BEHIND = 20, 12  # characters around a figure in which it is called the least or the most
_NEAR: Final = 4  # words around a figure that say what it counts
_NOUN: Final = 3  # words on either side of a figure in a language that puts the noun before it
_NOUN_FIRST: Final = frozenset(("ko",))
_RATHER: Final = frozenset(("more", "new", "first", "last", "large", "high", "people"))  # what no figure counts
_MARKS = re.compile(r"[\"“”„«»「」‘’']|[\s.,!?…]+$")


def unquoted(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A quotation of the sentence that stands word for word in no span; "" where there is none."""
    for start, end in sentence.quotes:
        quoted = sentence.original[start:end]
        if _bare(quoted) and not any(_bare(quoted) in _bare(span.original) for span in spans):
            return quoted
    return ""


def _bare(text: str) -> str:
    return " ".join(_MARKS.sub("", normal(text)).split())


def uncounted(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A figure of the sentence that no span has of the same thing; "" where there is none."""
    for number in sentence.numbers:
        same = [(span, n) for span in spans for n in span.numbers if _is_same(number, sentence, n, span)]
        if not same or _counts_another(number, sentence, same, spans):
            return sentence.original[number.start : number.end]
    return ""


def _is_same(one: Number, said: Statement, other: Number, span: Statement) -> bool:
    values = (one.low, one.high) == (other.low, other.high) or (not one.vague and one.low in (other.low, other.high))
    return (
        values and one.unit == other.unit and one.ordinal == other.ordinal and _bound(one, said) == _bound(other, span)
    )


def _bound(number: Number, said: Statement) -> str:
    """Whether the text calls a figure the least ("lower") or the most ("upper") there is, or neither."""
    lowered, vocabulary = said.text.lowered, said.watch.vocabulary
    found = {}
    for kind in ("lower", "upper"):
        pattern = cue(vocabulary, said.language, kind)
        before = list(pattern.finditer(lowered, max(0, number.start - _BEFORE), number.start))
        before = [] if kind == "upper" and number.unit and _is_change(number, said) else before
        behind = pattern.search(lowered, number.end, number.end + _BEHIND) if said.language == "ko" else None
        if before and not any(n.start < number.start and before[-1].end() <= n.start for n in said.numbers):
            found[kind] = (before[-1].end(), -before[-1].start())
        elif behind:
            found[kind] = (number.start, 0)
    return max(found, key=lambda kind: found[kind]) if found else ""


def _is_change(number: Number, said: Statement) -> bool:
    """Whether the clause tells that something grew or fell: "до 42 млн" is what it came to."""
    clause = next((c for c in said.clauses if c[0] <= number.start < c[1]), (0, len(said.original)))
    return any(word.senses & {"increase", "decrease"} for word in said.within(clause))


def _counts_another(
    number: Number, sentence: Statement, same: Sequence[tuple[Statement, Number]], spans: Sequence[Statement]
) -> bool:
    """Whether a figure counts something else than it does in the spans, or what another figure counts there."""
    if number.unit or number.ordinal:
        return False
    head = _head(number, sentence)
    heads = [_head(n, span) for span, n in same]
    if head and all(heads) and not any(head & one for one in heads):
        return True
    around = _around(number, sentence)
    own = max(len(around & _around(n, span)) for span, n in same)
    others = [
        len(around & _around(n, span)) for span in spans for n in span.numbers if not any(n is m for _, m in same)
    ]
    return max(others, default=0) > own


def _head(number: Number, said: Statement) -> frozenset[str]:
    """What a figure counts: the first telling word behind it; in Korean what stands on either side of it."""
    before, behind = _beside(number, said)
    telling = [w for w in behind if w.senses - _RATHER]
    if said.language in _NOUN_FIRST:
        return frozenset().union(*(w.senses for w in (*before[-_NOUN:], *behind[:_NOUN])))
    return telling[0].senses if telling else frozenset()


def _around(number: Number, said: Statement) -> frozenset[str]:
    """What the words next to a figure mean, up to the next figure and the end of the clause."""
    before, behind = _beside(number, said)
    if said.language in _NOUN_FIRST:
        return frozenset().union(*(w.senses for w in (*before[-_NOUN:], *behind[:_NOUN])))
    return frozenset().union(*(w.senses or {w.text} for w in behind[:_NEAR]))


def _beside(number: Number, said: Statement) -> tuple[list[Word], list[Word]]:
    """The words before and behind a figure that say something, up to the next figure and the end of the clause."""
    start, end = next((c for c in said.clauses if c[0] <= number.start < c[1]), (0, len(said.original)))
    start = max([start, *(n.end for n in said.numbers if n.end <= number.start)])
    end = min([end, *(n.start for n in said.numbers if n.start >= number.end)])
    words = [w for w in said.words if w.text not in said.lexicon.plain and not _is_state(w, said)]
    return [w for w in words if start <= w.start and w.end <= number.start], [
        w for w in words if number.end <= w.start and w.end <= end
    ]


def _is_state(word: Word, said: Statement) -> bool:
    """Whether a word of an alphabet only says whose something is."""
    return said.language not in _NOUN_FIRST and any(m.start <= word.start < m.end for m in said.states)


def undated(sentence: Statement, spans: Sequence[Statement]) -> str:
    """A day, month or year of the sentence that no span names; "" where there is none."""
    days = {day for span in spans for day, _ in span.days}
    for day, place in sentence.days:
        if (day is None or day not in days) and not _is_word_for_word(sentence, place, spans):
            return sentence.original[slice(*place)]
    months = {month for span in spans for month, _ in span.months}
    for month, place in sentence.months:
        if month not in months and not any(day and f"{day:%B}".lower() == month for day in days):
            return sentence.original[slice(*place)]
    years = {year for span in spans for year in span.years} | {str(day.year) for day in days if day}
    return next(iter(sorted(sentence.years - years)), "")


def _is_word_for_word(sentence: Statement, place: Place, spans: Sequence[Statement]) -> bool:
    said = normal(sentence.original[slice(*place)])
    own = (span for span in spans if span.language == sentence.language)
    return any(re.search(rf"(?<!\w){re.escape(said)}", normal(span.original)) for span in own)
