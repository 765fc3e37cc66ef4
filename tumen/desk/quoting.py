"""The place of a text at which what was sought stands, in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tumen.analysis.matching.names import Part
from tumen.analysis.text.normalization import fold
from tumen.model import Document

_AROUND: Final = 90  # characters on either side: one line of a wide terminal with its neighbours
_LONGEST_WORD: Final = 25  # where no space comes sooner, the script writes none


def quote(document: Document, parts: Iterable[Part]) -> str:
    """A piece of the text around the first place at which one of the parts stands; its beginning where none does."""
    text, body = document.draft.full_text, len(document.draft.title) + 2
    # A headline is shown anyway, so a place beneath it says more.
    beneath = sorted(place for place in _places(document, list(parts)) if place[0] >= body)
    start, end = beneath[0] if beneath else (body, body + _AROUND)
    return _cut(text, body, start - _AROUND, end + _AROUND)


def _places(document: Document, parts: list[Part]) -> Iterator[tuple[int, int]]:
    entries = {part.entry.id for part in parts if part.entry}
    yield from ((mention.start, mention.end) for mention in document.mentions if mention.concept in entries)
    folded = fold(document.draft.full_text)
    for part in parts:
        word = fold(part.written).text.strip()
        at = folded.text.find(word) if word else -1
        if at >= 0:
            yield folded.span(at, at + len(word))


def _cut(text: str, first: int, start: int, end: int) -> str:
    """text[start:end] in one line, nothing before `first`, at the ends of words where there are any."""
    piece = text[max(first, start) : end]
    if start > first and (space := piece.find(" ")) in range(_LONGEST_WORD):
        piece = piece[space:]
    if end < len(text) and (space := piece.rfind(" ")) > len(piece) - _LONGEST_WORD:
        piece = piece[:space]
    before, after = ("…" if start > first else "", "…" if end < len(text) else "")
    return before + re.sub(r"\s+", " ", piece).strip() + after
