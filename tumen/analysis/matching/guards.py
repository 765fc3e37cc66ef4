"""Whether what a guard needs stands near a form, and whether a longer phrase holds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from tumen.analysis.text.sentences import Span


class Places:
    """Places of a text, overlapping ones too, ready to be asked what lies around or about a span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._longest = max((end - start for start, end in self._spans), default=0)
        self._reached = list(accumulate((end for _, end in self._spans), max))

    def beside(self, start: int, end: int, within: int | None) -> bool:
        """Whether one stands outside [start, end), at most `within` characters away if that is set."""
        if within is None:
            return any(last <= start or first >= end for first, last in self._spans)
        for first, last in self._spans[bisect_left(self._spans, (start - within - self._longest, 0)) :]:
            if first > end + within:
                return False
            if (last <= start and start - last <= within) or first >= end:
                return True
        return False

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds [start, end)."""
        before = bisect_right(self._spans, start, key=lambda span: span[0])
        return before > 0 and self._reached[before - 1] >= end
