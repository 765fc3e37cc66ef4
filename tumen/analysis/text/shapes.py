"""Patterns whose words stand in the language tables: the shape is written beside its rule, the words come from all."""

from __future__ import annotations

import re
from collections.abc import Collection

from tumen.analysis.text.vocabulary import Vocabulary

_NEVER = "(?!)"
# Characters: a phrase that stands right before something, with three words between, is no longer. It bounds the work
# on a text without stops.
_REACH = 60


def right_before(pattern: re.Pattern[str], text: str, place: int, start: int = 0) -> re.Match[str] | None:
    """The pattern, which ends with the end of the text, right before a place; `start`: where at the earliest."""
    return pattern.search(text, max(start, place - _REACH), place)


def compiled(vocabulary: Vocabulary, table: str, kinds: Collection[str], shape: str) -> re.Pattern[str]:
    """The shape as a pattern, where `%(about)s` stands for all words of the kind `about` of this table.

    A kind that no language fills matches nothing. KeyError when the shape names a kind that is not in `kinds`.
    """
    return vocabulary.once((table, shape), lambda: re.compile(shape % _words(vocabulary, table, kinds)))


def _words(vocabulary: Vocabulary, table: str, kinds: Collection[str]) -> dict[str, str]:
    def alternations() -> dict[str, str]:
        merged = vocabulary.merged(table)
        return {kind: "|".join(merged.get(kind, ())) or _NEVER for kind in kinds}

    return vocabulary.once(("alternations", table), alternations)
