"""When to ask next, and what a source's state is called, since when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.web import NOON, Reply, fetcher, never, site, source
from tumen.errors import ExtractError, FetchError
from tumen.fetch import health, is_due, moves, noticed, plan, retry_and_freshness
from tumen.model import HealthState, Validators

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = source("https://news.example/feed")
TAGGED = {"etag": '"1"'}
SERVED = {"date": "Sun, 01 Mar 2026 12:00:00 GMT"}


def error(status: int | None = None, code: str = "http", retry_after: timedelta | None = None) -> FetchError:
    return FetchError("news", "because", code=code, status=status, retry_after=retry_after)


# Ported in spirit from lemon24/reader's table of what servers say after an update: seconds, dates, nonsense.
RETRY_AFTER: list[tuple[str, Mapping[str, str], timedelta | None]] = [
    ("120", {}, 2 * MINUTE),
    (" 120 ", {}, 2 * MINUTE),
    ("0", {}, timedelta(0)),
    ("Sun, 01 Mar 2026 13:00:00 GMT", {}, HOUR),
    ("Sun, 01 Mar 2026 13:00:00 GMT", {"date": "Sun, 01 Mar 2026 12:30:00 GMT"}, 30 * MINUTE),
    ("Sun, 01 Mar 2026 22:00:00 +0900", {}, HOUR),
    ("Sun, 01 Mar 2026 13:00:00", {}, HOUR),
    ("Sun Mar  1 13:00:00 2026", {}, HOUR),
    ("Sun, 01 Mar 2026 11:00:00 GMT", {}, None),
    ("Sun, 01 Mar 2126 11:00:00 GMT", {}, 7 * DAY),
    ("1000000000", {}, 7 * DAY),
    ("999999999999", {}, 7 * DAY),
    ("1" * 400, {}, None),
    ("-5", {}, None),
    ("1.5", {}, None),
    ("soon", {}, None),
    ("", {}, None),
    ("٣٠", {}, None),
    ("Sun, 99 Mar 2026 11:00:00 GMT", {}, None),
    ("Sun, 01 Mar 99999 11:00:00 GMT", {}, None),
]


@pytest.mark.parametrize(("text", "more", "wait"), RETRY_AFTER)
def test_retry_after_is_read_as_seconds_or_a_date_by_the_servers_own_clock(
    text: str, more: Mapping[str, str], wait: timedelta | None
) -> None:
    assert retry_and_freshness.retry_after({"retry-after": text, **SERVED, **more}, NOON) == wait


LIFETIME: list[tuple[Mapping[str, str], timedelta | None]] = [
    ({}, None),
    ({"cache-control": "max-age=7200"}, 2 * HOUR),
    ({"cache-control": "public, Max-Age = 7200, must-revalidate"}, 2 * HOUR),
    ({"cache-control": 'max-age="7200"'}, 2 * HOUR),
    ({"cache-control": "s-maxage=7200"}, None),
    ({"cache-control": "max-age=7200", "age": "3600"}, HOUR),
    ({"cache-control": "max-age=7200", "age": "99999"}, timedelta(0)),
    ({"cache-control": "max-age=7200", "age": "old"}, 2 * HOUR),
    ({"cache-control": "max-age=31536000"}, DAY),
    ({"cache-control": "max-age=0, no-cache"}, timedelta(0)),
    ({"cache-control": "no-cache, no-store"}, None),
    ({"cache-control": "max-age=-1"}, None),
    ({"expires": "Sun, 01 Mar 2026 15:00:00 GMT"}, 3 * HOUR),
    ({"expires": "Sun, 01 Mar 2026 15:00:00 GMT", "date": "Sun, 01 Mar 2026 14:00:00 GMT"}, HOUR),
    ({"expires": "0"}, None),
    ({"expires": "-1"}, None),
    ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, None),
    ({"expires": "Sun, 01 Mar 2026 15:00:00 GMT", "cache-control": "max-age=60"}, MINUTE),
]


@pytest.mark.parametrize(("headers", "fresh"), LIFETIME)
def test_how_long_a_reply_is_fresh(headers: Mapping[str, str], fresh: timedelta | None) -> None:
    assert retry_and_freshness.lifetime({**SERVED, **headers}, NOON) == fresh


def test_an_hourly_source_is_due_at_the_next_hourly_run_and_never_within_55_minutes() -> None:
    for seconds in range(0, 7200, 7):
        asked = NOON + timedelta(seconds=seconds)
        wait = health.answered(FEED, never(), TAGGED, asked).next_due - asked  # type: ignore[operator]

        assert 55 * MINUTE <= wait < HOUR


def test_no_interval_of_the_catalogue_is_shorter_than_half_an_hour() -> None:
    eager = replace(FEED, interval=MINUTE)

    assert health.answered(eager, never(), TAGGED, NOON).next_due == NOON + 30 * MINUTE


def test_a_server_that_says_longer_is_not_asked_earlier() -> None:
    headers = {**TAGGED, "cache-control": "max-age=14400"}

    assert health.answered(FEED, never(), headers, NOON).next_due == NOON + 4 * HOUR


def test_a_server_that_gives_nothing_to_ask_conditionally_with_is_asked_once_a_day() -> None:
    silent = health.answered(FEED, never(), {}, NOON)
    outspoken = health.answered(FEED, never(), {"cache-control": "max-age=0"}, NOON)
    as_configured = health.answered(FEED, never(), {}, NOON, slow_interval=timedelta(0))

    assert silent.next_due == NOON + DAY
    assert outspoken.next_due is not None
    assert outspoken.next_due < NOON + HOUR
    assert as_configured.next_due == outspoken.next_due


def test_failures_back_off_from_one_hour_to_a_day_and_never_end() -> None:
    after, waits = never(), []
    for _ in range(9):
        after = health.failed(FEED, after, error(500), NOON)
        assert after.next_due is not None
        waits.append((after.next_due - NOON) / HOUR)

    steps = [1, 2, 4, 8, 16, 24, 24, 24, 24]
    assert all(step <= wait <= step * 1.1 for step, wait in zip(steps, waits, strict=True))
    assert (after.state, after.failures) == ("backing_off", 9)


def test_what_the_server_asked_to_wait_is_kept_even_by_hand() -> None:
    after = health.failed(FEED, never(), error(503, retry_after=5 * HOUR), NOON)

    assert after.next_due == after.not_before == NOON + 5 * HOUR
    assert not is_due(FEED, after, NOON + 5 * HOUR - MINUTE, force=True)
    assert is_due(FEED, after, NOON + 5 * HOUR)


def test_a_failure_in_our_own_run_is_not_the_sources() -> None:
    known = replace(never(), state=HealthState.OK, next_due=NOON)

    assert health.failed(FEED, known, error(code="not_asked"), NOON) == known


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (error(403), "blocked"),
        (error(code="blocked_redirect"), "blocked"),
        (error(code="robots"), "blocked"),
        (error(code="tls"), "backing_off"),
        (error(404), "backing_off"),
        (ExtractError("news", "a login page", code="not_a_feed"), "not_a_feed"),
        (ExtractError("news", "took too long", code="parse_timeout"), "backing_off"),
    ],
)
def test_every_failure_has_a_state_and_leaves_validators_alone(failure: FetchError | ExtractError, state: str) -> None:
    known = replace(never(), state=HealthState.OK, validators=Validators(etag='"1"'), last_ok=NOON - HOUR)
    after = health.failed(FEED, known, failure, NOON)

    assert (after.state, after.since, after.reason) == (state, NOON, failure.reason)
    assert (after.validators, after.last_ok) == (known.validators, known.last_ok)


def test_a_state_is_dated_from_its_first_day() -> None:
    first = health.failed(FEED, never(), error(500), NOON)
    second = health.failed(FEED, first, error(500), NOON + HOUR)
    well = health.answered(FEED, second, TAGGED, NOON + 3 * HOUR)
    still = health.unchanged(FEED, well, TAGGED, NOON + 5 * HOUR)

    assert (second.since, well.since, still.since) == (NOON, NOON + 3 * HOUR, NOON + 3 * HOUR)
    assert (still.state, still.failures, still.reason) == ("unchanged", 0, "")


def test_410_is_believed_the_second_time_and_then_the_source_is_left_alone() -> None:
    once = health.failed(FEED, never(), error(410), NOON)
    twice = health.failed(FEED, once, error(410), NOON + DAY)

    assert is_due(FEED, once, NOON + DAY)
    assert (twice.state, twice.next_due) == ("gone", None)
    assert plan([FEED], {"news": twice}, NOON + 300 * DAY) == []
    assert plan([FEED], {"news": twice}, NOON + 300 * DAY, force=True) == [FEED]


def test_a_corrected_address_starts_anew() -> None:
    gone = health.failed(FEED, health.failed(FEED, never(), error(410), NOON), error(410), NOON + DAY)
    mended = replace(FEED, url="https://news.example/rss")

    assert plan([mended], {"news": gone}, NOON + DAY + MINUTE) == [mended]


def test_a_permanent_move_is_believed_after_three_sightings_a_day_apart() -> None:
    steps = [timedelta(0), HOUR, DAY, DAY + HOUR, 2 * DAY]
    known, asked = never(), []
    with site(Reply()) as server, fetcher() as asking:
        new = Reply(headers={"ETag": '"1"'})
        server.answer = lambda ask: new if ask.target == "/new" else Reply(301, b"", {"Location": "/new"})
        feed = source(server.url("/old"))
        for step in [*steps, 3 * DAY]:
            before = len(server.asks)
            known = asking.fetch(feed, replace(known, validators=Validators()), NOON + step).health
            asked.append([ask.target for ask in server.asks[before:]])

    assert asked == [["/old", "/new"]] * 5 + [["/new"]]
    assert known.moved_to == server.url("/new")


def test_a_temporary_move_is_never_remembered() -> None:
    known = never()
    with site(Reply()) as server, fetcher() as asking:
        server.answer = lambda ask: Reply() if ask.target == "/new" else Reply(307, b"", {"Location": "/new"})
        for day in range(5):
            known = asking.fetch(source(server.url("/old")), known, NOON + day * DAY).health

    assert (known.moved_to, known.moved_sightings) == (None, 0)
    assert server.count("/old") == 5


def test_a_move_that_leads_nowhere_is_forgotten() -> None:
    believed = replace(never(), moved_to="https://parked.example/", moved_sightings=3, asked_url=FEED.url)

    assert moves.address(FEED, believed) == "https://parked.example/"
    assert moves.address(FEED, health.failed(FEED, believed, error(404), NOON)) == FEED.url
    assert moves.address(FEED, health.failed(FEED, believed, error(503), NOON)) == "https://parked.example/"
    assert moves.address(FEED, health.failed(FEED, believed, ExtractError("news", "-"), NOON)) == FEED.url


def test_a_reply_without_any_key_of_the_last_one_is_a_possible_gap_and_is_asked_sooner() -> None:
    known = health.answered(FEED, never(), TAGGED, NOON)
    first = noticed(FEED, known, TAGGED, ["a", "b"], new=2, now=NOON)
    overlap = noticed(FEED, first, TAGGED, ["b", "c"], new=1, now=NOON + HOUR)
    gap = noticed(FEED, overlap, TAGGED, ["x", "y"], new=2, now=NOON + 2 * HOUR)

    assert (first.possible_gap, overlap.possible_gap, gap.possible_gap) == (None, None, NOON + 2 * HOUR)
    assert gap.next_due == NOON + 2 * HOUR + 30 * MINUTE
    assert gap.recent_keys == ("x", "y")
    assert gap.last_new == NOON + 2 * HOUR


def test_what_a_feed_says_of_itself_counts_as_its_server_saying_it() -> None:
    tagged = health.answered(FEED, never(), TAGGED, NOON)
    bare = health.answered(FEED, never(), {}, NOON)

    assert noticed(FEED, tagged, TAGGED, ["a"], new=1, now=NOON, ttl=3 * HOUR).next_due == NOON + 3 * HOUR
    assert noticed(FEED, tagged, TAGGED, ["a"], new=1, now=NOON, ttl=90 * DAY).next_due == NOON + DAY
    assert noticed(FEED, bare, {}, ["a"], new=1, now=NOON, ttl=2 * HOUR).next_due == NOON + 2 * HOUR


def test_a_feed_without_validators_is_asked_before_its_items_are_gone() -> None:
    bare = health.answered(FEED, never(), {}, NOON)
    keys = [str(number) for number in range(24)]

    slow = noticed(FEED, bare, {}, keys, new=24, now=NOON, span=20 * DAY)
    fast = noticed(FEED, bare, {}, keys, new=24, now=NOON, span=12 * HOUR)
    faster = noticed(FEED, bare, {}, keys, new=24, now=NOON, span=HOUR / 2)
    unknown = noticed(FEED, bare, {}, keys, new=24, now=NOON)

    assert (slow.next_due, unknown.next_due) == (NOON + DAY, NOON + DAY)
    assert fast.next_due == NOON + 4 * HOUR
    assert faster.next_due is not None
    assert NOON + 0.9 * HOUR <= faster.next_due <= NOON + HOUR


def test_after_a_gap_even_a_feed_without_validators_is_asked_as_soon_as_manners_allow() -> None:
    bare = replace(health.answered(FEED, never(), {}, NOON), recent_keys=("a", "b"), last_new=NOON - DAY)

    gap = noticed(FEED, bare, {}, ["x", "y"], new=2, now=NOON)
    later = noticed(FEED, gap, {}, ["y", "z"], new=1, now=NOON + HOUR)

    assert gap.next_due == NOON + HOUR / 2
    assert later.next_due is not None
    assert later.next_due < NOON + 9 * HOUR


def test_how_many_items_a_day_are_usual_is_learned() -> None:
    known = never()
    for day in range(1, 30):
        known = noticed(FEED, known, TAGGED, [str(day)], new=4, now=NOON + day * DAY)

    assert known.items_per_day == pytest.approx(4)


def test_a_source_that_answers_and_has_nothing_new_for_long_is_silent_and_speaks_again() -> None:
    busy = replace(
        never(), state=HealthState.OK, since=NOON, last_new=NOON, items_per_day=4.0, validators=Validators(etag='"1"')
    )
    weekend = health.unchanged(FEED, busy, {}, NOON + 3 * DAY)
    silent = health.unchanged(FEED, weekend, {}, NOON + 5 * DAY)
    rare = health.unchanged(FEED, replace(busy, items_per_day=0.5), {}, NOON + 11 * DAY)
    again = health.answered(FEED, silent, TAGGED, NOON + 6 * DAY)
    heard = noticed(FEED, again, TAGGED, ["a"], new=1, now=NOON + 6 * DAY)

    assert (weekend.state, rare.state) == ("unchanged", "unchanged")
    assert (silent.state, silent.since) == ("silent", NOON)
    assert silent.reason == "nothing new for 5 days, usually 4 a day"
    assert (heard.state, heard.since, heard.reason) == ("ok", NOON + 6 * DAY, "")


def test_a_reply_full_of_old_items_does_not_end_a_silence() -> None:
    silent = replace(
        never(), state=HealthState.SILENT, since=NOON, last_new=NOON, items_per_day=0.25, recent_keys=("a",)
    )
    answered = health.answered(FEED, silent, TAGGED, NOON + 30 * DAY)
    after = noticed(FEED, answered, TAGGED, ["a"], new=0, now=NOON + 30 * DAY)

    assert (after.state, after.since, after.reason) == (
        "silent",
        NOON,
        "nothing new for 30 days, usually one in 4 days",
    )


@given(st.dictionaries(st.sampled_from(["retry-after", "cache-control", "expires", "date", "age"]), st.text()))
def test_no_header_whatever_it_holds_asks_for_more_than_the_cap(headers: dict[str, str]) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    known = health.answered(FEED, never(), headers, now)
    wait = retry_and_freshness.retry_after(headers, now)

    assert known.next_due is not None
    assert now < known.next_due <= now + DAY
    assert wait is None or timedelta(0) <= wait <= 7 * DAY
