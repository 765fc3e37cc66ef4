"""Whose word a figure is: the attribution that governs a place in a text."""

from __future__ import annotations

from typing import NamedTuple

from tumen.analysis.attribution import Attribution, find_attributions, kind_of, label
from tumen.analysis.sentences import split

# A body that knows outweighs the medium or the lawmaker that passes its word on.
_WEIGHT = {"official": 0, "evidence": 1, "study": 0, "free": 1, "state": 2, "group": 1, "relay": 3, "media": 4}


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
    at = next((n for n, span in enumerate(spans) if span == sentence), 0)
    order = [at, at - 1, at + 1, 0] if at else [at, 1, 2]
    for n in order:
        if 0 <= n < len(spans):
            here = [a for a in found if spans[n][0] <= a.cue <= spans[n][1] and spans[n][0] <= a.start]
            if here:
                return _spoken(_governing(here, figure), text, n == at, figure)
    only = {a.who for a in found}
    return _spoken(found[0], text, False, figure) if len(only) == 1 else None


def _governing(here: list[Attribution], figure: tuple[int, int]) -> Attribution:
    def rank(a: Attribution) -> tuple[int, int]:
        return _WEIGHT[kind_of(a.who)], min(abs(a.cue - figure[0]), abs(a.start - figure[1]))

    return min(here, key=rank)


def _spoken(a: Attribution, text: str, same: bool, figure: tuple[int, int]) -> Speaker:
    # "Moscow denied that 10,000 …" denies; "10,000 …, which Moscow denied" is somebody else's figure denied.
    denies = a.kind == "denies" and same
    return Speaker(_name(a), denies)


def _name(a: Attribution) -> str:
    known = label(a.who) if kind_of(a.who) not in ("free", "group") else ""
    if not known or known.lower() == a.name.lower():
        return a.name
    return f"{a.name} / {known}"
