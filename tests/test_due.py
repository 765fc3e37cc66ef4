"""When a reader's digest is due: by the own hour, days, cron line, time zone and quiet hours, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumen.analysis.digest.due import due, is_quiet, wakes
from tumen.model import DigestKind, QuietHours, Reader, Schedule, Weekday
from tumen.model.cron import parse_cron

SEOUL = Reader(id="seoul", name="Seoul", timezone="Asia/Seoul")
BERLIN = Reader(id="berlin", name="Berlin", timezone="Europe/Berlin")
NIGHT = QuietHours(start=time(22), end=time(7))
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(reader: Reader, start: str, end: str, every: timedelta = timedelta(minutes=5)) -> list[datetime]:
    """When a reader is told by somebody who asks so often; the digest before the first was at the start."""
    last = now = utc(start)
    found = []
    while now <= utc(end):
        if due(reader, now, last):
            found.append(now)
            last = now
        now += every
    return found


def shown(moments: list[datetime]) -> list[str]:
    return [f"{moment:%a %d %H:%M}" for moment in moments]


def test_a_daily_reader_is_told_at_seven_by_the_own_clock_and_once() -> None:
    moments = told(SEOUL, "2025-07-10T22:00", "2025-07-13T21:00")

    assert shown(moments) == ["Fri 11 22:00", "Sat 12 22:00"]


def test_an_hour_of_ones_own_and_days_of_ones_own_are_the_only_ones() -> None:
    reader = replace(BERLIN, at=time(18, 30), days=(Weekday.TUESDAY, Weekday.SATURDAY))

    # Summer time: 18:30 in Berlin is 16:30.
    assert shown(told(reader, "2025-07-07T00:00", "2025-07-13T23:00")) == ["Tue 08 16:30", "Sat 12 16:30"]


def test_a_weekly_reader_is_told_on_monday_or_the_day_named() -> None:
    weekly = replace(SEOUL, schedule=Schedule.WEEKLY)
    friday = replace(weekly, days=(Weekday.FRIDAY,), at=time(9))

    assert shown(told(weekly, "2025-07-07T00:00", "2025-07-20T23:55")) == ["Sun 13 22:00", "Sun 20 22:00"]
    assert shown(told(friday, "2025-07-07T00:00", "2025-07-20T23:55")) == ["Fri 11 00:00", "Fri 18 00:00"]


def test_an_hourly_reader_is_told_each_hour_also_the_one_that_comes_twice() -> None:
    hourly = replace(BERLIN, schedule=Schedule.HOURLY)

    moments = told(hourly, "2025-10-25T20:00", "2025-10-26T06:00")

    assert {later - earlier for earlier, later in pairwise(moments)} == {HOUR}
    assert len(moments) == 10


def test_a_missed_hour_is_caught_up_once_and_however_many_were_missed() -> None:
    last = utc("2025-07-07T05:00")
    at_noon = utc("2025-07-10T12:00")

    assert due(BERLIN, at_noon, last) == utc("2025-07-10T05:00")
    assert due(BERLIN, at_noon + MINUTE, at_noon) is None
    assert due(BERLIN, utc("2025-07-11T05:00"), at_noon) == utc("2025-07-11T05:00")


def test_a_reader_who_was_never_told_anything_is_told_at_once() -> None:
    weekly = replace(SEOUL, schedule=Schedule.WEEKLY)

    assert due(weekly, utc("2025-07-09T12:34"), None) == utc("2025-07-09T12:34")
    assert due(replace(weekly, quiet_hours=NIGHT), utc("2025-07-09T20:00"), None) is None


def test_a_digest_that_a_wrong_clock_sealed_in_the_future_does_not_silence_the_reader() -> None:
    now = utc("2025-07-09T12:00")

    assert due(BERLIN, now, now + 365 * DAY) == now
    # Two machines whose clocks differ by a little do not tell the same morning twice.
    assert due(BERLIN, utc("2025-07-09T05:00"), utc("2025-07-09T05:00:04")) is None


@pytest.mark.parametrize(
    ("at", "day", "moment"),
    [
        (time(2, 30), "2025-03-30", "2025-03-30T01:00"),  # 02:30 is skipped: it is made up for at 03:00
        (time(2, 30), "2025-10-26", "2025-10-26T00:30"),  # 02:30 comes twice: the first one counts
        (time(7), "2025-03-30", "2025-03-30T05:00"),
        (time(7), "2025-10-26", "2025-10-26T06:00"),
    ],
)
def test_on_the_days_on_which_the_clock_changes_a_digest_comes_once(at: time, day: str, moment: str) -> None:
    moments = told(replace(BERLIN, at=at), f"{day}T00:00", f"{day}T21:00")

    assert moments == [utc(moment)]


def test_a_cron_line_is_followed_in_the_readers_time_zone() -> None:
    reader = replace(SEOUL, cron=parse_cron("30 6,18 * * mon-fri"))

    assert shown(told(reader, "2025-07-10T15:00", "2025-07-14T15:00")) == [
        "Thu 10 21:30", "Fri 11 09:30", "Sun 13 21:30", "Mon 14 09:30",
    ]  # fmt: skip


def test_within_quiet_hours_nothing_is_due_and_what_waited_comes_in_one_piece_at_their_end() -> None:
    reader = replace(SEOUL, cron=parse_cron("15 * * * *"), quiet_hours=NIGHT)

    moments = [moment.astimezone(UTC) + 9 * HOUR for moment in told(reader, "2025-07-10T09:15", "2025-07-11T00:30")]

    assert shown(moments) == ["Thu 10 19:15", "Thu 10 20:15", "Thu 10 21:15", "Fri 11 07:00", "Fri 11 07:15",
                              "Fri 11 08:15", "Fri 11 09:15"]  # fmt: skip


def test_quiet_hours_hold_alerts_back_too_unless_the_reader_says_otherwise() -> None:
    reader, night = replace(SEOUL, quiet_hours=NIGHT), utc("2025-07-10T18:00")
    awake = replace(reader, alerts_in_quiet_hours=True)

    assert is_quiet(reader, night, DigestKind.ALERT)
    assert not is_quiet(awake, night, DigestKind.ALERT)
    assert is_quiet(awake, night, DigestKind.DIGEST)
    assert not is_quiet(reader, utc("2025-07-10T22:00"), DigestKind.ALERT)


ZONES = ("Asia/Seoul", "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "America/New_York")
READERS = st.builds(
    Reader,
    id=st.just("any"),
    name=st.just("Any"),
    timezone=st.sampled_from(ZONES),
    schedule=st.sampled_from(Schedule),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    days=st.lists(st.sampled_from(Weekday), max_size=3, unique=True).map(tuple),
    cron=st.none() | st.sampled_from(["*/20 * * * *", "0 6,18 * * 1-5", "30 2 * * *", "0 9 1 * *"]).map(parse_cron),
    quiet_hours=st.none() | st.just(NIGHT) | st.just(QuietHours(start=time(9), end=time(17, 30))),
)


@given(READERS, st.datetimes(datetime(2024, 1, 1), datetime(2033, 1, 1)), st.timedeltas(HOUR, 60 * DAY))
def test_what_was_told_is_not_due_again_and_what_is_due_lies_between_the_last_and_now(
    reader: Reader, last: datetime, later: timedelta
) -> None:
    last = last.replace(tzinfo=UTC)
    moment = due(reader, last + later, last)

    assert due(reader, last, last) is None
    assert moment is None or last < moment <= last + later
    assert moment is None or not is_quiet(reader, last + later)
    assert moment is None or due(reader, last + later, moment) is None


def woken(reader: Reader, now: datetime) -> bool:
    """Whether one of the reader's cron lines wakes a scheduler at this moment."""
    return any(
        due(Reader(id="wake", name="Wake", cron=cron, timezone=zone), now, now - MINUTE) == now
        for cron, zone in wakes(reader)
    )


@given(READERS, st.datetimes(datetime(2024, 1, 1), datetime(2033, 1, 1)))
@settings(max_examples=12)
def test_who_asks_only_when_a_scheduler_has_to_wake_misses_nothing(reader: Reader, start: datetime) -> None:
    reader = replace(reader, at=reader.at.replace(minute=reader.at.minute // 5 * 5))
    begin = start.replace(tzinfo=UTC, minute=0, second=0, microsecond=0)
    always = sometimes = begin
    for now in (begin + n * 5 * MINUTE for n in range(2 * 24 * 12)):
        always = now if due(reader, now, always) else always
        sometimes = now if woken(reader, now) and due(reader, now, sometimes) else sometimes

        assert always == sometimes
