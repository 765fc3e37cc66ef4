"""The words of acts in a headline: condemns, thanks, visits; each with its place, none between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tumen.analysis.text.vocabulary import Vocabulary

ACTS_TABLE: Final = "headline_acts"
WHO_TABLE: Final = "headline_parties"  # words for people, and what a subject may hold beside them
MARKS: Final = re.compile(r"[\"“”„«»「」『』]")


def acts(
    text: str, region: tuple[int, int], language: str, vocabulary: Vocabulary
) -> list[tuple[str, tuple[int, int]]]:
    """Return the acts of a stretch by name and place, in their order, the longest first where two begin together."""
    table = vocabulary.once((ACTS_TABLE, language), lambda: _compiled(vocabulary, language))
    lowered = text.lower()
    found = [(id, match.span()) for id, pattern in table for match in pattern.finditer(lowered, *region)]
    outside = [one for one in found if len(MARKS.findall(text, region[0], one[1][0])) % 2 == 0]
    return sorted(outside, key=lambda one: (one[1][0], one[1][0] - one[1][1]))


def is_suffered(text: str, at: int, language: str, vocabulary: Vocabulary) -> bool:
    """Whether the verb at a place says what is done to its subject: "accused of", "captured by"."""
    entries = vocabulary.table(WHO_TABLE, language).get("passive", ())
    pattern = vocabulary.once(
        (WHO_TABLE, language, "suffered"), lambda: re.compile(r"\s*(?:" + "|".join(entries or (r"(?!)",)) + ")")
    )
    return pattern.match(text.lower(), at) is not None


def whole_words(forms: Sequence[str], language: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    """Patterns of whole words as one; in a language without spaces, or with endings behind words, of parts of them."""
    edge = "" if language in vocabulary.spaceless or language == "ko" else r"\b"
    return re.compile("|".join(f"{edge}(?:{form}){edge}" for form in forms) if forms else r"(?!)")


def _compiled(vocabulary: Vocabulary, language: str) -> list[tuple[str, re.Pattern[str]]]:
    rows = vocabulary.table(ACTS_TABLE, language)
    return [(id, whole_words(forms, language, vocabulary)) for id, forms in rows.items()]
