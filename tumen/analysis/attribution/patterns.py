"""The words of attribution that stand in the language tables; the grammar writes the shapes around them."""

from __future__ import annotations

import re
from typing import Final

from tumen.analysis.text.shapes import compiled as compiled_from
from tumen.analysis.text.vocabulary import Vocabulary

ATTRIBUTION_TABLE: Final = "attribution_words"
ATTRIBUTION_WORDS: Final = (
    "acting", "adnominal", "again", "anaphor", "article", "before_plural", "before_verb", "body", "body_alone",
    "body_before_particle", "body_behind_state", "body_particle", "body_place", "by", "cited", "contrast", "count_of",
    "court", "dative_ending", "determiner", "free_order", "instrumental_ending", "joined", "joint_sign",
    "kind_before_body", "kind_of_body", "kind_of_name", "led", "made_sign", "named_body", "names_before",
    "names_behind", "no_body", "no_name", "no_name_end", "no_phrase", "no_speaker", "not", "not_sign", "noun_too",
    "object", "object_dative", "object_first", "object_instrumental", "object_sign", "object_title", "object_word",
    "oblique_word", "of_sign", "office", "one_of", "own_body", "owner", "participle", "particle", "particle_sign",
    "person_pronoun", "phrase_end", "phrase_sign", "place", "place_case", "plural_past", "plural_present", "pronoun",
    "pronoun_sign", "qualifier", "report_noun", "route", "says_this", "side", "speaking_body", "speaking_title",
    "speaks_of", "that", "this", "title_before", "title_sign", "told_to", "topic", "topic_sign", "unknowing",
    "verb_particle", "verb_sign",
)  # fmt: skip


def compiled(vocabulary: Vocabulary, shape: str) -> re.Pattern[str]:
    """The shape as a pattern, where `%(place)s` stands for all words of the kind `place` of `attribution_words`.

    KeyError when the shape names a kind that there is not.
    """
    return compiled_from(vocabulary, ATTRIBUTION_TABLE, ATTRIBUTION_WORDS, shape)
