"""Whose word a figure is: the attribution that governs a place in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tumen.analysis.attribution.find import RANK, find_attributions
from tumen.analysis.attribution.phrases import Attribution
from tumen.analysis.matching.speaker_entries import BODIES, SpeakerKind
from tumen.analysis.matching.speakers import Speakers
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text

_REPORT = "report"  # of the unnamed speakers: a report passes on what its authors were told

# So many sentences of a paragraph a speaker goes on without being named again.
_GOES_ON = 3
_FIRST = 2  # sentences behind a headline that say whose word it is
_SHORT = 3  # sentences, the headline too: of so short a text the one behind says it as well


class Speaker(NamedTuple):
    """`name`: as the text calls them, with the known name where it adds something. `denies`: they speak against it."""

    name: str
    denies: bool


def speaker_of(text: Text, watch: Watch, sentence: Span, figure: Span) -> Speaker | None:
    """Return who stands behind the figure, None when the text does not say.

    In its sentence first; else who goes on speaking from the sentence before in the same paragraph; for a headline
    whoever the first sentences name; else the headline's speaker; else the only party that the whole text rests on.
    """
    found, speakers = find_attributions(text, watch), watch.speakers
    spans = text.sentences
    at = max(0, bisect_right(spans, sentence[0], key=lambda span: span[0]) - 1)
    for part in (sentence, spans[at]):  # a clause between semicolons, else the sentence that it is a part of
        own = [a for a in _inside(found, part) if a.cue <= part[1]]
        if own:
            governing = _governing(own, figure, speakers)
            return _behind(governing, _spoken(governing, text.original, figure, speakers), found, speakers)
    for n in _neighbours(spans, at, text.original):
        here = [a for a in _inside(found, spans[n]) if a.kind != "denies"]
        if here:
            return Speaker(_name(_governing(here, figure, speakers), speakers), False)
    alone = found and all(a.who == found[0].who for a in found)
    return Speaker(_name(found[0], speakers), False) if alone else None


def _inside(found: tuple[Attribution, ...], span: Span) -> list[Attribution]:
    low = bisect_left(found, span[0], key=lambda a: a.start)
    high = bisect_left(found, span[1], key=lambda a: a.start)
    return list(found[low:high])


def _neighbours(spans: tuple[Span, ...], at: int, text: str) -> list[int]:
    """The sentences that may speak for one that names nobody."""
    if at == 0:
        return list(range(1, min(_FIRST + 1, len(spans))))
    back: list[int] = []
    while at - len(back) > 1 and len(back) < _GOES_ON and "\n" not in text[spans[at - len(back) - 1][1] : spans[at][0]]:
        back.append(at - len(back) - 1)
    short = len(spans) <= _SHORT and at + 1 < len(spans)
    return back + [at + 1] * short + [0]


def _behind(a: Attribution, speaker: Speaker, found: tuple[Attribution, ...], speakers: Speakers) -> Speaker:
    """Look behind a medium or a lawmaker for the body that the text named before as speaking: theirs is the word."""
    kind = SpeakerKind.RELAY if a.who == _REPORT else speakers.kind_of(a.who)
    if kind not in (SpeakerKind.MEDIA, SpeakerKind.RELAY):
        return speaker
    earlier = (b for b in found if b.start < a.start and speakers.kind_of(b.who) in BODIES and b.kind != "denies")
    body = next(earlier, None)
    if body is None:
        return speaker
    return Speaker(
        _name(body, speakers) if kind is SpeakerKind.MEDIA else f"{a.name} / {speakers.label(body.who)}", speaker.denies
    )


def _governing(here: list[Attribution], figure: tuple[int, int], speakers: Speakers) -> Attribution:
    def rank(a: Attribution) -> tuple[int, int]:
        kind = speakers.kind_of(a.who)
        if kind is SpeakerKind.AGENCY:  # it passes on what others say
            kind = SpeakerKind.RELAY
        return RANK[kind], min(abs(a.cue - figure[0]), abs(a.start - figure[1]))

    return min(here, key=rank)


def _spoken(a: Attribution, text: str, figure: tuple[int, int], speakers: Speakers) -> Speaker:
    """ "Moscow denied that 10,000 …" denies; "10,000 …, which Moscow denied" is somebody else's figure denied."""
    apart = a.cue >= figure[1] and text[figure[1] : a.cue].isascii() and "," in text[figure[1] : a.cue]
    return Speaker(_name(a, speakers), a.kind == "denies" and not apart)


def _name(a: Attribution, speakers: Speakers) -> str:
    kind = speakers.kind_of(a.who)
    known = speakers.label(a.who) if kind not in (SpeakerKind.UNLISTED, SpeakerKind.GROUP) else ""
    if not known or known.lower().startswith(a.name.lower()):
        return known or a.name
    return f"{a.name} / {known}"
