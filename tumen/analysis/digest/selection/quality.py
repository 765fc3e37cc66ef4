"""What makes a sentence worth telling beneath a headline: it is whole, on the subject, and says something more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tumen.analysis.text.language import normal, words
from tumen.analysis.text.tokens import terms
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Document

# New terms and figures that a sentence must have beyond the headline: a dateline, a day and a verb of saying are up to
# three and tell nothing. In a language without spaces terms are pairs of characters, about two to a word.
ADDS = 4

_CUT = re.compile(r"(?:\.\.\.?|…)\s*[\])»”\"'’]*\s*$")
_ENDS = re.compile(r"[.!?。！？…｡][\s\"'’”»)\]』」〉》）]*$")
_WHOLE = re.compile(r"[^\W\d_A-Z]{3,}[.!?。！？]$")  # no abbreviation: what was left out behind it is another sentence
_NO_LETTER = re.compile(r"\W+")


class Headline:
    """A headline as the sentences beneath it are held against it, folded once per language and outlet."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text, self._vocabulary = text, vocabulary
        self._letters, self._figures = _letters(text), _figures(text)
        self._terms: dict[tuple[str, str], frozenset[str]] = {}

    def repeated_by(self, sentence: str, counts: Collection[str], language: str, outlet: str = "") -> bool:
        """Whether a sentence tells nothing but the headline, the outlet's name and the dateline left aside.

        `counts`: the terms of the sentence.
        """
        if not self._text:
            return False
        if self.holds(sentence):
            return True
        fresh = set(counts) - self._known(language, outlet)
        wanted = ADDS * 2 if language in self._vocabulary.spaceless else ADDS
        return len(fresh) + len(_figures(sentence) - self._figures) < wanted

    def holds(self, sentence: str) -> bool:
        """Whether a sentence stands in the headline word for word."""
        return _letters(sentence) in self._letters

    def _known(self, language: str, outlet: str) -> frozenset[str]:
        if (language, outlet) not in self._terms:
            read = normal(f"{self._text} {outlet}")
            self._terms[language, outlet] = frozenset(terms(read, language, self._vocabulary))
        return self._terms[language, outlet]


@dataclass(frozen=True)
class Subject:
    """What an item's headline is about: its words and, whatever the language, the names and ideas of the watch."""

    headline: Headline
    documents: Sequence[Document]
    vocabulary: Vocabulary

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all titles but a round-up's; only sentences that share no name ask for them."""
        titled = [document for document in self.documents if not document.features.round_up]
        return frozenset(word for d in titled for word in terms(normal(d.draft.title), d.language, self.vocabulary))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Who acts, what is acted on, where, and what else the titles name."""
        concepts: set[str] = set()
        for document in self.documents:
            end = len(document.draft.title)
            concepts |= {m.concept for m in document.mentions if m.start < end}
            for frame in document.frames:
                concepts |= {*frame.principals, *frame.objects} | ({frame.place} if frame.place else set())
        return frozenset(concepts)


def subject_of(headline: str, documents: Sequence[Document], vocabulary: Vocabulary) -> Subject:
    """Return the subject of a headline that these documents tell; of no documents everything is on it."""
    return Subject(Headline(headline, vocabulary), documents, vocabulary)


def is_cut(text: str) -> bool:
    """Whether a text ends in the sign that more stood there."""
    return _CUT.search(text) is not None


def is_broken_off(body: str, start: int, end: int) -> bool:
    """Whether the sentence body[start:end] is the beginning of one: it ends in "…" or in one small letter, as where a
    feed cuts it after so many characters, or without an end where the body ends although a sentence before it has one.
    """
    sentence = body[start:end]
    behind = body[end:].lstrip()
    if is_cut(sentence) or (behind.startswith(("…", "[…")) and not _WHOLE.search(sentence)):
        return True
    if sentence[-2:-1].isspace() and sentence[-1:].islower():
        return True
    return not body[end:].strip() and not _ENDS.search(sentence) and _ENDS.search(body[:start].rstrip()) is not None


def is_about(concepts: Iterable[str], counts: Iterable[str], subject: Subject) -> bool:
    """Whether a sentence shares a name, an idea or a word with its headline; without a headline everything does."""
    if not subject.concepts.isdisjoint(concepts) or not subject.words.isdisjoint(counts):
        return True
    return not subject.words and not subject.concepts


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.lower())


def _figures(text: str) -> set[str]:
    return {word for word in words(normal(text)) if word.isdigit()}
