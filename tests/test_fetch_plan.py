"""Which sources are asked now, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.web import NOON, never, source
from tumen.fetch import duplicate_addresses, health, is_due, not_yet, plan
from tumen.fetch.limits import NOT_PUBLIC
from tumen.model import HealthState, SourceHealth, SourceKind

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = source("https://news.example/feed")
TAGGED = {"etag": '"1"'}
SERVED = {"date": "Sun, 01 Mar 2026 12:00:00 GMT"}


def test_the_plan_asks_what_is_due_once_and_mixes_hosts() -> None:
    sources = [source(f"https://{host}.example/{n}", f"{host}{n}") for host in "ab" for n in range(3)]
    same = source("http://a.example/0/", "double")
    off = source("https://c.example/", "off", enabled=False)
    files = source("", "files", kind=SourceKind.CORPUS)
    waiting = {"b0": SourceHealth(source_id="b0", last_asked=NOON - HOUR, next_due=NOON + MINUTE)}

    assert [s.id for s in plan([*sources, same, off, files], waiting, NOON)] == ["a0", "b1", "a1", "b2", "a2"]
    assert duplicate_addresses([*sources, same]) == {"double": "a0"}


def test_no_source_is_asked_twice_in_half_an_hour_by_whatever_way() -> None:
    asked = replace(never(), last_asked=NOON, next_due=NOON, state=HealthState.OK)

    assert not is_due(FEED, asked, NOON + 29 * MINUTE, force=True)
    assert is_due(FEED, asked, NOON + 30 * MINUTE)


def test_somebody_who_asks_again_within_half_an_hour_is_told_when_it_was_and_when_it_will_be() -> None:
    asked = {"news": replace(never(), last_asked=NOON, next_due=NOON + HOUR, state=HealthState.OK)}
    told = replace(source("https://news.example/feed"), name="News")

    assert not_yet([told], asked, NOON + 7 * MINUTE) == ["News: asked 7 minutes ago, again at 12:30 UTC"]
    assert not_yet([told], asked, NOON + 30 * MINUTE) == []


def test_a_request_that_never_left_the_machine_may_be_tried_again_at_once() -> None:
    refused = replace(
        never(), last_asked=NOON, state=HealthState.BLOCKED, reason=f"{NOT_PUBLIC}: news.example: 10.0.0.7"
    )

    assert is_due(FEED, refused, NOON + MINUTE, force=True)
    assert not is_due(FEED, refused, NOON + MINUTE)


def test_an_interval_that_a_person_wrote_counts_where_a_server_gives_no_validators() -> None:
    half = replace(FEED, interval=30 * MINUTE)

    assert health.answered(half, never(), SERVED, NOON).next_due == NOON + 30 * MINUTE
    assert health.answered(FEED, never(), SERVED, NOON).next_due == NOON + DAY


@given(st.timedeltas(min_value=-400 * DAY, max_value=400 * DAY))
def test_a_clock_that_ran_wrong_silences_no_source_for_longer_than_a_week(wrong: timedelta) -> None:
    then = NOON + wrong
    known = health.answered(FEED, never(), TAGGED, then)

    assert any(is_due(FEED, known, NOON + day * DAY) for day in range(9))
