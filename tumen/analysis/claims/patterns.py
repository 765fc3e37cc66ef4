"""Patterns whose words stand in the language tables: the shape is written beside its rule, the words come from all."""

from __future__ import annotations

import re

from tumen.analysis.claims.kinds import CLAIM_WORDS
from tumen.analysis.text.vocabulary import Vocabulary

_NEVER = "(?!)"


class _Words(dict[str, str]):
    """The alternatives of each kind; a kind that no language fills matches nothing."""

    def __missing__(self, kind: str) -> str:
        if kind not in CLAIM_WORDS:
            raise KeyError(f"no kind of claim words: {kind}")
        return _NEVER


def compiled(vocabulary: Vocabulary, shape: str) -> re.Pattern[str]:
    """The shape as a pattern, where `%(about)s` stands for all words of the kind `about` of the table `claim_words`.

    KeyError when the shape names a kind that there is not.
    """
    return vocabulary.once(("claim words", shape), lambda: re.compile(shape % _words(vocabulary)))


def _words(vocabulary: Vocabulary) -> _Words:
    return vocabulary.once(
        "claim words", lambda: _Words({k: "|".join(words) for k, words in vocabulary.merged("claim_words").items()})
    )
