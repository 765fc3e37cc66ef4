"""On whose word a report as a whole rests, and who of them is named first."""

from __future__ import annotations

from typing import Final

from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.attribution.governing import RANK
from tumen.analysis.attribution.patterns import compiled
from tumen.analysis.attribution.phrases import Attribution
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text

_RELAYS: Final = frozenset((SpeakerKind.RELAY, SpeakerKind.MEDIA))


def origins(text: Text, watch: Watch) -> tuple[str, ...]:
    """Return on whom the report rests, the most governing first: ids of known parties or slugs.

    They are those to whom its headline and its first sentence with a source hand something: who is quoted further on
    speaks about the happening and need not know of it. Empty when the text hands nothing to anybody: the report is
    then the outlet's own. A medium or a lawmaker who only passes on what a named body said comes after that body;
    unnamed officials come after the named. Who only does not confirm it or gives no answer, below the headline, is
    none.
    """
    order: dict[str, tuple[int, int]] = {}
    for n, attribution in enumerate(_of_the_happening(_knowing(text, watch), text, watch)):
        order.setdefault(attribution.who, (RANK[watch.speakers.kind_of(attribution.who)], n))
    return tuple(sorted(order, key=lambda who: order[who]))


def _knowing(text: Text, watch: Watch) -> tuple[Attribution, ...]:
    """The attributions, but below the headline none to who does not confirm it: "officials have not confirmed"."""
    found = find_attributions(text, watch)
    silent = [match.span() for match in compiled(text.vocabulary, "%(unknowing)s").finditer(text.lowered)]
    none = {a.start for a in found if a.start >= text.title_end and any(s <= a.cue < e for s, e in silent)}
    return tuple(a for a in found if a.start not in none)


def _of_the_happening(found: tuple[Attribution, ...], text: Text, watch: Watch) -> list[Attribution]:
    """The attributions of the headline and of the first sentence below it that has one.

    Where these only pass on what somebody told them, the first further on who does not.
    """
    body = next((a.start for a in found if a.start >= text.title_end), len(text.original))
    end = next((end for start, end in text.sentences if start <= body < end), body)
    first = [a for a in found if a.start < end]
    if all(watch.speakers.kind_of(a.who) in _RELAYS for a in first):
        first += [a for a in found if a.start >= end and watch.speakers.kind_of(a.who) not in _RELAYS][:1]
    return first
