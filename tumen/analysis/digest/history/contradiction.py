"""When two figures for one thing cannot both be true, in a digest and wherever figures are listed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from tumen.analysis.clustering.parts import Range
from tumen.model import Figure, Metric, Polarity

# Figures that differ by less are roundings of one: "some 10,000" and "up to 12,000" do not exclude each other.
EXCLUDES: Final = 1.25
# Figures further apart count different things: soldiers sent in all, and those of one village.
ALIKE: Final = 2.5
# Who spoke longer ago has been overtaken.
STANDS: Final = timedelta(days=30)


def excludes(a: Range, b: Range) -> bool:
    """Tell whether two figures cannot both be true."""
    return a.low > b.high * EXCLUDES or b.low > a.high * EXCLUDES


def contradict(a: Figure, b: Figure) -> bool:
    """Whether two parties exclude each other's figure for one thing, or one denies what the other asserts."""
    if a.polarity is b.polarity is Polarity.ASSERTS:
        earlier, later = sorted((a, b), key=lambda figure: figure.said)
        if a.metric == Metric.PRISONERS and earlier.said < later.said and earlier.high <= later.low:
            return False  # more were taken since
        return excludes(a, b) and a.low <= b.high * ALIKE and b.low <= a.high * ALIKE
    return a.polarity is not b.polarity
