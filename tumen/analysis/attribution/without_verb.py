"""Speakers whose word no verb hands over: "Seoul: 300 killed", "…, Kyiv of 4,000", "韓国軍1200人・ウクライナ3500人"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.attribution.patterns import compiled
from tumen.analysis.attribution.reporting_verbs import reporting_verbs
from tumen.analysis.attribution.speaking_phrases import CJK_SIGN
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.analysis.matching.terms import Term, within
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text

VOICE: Final = "voice"
_COMMA = re.compile(r"[,;、，]\s?(?!\d)")
# Between a speaker and a figure without a verb: a dash, a preposition, "about"; a particle.
_GAP = r"(?:\s[–—-])?(?:\s(?:%(speaks_of)s))?\s?|(?:\s?(?:%(title_before)s))?[은는はが]\s?(?:[약約]\s?)?"
_COLON = re.compile(r"\s?[:：]\s?")
_COLON_LATER = re.compile(r"(?:\s[^\W\d]+){1,2}[:：]\s?")  # "Seoul im April: 600"
_ITS = r"['’]s?\s(?:%(speaks_of)s\s)?"
_BY, _BY_COUNT = re.compile(r"\bby\s$"), r"['’]s?\s(?:own\s)?(?:%(count_of)s)\b"
_OPENING = 2  # signs before the speaker that a sentence opens with: a bullet, a quotation mark


def voices(text: Text, watch: Watch) -> list[Term]:
    """Return who speaks in a text, in order, each from the name or the word that hands something over."""
    return text.once(("voices", watch), lambda: sorted(_voices(text, watch), key=lambda voice: voice.start))


def without_verb(text: Text, watch: Watch, span: Span, figure: Span) -> Term | None:
    """Return who speaks before the figure in this part of a sentence where no verb says so; None when nobody does.

    Whose figure it is said to be; who opens it before a colon; who stands right before the figure as others do before
    theirs; or who opens the clause of the figure where the verb of the clause before goes on.
    """
    owner = _owner(text, watch, span, figure)
    if owner:
        return owner
    opening = _before_colon(text, watch, span)
    if opening and opening.end <= figure[0]:
        return opening
    for party in _each_with_a_figure(text, watch, span):
        if party.end <= figure[0] and _adjoins(text, party.end, figure[0]):
            return party
    return _goes_on(text, watch, span, figure[0])


def _voices(text: Text, watch: Watch) -> list[Term]:
    spoken = [Term(VOICE, min(a.start, a.cue), max(a.end, a.cue)) for a in find_attributions(text, watch)]
    for span in text.sentences:
        opening = _before_colon(text, watch, span)
        spoken += [opening._replace(kind=VOICE)] if opening else []
        spoken += [party._replace(kind=VOICE) for party in _each_with_a_figure(text, watch, span)]
        for start in _figures(text, span):
            last = _goes_on(text, watch, span, start)
            spoken += [last._replace(kind=VOICE)] if last else []
    return spoken


def _figures(text: Text, span: Span) -> list[int]:
    """Where the figures of a sentence begin that are no ranks."""
    numbers = find_numbers(text)
    low, high = (bisect_left(numbers, edge, key=lambda number: number.start) for edge in span)
    return [number.start for number in numbers[low:high] if not number.ordinal]


def _owner(text: Text, watch: Watch, span: Span, figure: Span) -> Term | None:
    """The party of no side watched whose figure it is: "Seoul's 12 million", "11,000 by Ukraine's count"."""
    for party in within(watch.speakers.find(text), *span):
        if not _speaks_for_itself(party, watch) or party.kind in watch.sides_watched:
            continue
        if party.end <= figure[0] and compiled(text.vocabulary, _ITS).fullmatch(text.lowered, party.end, figure[0]):
            return party
        counted = compiled(text.vocabulary, _BY_COUNT).match(text.lowered, party.end, span[1])
        if counted is None or not _BY.search(text.lowered, span[0], party.start):
            continue
        starts = [start for start in _figures(text, span) if start < party.start]
        if starts and starts[-1] == figure[0]:
            return party
    return None


def _before_colon(text: Text, watch: Watch, span: Span) -> Term | None:
    """The party that a sentence of the body opens with and that a colon follows."""
    if span[0] < text.title_end:
        return None
    first = next(iter(within(watch.speakers.find(text), *span)), None)
    if first is None or first.start - span[0] > _OPENING or not _speaks_for_itself(first, watch):
        return None
    if _COLON.match(text.original, first.end, span[1]):
        return first
    if first.kind in watch.sides_watched or within(reporting_verbs(text), *span):
        return None
    return first if _COLON_LATER.match(text.original, first.end, span[1]) else None


def _each_with_a_figure(text: Text, watch: Watch, span: Span) -> list[Term]:
    """The parties that stand right before figures, where several do: each figure is its party's."""
    starts = _figures(text, span)
    found = [
        party
        for party in within(watch.speakers.find(text), *span)
        if _speaks_for_itself(party, watch) and any(_adjoins(text, party.end, start) for start in starts)
    ]
    return found if len({party.kind for party in found}) > 1 else []


def _goes_on(text: Text, watch: Watch, span: Span, figure: int) -> Term | None:
    """The party that opens the clause of the figure behind a comma, where a verb of saying stands before it."""
    comma = max((m.end() for m in _COMMA.finditer(text.original, span[0], figure)), default=0)
    first = next(iter(within(watch.speakers.find(text), comma, figure)), None) if comma else None
    if first is None or first.start > comma or not _is_said_before(text, span[0], comma):
        return None
    return first if _adjoins(text, first.end, figure) else None


def _speaks_for_itself(party: Term, watch: Watch) -> bool:
    return watch.speakers.kind_of(party.kind) in (*BODIES, SpeakerKind.STATE)


def _adjoins(text: Text, end: int, start: int) -> bool:
    return end <= start and compiled(text.vocabulary, _GAP).fullmatch(text.original[end:start].lower()) is not None


def _is_said_before(text: Text, start: int, end: int) -> bool:
    """Whether a reporting verb stands there; in Korean and Japanese it ends the sentence."""
    return CJK_SIGN.match(text.original[end]) is not None or bool(within(reporting_verbs(text), start, end))
