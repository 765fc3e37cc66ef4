"""Patterns whose words stand in the language tables: the shape is written beside its rule, the words come from all."""

from __future__ import annotations

import re
from collections.abc import Collection

from tumen.analysis.text.vocabulary import Vocabulary

_NEVER = "(?!)"


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
