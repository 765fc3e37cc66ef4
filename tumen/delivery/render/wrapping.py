"""Plain text in columns as a terminal or a mail program shows them: East Asian letters take two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WIDTH = 76

_PIECE = re.compile(r"\S+")
# Latin, Greek and Cyrillic letters, dashes, quotation marks and the ellipsis: one column each.
_NARROW = re.compile("[\x00-\u02ff\u0391-\u03a1\u03a3-\u0482\u048a-\u052f\u2010-\u2027]*")


def columns(text: str) -> int:
    """How many columns a text takes."""
    return len(text) if text.isascii() else sum(_letter(letter) for letter in text)


def wrap(text: str, indent: int = 0, *, hang: int = 0, width: int = WIDTH) -> str:
    """Lines of at most `width` columns, every one after the first with `indent` spaces before it.

    The first stands behind something `indent` + `hang` columns wide. Words that fill a line alone (addresses) stay
    whole; runs of wide letters without spaces (Chinese, Japanese) break anywhere.
    """
    room = width - indent - hang
    if text.isascii() or _NARROW.fullmatch(text):
        return ("\n" + " " * indent).join(_narrow(" ".join(text.split()), room, width - indent))
    lines, line, taken = [], "", 0
    for word in _words(text, width - indent):
        gap = " " if line and not word.startswith("\x00") else ""
        own = word.replace("\x00", "")
        wide = columns(own)
        if line and taken + len(gap) + wide > room:
            lines.append(line)
            line, taken, room = own, wide, width - indent
        else:
            line, taken = line + gap + own, taken + len(gap) + wide
    return ("\n" + " " * indent).join([*lines, line])


def _narrow(text: str, room: int, width: int) -> Iterator[str]:
    """The lines of a text whose letters take one column each and whose gaps one space, the first one in `room`."""
    begin = 0
    while len(text) - begin > room:
        end = text.rfind(" ", begin, begin + room + 1)
        end = end if end >= 0 else text.find(" ", begin + room)
        if end < 0:
            break
        yield text[begin:end]
        begin, room = end + 1, width
    yield text[begin:]


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


@lru_cache(maxsize=4096)  # the letters of a text are few
def _letter(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
