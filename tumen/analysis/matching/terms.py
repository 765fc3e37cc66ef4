"""The terms of a language table found in a text: all languages at once, the longest reading of each place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tumen.analysis.matching.matcher import Matcher, leftmost
from tumen.analysis.text.normalization import fold_form
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import Vocabulary


class Term(NamedTuple):
    """A term of one kind at [start, end) of the original text."""

    kind: str
    start: int
    end: int


class Terms:
    """A table of kinds and their forms, compiled. A text is read from left to right, at each place the longest form."""

    def __init__(self, table: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> None:
        kinds = list(table)
        tagged = [(form, number) for number, kind in enumerate(kinds) for form in table[kind]]
        # Of two forms for the same words the whole word wins over the stem, the longer stem over the shorter.
        tagged.sort(key=lambda pair: (_is_stem(pair[0]), -len(fold_form(pair[0])), pair[1]))
        self._kinds = [kinds[number] for _, number in tagged]
        self._matcher = Matcher(((form, tag) for tag, (form, _) in enumerate(tagged)), vocabulary)

    def find(self, text: Text) -> list[Term]:
        """The terms in a text, in order, not overlapping."""
        folded = text.folded
        hits = leftmost(self._matcher.find(folded, text.original))
        if folded.starts is None:
            return [Term(self._kinds[tag], start, end) for tag, start, end in hits]
        return [Term(self._kinds[tag], *folded.span(start, end)) for tag, start, end in hits]


def _is_stem(form: str) -> bool:
    return "*" in form.split(" ")[0]


def terms_in(text: Text, table: str) -> list[Term]:
    """The terms of a language table in a text, found once."""
    return text.once(("terms", table), lambda: compiled(text, table).find(text))


def compiled(text: Text, table: str) -> Terms:
    """The language table that the text's vocabulary has under this name, compiled once."""
    vocabulary = text.vocabulary
    return vocabulary.once(("terms", table), lambda: Terms(vocabulary.merged(table), vocabulary))


def within(terms: Sequence[Term], start: int, end: int) -> list[Term]:
    """Return the terms of an ordered list that lie in [start, end)."""
    low = bisect_left(terms, start, key=lambda term: term.start)
    high = bisect_left(terms, end, key=lambda term: term.start)
    return [term for term in terms[low:high] if term.end <= end]
