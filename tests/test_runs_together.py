"""Runs that start at the same time know of each other: neither fails, nothing is told twice."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from tests.support.installation import Clock, feed, feeds, settings
from tests.support.waiting import GUARD, await_true
from tumen import pipeline
from tumen.cli import answer
from tumen.cli.work import run_once
from tumen.errors import StorageError
from tumen.pipeline.turn import LEASE
from tumen.wiring import clock as now
from tumen.wiring import open_runtime

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
VISIT = (
    "Shoigu arrives in Pyongyang with a message from Putin",
    "Russia's Security Council secretary was met at the airport of the North Korean capital.",
)


@pytest.fixture
def server():
    with feeds() as running:
        yield running


@pytest.fixture
def opened(server, tmp_path):
    server.pages["/a"] = feed(VISIT, at=NOON)
    clock = Clock(NOON)
    with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
        yield runtime, clock


class Waits:
    """What a run that waits says, and what happens meanwhile."""

    def __init__(self, meanwhile) -> None:
        self.said: list[str] = []
        self._meanwhile = meanwhile

    def progress(self, _done: int, _of: int, what: str) -> None:
        self.said.append(what)

    def pause(self, _seconds: float) -> None:
        self._meanwhile()


class Holder:
    """Another process that holds a turn until it is told to end."""

    def __init__(self, made, name: str) -> None:
        self._held, self._end = Event(), Event()
        self._thread = Thread(target=self._hold, args=(made, name))
        self._thread.start()
        assert self._held.wait(GUARD)

    def _hold(self, made, name: str) -> None:
        with open_runtime(chronicle=False, settings=made) as runtime, pipeline.turn(runtime.archive, name, now):
            self._held.set()
            self._end.wait(GUARD)

    def end(self) -> None:
        self._end.set()
        self._thread.join(GUARD)


def waits(caplog) -> bool:
    return any(record.getMessage().endswith(": waiting for it") for record in caplog.records)


def test_of_two_runs_at_once_the_second_waits_and_one_digest_is_sealed(server, tmp_path, caplog):
    made = settings(tmp_path, server, "/a")
    server.pages["/a"] = feed(VISIT, at=now())
    caplog.set_level(logging.INFO, "tumen")
    collecting = Holder(made, "collect")
    outcomes = []

    def run() -> None:
        with open_runtime(chronicle=False, settings=made) as runtime:
            outcomes.append(run_once(runtime))

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert await_true(lambda: waits(caplog), GUARD)
    assert outcomes == []
    collecting.end()
    for thread in threads:
        thread.join(GUARD)

    with open_runtime(chronicle=False, settings=made) as runtime:
        sealed = runtime.archive.digests.latest()
    assert [[item.headline for item in digest.items] for digest in sealed] == [[VISIT[0]]]
    assert sorted(len(outcome["digests"]) for outcome in outcomes) == [0, 1]
    assert sorted(outcome["new_documents"] for outcome in outcomes) == [0, 1]


def test_an_import_beside_a_run_that_judges_waits_and_ends_well(server, tmp_path, caplog, monkeypatch, capsys):
    made = settings(tmp_path, server, "/a")
    for name, value in (("TUMEN_HOME", made.home), ("TUMEN_CONFIG", made.config)):
        monkeypatch.setenv(name, str(value))
    caplog.set_level(logging.INFO, "tumen")
    paper = tmp_path / "paper.txt"
    paper.write_text("\n\n".join(VISIT), encoding="utf-8")
    judging = Holder(made, "develop")
    codes: list[int] = []
    importing = Thread(target=lambda: codes.append(answer(["import", str(paper)])))
    importing.start()
    assert await_true(lambda: waits(caplog), GUARD)
    judging.end()
    importing.join(GUARD)

    assert codes == [0]
    assert "1 document read: 1 new" in capsys.readouterr().out


def test_judging_waits_for_a_killed_run_as_long_as_its_turn_lasts_and_says_so(opened):
    runtime, clock = opened
    pipeline.collect(runtime.archive, runtime.fetcher, runtime.content, clock)
    runtime.archive.turns.take("develop", clock(), LEASE)
    waiting = Waits(lambda: clock.later(seconds=60))

    done = pipeline.develop_all(runtime.archive, runtime.content, clock, waiting.progress, waiting.pause)

    assert done.judged == 1
    assert waiting.said[:3] == ["(another run is judging documents: waiting)"] * 3
    assert clock() == NOON + timedelta(minutes=3)


def test_a_turn_is_renewed_while_its_run_works_however_long_that_takes(opened):
    runtime, clock = opened
    with pipeline.turn(runtime.archive, "develop", clock, beat=0.01):
        for _ in range(3):
            clock.later(seconds=100)
            assert await_true(lambda: runtime.archive.turns.taken("develop", clock() + LEASE), GUARD)

    assert not runtime.archive.turns.taken("develop", clock())


def test_a_run_that_lost_its_turn_judges_no_further(opened):
    runtime, clock = opened
    with pipeline.turn(runtime.archive, "develop", clock) as held:
        clock.later(minutes=10)
        taken = runtime.archive.turns.take("develop", clock(), LEASE)
        with pytest.raises(StorageError, match="took over") as lost:
            held.renew()

    assert lost.value.transient
    assert runtime.archive.turns.renew("develop", taken, clock(), LEASE)


def test_an_empty_digest_is_not_sealed_while_another_run_collects(opened):
    runtime, clock = opened
    desk = runtime.reader("desk")
    with pipeline.turn(runtime.archive, pipeline.COLLECT, clock):
        meanwhile = pipeline.write_digest(runtime.archive, runtime.content, desk, clock())
    after = pipeline.write_digest(runtime.archive, runtime.content, desk, clock())

    assert meanwhile is None
    assert after is not None


def test_a_turn_that_was_taken_by_a_wrong_clock_holds_nobody_up(opened):
    runtime, clock = opened
    runtime.archive.turns.take("develop", clock() + timedelta(days=365), LEASE)

    assert not runtime.archive.turns.taken("develop", clock())
    assert runtime.archive.turns.take("develop", clock(), LEASE)
