"""What of a round-up is about the subject: the items of its headline and the sentences that name the rarer side.

A live page, a bulletin and a morning letter tell many things under one headline. What they say of others is no
evidence of which happening of the subject they report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.sentences import Span
from tumen.analysis.text.text import Text
from tumen.model import Mention

_GAP: Final = re.compile(r"\s?[;；]\s?|[:：]\s|\s[|•▪■●▲◆]\s?")  # between the items of a headline

# Between the stories of a headline; a comma only where it is that of a round-up.
_ROW_GAP: Final = re.compile(r"\s?[;；]\s?|\s[|/•▪■●▲◆]\s?")
_ROUND_UP_GAP: Final = re.compile(r"\s?[;；，、]\s?|,\s|\s[|/•▪■●▲◆]\s?")


def focus(text: Text, mentions: Sequence[Mention], watch: Watch) -> tuple[Span, ...]:
    """Return the parts of a round-up that name the side of the subject that fewer reports name, in order.

    All of the text where the subject has no such side, or no part names it.
    """
    whole = ((0, len(text.original)),)
    if not watch.rarer:
        return whole
    parts = [*_items(text), *(s for s in text.sentences if s[0] >= text.title_end)]
    about = tuple(part for part in parts if _names(watch.rarer, part, mentions, watch))
    return about or whole


def is_inside(span: Span, parts: Sequence[Span]) -> bool:
    """Whether a span lies in one of these parts."""
    return any(start <= span[0] and span[1] <= end for start, end in parts)


def only(full_text: str, parts: Sequence[Span]) -> str:
    """The text with spaces for all that is in none of these parts, so that every offset stays."""
    kept = [" "] * len(full_text)
    for start, end in parts:
        kept[start:end] = full_text[start:end]
    return "".join(kept)


def _names(side: str, part: Span, mentions: Sequence[Mention], watch: Watch) -> bool:
    return side in watch.sides(m for m in mentions if is_inside((m.start, m.end), (part,)))


def headline_items(text: Text, round_up: bool) -> list[Span]:
    """Return the stories that a headline puts side by side, in order; all of it where it tells one."""
    return _items(text, _ROUND_UP_GAP if round_up else _ROW_GAP)


def _items(text: Text, gaps: re.Pattern[str] = _GAP) -> list[Span]:
    start, found = 0, []
    for gap in gaps.finditer(text.original, 0, text.title_end):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, text.title_end)]
