"""Places in a headline, and what is said with them: whether two of them meet."""

from __future__ import annotations

from tumen.model import Mention

Place = tuple[int, int]
Detail = tuple[str, Place]  # in the reader's words, and where it stands
Said = tuple[str, list[Place]]  # a line, and where what it says stands


def meet(one: Place, other: Place) -> bool:
    """Whether two places have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def touch(mention: Mention, span: Place | None) -> bool:
    """Whether a name and a place have a character in common."""
    return span is not None and meet((mention.start, mention.end), span)
