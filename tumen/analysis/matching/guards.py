"""Whether what a guard needs stands near a form, and whether a longer phrase holds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

_LONGEST_FORM = 200  # no form of a table is longer, stars included
_FAR = 1 << 60


def has_company(witnesses: list[tuple[int, int]], start: int, end: int, within: int | None) -> bool:
    """Whether a witness stands outside [start, end), at most `within` characters away if that is set."""
    if within is None:
        return any(last <= start or first >= end for first, last in witnesses)
    for first, last in witnesses[bisect_left(witnesses, (start - within - _LONGEST_FORM, 0)) :]:
        if first > end + within:
            return False
        if (last <= start and start - last <= within) or first >= end:
            return True
    return False


def inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, which are in order, holds [start, end)."""
    place = bisect_right(spans, (start, _FAR))
    return any(span[0] <= start and end <= span[1] for span in spans[max(0, place - 4) : place])
