"""How rare what a report names and says is in what was seen so far, and so how much it tells."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from tumen.analysis.clustering.profiles import Profile

_LEAST = 0.2  # added to the rarity of names and kinds, so that the most frequent ones still say a little
_LANGUAGES, _SIGNS = "languages", "signs"  # beside the languages, which have two or three letters


class Rarity:
    """How rare signs and words are in what was seen so far: smoothed inverse document frequency, learnt in order."""

    def __init__(self, counts: Mapping[str, dict[str, int]] = MappingProxyType({})) -> None:
        """Begin with what `counts` gave of another one."""
        self._by_language = counts.get(_LANGUAGES, {})
        self._signs = counts.get(_SIGNS, {})
        self._words = {key: words for key, words in counts.items() if key not in (_LANGUAGES, _SIGNS)}
        self._documents = sum(self._by_language.values())
        self._changed: set[str] = set()

    def learn(self, p: Profile) -> None:
        """Count one more document."""
        self._documents += 1
        self._by_language[p.language] = self._by_language.get(p.language, 0) + 1
        for sign in (*p.concepts, *p.kinds):
            self._signs[sign] = self._signs.get(sign, 0) + 1
        words = self._words.setdefault(p.language, {})
        for word in p.words:
            words[word] = words.get(word, 0) + 1
        self._changed.add(p.language)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return in how many documents signs and words were, of the languages learnt since the last `settle`."""
        changed = {language: self._words[language] for language in self._changed}
        return {_LANGUAGES: self._by_language, _SIGNS: self._signs, **changed} if changed else {}

    def settle(self) -> None:
        """Know that what was counted so far is stored."""
        self._changed = set()

    def sign(self, key: str) -> float:
        """The weight of a name or kind, growing with its rarity."""
        return math.log((self._documents + 8) / (self._signs.get(key, 0) + 2)) + 0.1 + _LEAST

    def word(self, language: str, key: str) -> float:
        """The weight of a word of a language."""
        seen = self._by_language.get(language, 0)
        return math.log((seen + 8) / (self._words.get(language, {}).get(key, 0) + 2)) + 0.1


def shared_names(a: Profile, b: Profile, rarity: Rarity) -> tuple[str, ...]:
    """What both name and do, the most telling first, at most five: for explaining."""
    both = [key for key in (*a.concepts, *a.kinds) if key in b.concepts or key in b.kinds]
    return tuple(sorted(both, key=lambda key: (-rarity.sign(key), key))[:5])
