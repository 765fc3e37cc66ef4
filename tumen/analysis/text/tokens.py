"""The content words of a text, stemmed, so that two reports of one language can be compared."""

from __future__ import annotations

from collections import Counter

import Stemmer

from tumen.analysis.text.language import SPACELESS, words
from tumen.analysis.text.vocabulary import Vocabulary

_STEMMERS = {
    "ar": "arabic", "cs": "czech", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip


def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name else None


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def terms(normal_text: str, language: str, vocabulary: Vocabulary) -> Counter[str]:
    """Count the content terms of a text in normal form: stems, or character bigrams where words have no spaces.

    The stop words of a language are no terms: small words, days and months (a date is compared as a date). What else
    is common in a stream gets its low weight from the stream itself.
    """
    found = words(normal_text)
    if language in SPACELESS:
        return Counter(gram for run in found if not run.isdigit() for gram in _bigrams(run))
    stops = vocabulary.once(
        ("stop words", language), lambda: frozenset(vocabulary.table("stop_words", language).get("words", ()))
    )
    kept = [word for word in found if len(word) > 2 and word not in stops and not word.isdigit()]
    stemmer = vocabulary.once(("stemmer", language), lambda: _stemmer(language))
    return Counter(stemmer.stemWords(kept) if stemmer else kept)
