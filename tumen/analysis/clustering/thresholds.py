"""The dials of grouping; docs/decisions has how each was found and how sensitive the result is to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Mean log-odds: from `join` on two groups are one happening, from `storyline` on they may be one thread."""

    join: float = -2.3
    storyline: float = -1.0


DIALS = Thresholds()
