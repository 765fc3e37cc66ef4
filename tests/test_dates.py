"""Dates mean what their writers meant, or nothing; none is invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import AHEAD, EARLIEST, parse_date, zone_of

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


@given(st.datetimes(datetime(1990, 1, 2), datetime(2025, 11, 30)), st.integers(-14 * 60, 14 * 60))
@settings(max_examples=200, deadline=None)
def test_every_moment_survives_the_ways_that_servers_write_it(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    local = moment.astimezone(timezone(timedelta(minutes=minutes)))

    for written in (local.isoformat(), local.strftime("%a, %d %b %Y %H:%M:%S %z"), moment.strftime("%Y%m%dT%H%M%SZ")):
        found = parse_date(written, now=NOW)

        assert found == (moment if moment.year >= EARLIEST else None), written


@given(st.text(max_size=200) | st.from_regex(r"[0-9:/.\- TZ+년월일]{0,40}", fullmatch=True))
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_none_gives_an_impossible_date(text: str) -> None:
    found = parse_date(text, language="ko", now=NOW)

    assert found is None or (found.tzinfo is UTC and found.year >= EARLIEST and found <= NOW + AHEAD)
