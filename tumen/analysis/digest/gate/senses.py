"""What words mean, alike in every language with a table of senses: "signed", "подписали", "서명" are one.

The tables `senses` and `gate` of config/language; docs/language.md explains both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tumen.analysis.text.language import normal
from tumen.analysis.text.normalization import CJK
from tumen.analysis.text.tokens import stem
from tumen.analysis.text.vocabulary import Vocabulary

# What the table `gate` may hold; docs/language.md says what each is for.
GATE: Final = (
    "plain", "not", "planned", "future", "may", "lower", "upper", "ending", "turn", "gets", "from", "with", "whose",
    "by", "acts", "adjective", "present", "passive", "about", "that", "counter", "title",
    "separable", "and", "suffers", "order",
)  # fmt: skip
SENSES: Final = "senses"

_TAIL: Final = 4  # letters of a compound behind its first part that are a word of their own
_JOINT: Final = 2  # letters that may join the parts of a compound: "Satellitenbild"
_HANGUL = re.compile(r"[가-힣]")
_COMPOUNDING: Final = frozenset(("de",))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The senses of one language: whole words, beginnings of words, and pairs of words."""

    language: str
    whole: dict[str, frozenset[str]]
    beginnings: dict[str, frozenset[str]]
    endings: dict[str, frozenset[str]]
    plain: frozenset[str]
    behind: frozenset[str]

    def of(self, word: str) -> frozenset[str]:
        """The senses of one word in normal form; none where it is not in the table."""
        return frozenset[str]().union(*self.parts(word))

    def parts(self, word: str) -> tuple[frozenset[str], ...]:
        """The senses of each part of a compound, "Öl" and "Lieferungen"; of any other word its own."""
        own = self.whole.get(word, frozenset())
        for ending, senses in self.endings.items():
            if word.endswith(ending):
                own |= senses
        longest = next((end for end in range(len(word), 0, -1) if word[:end] in self.beginnings), 0)
        if not longest:
            return (own,) if own else ()
        head = self._beginning(word)
        tail = (
            self._tail(word[longest:])
            if self.language in _COMPOUNDING and len(word) - longest >= _TAIL
            else frozenset()
        )
        if own or not tail:
            return (own | self._beginning(word),)
        return head, tail

    def pair(self, word: str, other: str) -> frozenset[str]:
        """The senses of two words together: "call off", "sagte … ab"."""
        return self.whole.get(f"{word} {other}", frozenset())

    def _beginning(self, word: str) -> frozenset[str]:
        found = (self.beginnings.get(word[:end], frozenset()) for end in range(1, len(word) + 1))
        return frozenset[str]().union(*found)

    def _tail(self, rest: str) -> frozenset[str]:
        for skipped in range(_JOINT + 1):
            tail = rest[skipped:]
            if tail in self.whole:
                return self.whole[tail]
            for end in range(len(tail), _TAIL - 1, -1):
                if tail[:end] in self.beginnings:
                    return self.beginnings[tail[:end]]
        return frozenset()

    def inside(self, word: str) -> tuple[frozenset[str], str]:
        """The senses of the parts of a word that is written without spaces, and what of it no part covers."""
        found: frozenset[str] = frozenset()
        rest, at = "", 0
        while at < len(word):
            end = next((n for n in range(len(word), at, -1) if word[at:n] in self.whole), None)
            if end is None or (rest and end - at < _HEAVY):
                rest += word[at]
                at += 1
                continue
            found |= self.whole[word[at:end]]
            at = end
        return found, rest


_HEAVY: Final = 2  # syllables; shorter words inside another are chance


def lexicon(vocabulary: Vocabulary, language: str) -> Lexicon:
    """The senses of a language, made once."""
    return vocabulary.once((SENSES, language), lambda: _made(vocabulary, language))


def _made(vocabulary: Vocabulary, language: str) -> Lexicon:
    whole: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    endings: dict[str, set[str]] = {}
    for sense, forms in vocabulary.table(SENSES, language).items():
        for form in forms:
            plain = normal(form.strip("*"))
            table = endings if form.startswith("*") else beginnings if form.endswith("*") else whole
            table.setdefault(plain, set()).add(sense)
    gate = vocabulary.table("gate", language)
    kept = [{form: frozenset(senses) for form, senses in table.items()} for table in (whole, beginnings, endings)]
    empty, behind = frozenset(map(normal, gate.get("plain", ()))), frozenset(gate.get("ending", ()))
    return Lexicon(language, kept[0], kept[1], kept[2], empty, behind)


def cue(vocabulary: Vocabulary, language: str, kind: str) -> re.Pattern[str]:
    """The words of one kind of the table `gate` as a pattern over a text in lower case."""
    return vocabulary.once(("gate", language, kind), lambda: _cue(vocabulary.table("gate", language).get(kind, ())))


def _cue(entries: Iterable[str]) -> re.Pattern[str]:
    source = "|".join(sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<![^\W{CJK}])(?:{source})(?![^\W{CJK}])" if source else r"(?!)")


def is_hangul(word: str) -> bool:
    """Whether a word is written in Hangul, where endings are syllables."""
    return _HANGUL.search(word) is not None


def stemmed(word: str, language: str) -> str:
    """A word of an alphabet without its ending."""
    return stem(word, language)
