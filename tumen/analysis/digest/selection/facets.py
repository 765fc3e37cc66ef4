"""The further sides of a development of many reports: what several of them tell that nothing above tells.

Of forty reports on one summit some tell the pledge, some the gift, some the dinner: a headline and two sentences hold
one or two of these. Headlines are chosen one after another, each for the words that it adds and that other headlines
have too: greedy coverage, as in Lin & Bilmes (2011), "A class of submodular functions for document summarization".
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from tumen.analysis.digest.selection.headline import CROWD, Headline, voices
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.text.language import normal
from tumen.analysis.text.tokens import terms
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Citation, Kind, Line, Sentence

MOST: Final = 3  # of one item: more are a list of headlines and no digest
EACH: Final = 5  # so many headlines of one language have room for one further side
# So many words has a headline to add, each of them in another publisher's headline too: fewer are another wording
# ("meet", "meet at a summit"); of the same persons in the same kind of happening also some more.
NEW_WORDS: Final = 3
NEW_WORDS_OF_THE_SAME: Final = 5


def facets(
    headlines: Iterable[Headline],
    vocabulary: Vocabulary,
    publishers: Publishers,
    *,
    language: str,
    told: Sequence[Line | Sentence],
) -> tuple[Line, ...]:
    """Return headlines in `language` that tell further sides of a development, the one most reports share first.

    `told` is what its reader reads above. None of a view, a live page, a guess or a denial, none that announces what
    the first one says has happened, and none below CROWD headlines: there each further side is one report's own.
    """
    own = [one for one in headlines if one.document.language == language]
    if len(own) < CROWD:
        return ()
    words = {one.document.id: frozenset(terms(normal(one.text), language, vocabulary)) for one in own}
    heard = voices((one.document for one in own), words, publishers)
    shared = {word for word, times in heard.items() if times > 1}
    known = set().union(*(terms(normal(one.text), language, vocabulary) for one in told))
    waiting = [one for one in own if one.tells and not one.document.opinion and one.planned <= own[0].planned]
    found: list[Headline] = []
    happened = {own[0].happening}
    while len(found) < min(MOST, 1 + (len(own) - CROWD) // EACH):
        added = {one.document.id: (words[one.document.id] & shared) - known for one in waiting}
        waiting = [one for one in waiting if len(added[one.document.id]) >= _least(one, happened)]
        if not waiting:
            break
        gains = [sum(heard[w] - 1 for w in added[one.document.id]) / _length(words, one) for one in waiting]
        best = waiting[gains.index(max(gains))]
        found.append(best)
        known |= words[best.document.id]
        happened.add(best.happening)
    return tuple(_line(one, language) for one in found)


def _least(one: Headline, happened: Collection[tuple[Kind, frozenset[str]] | None]) -> int:
    return NEW_WORDS_OF_THE_SAME if one.happening in happened else NEW_WORDS


def _length(words: Mapping[str, frozenset[str]], one: Headline) -> float:
    """What a headline's gain is divided by: a long one holds more words of any kind."""
    return math.sqrt(len(words[one.document.id]))


def _line(one: Headline, language: str) -> Line:
    cited = Citation(document_id=one.document.id, start=one.start, end=one.end)
    return Line(text=one.text, language=language, citations=(cited,))
