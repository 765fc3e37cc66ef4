"""Cron lines as everybody writes them."""

from __future__ import annotations

from datetime import date

import pytest

from tumen.model.cron import parse_cron


@pytest.mark.parametrize(
    ("line", "part", "numbers"),
    [
        ("*/20 * * * *", "minutes", {0, 20, 40}),
        ("5,35-37 * * * *", "minutes", {5, 35, 36, 37}),
        ("0 8-18/5 * * *", "hours", {8, 13, 18}),
        ("0 20/2 * * *", "hours", {20, 22}),
        ("0 7 * JAN-mar *", "months", {1, 2, 3}),
        ("0 7 * * Mon-Fri", "weekdays", {1, 2, 3, 4, 5}),
        ("0 7 * * 6-7", "weekdays", {6, 0}),
    ],
)
def test_a_field_is_a_number_a_name_a_range_a_step_or_several(line: str, part: str, numbers: set[int]) -> None:
    assert getattr(parse_cron(line), part) == numbers


def test_days_of_the_month_and_of_the_week_widen_each_other_where_both_are_given() -> None:
    both, month, week = parse_cron("0 7 1 * fri"), parse_cron("0 7 1 * *"), parse_cron("0 7 * * fri")
    first, friday = date(2025, 7, 1), date(2025, 7, 4)

    assert [one.on(first) for one in (both, month, week)] == [True, True, False]
    assert [one.on(friday) for one in (both, month, week)] == [True, False, True]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("@daily", "five fields"),
        ("60 * * * *", "minute: '60' is not between 0 and 59"),
        ("0 7 * * funday", "day of the week: 'funday'"),
        ("0 18-6 * * *", "holds no number"),
        ("*/0 * * * *", "holds no number"),
        ("0 7 L * *", "day of the month: 'l'"),
        ("0 7 ? * *", "is neither a number"),
        ("0 7 31 feb,apr *", "no such day"),
    ],
)
def test_a_line_that_says_nothing_is_refused_with_the_field_that_is_wrong(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_cron(line)


def test_the_last_of_february_in_a_leap_year_is_a_day() -> None:
    assert parse_cron("0 7 29 2 *").on(date(2028, 2, 29))
