"""Things that no table lists: any noun behind a figure of some size, in a text about the two countries."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Figure
from tumen.analysis.claims.kinds import Unlisted
from tumen.analysis.matching.terms import Term

# Below this a figure mostly counts parts of speech ("two leaders", "three reasons"), not news.
_SMALL = 10
_NOUN = re.compile(r"\s([^\W\d_]{3,})(?=[\s,.;:)»”\"]|$)")
# What may follow a figure and is no counted thing, and what is counted in every text.
_NO_THING = "(?:%(no_thing)s)$"
_COUNTER = r"[여余多]?\s?(?:%(counter)s)"
_TONS = "(?:%(tons)s)$"
_OF = re.compile(r"(?<=[a-z])\s(?:tons? |tonnes? )?of\s|(?<=[а-яіn])(?<!ton)\s[^\W\d_]{3,}")
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
        or number.low < _SMALL
        or figure.pattern(_NO_THING).match(word[1])
        or figure.pattern(_RANK).search(figure.lead(10))
    ):
        return "", None
    return Unlisted.THING, Term(Unlisted.THING, word.start(1), word.end(1))
