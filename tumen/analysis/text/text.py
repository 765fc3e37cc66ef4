"""One text, read once: its forms, language and sentences, and whatever else was found in it.

After spaCy's `Doc`: made once per document and handed down, so that no step folds, splits or matches again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from tumen.analysis.text import language as languages
from tumen.analysis.text.headlines import headline
from tumen.analysis.text.normalization import Folded, fold, lower
from tumen.analysis.text.sentences import Span, split
from tumen.analysis.text.vocabulary import Vocabulary

T = TypeVar("T")

BLANK_LINE = "\n\n"  # between title and body


class Text:
    """A text with all that judgement asks of it, each thing found on first use. Offsets count in `original`.

    `original`: the text as it came; of a document, title, blank line and body. `title_end`: where its title ends.
    `lowered`: lower case with plain digits, spaces and quotes, as long as the original, for grammar that reads marks.
    `folded`: one spelling for matching, with the way back. `vocabulary`: the language tables it is read with.
    """

    __slots__ = (
        "_declared",
        "_folded",
        "_found",
        "_language",
        "_lowered",
        "_sentences",
        "original",
        "title_end",
        "vocabulary",
    )

    def __init__(
        self,
        original: str,
        vocabulary: Vocabulary,
        *,
        title_end: int | None = None,
        declared: str | None = None,
        language: str | None = None,
    ) -> None:
        """`declared`: the language that the source states, believed where the text does not say; `language`: known."""
        self.original = original
        self.vocabulary = vocabulary
        self.title_end = len(original) if title_end is None else title_end
        self._declared = declared
        self._language = language
        self._folded: Folded | None = None
        self._lowered: str | None = None
        self._sentences: tuple[Span, ...] | None = None
        self._found: dict[Hashable, Any] = {}

    @classmethod
    def of(cls, title: str, body: str, vocabulary: Vocabulary, *, declared: str | None = None) -> Text:
        """The text of a document, as `Draft.full_text` joins it."""
        return cls(f"{title}{BLANK_LINE}{body}", vocabulary, title_end=len(title), declared=declared)

    @property
    def body_start(self) -> int:
        """Where its body begins: behind the title and a blank line."""
        return self.title_end + len(BLANK_LINE)

    @property
    def language(self) -> str:
        """The ISO 639-1 code of the language it is written in, "und" where nothing says."""
        if self._language is None:
            self._language = languages.language(self.original, self._declared)
        return self._language

    @property
    def folded(self) -> Folded:
        """The text in one spelling for matching."""
        if self._folded is None:
            self._folded = fold(self.original)
        return self._folded

    @property
    def lowered(self) -> str:
        """The text in lower case, character for character."""
        if self._lowered is None:
            self._lowered = lower(self.original)
        return self._lowered

    @property
    def headline(self) -> Span:
        """Where the headline stands in the title, without tags and the outlet's name."""
        return self.once("headline", lambda: headline(self.original[: self.title_end], self.vocabulary))

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences as (start, end), in order, without the space around them."""
        if self._sentences is None:
            self._sentences = split(self.original, self.language)
        return self._sentences

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """What `find` gives for this text, found once and kept with it."""
        try:
            found: T = self._found[key]
        except KeyError:
            found = self._found[key] = find()
        return found
