"""Wordings of a document side by side: which sentences were taken out, put in or changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from typing import Final

from tumen.storage import DocumentVersion

MOST: Final = 400  # sentences of a wording that are compared: the time grows with their square


@dataclass(frozen=True, slots=True)
class Differing:
    """A sentence before and after an edit; one of them is "" where it was put in or taken out."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit that was noticed at a moment changed, in the order of the text; nothing where only a page went."""

    at: datetime
    changed: tuple[Differing, ...]


def edits(versions: Sequence[DocumentVersion], language: str) -> tuple[Edited, ...]:
    """What each wording changed of the one before it, the first edit first."""
    return tuple(
        Edited(new.at, tuple(_differing(_sentences(old, language), _sentences(new, language))))
        for old, new in pairwise(versions)
    )


def _sentences(version: DocumentVersion, language: str) -> list[str]:
    # Only who looks at an edit needs the splitter and what it loads; every list of the command line imports this.
    from tumen.analysis.text.sentences import split

    text = [version.text[start:end] for start, end in split(version.text, language)[:MOST]]
    return [version.title, *(" ".join(sentence.split()) for sentence in text)]


def _differing(before: Sequence[str], after: Sequence[str]) -> Iterator[Differing]:
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (Differing(old, new) for old, new in zip_longest(before[i:j], after[k:m], fillvalue=""))
