"""Who says so: the parties a text hands its statements to, and on whose knowledge a report rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tumen.analysis.attribution.grammar import Sentence
from tumen.analysis.attribution.phrases import Attribution, headline
from tumen.analysis.attribution.reporting_verbs import AttributionKind, reporting_verbs
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.analysis.matching.terms import within
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import behind_dateline
from tumen.analysis.text.text import Text

# Who governs when several stand behind one report: a body that knows, then who studies, the unnamed, the relays.
_GOVERNING = (
    (SpeakerKind.OFFICIAL, SpeakerKind.AGENCY, SpeakerKind.STUDY),
    (SpeakerKind.EVIDENCE, SpeakerKind.STATE),
    (SpeakerKind.GROUP, SpeakerKind.UNLISTED),
    (SpeakerKind.RELAY,),
    (SpeakerKind.MEDIA,),
)
_RELAYS: Final = frozenset((SpeakerKind.RELAY, SpeakerKind.MEDIA))
RANK: Final[Mapping[SpeakerKind, int]] = {kind: rank for rank, kinds in enumerate(_GOVERNING) for kind in kinds}


def find_attributions(text: Text, watch: Watch) -> tuple[Attribution, ...]:
    """Return the attributions of a text in order of position; an "it said" repeats the last speaker."""
    return text.once(("attributions", watch), lambda: _found(text, watch))


def origins(text: Text, watch: Watch) -> tuple[str, ...]:
    """Return on whom the report rests, the most governing first: ids of known parties or slugs.

    They are those to whom its headline and its first sentence with a source hand something: who is quoted further on
    speaks about the happening and need not know of it. Empty when the text hands nothing to anybody: the report is
    then the outlet's own. A medium or a lawmaker who only passes on what a named body said comes after that body;
    unnamed officials come after the named.
    """
    order: dict[str, tuple[int, int]] = {}
    for n, attribution in enumerate(_of_the_happening(find_attributions(text, watch), text, watch)):
        order.setdefault(attribution.who, (RANK[watch.speakers.kind_of(attribution.who)], n))
    return tuple(sorted(order, key=lambda who: order[who]))


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


def _found(text: Text, watch: Watch) -> tuple[Attribution, ...]:
    full_text, folded = text.original, text.lowered
    speakers = watch.speakers
    parties, cues = speakers.find(text), reporting_verbs(text)
    result: list[Attribution] = []
    for n, (start, end) in enumerate(text.sentences):
        here = within(parties, behind_dateline(text, (start, end)), end)
        spoken = within(cues, start, end)
        bodies = [h for h in parties if h.end <= start and speakers.kind_of(h.kind) in BODIES]
        sentence = Sentence(
            full_text, folded, start, end, here, spoken, speakers, text.vocabulary, bodies[-1] if bodies else None
        )
        result += headline(sentence) if n == 0 or end <= text.title_end < len(full_text) else []
        result += sentence.attributions(result)
    return tuple(_unique(result))


def _unique(found: list[Attribution]) -> list[Attribution]:
    seen: set[tuple[int, AttributionKind]] = set()
    kept = []
    for a in sorted(found, key=lambda a: (a.start, a.cue)):
        if (a.start, a.kind) not in seen:
            seen.add((a.start, a.kind))
            kept.append(a)
    return kept
