"""Two that collect at once ask each server once, and one that died holds nobody up."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

from tests.support.listener import Entry, listening, rss
from tests.support.waiting import GUARD
from tests.support.web import NOON, Ask, Reply, site
from tumen.fetch import begun
from tumen.fetch.retry_and_freshness import FLOOR
from tumen.model import SourceHealth
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]

ROOT = Path(__file__).parents[1]
MINUTE = timedelta(minutes=1)


@contextmanager
def collector(url: str, port: int, count: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.support.collector", url, str(port), str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_of_two_who_claim_at_once_each_source_is_ones(archive_url: str) -> None:
    ids = [f"s{number}" for number in range(60)]
    barrier, claims = Barrier(4), []

    def claim() -> None:
        with Archive.open(archive_url) as archive:
            known = archive.sources.healths()
            barrier.wait()
            claims.append(archive.sources.claim(known, [SourceHealth(source_id=id_, last_asked=NOON) for id_ in ids]))

    threads = [Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(id_ for claimed in claims for id_ in claimed) == sorted(ids)


def test_a_claim_by_what_was_known_an_hour_ago_is_refused(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        old = archive.sources.healths()
        first = archive.sources.claim(old, [SourceHealth(source_id="a", last_asked=NOON)])
        late = archive.sources.claim(old, [SourceHealth(source_id="a", last_asked=NOON + FLOOR)])
        next_run = archive.sources.claim(
            archive.sources.healths(), [SourceHealth(source_id="a", last_asked=NOON + FLOOR)]
        )

        assert (first, late, next_run) == ({"a"}, set(), {"a"})
        assert archive.sources.health("a").last_asked == NOON + FLOOR
        assert archive.sources.claim({}, []) == set()


def test_two_processes_at_once_ask_each_server_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tumen.db'}"

    def answer(ask: Ask) -> Reply:
        return rss(Entry(f"News from {ask.target}", guid=ask.target))

    with site(answer) as server, collector(url, server.port, 30) as one, collector(url, server.port, 30) as other:
        begin(one)
        begin(other)
        said = [process.communicate(timeout=GUARD)[0].split() for process in (one, other)]

    assert Counter(ask.target for ask in server.asks) == {f"/{number}": 1 for number in range(30)}
    assert [sum(int(words[place]) for words in said) for place in (0, 1, 2)] == [30, 30, 30]


def test_what_a_killed_run_had_claimed_is_asked_when_the_shortest_interval_is_over() -> None:
    with listening() as listener:
        (news,) = listener.sources
        other = replace(news, id="other", url=listener.site.url("/other"))
        listener.sources += (other,)
        listener.replies |= {"/feed": rss(Entry("One", guid="1")), "/other": rss(Entry("Two", guid="2"))}
        healths = listener.archive.sources.healths()
        listener.archive.sources.claim(healths, [begun(news, SourceHealth(source_id="news"), listener.clock())])

        at_once = listener.collect()
        listener.clock.later(minutes=29)
        too_early = listener.collect()
        listener.clock.later(minutes=1)
        later = listener.collect()

    assert (at_once.asked, too_early.asked, later.asked) == (1, 0, 1)
    assert listener.site.count("/feed") == listener.site.count("/other") == 1
