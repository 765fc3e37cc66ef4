"""Who says so: the parties to whom a text hands its statements."""

from __future__ import annotations

from collections.abc import Sequence

from tumen.analysis.attribution.grammar import Sentence
from tumen.analysis.attribution.phrases import Attribution, headline
from tumen.analysis.attribution.reporting_verbs import AttributionKind, reporting_verbs
from tumen.analysis.matching.speaker_entries import BODIES
from tumen.analysis.matching.speakers import Speakers
from tumen.analysis.matching.terms import Term, within
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.datelines import behind_dateline
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text


def find_attributions(text: Text, watch: Watch) -> tuple[Attribution, ...]:
    """Return the attributions of a text in order of position; an "it said" repeats the last speaker."""
    return text.once(("attributions", watch), lambda: _found(text, watch))


def _found(text: Text, watch: Watch) -> tuple[Attribution, ...]:
    full_text, folded = text.original, text.lowered
    speakers = watch.speakers
    parties, cues = speakers.find(text), reporting_verbs(text)
    result: list[Attribution] = []
    for n, (start, end) in enumerate(text.sentences):
        here = within(parties, behind_dateline(text, (start, end)), end)
        spoken = within(cues, start, end)
        mentioned = subject_before(text.sentences[:n], text, watch.speakers)
        sentence = Sentence(full_text, folded, start, end, here, spoken, speakers, text.vocabulary, mentioned)
        result += headline(sentence) if n == 0 or end <= text.title_end < len(full_text) else []
        result += sentence.attributions(result)
    return tuple(_unique(result))


def subject_before(spans: Sequence[Span], text: Text, speakers: Speakers) -> Term | None:
    """The body that the last of these sentences with one names first: its subject, to whom "it says" points back."""
    for span in reversed(spans):
        bodies = [h for h in within(speakers.find(text), *span) if speakers.kind_of(h.kind) in BODIES]
        subjects = [h for h in bodies if not speakers.is_oblique(text.original[h.start : h.end])]
        if bodies:
            return (subjects or bodies)[0]
    return None


def _unique(found: list[Attribution]) -> list[Attribution]:
    seen: set[tuple[int, AttributionKind]] = set()
    kept = []
    for a in sorted(found, key=lambda a: (a.start, a.cue)):
        if (a.start, a.kind) not in seen:
            seen.add((a.start, a.kind))
            kept.append(a)
    return kept
