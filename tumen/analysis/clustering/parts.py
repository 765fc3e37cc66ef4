"""Parts of a whole: who sends a thousand sappers and five thousand builders sends six thousand, and revised nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Final, Protocol

from tumen.model import Claim, Counting, Metric, Polarity

# Figures of one whole are rounded alike: a sum that is off by more is another figure.
EXACT: Final = 0.01
# The same people are soldiers here, sappers or builders there.
_SENT: Final = frozenset((Metric.TROOPS_DEPLOYED, Metric.ENGINEERS, Metric.WORKERS))
_COUNTED: Final = frozenset((Counting.TOTAL, Counting.PLANNED))


class Range(Protocol):
    """A quantity, from `low` to `high`."""

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def counts(metric: str, reports: Iterable[Iterable[Claim]]) -> list[list[Claim]]:
    """What each report counts that may be a part of such a quantity: not what it says was counted before."""
    return [[claim for claim in claims if _may_be_part(claim, metric)] for claims in reports]


def _may_be_part(claim: Claim, metric: str) -> bool:
    alike = claim.metric == metric or {claim.metric, metric} <= _SENT
    return alike and claim.counting in _COUNTED and claim.polarity is Polarity.ASSERTS


def are_parts(before: Range, now: Range, reports: Iterable[Sequence[Range]]) -> bool:
    """Whether two figures count two parts, or a part and the whole, by what single reports count.

    One report gives both, or beside one of them what is missing to the other.
    """
    return any(_gives_both(before, now, some) or _adds_up(before, now, some) for some in reports)


def _gives_both(one: Range, other: Range, counted: Sequence[Range]) -> bool:
    return any(_same(a, one) and _same(b, other) for a, b in permutations(counted, 2))


def _adds_up(one: Range, other: Range, counted: Sequence[Range]) -> bool:
    part, whole = sorted((one, other), key=lambda figure: figure.low)
    sums = (a.low + b.low for a, b in permutations(counted, 2) if _same(a, part))
    return any(_same_value(total, whole.low) for total in sums)


def _same(a: Range, b: Range) -> bool:
    return _same_value(a.low, b.low) and _same_value(a.high, b.high)


def _same_value(a: float, b: float) -> bool:
    return abs(a - b) <= EXACT * max(a, b)
