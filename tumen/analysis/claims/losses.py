"""The wounded beside the dead: two figures that together are what a side lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tumen.analysis.claims.kinds import Fate
from tumen.model import Metric

# "600 killed and 4,100 wounded" behind "4,700 casualties" are its parts: figures of losses are rounded to a hundred or
# so, hence a sum is met within so much of itself.
_ROUNDED = 0.03


class Loss(NamedTuple):
    """A figure of people and where it stands: its kind, its lower end and the number of its clause."""

    kind: str
    low: float
    place: int


def losses(found: Sequence[Loss]) -> list[str]:
    """Return the kind of each figure, in order: the wounded right beside the dead of their clause are CASUALTIES.

    The wounded alone stay what they are, and so do those whom the text adds up with the dead itself; a figure is the
    same wherever the text repeats it.
    """
    kinds = [one.kind for one in found]
    sums = [one.low for one in found if one.kind == Metric.CASUALTIES]
    for n, one in enumerate(found):
        if one.kind != Fate.WOUNDED:
            continue
        beside = [other for other in (*found[max(0, n - 1) : n], *found[n + 1 : n + 2]) if other.place == one.place]
        dead = [other.low for other in beside if other.kind == Metric.TROOPS_KILLED]
        if dead and not any(abs(both - one.low - killed) <= _ROUNDED * both for both in sums for killed in dead):
            kinds[n] = Metric.CASUALTIES
    told = {one.low for one, kind in zip(found, kinds, strict=True) if kind != one.kind}
    return [
        Metric.CASUALTIES if one.kind == Fate.WOUNDED and one.low in told else kind
        for one, kind in zip(found, kinds, strict=True)
    ]
