"""Which of several speakers of a sentence a figure in it is handed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tumen.analysis.attribution.patterns import compiled
from tumen.analysis.attribution.phrases import Attribution
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.analysis.matching.speakers import Speakers
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text

# Who governs when several stand behind one report: a body that knows, then who studies, the unnamed, the relays.
_GOVERNING = (
    (SpeakerKind.OFFICIAL, SpeakerKind.AGENCY, SpeakerKind.STUDY),
    (SpeakerKind.EVIDENCE, SpeakerKind.STATE),
    (SpeakerKind.GROUP, SpeakerKind.UNLISTED),
    (SpeakerKind.RELAY,),
    (SpeakerKind.MEDIA,),
)
RANK: Final[Mapping[SpeakerKind, int]] = {kind: rank for rank, kinds in enumerate(_GOVERNING) for kind in kinds}

# A clause ends at a comma of any script that parts no digits, or before "while"; "that" goes on with it.
_PARTS = r"(?:(?<!\d),|,(?!\d)|[;；，、])(?!\s(?:%(that)s)\s)|\s(?=(?:%(contrast)s)\s)"
# Who passes on or shows what somebody knows, or is said to act: who speaks elsewhere in the sentence may be behind it.
_PASSES_ON = frozenset(
    (SpeakerKind.AGENCY, SpeakerKind.EVIDENCE, SpeakerKind.RELAY, SpeakerKind.MEDIA, SpeakerKind.STATE)
)


def governing(own: Sequence[Attribution], figure: Span, part: Span, text: Text, speakers: Speakers) -> Attribution:
    """Return the attribution of a sentence that governs a figure in it; `own` are all of the sentence at `part`.

    Whoever speaks in the figure's own clause. Else, leaving out who speaks in clauses with figures of their own, a body
    before who studies, the unnamed and the relays, and of equals the nearest.
    """

    def rank(a: Attribution) -> tuple[int, int]:
        kind = speakers.kind_of(a.who)
        if kind is SpeakerKind.AGENCY:  # it passes on what others say
            kind = SpeakerKind.RELAY
        return RANK[kind], min(abs(a.cue - figure[0]), abs(a.start - figure[1]))

    return min(_near(own, figure, part, text, speakers), key=rank)


def _near(
    own: Sequence[Attribution], figure: Span, part: Span, text: Text, speakers: Speakers
) -> Sequence[Attribution]:
    if len({a.who for a in own}) < 2 or not part[0] <= figure[0] < part[1]:
        return own
    clauses = _clauses(text, part)
    here = next(c for c in clauses if figure[0] < c[1])
    inside = [a for a in own if here[0] <= a.start < here[1] or here[0] <= a.cue < here[1]]
    if any(speakers.kind_of(a.who) not in _PASSES_ON for a in inside):
        return inside
    counting = [
        c for c in clauses if c != here and any(c[0] <= n.start < c[1] and not n.ordinal for n in find_numbers(text))
    ]
    rest = [a for a in own if not any(c[0] <= a.start < c[1] for c in counting)]
    return rest or own


def _clauses(text: Text, part: Span) -> list[Span]:
    ends = [m.end() for m in compiled(text.vocabulary, _PARTS).finditer(text.lowered, *part)]
    starts = [part[0], *ends]
    return [(a, b) for a, b in zip(starts, [*ends, part[1]], strict=True) if a < b] or [part]
