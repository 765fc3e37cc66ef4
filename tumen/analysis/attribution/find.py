"""Who says so: the parties a text hands its statements to, and on whose knowledge a report rests."""

from __future__ import annotations

from tumen.analysis.attribution.grammar import Sentence
from tumen.analysis.attribution.phrases import Attribution, headline, party_in, slug
from tumen.analysis.attribution.reporting_verbs import reporting_verbs
from tumen.analysis.attribution.speakers import NAMES, kind_of, label
from tumen.analysis.matching.terms import Term, within
from tumen.analysis.text.text import Text

__all__ = ["Attribution", "find_attributions", "kind_of", "label", "origins", "party_in", "slug"]

# Who governs when several stand behind one report: a body that knows, then who studies, the unnamed, the relays.
_RANK = {"official": 0, "evidence": 1, "study": 1, "state": 2, "group": 3, "relay": 4, "media": 5, "free": 3}


def find_attributions(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions of a text in order of position; an "it said" repeats the last speaker."""
    return text.once("attributions", lambda: _found(text))


def origins(text: Text) -> tuple[str, ...]:
    """Return on whom the report rests, the most governing first: ids of known parties or slugs.

    Empty when the text hands nothing to anybody: the report is then the outlet's own. A medium or a lawmaker who only
    passes on what a named body said comes after that body; unnamed officials come after the named.
    """
    order: dict[str, tuple[int, int]] = {}
    for n, attribution in enumerate(find_attributions(text)):
        order.setdefault(attribution.who, (_RANK[kind_of(attribution.who)], n))
    return tuple(sorted(order, key=lambda who: order[who]))


def _found(text: Text) -> tuple[Attribution, ...]:
    full_text, folded = text.original, text.lowered
    parties, cues = [Term(*hit) for hit in NAMES.find(folded, full_text)], reporting_verbs(text)
    result: list[Attribution] = []
    for n, (start, end) in enumerate(text.sentences):
        here = within(parties, start, end)
        spoken = within(cues, start, end)
        bodies = [h for h in parties if h.end <= start and kind_of(h.kind) == "official"]
        sentence = Sentence(full_text, folded, start, end, here, spoken, bodies[-1] if bodies else None)
        result += headline(sentence) if n == 0 else []
        result += sentence.attributions(result)
    return tuple(_unique(result))


def _unique(found: list[Attribution]) -> list[Attribution]:
    seen: set[tuple[int, str]] = set()
    kept = []
    for a in sorted(found, key=lambda a: (a.start, a.cue)):
        if (a.start, a.kind) not in seen:
            seen.add((a.start, a.kind))
            kept.append(a)
    return kept
