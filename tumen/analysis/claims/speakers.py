"""Whose word a figure is: the attribution that governs a place in a text."""

from __future__ import annotations

from typing import NamedTuple

from tumen.analysis.attribution import Attribution, find_attributions, kind_of, label
from tumen.analysis.sentences import split

# A body that knows outweighs the medium or the lawmaker that passes its word on.
_WEIGHT = {"official": 0, "evidence": 1, "study": 0, "free": 1, "state": 1, "group": 1, "relay": 3, "media": 4}


class Speaker(NamedTuple):
    """`name`: as the text calls them, with the known name where it adds something. `denies`: they speak against it."""

    name: str
    denies: bool


def speaker_of(text: str, language: str, sentence: tuple[int, int], figure: tuple[int, int]) -> Speaker | None:
    """Return who stands behind the figure: in its sentence, else the one that goes on speaking from the sentence
    before, else the one that the sentence after names, else the only party the whole text rests on."""
    found = find_attributions(text, language)
    if not found:
        return None
    spans = split(text, language)
    at = next((n for n, span in enumerate(spans) if span[0] <= sentence[0] < span[1]), 0)
    order = [at, at - 1, at + 1, 0] if at else [at, 1, 2]
    own = [a for a in found if sentence[0] <= a.start and a.cue <= sentence[1]]
    if own:
        speaker = _spoken(_governing(own, figure), text, figure)
        return _behind(_governing(own, figure), speaker, [a for a in found if a.cue < sentence[0]])
    for n in order:
        if 0 <= n < len(spans):
            here = [a for a in found if spans[n][0] <= a.start and a.cue <= spans[n][1] and a.kind != "denies"]
            if here:
                return Speaker(_name(_governing(here, figure)), False)
    return Speaker(_name(found[0]), False) if len({a.who for a in found}) == 1 else None


def _behind(a: Attribution, speaker: Speaker, before: list[Attribution]) -> Speaker:
    """Look behind a medium or a lawmaker for the body that the text named before as speaking: theirs is the word."""
    kind = kind_of(a.who)
    bodies = [b for b in before if kind_of(b.who) == "official" and b.kind != "denies"]
    if kind not in ("media", "relay") or not bodies:
        return speaker
    body = _name(bodies[0])
    return Speaker(body if kind == "media" else f"{a.name} / {label(bodies[0].who)}", speaker.denies)


def _governing(here: list[Attribution], figure: tuple[int, int]) -> Attribution:
    def rank(a: Attribution) -> tuple[int, int]:
        return _WEIGHT[kind_of(a.who)], min(abs(a.cue - figure[0]), abs(a.start - figure[1]))

    return min(here, key=rank)


def _spoken(a: Attribution, text: str, figure: tuple[int, int]) -> Speaker:
    """ "Moscow denied that 10,000 …" denies; "10,000 …, which Moscow denied" is somebody else's figure denied."""
    apart = a.cue >= figure[1] and text[figure[1] : a.cue].isascii() and "," in text[figure[1] : a.cue]
    return Speaker(_name(a), a.kind == "denies" and not apart)


def _name(a: Attribution) -> str:
    known = label(a.who) if kind_of(a.who) not in ("free", "group") else ""
    if not known or known.lower().startswith(a.name.lower()):
        return known or a.name
    return f"{a.name} / {known}"
