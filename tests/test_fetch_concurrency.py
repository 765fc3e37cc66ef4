"""Many sources at once: none changes what another gets, and the run is home in time whatever hangs."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support.waiting import GUARD, wait_until
from tests.support.web import (
    FEED,
    INTERNAL,
    NOON,
    Answer,
    Ask,
    Hang,
    Reply,
    fetcher,
    never,
    site,
    source,
)
from tumen.errors import FetchError
from tumen.fetch import Fetched, FetchLimits, fetch_all, fetch_pages, limits
from tumen.model import HOSTS_AT_ONCE, HealthState, Raw, Source, SourceHealth
from tumen.settings import Settings

MINUTE = timedelta(minutes=1)
# For servers that hang: so long, and well behaved ones on a busy machine answer within it.
QUICK = FetchLimits(feed=replace(limits.FEED, total=2.0, each=2.0))

BAD: dict[str, Callable[[Ask], Answer]] = {
    "hangs": lambda _: Hang(),
    "stops in the middle": lambda _: Hang(b"HTTP/1.1 200 OK\r\nX"),
    "hangs up": lambda _: b"",
    "answers 500": lambda _: Reply(500, b""),
    "goes in circles": lambda ask: Reply(302, b"", {"Location": ask.target}),
    "leads inside": lambda ask: Reply(302, b"", {"Location": f"http://{INTERNAL}/"}),
    "speaks nonsense": lambda _: b"\x00\xff" * 50,
}


def by_host(answers: dict[str, Callable[[Ask], Answer]]) -> Callable[[Ask], Answer]:
    return lambda ask: answers[ask.host](ask) if ask.host in answers else Reply()


def test_one_bad_source_never_changes_what_another_gets() -> None:
    answers = {f"bad{number}.example": answer for number, answer in enumerate(BAD.values())}
    with site(by_host(answers)) as server, fetcher(limits=QUICK) as asking:
        hosts = [*answers, *(f"good{n}.example" for n in range(20))]
        sources = [source(server.url(host=host), host) for host in sorted(hosts, key=hash)]
        results = {s.id: r for s, r in fetch_all(asking, sources, {}, NOON, workers=4, deadline=MINUTE)}

    assert results.keys() == set(hosts)
    assert all(isinstance(results[host], FetchError) for host in answers)
    for host in hosts[len(answers) :]:
        result = results[host]
        assert isinstance(result, Fetched)
        assert result.raw is not None
        assert result.raw.body == FEED


def test_hanging_sources_cost_their_slots_and_not_the_run() -> None:
    released = threading.Event()
    with (
        site(lambda ask: Hang(until=released) if "bad" in ask.host else Reply()) as server,
        fetcher() as asking,
    ):
        sources = [source(server.url(host=f"{'bad' if n % 10 == 0 else 'ok'}{n}.example"), str(n)) for n in range(40)]
        came = []
        for _, result in fetch_all(asking, sources, {}, NOON, workers=5, deadline=MINUTE):
            came.append(type(result))
            if len(came) == 36:
                released.set()

    assert came == [Fetched] * 36 + [FetchError] * 4


def test_the_deadline_holds_and_sources_that_were_not_reached_are_not_blamed() -> None:
    with site(Hang()) as server, fetcher() as asking:
        sources = [source(server.url(host=f"h{n}.example"), str(n)) for n in range(8)]
        results = list(fetch_all(asking, sources, {}, NOON, workers=2, deadline=timedelta(seconds=1)))
        known = SourceHealth(source_id="7", state=HealthState.OK, last_ok=NOON)
        errors = [(s, result) for s, result in results if isinstance(result, FetchError)]
        after = {e.code: asking.failed(s, known, e, NOON) for s, e in errors}

    assert sorted(error.code for _, error in errors) == ["cut_off"] * 2 + ["not_asked"] * 6
    assert after["not_asked"] is known
    assert (after["cut_off"].state, after["cut_off"].failures, after["cut_off"].last_asked) == ("ok", 0, NOON)


class Asking:
    """Asks nobody: every source has nothing new, and from the `held`-th on it takes until `go`. Its clock is set."""

    def __init__(self, held: int) -> None:
        self.now = 0.0
        self.held = held
        self.go = threading.Event()
        self.reached = threading.Event()
        self.begun = 0
        self._lock = threading.Lock()

    def clock(self) -> float:
        return self.now

    def fetch(self, source: Source, known: SourceHealth, now: datetime) -> Fetched:
        with self._lock:
            self.begun += 1
            held = self.begun > self.held
        if held:
            self.reached.set()
            self.go.wait(GUARD)
        return Fetched(raw=None, health=known)


def test_replies_that_came_in_time_are_given_however_slowly_they_are_taken() -> None:
    asking = Asking(held=12)
    sources = [source(f"http://h{n}.example/", str(n)) for n in range(20)]
    results = fetch_all(asking, sources, {}, NOON, workers=1, deadline=MINUTE)
    given = [next(results)]
    # The only worker is at the thirteenth: what came before is there.
    assert asking.reached.wait(GUARD)
    asking.now = 3600.0
    given += results
    asking.go.set()

    codes = [result.code if isinstance(result, FetchError) else "came" for _, result in given]
    assert codes == ["came"] * 12 + ["cut_off"] + ["not_asked"] * 7


def test_as_many_hosts_are_asked_at_once_as_there_are_workers() -> None:
    asking = Asking(held=0)
    sources = [source(f"http://h{n}.example/", str(n)) for n in range(2 * HOSTS_AT_ONCE)]
    asked = threading.Thread(target=lambda: list(fetch_all(asking, sources, {}, NOON, deadline=10 * MINUTE)))
    asked.start()
    wait_until(lambda: asking.begun >= HOSTS_AT_ONCE)
    at_once = asking.begun
    asking.go.set()
    asked.join()

    assert (at_once, asking.begun) == (HOSTS_AT_ONCE, 2 * HOSTS_AT_ONCE)


def test_settings_code_and_documentation_name_one_number_of_hosts() -> None:
    said = (Path(__file__).parents[1] / "docs" / "collection.md").read_text(encoding="utf-8")

    assert Settings.model_fields["workers"].default == HOSTS_AT_ONCE
    assert re.findall(r"at most (\d+) hosts", said) == [str(HOSTS_AT_ONCE)]


def test_a_host_that_answers_nothing_is_not_asked_for_all_its_sources() -> None:
    with site(Hang()) as server, fetcher(limits=QUICK) as asking:
        sources = [source(server.url(f"/{n}"), str(n)) for n in range(30)]
        results = list(fetch_all(asking, sources, {}, NOON, workers=8, deadline=MINUTE))

    assert len(server.asks) == 2
    assert {result.code for _, result in results if isinstance(result, FetchError)} == {"timeout"}
    assert len(results) == 30


def test_no_host_has_two_requests_of_ours_at_once() -> None:
    busy, most, lock = [0], [0], threading.Lock()

    def answer(ask: Ask) -> Reply:
        with lock:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        # A second request would have the time to come.
        threading.Event().wait(0.005)
        with lock:
            busy[0] -= 1
        return Reply()

    with site(answer) as server, fetcher() as asking:
        sources = [source(server.url(f"/{n}"), str(n)) for n in range(20)]
        pages = [(sources[0], server.url(f"/page{n}")) for n in range(20)]
        threads = [
            threading.Thread(target=lambda: list(fetch_all(asking, sources, {}, NOON, deadline=MINUTE))),
            threading.Thread(target=lambda: list(fetch_pages(asking, pages, NOON, deadline=MINUTE))),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert most == [1]
    assert len(server.asks) == 41


def test_requests_to_one_host_are_a_second_apart() -> None:
    naps: list[float] = []
    with site(Reply()) as server, fetcher(gap=1.0, clock=lambda: sum(naps), sleep=naps.append) as asking:
        for n in range(3):
            asking.fetch(source(server.url(f"/{n}"), str(n)), never(), NOON)
        asking.fetch(source(server.url(host="other.example")), never(), NOON)

    assert naps == [0.0, 1.0, 1.0, 0.0]


def test_pages_come_with_their_bytes_or_their_error() -> None:
    rules = Reply(body=b"User-agent: *\nDisallow: /closed\n")

    def answer(ask: Ask) -> Reply:
        return rules if ask.target == "/robots.txt" else Reply(404 if "lost" in ask.target else 200, b"page")

    with site(answer) as server, fetcher() as asking:
        told = source(server.url())
        wanted = [(told, server.url(path)) for path in ("/open", "/closed", "/lost")]
        results = {url: result for (_, url), result in fetch_pages(asking, wanted, NOON, deadline=MINUTE)}

    opened, closed, lost = (results[url] for _, url in wanted)
    assert isinstance(opened, Raw)
    assert opened.body == b"page"
    assert isinstance(closed, FetchError)
    assert (closed.code, closed.status) == ("robots", None)
    assert isinstance(lost, FetchError)
    assert lost.status == 404
    assert server.count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("status", "allowed", "asked_again"),
    [(200, True, 1), (404, True, 1), (403, True, 1), (500, False, 1), (503, False, 1), (429, False, 1)],
)
def test_robots_that_cannot_be_read_close_a_site_only_when_the_server_is_at_fault(
    status: int, allowed: bool, asked_again: int
) -> None:

    def answer(ask: Ask) -> Reply:
        return Reply(status, b"") if ask.target == "/robots.txt" else Reply()

    with site(answer) as server, fetcher() as asking:
        pages = [(source(server.url()), server.url(f"/{n}")) for n in range(3)]
        results = [result for _, result in fetch_pages(asking, pages, NOON, deadline=MINUTE)]

    assert [isinstance(result, Raw) for result in results] == [allowed] * 3
    assert server.count("/robots.txt") == asked_again


def test_robots_are_read_again_after_a_day_and_an_unreadable_one_after_an_hour() -> None:
    statuses = [500, 200, 200]
    with site(lambda ask: Reply(statuses.pop(0), b"") if ask.target == "/robots.txt" else Reply()) as server:
        told = source(server.url())
        with fetcher() as asking:
            with pytest.raises(FetchError):
                asking.fetch_page(told, server.url("/a"), NOON)
            with pytest.raises(FetchError):
                asking.fetch_page(told, server.url("/a"), NOON + 59 * MINUTE)
            for minutes in (60, 61, 60 + 24 * 60):
                asking.fetch_page(told, server.url("/a"), NOON + minutes * MINUTE)

    assert server.count("/robots.txt") == 3
    assert server.count("/a") == 3


def test_stopping_early_stops_asking() -> None:
    asking = Asking(held=1)
    sources = [source(f"http://h{n}.example/", str(n)) for n in range(200)]
    results = fetch_all(asking, sources, {}, NOON, workers=2, deadline=MINUTE)
    next(results)
    results.close()  # type: ignore[attr-defined]
    asking.go.set()
    for thread in threading.enumerate():
        if thread.name.startswith("fetch "):
            thread.join(GUARD)

    assert asking.begun <= 3


def test_a_fault_of_our_own_in_one_source_is_an_error_of_that_source() -> None:
    def broken(host: str, port: int) -> list[str]:
        if host == "odd.example":
            raise ZeroDivisionError("a resolver with a bug")
        return ["127.0.0.1"]

    with site(Reply()) as server, fetcher(resolve=broken, limits=QUICK) as asking:
        sources = [source(server.url(host=f"{name}.example"), name) for name in ("odd", "even")]
        results = {s.id: r for s, r in fetch_all(asking, sources, {}, NOON, deadline=MINUTE)}

    assert isinstance(results["odd"], FetchError)
    assert isinstance(results["even"], Fetched)


@pytest.mark.gate
def test_five_hundred_sources_with_a_tenth_of_them_hanging_are_all_asked_before_the_deadline() -> None:
    names = list(BAD)

    def answer(ask: Ask) -> Answer:
        number = int(ask.host.split(".")[0][1:])
        return BAD[names[number // 10 % len(names)]](ask) if number % 10 == 0 else Reply()

    with site(answer) as server, fetcher(limits=QUICK) as asking:
        sources = [source(server.url(host=f"h{n}.example"), str(n)) for n in range(500)]
        results = list(fetch_all(asking, sources, {}, NOON, deadline=10 * MINUTE))

    codes = {result.code for _, result in results if isinstance(result, FetchError)}
    assert len(results) == 500
    assert sum(isinstance(result, Fetched) for _, result in results) == 450
    assert not codes & {"cut_off", "not_asked"}
