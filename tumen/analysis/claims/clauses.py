"""The sentences of a text with everything that matters to its figures found in them."""

from __future__ import annotations

import re
from typing import NamedTuple

from tumen.analysis.claims.nouns import FATES, NOUNS, VEHICLES
from tumen.analysis.extraction.number_characters import HAN, SIGNS
from tumen.analysis.extraction.numbers import Number
from tumen.analysis.matching.lexicon import CJK, Hit, within
from tumen.analysis.text.text import Text

CJK_SIGN = re.compile(f"[{CJK}]")
# Semicolons, and the full stop of "3 тыс. Кроме того", at which the splitter sees an abbreviation only.
_COUNTED = re.compile(rf"[\d{SIGNS}{HAN}한두세네섯곱덟홉열][여余多]?\s?(?:[가-힣]\s)?$")
_CUT = re.compile(
    r";\s|(?<=。)(?=[^\s」』”）])|(?:(?<=тыс\.)|(?<=млн\.)|(?<=тис\.)|(?<=млрд\.))\s(?=[А-ЯЁІЇЄҐ])|(?:(?<=tys\.)|"
    r"(?<=mln\.))\s(?=[A-ZŁŚŻĆÓ])"
)


class Scene(NamedTuple):
    """A sentence, or the part of one between semicolons, with what was found in it; `vehicles`: rail, air or sea."""

    start: int
    end: int
    numbers: list[Number]
    nouns: list[Hit]
    fates: list[Hit]
    sides: list[Hit]
    vehicles: list[Hit]

    def names(self, *kinds: str) -> bool:
        """Whether one of these kinds of side is named here."""
        return any(side.kind in kinds for side in self.sides)


class Figure(NamedTuple):
    """A number in its scene, with the room that the numbers beside it leave."""

    number: Number
    scene: Scene
    place: int
    before: int
    after: int
    folded: str

    def lead(self, length: int) -> str:
        """The text right before the number."""
        return self.folded[max(self.scene.start, self.number.start - length) : self.number.start]

    @property
    def sentence(self) -> str:
        """The sentence of the number."""
        return self.folded[self.scene.start : self.scene.end]

    @property
    def behind(self) -> str:
        """The rest of the sentence behind the number."""
        return self.folded[self.number.end : self.scene.end]

    def between(self, hit: Hit) -> str:
        """The text between the number and a hit on either side of it."""
        if hit.start >= self.number.end:
            return self.folded[self.number.end : hit.start]
        return self.folded[hit.end : self.number.start]


def scenes(text: Text, numbers: list[Number], sides: list[Hit]) -> list[Scene]:
    """Return the scenes of a text in order; `numbers` and `sides` are what was found in it already."""
    folded = text.lowered
    nouns = [h for h in NOUNS.find(folded, text.original) if h.kind != "apart" and not _is_syllable(h, folded)]
    fates, vehicles = FATES.find(folded, text.original), VEHICLES.find(folded, text.original)
    return [
        Scene(
            start,
            end,
            [n for n in numbers if start <= n.start and n.end <= end],
            within(nouns, start, end),
            within(fates, start, end),
            within(sides, start, end),
            within(vehicles, start, end),
        )
        for start, end in _parts(text)
    ]


def _is_syllable(hit: Hit, folded: str) -> bool:
    """A single sign is a counter right behind its number and a syllable of another word everywhere else."""
    alone = hit.end - hit.start == 1 and CJK_SIGN.match(folded[hit.start]) is not None
    return alone and _COUNTED.search(folded, max(0, hit.start - 3), hit.start) is None


def figures(scene: Scene, place: int, folded: str) -> list[Figure]:
    """Return the numbers of a scene, each knowing where its neighbours stand."""
    edges = [scene.start, *(n.end for n in scene.numbers)]
    starts = [*(n.start for n in scene.numbers[1:]), scene.end]
    return [
        Figure(number, scene, place, before, after, folded)
        for number, before, after in zip(scene.numbers, edges, starts, strict=False)
    ]


def _parts(text: Text) -> list[tuple[int, int]]:
    """Sentences, cut once more where the splitter goes on: a round-up headline with semicolons is several."""
    spans = []
    for start, end in text.sentences:
        at = start
        for match in _CUT.finditer(text.original, start, end):
            spans.append((at, match.start()))
            at = match.end()
        spans.append((at, end))
    return [(a, b) for a, b in spans if a < b]
