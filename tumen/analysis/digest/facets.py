"""The further sides of a development of many reports: what several of them tell that nothing above tells.

Of forty reports on one summit some tell the pledge, some the gift, some the dinner: a headline and two sentences hold
one or two of these. Headlines are chosen one after another, each for the words that it adds and that other headlines
have too: greedy coverage, as in Lin & Bilmes (2011), "A class of submodular functions for document summarization".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tumen.analysis.digest.headline import CROWD, Headline
from tumen.analysis.text.language import normal
from tumen.analysis.text.tokens import terms
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Citation, Line, Sentence

MOST: Final = 3  # of one item: more are a list of headlines and no digest
EACH: Final = 5  # so many headlines of one language have room for one further side
# So many words has a headline to add, each of them in another report's headline too: fewer are another wording ("meet",
# "meet at a summit").
NEW_WORDS: Final = 3


def facets(
    headlines: Iterable[Headline],
    vocabulary: Vocabulary,
    *,
    language: str,
    told: Sequence[Line | Sentence],
) -> tuple[Line, ...]:
    """Return headlines in `language` that tell further sides of a development, the one most reports share first.

    `told` is what its reader reads above, with its citations. None of a view, a live page or a guess, and none below
    CROWD headlines: there each further side is one report's own.
    """
    own = [one for one in headlines if one.document.language == language]
    if len(own) < CROWD:
        return ()
    words = {one.document.id: frozenset(terms(normal(one.text), language, vocabulary)) for one in own}
    times = Counter(word for some in words.values() for word in some)
    shared = {word for word, n in times.items() if n > 1}
    known = set().union(*(terms(normal(one.text), language, vocabulary) for one in told))
    waiting = [one for one in own if one.tells and not one.document.opinion]
    found: list[Headline] = []
    while len(found) < min(MOST, 1 + (len(own) - CROWD) // EACH):
        added = {one.document.id: (words[one.document.id] & shared) - known for one in waiting}
        waiting = [one for one in waiting if len(added[one.document.id]) >= NEW_WORDS]
        if not waiting:
            break
        gains = [sum(times[w] - 1 for w in added[one.document.id]) / _length(words, one) for one in waiting]
        found.append(waiting[gains.index(max(gains))])
        known |= words[found[-1].document.id]
    return tuple(_line(one, language) for one in found)


def _length(words: Mapping[str, frozenset[str]], one: Headline) -> float:
    """What a headline's gain is divided by: a long one holds more words of any kind."""
    return math.sqrt(len(words[one.document.id]))


def _line(one: Headline, language: str) -> Line:
    cited = Citation(document_id=one.document.id, start=one.start, end=one.end)
    return Line(text=one.text, language=language, citations=(cited,))
