"""Dates mean what their writers meant, or nothing; none is invented."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_datetime
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import AHEAD, EARLIEST, parse_date, zone_of
from tests.support.sweeps import sweep

NOW = datetime(2025, 12, 1, 12, tzinfo=UTC)
WRITTEN = Path(__file__).parent / "cases" / "dates" / "written.jsonl"
CASES = [json.loads(row) for row in WRITTEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["written"] or "nothing")
def test_a_date_means_what_is_written_beside_it(case: dict[str, Any]) -> None:
    found = parse_date(
        case["written"], language=case.get("language"), default_zone=zone_of(case.get("country")), now=NOW
    )

    assert (found.isoformat() if found else None) == case["means"]


def test_a_date_more_than_a_day_ahead_is_refused_and_one_within_a_day_is_a_zone() -> None:
    assert parse_date("2025-12-02T11:59:00Z", now=NOW) == datetime(2025, 12, 2, 11, 59, tzinfo=UTC)
    assert parse_date("2025-12-02T12:01:00Z", now=NOW) is None


@given(st.datetimes(datetime(1990, 1, 2), datetime(2025, 11, 30)), st.integers(-12 * 60, 14 * 60))
@settings(max_examples=200)
def test_every_moment_survives_the_ways_that_servers_write_it(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    local = moment.astimezone(timezone(timedelta(minutes=minutes)))

    for written in (local.isoformat(), local.strftime("%a, %d %b %Y %H:%M:%S %z"), moment.strftime("%Y%m%dT%H%M%SZ")):
        found = parse_date(written, now=NOW)

        assert found == (moment if moment.year >= EARLIEST else None), written


FORMS = [
    "%a, %d %b %Y %H:%M:%S {zone}",
    "%A, %d-%b-%Y %H:%M {zone}",
    "%d %b %y %H:%M:%S {zone}",
    "%H:%M {zone} %B %d, %Y",
    "%H:%M {zone}, %d %B %Y",
    "%B %d, %Y %I:%M %p {zone}",
    "%B %d, %Y at %I:%M%p ({zone})",
    "%Y-%m-%d %H:%M:%S {zone}",
    "%Y/%m/%d %H:%M ({zone})",
    "%Y.%m.%d. %H:%M {zone}",
    "%d.%m.%Y %H:%M:%S {zone}",
    "%Y년 %m월 %d일 %H시 %M분 {zone}",
    "No. 12 %B %d, %Y %H:%M {zone}",
]
NAMED = {
    "KST": 9, "JST": 9, "MSK": 3, "CEST": 2, "MEST": 2, "MESZ": 2, "CET": 1, "EST": -5, "EDT": -4, "PDT": -7, "HKT": 8,
    "UTC": 0, "GMT": 0, "GMT+9": 9, "UTC+03:00": 3, "+0530": 5.5, "-04:00": -4, "Asia/Seoul": 9, "Asia/Tokyo": 9,
    "Etc/UTC": 0, "Korea Standard Time": 9, "VLAT": 10,
}  # fmt: skip


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2025, 11, 30)),  # until 2014 Moscow was four hours east
    st.sampled_from(FORMS),
    st.sampled_from(sorted(NAMED)),
    st.sampled_from(["KR", "RU", "US", None]),
)
@sweep(600)
def test_a_moment_printed_in_any_form_and_zone_reads_back_whatever_the_country(
    moment: datetime, form: str, named: str, country: str | None
) -> None:
    moment = moment.replace(second=0, microsecond=0)
    written = moment.strftime(form).replace("{zone}", named)

    found = parse_date(written, default_zone=zone_of(country), now=NOW)

    assert found == moment.replace(tzinfo=timezone(timedelta(hours=NAMED[named]))), written


@given(st.datetimes(datetime(2000, 1, 1), datetime(2025, 11, 30)), st.sampled_from(FORMS), st.integers(1990, 2025))
@settings(max_examples=200)
def test_a_date_beside_another_year_is_right_or_refused(moment: datetime, form: str, year: int) -> None:
    written = moment.strftime(form).replace("{zone}", "UTC")

    for beside in (f"{year} | {written}", f"{written} | {year}"):
        found = parse_date(beside, now=NOW)

        assert found is None or found.date() == moment.date(), beside


@given(st.text(max_size=200) | st.from_regex(r"[0-9:/.\- TZ+년월일]{0,40}", fullmatch=True))
@sweep(400)
def test_no_text_raises_and_none_gives_an_impossible_date(text: str) -> None:
    found = parse_date(text, language="ko", now=NOW)

    assert found is None or (found.tzinfo is UTC and found.year >= EARLIEST and found <= NOW + AHEAD)


LOCALES = [
    "en_US",
    "en_GB",
    "ru",
    "uk",
    "ko",
    "ja",
    "zh_CN",
    "zh_TW",
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "pt",
    "tr",
    "nl",
    "cs",
]


@given(st.dates(date(2000, 1, 1), date(2025, 11, 30)), st.sampled_from(LOCALES), st.sampled_from(["long", "full"]))
@sweep(400)
def test_a_day_written_out_in_any_of_our_languages_reads_back(day: date, locale: str, form: str) -> None:
    written = format_date(day, form, locale=locale)

    found = parse_date(written, now=NOW)

    assert found is not None, written
    assert found.date() == day, written


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2025, 11, 30), timezones=st.just(UTC)),
    st.sampled_from([*LOCALES, "vi", "sv", "ro", "hu", "el", "ar_EG", "bg", "sr"]),
    st.sampled_from(["Asia/Seoul", "Europe/Moscow", "America/New_York", "Asia/Vladivostok", "Europe/Berlin", "UTC"]),
)
@sweep(600)
def test_a_moment_with_its_zone_written_out_is_right_or_refused(moment: datetime, locale: str, place: str) -> None:
    written = format_datetime(moment, "full", tzinfo=ZoneInfo(place), locale=locale)

    found = parse_date(written, now=NOW)

    assert found is None or found == moment.replace(microsecond=0), written
