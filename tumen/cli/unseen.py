"""Which characters a terminal may get; without libraries, because every command asks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# Escape sequences, bidirectional overrides, tags and the rest: a title must not move a reader's cursor. Code points
# that are half of a pair come from invalid bytes and cannot be printed at all.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def seen(letter: str) -> bool:
    """Whether a terminal shows this character, or ends a line with it."""
    return letter in "\n\t" or unicodedata.category(letter) not in _UNSEEN


def plain(text: object) -> str:
    """Return a value as text that a terminal shows and does not obey."""
    return "".join(letter for letter in str(text if text is not None else "–") if seen(letter))


def obeyed(arguments: Sequence[str]) -> bool:
    """Whether an argument holds control characters or invalid bytes, which no name of ours and no path needs."""
    return any(unicodedata.category(letter) in {"Cc", "Cs"} for one in arguments for letter in one)
