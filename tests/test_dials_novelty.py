"""What a report adds: just above each dial one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.support.dials import (
    DAY,
    happening,
    made,
    weighted,
)
from tests.support.documents import NOON
from tumen.analysis.clustering.index import Known
from tumen.analysis.clustering.novelty import changes


def added(
    concepts: Mapping[str, float], weights: Mapping[str, float], after: timedelta = DAY
) -> list[tuple[str, bool]]:
    found = changes(made("b", concepts=tuple(concepts.items())), Known(happening()), weighted(**weights), NOON + after)
    return [(change.text, change.told) for change in found]


@pytest.mark.parametrize(("days", "counts"), [(2.9, True), (3.1, False)])
def test_who_is_named_first_after_three_days_is_no_part_of_the_happening(days: float, counts: bool) -> None:
    assert bool(added({"x": 1.0}, {"x": 2.0}, days * DAY)) is counts


@pytest.mark.parametrize(
    ("weight", "told"),
    [(0.95, []), (1.05, [("names x", False)]), (1.15, [("names x", False)]), (1.25, [("names x", True)])],
)
def test_a_name_tells_something_from_a_weight_of_one_on_and_is_told_from_twelve_tenths_on(
    weight: float, told: list[tuple[str, bool]]
) -> None:
    assert added({"x": 1.0}, {"x": weight}) == told


@pytest.mark.parametrize(
    ("place", "told"),
    [(0.55, []), (0.6, [("names x", False)]), (0.9, [("names x", False)]), (1.0, [("names x", True)])],
)
def test_a_name_counts_in_the_lead_and_is_told_from_the_headline(place: float, told: list[tuple[str, bool]]) -> None:
    assert added({"x": place}, {"x": 2.0}) == told


def test_three_of_the_new_names_are_shown() -> None:
    assert added(dict.fromkeys("vwxyz", 1.0), dict.fromkeys("vwxyz", 2.0)) == [("names v, w, x", True)]
