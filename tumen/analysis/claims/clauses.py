"""The sentences of a text with everything that matters to its figures found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tumen.analysis.claims.kinds import Counted, Topic
from tumen.analysis.claims.patterns import compiled
from tumen.analysis.extraction.number_characters import HAN, SIGNS
from tumen.analysis.extraction.numbers import Number
from tumen.analysis.matching.roles import Place, Roles
from tumen.analysis.matching.terms import Term, terms_in, within
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary

CJK_SIGN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
# Semicolons, and the full stop of "3 тыс. Кроме того", at which the splitter sees an abbreviation only.
_COUNTED = re.compile(rf"[\d{SIGNS}{HAN}한두세네섯곱덟홉열][여余多]?\s?(?:[가-힣]\s)?$")
# Put together by _cut: an amount's abbreviation before a capital ends a sentence.
_CUT = r";\s|(?<=。)(?=[^\s」』”）])"
# From a part to its whole.
_PART_OF = r"\s(?:%(out_of)s)\s(?:(?:%(articles)s|%(about)s)\s){0,2}"
_OR = r"\s(?:%(or)s)\s"
_CAPITAL = "[А-ЯЁІЇЄҐA-ZŁŚŻĆÓ]"


class Clause(NamedTuple):
    """A sentence, or the part of one between semicolons, with what was found in it.

    `voices`: who speaks in it, from the speaker or the word that hands something over, whichever comes first.
    """

    start: int
    end: int
    numbers: list[Number]
    nouns: list[Term]
    fates: list[Term]
    sides: list[Term]
    vehicles: list[Term]
    topics: list[Term]
    places: list[Term]
    voices: list[Term]

    def names(self, *roles: str) -> bool:
        """Whether a word for one of these roles stands here."""
        return any(side.kind in roles for side in self.sides)

    def about(self, *topics: Topic) -> bool:
        """Whether it is about one of these topics."""
        return any(topic.kind in topics for topic in self.topics)

    def at(self, place: Place, start: int = 0) -> bool:
        """Whether a place of this kind is named here, from `start` on."""
        return any(one.kind == place and one.start >= start for one in self.places)


class Figure(NamedTuple):
    """A number in its clause, with the room that the numbers beside it leave.

    `whole`: the figure before it is a part of it; the part reaches to the end of the whole: "600 of the 15,000".
    """

    number: Number
    clause: Clause
    place: int
    before: int
    after: int
    folded: str
    vocabulary: Vocabulary
    roles: Roles
    whole: bool = False

    def pattern(self, shape: str) -> re.Pattern[str]:
        """The pattern of this shape with the words of the language tables in it."""
        return compiled(self.vocabulary, shape)

    def lead(self, length: int) -> str:
        """The text right before the number."""
        return self.folded[max(self.clause.start, self.number.start - length) : self.number.start]

    @property
    def sentence(self) -> str:
        """The sentence of the number."""
        return self.folded[self.clause.start : self.clause.end]

    @property
    def behind(self) -> str:
        """The rest of the sentence behind the number."""
        return self.folded[self.number.end : self.clause.end]

    def between(self, hit: Term) -> str:
        """The text between the number and a hit on either side of it."""
        if hit.start >= self.number.end:
            return self.folded[self.number.end : hit.start]
        return self.folded[hit.end : self.number.start]


def split_clauses(
    text: Text, numbers: list[Number], sides: list[Term], roles: Roles, voices: Sequence[Term] = ()
) -> list[Clause]:
    """Return the clauses of a text in order; `numbers`, `sides` and `voices` are what was found in it already."""
    nouns = [h for h in roles.nouns(text) if h.kind != Counted.APART and not _is_syllable(h, text.lowered)]
    found = (
        nouns,
        [h for h in terms_in(text, "fates") if not _is_part_of_a_word(h, numbers, text.lowered)],
        sides,
        terms_in(text, "vehicles"),
        terms_in(text, "topics"),
        roles.places(text),
        list(voices),
    )
    return [
        Clause(
            start,
            end,
            [n for n in numbers if start <= n.start and n.end <= end],
            *(within(terms, start, end) for terms in found),
        )
        for start, end in _parts(text)
    ]


def _is_syllable(hit: Term, folded: str) -> bool:
    """A single sign is a counter right behind its number and a syllable of another word everywhere else."""
    alone = hit.end - hit.start == 1 and CJK_SIGN.match(folded[hit.start]) is not None
    return alone and _COUNTED.search(folded, max(0, hit.start - 3), hit.start) is None


def _is_part_of_a_word(hit: Term, numbers: list[Number], folded: str) -> bool:
    """A fate of a single sign stands right beside its number ("伤二千", "伤约二千", "百死"), else it is a syllable."""
    if hit.end - hit.start > 1 or CJK_SIGN.match(folded[hit.start]) is None:
        return False
    return not any(n.end == hit.start or 0 <= n.start - hit.end <= 1 for n in numbers)


def figures(clause: Clause, place: int, text: Text, roles: Roles) -> list[Figure]:
    """Return the numbers of a clause, each knowing where its neighbours stand."""
    edges = [clause.start, *(n.end for n in clause.numbers)]
    starts = [*(n.start for n in clause.numbers[1:]), clause.end]
    made = [
        Figure(number, clause, place, before, after, text.lowered, text.vocabulary, roles)
        for number, before, after in zip(clause.numbers, edges, starts, strict=False)
    ]
    for n, (part, whole) in enumerate(pairwise(made)):
        if part.pattern(_PART_OF).fullmatch(text.lowered, part.number.end, whole.number.start):
            made[n] = part._replace(number=part.number._replace(end=whole.number.end), after=whole.after)
            made[n + 1] = whole._replace(whole=True)
    return _listed(made, text)


def _listed(made: list[Figure], text: Text) -> list[Figure]:
    """Let the first of "3,000, 10,000 or 12,000 men" reach to the noun behind the last."""
    for n in range(len(made) - 2, -1, -1):
        one, following = made[n], made[n + 1]
        gap = text.lowered[one.number.end : following.number.start]
        chained = following.number.end > _end(following) and gap == ", "
        if chained or one.pattern(_OR).fullmatch(gap):
            made[n] = one._replace(number=one.number._replace(end=following.number.end), after=following.after)
    return made


def _end(figure: Figure) -> int:
    """Where the digits of a figure end, whatever it was made to reach to."""
    return next(n.end for n in figure.clause.numbers if n.start == figure.number.start)


def _parts(text: Text) -> list[tuple[int, int]]:
    """Sentences, cut once more where the splitter goes on: a round-up headline with semicolons is several."""
    cut = text.vocabulary.once("clause cut", lambda: _cut(text.vocabulary))
    spans = []
    for start, end in text.sentences:
        at = start
        for match in cut.finditer(text.original, start, end):
            spans.append((at, match.start()))
            at = match.end()
        spans.append((at, end))
    return [(a, b) for a, b in spans if a < b]


def _cut(vocabulary: Vocabulary) -> re.Pattern[str]:
    ends = [f"(?<={one})" for one in vocabulary.merged("claim_words").get("amount_end", ())]
    return re.compile(rf"{_CUT}|(?:{'|'.join(ends)})\s(?={_CAPITAL})" if ends else _CUT)
