"""Late runs are skipped with the reason, and what a person asked for is done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flows.lateness import earliness, lateness, skipped

SEVEN = datetime(2026, 3, 1, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_run_in_time_or_a_little_early_is_done() -> None:
    assert [lateness(SEVEN, SEVEN + late, HOUR) for late in (-timedelta(seconds=10), timedelta(), HOUR)] == [None] * 3


def test_a_late_run_says_when_it_was_planned_and_how_late_it_is() -> None:
    said = lateness(SEVEN, SEVEN + 3 * HOUR, HOUR)

    assert said
    assert "planned for 2026-03-01 07:00 UTC, 180 min ago" in said
    assert "more than 60 min late is skipped" in said


def test_outside_of_a_run_nothing_is_late() -> None:
    assert skipped(HOUR) is None


def test_a_run_that_starts_before_its_time_waits_for_it_and_never_long() -> None:
    seconds = [earliness(SEVEN, SEVEN - timedelta(seconds=early)) for early in (8, 0, -5, 3600)]

    assert seconds == [8, 0, 0, 60]
