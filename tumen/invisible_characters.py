"""The characters that nobody sees or that a program obeys: one list for mail, chats, terminals, JSON and arguments."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

# Control characters, and halves of a pair, which come from invalid bytes and cannot be printed at all.
_OBEYED: Final = frozenset({"Cc", "Cs"})
# The first two; signs of format (bidirectional overrides, zero-width, tags); private and unassigned ones, which a font
# may show as anything; separators of lines and paragraphs, which some programs take for a new line.
_UNSEEN: Final = _OBEYED | {"Cf", "Co", "Cn", "Zl", "Zp"}
# Letters, marks and signs that are blank all the same: Hangul fillers, the Braille blank, inherent Khmer vowels, the
# grapheme joiner, Mongolian and other variation selectors (Default_Ignorable_Code_Point; a text can be hidden in them).
_BLANK: Final = (
    frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u034f\u180b\u180c\u180d\u180f")
    | frozenset(map(chr, range(0xFE00, 0xFE10)))
    | frozenset(map(chr, range(0xE0100, 0xE01F0)))
)


def is_unseen(letter: str) -> bool:
    """Whether nobody sees this character; spaces, line feeds and tabs are no exception to the category they are of."""
    return unicodedata.category(letter) in _UNSEEN or letter in _BLANK


def is_obeyed(letter: str) -> bool:
    """Whether this is a control character or comes from an invalid byte, which no name of ours and no path needs."""
    return unicodedata.category(letter) in _OBEYED


def is_all_seen(text: str) -> bool:
    """Whether every character of a line is seen; False for a line feed or tab, which end one."""
    # Printable: neither control, format, private, surrogate or unassigned character, nor a separator other than " ".
    return text.isprintable() and _BLANK.isdisjoint(text)


def terminal_shows(letter: str) -> bool:
    """Whether a terminal may get this character: it is seen, or ends a line or a column."""
    return letter in "\n\t" or not is_unseen(letter)


def plain(text: object) -> str:
    """Return a value as text that a terminal shows and does not obey; None as a dash."""
    said = str(text if text is not None else "–")
    return said if is_all_seen(said) else "".join(filter(terminal_shows, said))


def obeyed(arguments: Iterable[str]) -> bool:
    """Whether an argument holds a character that is obeyed."""
    return any(is_obeyed(letter) for one in arguments for letter in one)
