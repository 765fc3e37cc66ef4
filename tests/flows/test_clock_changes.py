"""On the days when clocks are put forward and back, each reader's digest is due once, as on any other day."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from prefect.server.schemas.schedules import CronSchedule

from flows.server.schedules import Paused, fitted
from tests.support.archives import archive_in_memory
from tests.support.prefect_server import ROOT
from tests.support.sweeps import sweep
from tests.support.values import digest, document, judgement
from tumen.analysis.digest.due import due as next_due
from tumen.model import Reader

PLAN: dict[str, Any] = yaml.safe_load((ROOT / "deployments" / "prefect.yaml").read_text(encoding="utf-8"))

# No change at all; changes at 02:00 and 03:00 on both hemispheres; at midnight; by half an hour; against the others.
ZONES = ("Asia/Seoul", "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Europe/Dublin")
YEARS = range(2024, 2034)
DAY = timedelta(days=1)
KINDS = ("hourly", "daily", "weekly")
READERS = [
    Reader(id=f"{kind}-{zone.rpartition('/')[2].lower()}", name=kind, timezone=zone, schedule=kind)
    for zone in ZONES
    for kind in KINDS
]


def schedules(reader: Reader) -> list[dict[str, Any]]:
    """What `python -m flows.server.deploy` makes of the plan for this reader."""
    plan = fitted(PLAN, [reader], Paused())
    return next(one["schedules"] for one in plan["deployments"] if one["name"] == "readers")


def moments(schedule: dict[str, Any], start: datetime, end: datetime) -> list[datetime]:
    """When Prefect's own scheduler starts it, from one time up to another."""
    cron = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])

    async def all_of_them() -> list[datetime]:
        found: list[datetime] = []
        while dates := await cron.get_dates(n=1000, start=(found[-1] if found else start), end=end):
            new = [datetime.fromtimestamp(one.timestamp(), UTC) for one in dates]
            new = [one for one in new if not found or one > found[-1]]
            if not new:
                break
            found += new
        return found

    return asyncio.run(all_of_them())


def runs_for(reader: Reader, start: datetime, end: datetime) -> list[datetime]:
    """When this reader's digest is due: every run of the reader's schedules at which there is something due."""
    found: list[datetime] = []
    last = start - timedelta(seconds=1)
    for now in sorted(at for schedule in schedules(reader) for at in moments(schedule, start, end)):
        if next_due(reader, now, last):
            found.append(now)
            last = now
    return found


def days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def year_of(zone: ZoneInfo, year: int) -> tuple[datetime, datetime]:
    return datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, 23, 59, 59, tzinfo=zone)


@pytest.mark.gate
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("kind", ["daily", "weekly"])
def test_every_day_or_monday_of_ten_years_has_one_digest_at_seven(zone: str, kind: str) -> None:
    reader = next(one for one in READERS if (one.timezone, one.schedule) == (zone, kind))
    local = ZoneInfo(zone)
    for year in YEARS:
        due = [one.astimezone(local) for one in runs_for(reader, *year_of(local, year))]

        assert {(one.hour, one.minute) for one in due} == {(7, 0)}
        assert Counter(one.date() for one in due) == Counter(
            day for day in days(year) if kind == "daily" or day.weekday() == 0
        )


@pytest.mark.gate
@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_of_a_leap_year_and_of_every_change_in_ten_has_one_digest_also_the_one_that_comes_twice(
    zone: str,
) -> None:
    """Between two changes a year's hours are those of any other year."""
    reader = next(one for one in READERS if (one.timezone, one.schedule) == (zone, "hourly"))
    noon = time(12, tzinfo=UTC)
    around = [(datetime.combine(day - DAY, noon), 48) for day in changes(zone)]
    for start, hours in [(datetime(2028, 1, 1, tzinfo=UTC), 366 * 24), *around]:
        due = runs_for(reader, start, start + timedelta(hours=hours) - timedelta(seconds=1))

        assert {later - earlier for earlier, later in pairwise(due)} == {timedelta(hours=1)}
        assert len(due) == hours


def changes(zone: str) -> list[date]:
    """The days of ten years on which the clock of a zone is put forward or back."""
    local = ZoneInfo(zone)

    def offset(day: date) -> timedelta | None:
        return datetime(day.year, day.month, day.day, 12, tzinfo=local).utcoffset()

    every = [day for year in YEARS for day in days(year)]
    return [day for before, day in pairwise(every) if offset(before) != offset(day)]


CHANGES = [(zone, day) for zone in ZONES for day in changes(zone)]


def test_the_zones_change_their_clocks_as_we_think() -> None:
    assert Counter(zone for zone, _ in CHANGES) == dict.fromkeys(set(ZONES) - {"Asia/Seoul"}, 20)


@given(st.sampled_from(CHANGES), st.sampled_from(KINDS), st.integers(0, 6))
@sweep(60)
def test_around_a_change_nothing_is_missed_and_nothing_comes_twice(
    change: tuple[str, date], kind: str, days_before: int
) -> None:
    zone, day = change
    local = ZoneInfo(zone)
    start = datetime(day.year, day.month, day.day, tzinfo=local) - timedelta(days=days_before)
    end = start + timedelta(days=8) - timedelta(seconds=1)
    reader = next(one for one in READERS if (one.timezone, one.schedule) == (zone, kind))

    due = runs_for(reader, start, end)

    if kind == "hourly":
        assert {b - a for a, b in pairwise(due)} == {timedelta(hours=1)}
        return
    wanted = [(start + timedelta(days=n)).date() for n in range(8)]
    assert [one.astimezone(local).date() for one in due] == [
        one for one in wanted if kind == "daily" or one.weekday() == 0
    ]
    assert {one.astimezone(local).time().isoformat() for one in due} <= {"07:00:00"}


@given(st.sampled_from(CHANGES), st.lists(st.booleans(), min_size=10, max_size=10))
@sweep(25)
def test_what_came_in_is_told_once_whatever_runs_were_missed_or_came_twice(
    change: tuple[str, date], missed: list[bool]
) -> None:
    zone, day = change
    start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) - timedelta(days=5)
    reader = next(one for one in READERS if (one.timezone, one.schedule) == (zone, "daily"))
    due = runs_for(reader, start, start + timedelta(days=10))
    covered: list[int] = []
    with archive_in_memory() as archive:
        for number, (at, is_missed) in enumerate(zip(due, missed, strict=False)):
            archive.add([document(f"d{number}")], now=at)
            archive.developments.record([judgement(f"d{number}")], [])
            mark, latest = archive.digests.mark(reader.id), archive.documents.latest_seq()
            made = digest(f"{at:%Y%m%d%H%M}", mark, latest, reader_id=reader.id, until=at)
            # A run that comes twice finds its digest sealed.
            for _ in range(0 if is_missed else 2):
                covered += range(mark + 1, latest + 1) if archive.digests.seal(made, []) else ()
        waiting = range(archive.digests.mark(reader.id) + 1, archive.documents.latest_seq() + 1)

    assert [*covered, *waiting] == list(range(1, len(due) + 1))
    assert len(due) == 10
