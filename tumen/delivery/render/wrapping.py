"""Plain text in columns as a terminal or a mail program shows them: East Asian letters take two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 76

_PIECE = re.compile(r"\S+")


def columns(text: str) -> int:
    """How many columns a text takes."""
    return len(text) if text.isascii() else sum(_letter(letter) for letter in text)


def wrap(text: str, indent: int = 0, *, hang: int = 0, width: int = WIDTH) -> str:
    """Lines of at most `width` columns, every one after the first with `indent` spaces before it.

    The first stands behind something `indent` + `hang` columns wide. Words that fill a line alone (addresses) stay
    whole; runs of wide letters without spaces (Chinese, Japanese) break anywhere.
    """
    lines, line = [], ""
    room = width - indent - hang
    for word in _words(text, width - indent):
        joined = f"{line} {word.strip()}" if line and not word.startswith("\x00") else line + word
        joined = joined.replace("\x00", "")
        if line and columns(joined) > room:
            lines.append(line)
            joined, room = word.replace("\x00", ""), width - indent
        line = joined
    return ("\n" + " " * indent).join([*lines, line])


def _words(text: str, width: int) -> Iterator[str]:
    """The words; a piece of a broken word starts with NUL, which no cleaned text contains."""
    for piece in _PIECE.findall(text):
        if columns(piece) <= width or not _wide(piece):
            yield piece
            continue
        yield from _broken(piece)


def _broken(piece: str) -> Iterator[str]:
    yield piece[0]
    for letter in piece[1:]:
        yield "\x00" + letter


def _wide(piece: str) -> bool:
    return not piece.isascii() and any(_letter(letter) == 2 for letter in piece)


def _letter(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
