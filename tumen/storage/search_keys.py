"""The number under which the search index has a document: what is about the subject above the rest, then by its day.

Both databases walk an index by its numbers from the highest down, and stop where a page is full. So the newest are
found at the same cost however many there are.
"""

from __future__ import annotations

from datetime import date
from typing import Final

# A million million documents; the ordinal of the last day of the calendar has 22 bits.
_SEQ: Final = 40
_DAY: Final = 22
SEQ_MASK: Final = (1 << _SEQ) - 1
# Without whether it is about the subject: by this both halves are put in one order.
ORDER_MASK: Final = (1 << (_SEQ + _DAY)) - 1
_RELEVANT: Final = 1 << (_SEQ + _DAY)


def key_of(seq: int, day: str, *, relevant: bool) -> int:
    """The key of a document by its ingest number and ISO day; one without a day ("") comes before all days."""
    ordinal = date.fromisoformat(day).toordinal() if day else 0
    return (_RELEVANT if relevant else 0) | ordinal << _SEQ | seq


def seq_of(key: int) -> int:
    """The ingest number in a key."""
    return key & SEQ_MASK


def day_in(key: int) -> str:
    """The ISO day in a key; "" of one that has none."""
    ordinal = (key & ORDER_MASK) >> _SEQ
    return date.fromordinal(ordinal).isoformat() if ordinal else ""


def span(since: date | None, until: date | None, *, relevant: bool) -> tuple[int, int]:
    """The lowest and the highest key of days from `since` to `until`; with either, none without a day."""
    base = _RELEVANT if relevant else 0
    first = since.toordinal() if since else 1 if until else 0
    low = base | first << _SEQ
    return low, (base | until.toordinal() << _SEQ | SEQ_MASK) if until else base | ORDER_MASK
