"""Third-party text made harmless to look at, before any form is built."""

from __future__ import annotations

import re
import unicodedata

from tumen.invisible_characters import is_unseen

# Real scripts stack up to three marks on a letter (Vietnamese, Thai, Hebrew with cantillation); towers of marks
# paint over the neighbouring lines.
MOST_MARKS = 3

# How channels set off words and name links: **bold**, __italic__, ~~struck~~, `code`, [words](https://…). A sentence
# cut out of a longer run has half of them.
_SET_OFF = re.compile(r"\*\*|~~|(?<!\w)__|__(?!\w)|(?<!`)`(?!`)")
_NAMED_LINK = re.compile(r"\[([^\[\]\n]*)\]\(https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)")

# What both need; a single "_" is in most user names and needs no closer look.
_MARKS = re.compile(r"\*\*|~~|__|`|\]\(")

_SPACE = re.compile(r"\s+")
_TOWER = re.compile(rf"((?:\x00.){{{MOST_MARKS}}})(?:\x00.)+")


def clean(text: str, limit: int = 2_000) -> str:
    """One line of visible text without a channel's marks: no control, bidi, zero-width or private characters, at most
    `limit` characters."""
    text = text[: limit * 8]
    if text.isascii() and text.isprintable() and not _MARKS.search(text):
        return shorten(" ".join(text.split()), limit)  # most texts: nothing in them can be unseen or a mark
    visible = _SPACE.sub(" ", text).translate(_VISIBLE)
    if "\x00" in visible:
        visible = _TOWER.sub(r"\1", visible).replace("\x00", "")
    return shorten(_SPACE.sub(" ", unmarked(visible)).strip(), limit)


def unmarked(text: str) -> str:
    """The words of a post without the marks that set them off, links by their words."""
    return _SET_OFF.sub("", _NAMED_LINK.sub(r"\1", text))


class _Visible(dict[int, str]):
    """What becomes of each character, learnt as they come: nothing, itself, or itself with NUL before a mark."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        mark = unicodedata.category(letter) in {"Mn", "Me"}
        self[point] = "" if is_unseen(letter) else f"\x00{letter}" if mark else letter
        return self[point]


_VISIBLE = _Visible()


def shorten(text: str, limit: int) -> str:
    """The text itself, or its beginning with an ellipsis: never more than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
