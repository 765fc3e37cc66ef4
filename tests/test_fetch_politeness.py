"""A week of asking, scored by the servers: the sixteen manners of a feed reader that may be shown in public.

The rules are those of Rachel by the Bay's reader score, Open RSS and earth.org.uk; `pytest -s` prints the score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.support.web import AGENT, NOON, site
from tests.support.web_watcher import Watcher
from tests.support.web_week import DAY, FEEDS, HOUR, Clock, Line, Web

MINUTE = timedelta(minutes=1)
WEEK = 7 * DAY


@pytest.fixture(scope="module")
def week() -> Web:
    """Seven days: a run every twenty minutes, four by hand, a crash every other day and a run right after it."""
    clock = Clock()
    web = Web(clock)
    with site(web) as server:
        watcher = Watcher(server.port, web)
        for number in range(int(WEEK / (20 * MINUTE))):
            clock.wait_until(NOON + number * 20 * MINUTE)
            crash = number % 144 == 60
            watcher.run(force=number in {200, 201, 380}, killed_after=4 if crash else None)
            if crash:
                watcher.run()
                watcher.run(force=number == 204)
        watcher.askings.close()
    return web


def polls(web: Web, host: str) -> list[Line]:
    """Requests to a feed that are no second half of a redirect."""
    return [line for line in web.of(host) if not (host in {"moved.example", "away.example"} and line.target == "/new")]


def gaps(lines: list[Line]) -> list[timedelta]:
    return [later.at - line.at for line, later in pairwise(lines)]


def own_gaps(web: Web, host: str) -> list[timedelta]:
    """The time before each poll that came by schedule."""
    return [later.at - line.at for line, later in pairwise(polls(web, host)) if web.was_natural(later)]


def own(web: Web, host: str) -> list[Line]:
    return [line for line in web.of(host) if web.was_natural(line)]


def asks_once_without_conditions(web: Web) -> bool:
    feeds = ["tagged.example", "dated.example", "both.example", "patient.example"]
    return all(sum(not line.conditional for line in web.of(host)) == 1 for host in feeds)


def echoes_validators_exactly(web: Web) -> bool:
    for host in FEEDS:
        etag: set[str] = set()
        modified: set[str] = set()
        for line in web.of(host):
            if line.headers.get("if-none-match", "") not in {"", *etag}:
                return False
            if line.headers.get("if-modified-since", "") not in {"", *modified}:
                return False
            etag |= {line.given.get("ETag", "")}
            modified |= {line.given.get("Last-Modified", "")}
    both = web.of("both.example")[1:]
    return all("if-none-match" in line.headers and "if-modified-since" in line.headers for line in both)


def keeps_validators_across_crashes(web: Web) -> bool:
    return all(line.conditional for line in web.of("tagged.example")[1:])


def leaves_time_between_polls(web: Web) -> bool:
    natural = [gap for host in FEEDS for gap in own_gaps(web, host)]
    every = [gap for host in FEEDS for gap in gaps(polls(web, host))]
    return min(natural) >= 55 * MINUTE and min(every) >= 30 * MINUTE and len(web.of("tagged.example")) > 7 * 20


def asks_once_a_day_without_validators(web: Web) -> bool:
    return min(own_gaps(web, "shop.example")) >= DAY and len(web.of("shop.example")) >= 7


def honours_what_servers_say(web: Web) -> bool:
    stated = {"patient.example": 4 * HOUR, "expiring.example": 3 * HOUR, "slow.example": 6 * HOUR}
    return all(min(own_gaps(web, host)) >= wait for host, wait in stated.items())


def waits_when_told_to(web: Web) -> bool:
    busy = [pair for pair in pairwise(web.of("busy.example")) if pair[0].status == 429]
    mending = [pair for pair in pairwise(web.of("mending.example")) if pair[0].status == 503]
    on_time = all(b.at - a.at >= 5 * HOUR for a, b in busy) and all(
        b.at - a.at >= 7 * HOUR - timedelta(seconds=1) for a, b in mending
    )
    return on_time and len(busy) >= 3 and len(mending) >= 2


def gets_nothing_when_nothing_changed(web: Web) -> bool:
    lines = web.of("tagged.example")
    full = [line for line in lines if line.status == 200]
    return len(full) == 5 and len(lines) > 100


def remembers_moves_and_ends(web: Web) -> bool:
    moved, away, missing = (web.of(f"{name}.example") for name in ("moved", "away", "missing"))
    day_four = NOON + 4 * DAY
    return (
        not [line for line in moved if line.target == "/feed" and line.at > day_four]
        and bool([line for line in moved if line.target == "/new" and line.at > day_four])
        and bool([line for line in away if line.target == "/feed" and line.at > day_four])
        and len(own(web, "gone.example")) == 2
        and 8 <= len(own(web, "missing.example")) <= 12
        and missing[-1].at > NOON + 6 * DAY
    )


def says_who_it_is(web: Web) -> bool:
    return {line.headers["user-agent"] for line in web.log} == {AGENT}


def says_what_it_takes(web: Web) -> bool:
    feeds = [line for line in web.log if line.host in FEEDS]
    return all(
        "application/rss+xml" in line.headers["accept"] and line.headers["accept-encoding"] == "gzip" for line in feeds
    )


def sends_nothing_else(web: Web) -> bool:
    expected = {"host", "user-agent", "accept", "accept-encoding", "if-none-match", "if-modified-since"}
    paths = {line.target for line in web.log if line.host in FEEDS}
    methods = {line.method for line in web.log}
    return all(set(line.headers) <= expected for line in web.log) and paths == {"/feed", "/new"} and methods == {"GET"}


def asks_a_host_one_thing_a_second(web: Web) -> bool:
    hosts = {line.host for line in web.log}
    near = [gap for host in hosts for gap in gaps(web.of(host)) if gap < timedelta(seconds=1)]
    return web.most_open == 1 and not near and min(gaps(web.of("pages.example"))) >= timedelta(seconds=10)


def fetches_pages_once_and_with_leave(web: Web) -> bool:
    pages = [line.target for line in web.of("pages.example") if line.target != "/robots.txt"]
    free = [line.target for line in web.of("free.example") if line.target != "/robots.txt"]
    down = {line.target for line in web.of("down.example")}
    rules = web.of("pages.example", "/robots.txt")
    return (
        len(set(pages)) == len(pages) >= 5
        and not [target for target in pages if "closed" in target]
        and len(set(free)) == len(free) >= 10
        and down == {"/robots.txt"}
        and len(rules) <= 8
    )


def fetches_a_feed_with_two_names_once(web: Web) -> bool:
    return {line.target for line in web.log if line.host.lower() == "tagged.example"} == {"/feed"}


def takes_the_new_part_of_a_feed(web: Web) -> bool:
    return len(web.of("delta.example")) > 100 and not [x for x in web.log if "a-im" in x.headers]


MANNERS: Mapping[str, Callable[[Web], bool]] = {
    "one unconditional GET per feed": asks_once_without_conditions,
    "validators echoed byte for byte, never invented": echoes_validators_exactly,
    "validators survive crash and restart": keeps_validators_across_crashes,
    "55 minutes between polls, never under 30, no burst after a restart": leaves_time_between_polls,
    "once a day where nothing can be asked conditionally": asks_once_a_day_without_validators,
    "max-age, Expires and ttl honoured": honours_what_servers_say,
    "Retry-After honoured in seconds and as a date": waits_when_told_to,
    "a 304 costs nothing": gets_nothing_when_nothing_changed,
    "301 remembered, 302 not, 410 ends, 404 backs off": remembers_moves_and_ends,
    "an honest User-Agent with a contact": says_who_it_is,
    "Accept and Accept-Encoding say what is taken": says_what_it_takes,
    "no cookies, Referer, HEAD, favicon or rewritten address": sends_nothing_else,
    "one connection and one request a second per host, Crawl-delay kept": asks_a_host_one_thing_a_second,
    "pages once, with leave of robots.txt, which is read once a day": fetches_pages_once_and_with_leave,
    "a feed configured twice is fetched once": fetches_a_feed_with_two_names_once,
    "a 226 reply is taken": takes_the_new_part_of_a_feed,
}


@pytest.mark.parametrize("manner", MANNERS)
def test_a_week_of_asking_keeps_the_manner(manner: str, week: Web) -> None:
    assert MANNERS[manner](week)


def test_the_score_of_the_week_is_full(week: Web) -> None:
    kept = {manner: check(week) for manner, check in MANNERS.items()}
    for number, (manner, yes) in enumerate(kept.items(), 1):
        print(f"{number:2} {'yes' if yes else 'NO '} {manner}")
    print(f"{sum(kept.values())} of {len(kept)} manners kept in {len(week.log)} requests of seven days")

    assert len(MANNERS) == 16
    assert all(kept.values())


@pytest.mark.parametrize("manner", MANNERS)
def test_no_manner_is_kept_by_doing_it_all_wrong(manner: str, week: Web) -> None:
    """Each check can fail: a rude reader's log does not pass it."""
    assert not MANNERS[manner](rude(week))


def rude(week: Web) -> Web:
    """The same week as a rude reader would have it: everything again after half a second, as someone else, bare."""
    worse = Web(week.clock, most_open=9)
    for line in week.log:
        headers = {
            "host": line.host,
            "user-agent": "Mozilla/5.0",
            "accept": "*/*",
            "accept-encoding": "br",
            "referer": "x",
        }
        again = replace(line, headers={**headers, "if-none-match": "invented", "a-im": "feed"}, status=200)
        bare = replace(line, headers=headers, target=f"{line.target}?x", at=line.at + timedelta(milliseconds=500))
        worse.log += [again, bare]
    return worse
