"""The words of attribution that stand in the language tables; the grammar writes the shapes around them."""

from __future__ import annotations

import re
from typing import Final

from tumen.analysis.text.shapes import compiled as compiled_from
from tumen.analysis.text.vocabulary import Vocabulary

ATTRIBUTION_TABLE: Final = "attribution_words"
ATTRIBUTION_WORDS: Final = (
    "acting", "again", "anaphor", "article", "before_plural", "before_verb", "body", "body_before_particle",
    "body_behind_state", "body_place", "by", "court", "dative_ending", "instrumental_ending", "kind_of_body",
    "kind_of_name", "led", "no_name", "no_phrase", "not", "not_sign", "object", "object_dative", "object_instrumental",
    "object_sign", "object_title", "object_word", "own_body", "place", "plural_past", "plural_present", "pronoun",
    "qualifier", "report_noun", "speaking_title", "that", "this", "told_to", "verb_sign",
)  # fmt: skip


def compiled(vocabulary: Vocabulary, shape: str) -> re.Pattern[str]:
    """The shape as a pattern, where `%(place)s` stands for all words of the kind `place` of `attribution_words`.

    KeyError when the shape names a kind that there is not.
    """
    return compiled_from(vocabulary, ATTRIBUTION_TABLE, ATTRIBUTION_WORDS, shape)
