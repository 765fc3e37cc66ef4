"""Cron lines as everybody writes them."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from tumen.model.cron import parse_cron


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("*/20 7 * * *", ["07:00", "07:20", "07:40"]),
        ("5,35-37 7 * * *", ["07:05", "07:35", "07:36", "07:37"]),
        ("0 8-18/5 * * Mon-Fri", ["08:00", "13:00", "18:00"]),
        ("0 20/2 * JAN-mar *", ["20:00", "22:00"]),
    ],
)
def test_a_field_is_a_number_a_name_a_range_a_step_or_several(line: str, times: list[str]) -> None:
    assert parse_cron(line).times == [time.fromisoformat(one) for one in times]


def test_days_of_the_month_and_of_the_week_widen_each_other_where_both_are_given() -> None:
    friday = datetime(2025, 7, 4, 12, tzinfo=UTC)

    def day(line: str) -> int:
        latest = parse_cron(line).latest(friday, "UTC")
        assert latest is not None
        return latest.day

    assert [day(line) for line in ("0 7 3 * wed", "0 7 3 * *", "0 7 * * wed", "0 7 2 * fri")] == [3, 3, 2, 4]


def test_the_moment_itself_has_come_and_one_a_second_ahead_has_not() -> None:
    seven = datetime(2025, 7, 4, 7, tzinfo=UTC)

    assert parse_cron("0 7 * * *").latest(seven, "UTC") == seven
    assert parse_cron("0 7 * * *").latest(datetime(2025, 7, 4, 6, 59, 59, 999_999, tzinfo=UTC), "UTC") == datetime(
        2025, 7, 3, 7, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("@daily", "five fields"),
        ("0 0 7 * * *", "five fields"),
        ("60 * * * *", "^minute: "),
        ("0 7 * * funday", "^day-of-week: "),
        ("0 18-6 * * *", "^hour: "),
        ("*/0 * * * *", "^minute: "),
        ("*/90 * * * *", "^minute: a step goes up to 59"),
        ("0 */24 * * *", "^hour: a step goes up to 23"),
        ("0 0 * * mon/7", "^day of the week: a step goes up to 6"),
        ("0 7 ? * *", "^day-of-month: "),
        ("0 7 31 feb,apr *", "^day-of-month: "),
    ],
)
def test_a_line_that_says_nothing_is_refused_with_the_field_that_is_wrong(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_cron(line)


def test_the_last_of_february_in_a_leap_year_is_a_day() -> None:
    assert parse_cron("0 7 29 2 *").latest(datetime(2027, 1, 1, tzinfo=UTC), "UTC") == datetime(
        2024, 2, 29, 7, tzinfo=UTC
    )
