"""What a search compares: the words of a text as an index keeps them, and the terms of what somebody looks for.

Words are folded. Scripts without spaces between words are kept as overlapping pairs of letters, so that any part of a
text of two letters or more is found (북한, 普京); a full-text index of three letters each finds neither of these two.
What is looked for may go on ("troop" finds "troops"), from its stem where the script has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tumen.analysis.text.normalization import CJK, fold

# PostgreSQL counts no positions beyond 16,383; what a text says after 16,000 words is found in neither database.
MOST_TOKENS: Final = 16_000
# Shorter words would be found in too many others that begin alike: "war" in "warm", "UN" in "under".
_MAY_GO_ON: Final = 4
_LONGEST: Final = 64  # letters of a word: longer runs are encoded data, and no one looks for them
# A run of letters that are words by themselves, or of letters and digits that make one word.
_RUN: Final = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
_QUOTED: Final = re.compile(r'"([^"]*)"|(\S+)')
# By script, because nobody says in which language they ask: the languages of most readers with these letters.
_STEMS: Final = ((re.compile(r"[a-z]+"), "en"), (re.compile(r"[а-яё]+"), "ru"))


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that have to stand side by side; with `goes_on` the last may be the beginning of a longer word."""

    tokens: tuple[str, ...]
    goes_on: bool = False


def indexed(text: str) -> list[str]:
    """The tokens of a text in their order, at most MOST_TOKENS."""
    found: list[str] = []
    for run in _RUN.findall(fold(text).text):
        found.extend(_tokens(run))
        if len(found) >= MOST_TOKENS:
            return found[:MOST_TOKENS]
    return found


def sought(written: str) -> Term | None:
    """What a word, or words that belong together, are looked for as; None when there is no letter in it."""
    runs = _RUN.findall(fold(written).text)
    if not runs:
        return None
    *before, last = runs
    tokens = [token for run in before for token in _tokens(run)]
    if _is_spaceless(last):
        # One letter alone is the beginning of a pair.
        return Term((*tokens, *_tokens(last)), goes_on=len(last) == 1)
    if len(last) < _MAY_GO_ON or last[0].isdigit():
        return Term((*tokens, last[:_LONGEST]))
    return Term((*tokens, _stem(last)[:_LONGEST]), goes_on=True)


def exactly(written: str) -> Term | None:
    """What a phrase in quotation marks, or a name, is looked for as: these words and no longer ones."""
    tokens = tuple(indexed(written))
    return Term(tokens) if tokens else None


def parts(words: str) -> Iterator[tuple[str, bool]]:
    """Give the words of a search, each with whether it was written in quotation marks."""
    for quoted, word in _QUOTED.findall(words):
        if quoted.strip() or word.strip('"'):
            yield (quoted, True) if quoted else (word.strip('"'), False)


def fact(kind: str, value: str) -> str:
    """The token of a fact beside the text: a theme, a language, who acts. No text holds one, since none has an @."""
    return f"@{kind}:{'-'.join(_RUN.findall(fold(value).text))}"


def _tokens(run: str) -> list[str]:
    if not _is_spaceless(run):
        return [run[:_LONGEST]]
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _is_spaceless(run: str) -> bool:
    return re.match(f"[{CJK}]", run) is not None


def _stem(word: str) -> str:
    # Imported here: who only keeps documents looks for no word, and need not wait for the stemmers.
    from tumen.analysis.text.tokens import stem

    for letters, language in _STEMS:
        if letters.fullmatch(word):
            begins = stem(word, language)
            # A stem that is no beginning of the word ("happi" of "happy") finds less than the word.
            return begins if word.startswith(begins) and len(begins) >= _MAY_GO_ON - 1 else word
    return word
