"""The content words of a text, stemmed, so that two reports of one language can be compared."""

from __future__ import annotations

from collections import Counter
from functools import cache

import Stemmer

from tumen.analysis.text.language import words
from tumen.analysis.text.vocabulary import Vocabulary

_SHORTEST = 3  # letters; shorter words are particles and initials


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    """Snowball's stemmer of a language, which it knows by its ISO 639-1 code; None where it has none."""
    try:
        return Stemmer.Stemmer(language)
    except KeyError:
        return None


def stem(word: str, language: str) -> str:
    """One word without its ending; the word itself in a language without a stemmer."""
    stemmer = _stemmer(language)
    return str(stemmer.stemWord(word)) if stemmer else word


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def terms(normal_text: str, language: str, vocabulary: Vocabulary) -> Counter[str]:
    """Count the content terms of a text in normal form: stems, or character bigrams where words have no spaces.

    The stop words of a language are no terms: small words, days and months (a date is compared as a date). What else
    is common in a stream gets its low weight from the stream itself.
    """
    found = words(normal_text)
    if language in vocabulary.spaceless:
        return Counter(gram for run in found if not run.isdigit() for gram in _bigrams(run))
    stops = vocabulary.once(
        ("stop words", language), lambda: frozenset(vocabulary.table("stop_words", language).get("words", ()))
    )
    kept = [word for word in found if len(word) >= _SHORTEST and word not in stops and not word.isdigit()]
    stemmer = vocabulary.once(("stemmer", language), lambda: _stemmer(language))
    return Counter(stemmer.stemWords(kept) if stemmer else kept)
