"""Things that no table lists: any noun behind a figure of some size, in a text about the two countries."""

from __future__ import annotations

import re
from itertools import pairwise

from tumen.analysis.claims.clauses import Figure
from tumen.analysis.claims.kinds import Unlisted
from tumen.analysis.claims.patterns import compiled
from tumen.analysis.matching.terms import Term
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Claim, Metric

# Below this a figure mostly counts parts of speech ("two leaders", "three reasons"), not news.
_SMALL = 10
_NOUN = re.compile(r"\s([^\W\d_]{3,})(?=[\s,.;:)»”\"]|$)")
# What may follow a figure and is no counted thing, and what is counted in every text.
_NO_THING = "(?:%(no_thing)s)$"
_COUNTER = r"[여余多]?\s?(?:%(counter)s)"
_TONS = "(?:%(tons)s)$"
_OF = re.compile(r"(?<=[a-z])\s(?:tons? |tonnes? )?of\s|(?<=[а-яіn])(?<!ton)\s[^\W\d_]{3,}")
# An item of a list up to the next figure: a noun with two words at most before it, a comma or "and".
_SEVERAL = 2
_ITEM = r"(?:\s[^\W\d_]+){1,3}(?:,|,?\s(?:%(and)s))\s(?:(?:%(about)s)\s)?"
_DESCRIBING = r"(?:%(describing)s)(?=\s)"
_UNNAMED = r"\s?(?:%(unnamed)s)\.?"
_RANK = r"(?:%(rank)s|[\d/])\s?-?$"


def open_thing(figure: Figure) -> tuple[str, Term | None]:
    """Return THING and the word that names it, or an empty metric."""
    number, folded = figure.number, figure.folded
    counter = figure.pattern(_COUNTER).match(folded, number.end, figure.clause.end)
    if counter and number.low > 1:
        return Unlisted.THING, Term(Unlisted.THING, number.end, counter.end())
    word = _NOUN.match(folded, number.end, figure.clause.end)
    if word and any(s.start <= word.start(1) < s.end for s in figure.clause.sides):
        word = _NOUN.match(folded, word.end(1), figure.clause.end)  # "40 North Korean dancers"
    if word and figure.pattern(_TONS).match(word[1]) and not _OF.match(folded, word.end(1), figure.clause.end):
        return "", None  # what a ship displaces
    if (
        word is None
        or (number.low < _SMALL and not _is_listed(figure))
        or figure.pattern(_NO_THING).match(word[1])
        or figure.pattern(_RANK).search(figure.lead(10))
    ):
        return "", None
    return Unlisted.THING, Term(Unlisted.THING, word.start(1), _with_noun(figure, word))


def _with_noun(figure: Figure, word: re.Match[str]) -> int:
    """Where the phrase ends whose first word stands behind the figure: "58 suspected cyberattacks"."""
    describing = figure.pattern(_DESCRIBING).match(figure.folded, word.start(1))
    if describing is None or describing.end() != word.end(1):
        return word.end(1)
    noun = _NOUN.match(figure.folded, word.end(1), figure.clause.end)
    return noun.end(1) if noun and not figure.pattern(_NO_THING).match(noun[1]) else word.end(1)


def is_unnamed(claim: Claim, vocabulary: Vocabulary) -> bool:
    """Whether nothing is known of what a figure counts but "people" or a counter: the room of a beach, any crowd."""
    return claim.metric == Metric.OTHER and compiled(vocabulary, _UNNAMED).fullmatch(claim.unit) is not None


def _is_listed(figure: Figure) -> bool:
    """Whether a small figure is one of a list of things with a larger one: "two yaks, 25 pheasants and 40 ducks"."""
    if figure.number.low < _SEVERAL:
        return False
    numbers = [n for n in figure.clause.numbers if not n.unit]
    at = next((k for k, n in enumerate(numbers) if n.start == figure.number.start), None)
    if at is None:
        return False
    joined = [True] * len(numbers)
    for k, (one, following) in enumerate(pairwise(numbers)):
        joined[k + 1] = figure.pattern(_ITEM).fullmatch(figure.folded, one.end, following.start) is not None
    first = next(k for k in range(at, -1, -1) if k == 0 or not joined[k])
    last = next(k for k in range(at, len(numbers)) if k + 1 == len(numbers) or not joined[k + 1])
    return last > first and any(n.low >= _SMALL for n in numbers[first : last + 1])
