"""Patterns of the claims' rules, with the words of the table `claim_words`."""

from __future__ import annotations

import re

from tumen.analysis.claims.kinds import CLAIM_WORDS
from tumen.analysis.text import shapes
from tumen.analysis.text.vocabulary import Vocabulary


def compiled(vocabulary: Vocabulary, shape: str) -> re.Pattern[str]:
    """The shape as a pattern, where `%(about)s` stands for all words of the kind `about` of the table `claim_words`.

    KeyError when the shape names a kind that there is not.
    """
    return shapes.compiled(vocabulary, "claim_words", CLAIM_WORDS, shape)
