"""What a report adds: just above each dial one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.dials import (
    DAY,
    happening,
    made,
    weighted,
)
from tests.support.documents import NOON
from tumen.analysis.clustering.known_development import Known
from tumen.analysis.clustering.novelty import changes
from tumen.model import Document


def added(
    concepts: Mapping[str, float], weights: Mapping[str, float], after: timedelta = DAY, **facts: object
) -> list[tuple[str, bool]]:
    later = made("b", concepts=tuple(concepts.items()), **facts)
    found = changes(later, Known(happening()), weighted(**weights), NOON + after)
    return [(change.text, change.told) for change in found]


@pytest.mark.parametrize(("days", "counts"), [(2.9, True), (3.1, False)])
def test_who_is_named_first_after_three_days_is_no_part_of_the_happening(days: float, counts: bool) -> None:
    assert bool(added({"x": 1.0}, {"x": 2.0}, days * DAY)) is counts


@pytest.mark.parametrize(("weight", "said"), [(0.95, []), (1.05, [("names x", False)])])
def test_a_name_tells_something_from_a_weight_of_one_on(weight: float, said: list[tuple[str, bool]]) -> None:
    assert added({"x": 1.0}, {"x": weight}) == said


@pytest.mark.parametrize(("place", "said"), [(0.55, []), (0.6, [("names x", False)]), (1.0, [("names x", False)])])
def test_a_name_counts_in_the_lead_and_headline_and_is_no_update_alone(
    place: float, said: list[tuple[str, bool]]
) -> None:
    assert added({"x": place}, {"x": 2.0}) == said


def test_three_of_the_new_names_are_shown() -> None:
    assert added(dict.fromkeys("vwxyz", 1.0), dict.fromkeys("vwxyz", 2.0)) == [("names v, w, x", False)]


def test_two_slight_additions_of_different_kinds_are_told() -> None:
    assert added({"x": 1.0}, {"x": 2.0}, acts=("sign",)) == [("names x", True), ("outcome: signing", True)]


def long_as(length: int) -> Document:
    plain = made("b", said=(0, length))
    return replace(plain, draft=replace(plain.draft, text="x" * length))


@pytest.mark.parametrize(
    ("before", "length", "says"),
    [
        (0, 145, []),
        (0, 155, ["the first full report"]),
        (145, 155, ["the first full report"]),
        (155, 305, []),
        (155, 315, ["a much fuller report"]),
    ],
)
def test_a_report_is_full_from_150_letters_on_and_much_fuller_at_twice_the_length(
    before: int, length: int, says: list[str]
) -> None:
    found = changes(long_as(length), Known(happening(), longest=before), weighted(), NOON)

    assert [change.text for change in found if change.told] == says
