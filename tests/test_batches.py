"""Work shared in leased batches: kill any worker at any moment and nothing is lost, nothing doubled, nothing reordered."""

from __future__ import annotations

import json
import signal
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

import tumen
from tests.support.installation import feeds, settings
from tests.support.values import HOUR, NOON
from tumen.analysis.matching.watch import Watch
from tumen.cli import answer
from tumen.cli.share import stays
from tumen.model import Batch, BatchKind, BatchState, Document, Draft, HealthState, Source, SourceHealth, SourceKind
from tumen.pipeline import Collected, Content, develop_all, queue_sources, status, work
from tumen.pipeline.batches import DOCUMENTS_AT_ONCE, SOURCES_AT_ONCE, queue_documents, shards, under_way
from tumen.pipeline.turn import LEASE
from tumen.storage import Archive
from tumen.storage.batches import FURTHEST, MOST_TRIES
from tumen.wiring import open_runtime

pytest_plugins = ["tests.support.postgres"]

EMPTY = Watch.empty()
LATER = NOON + LEASE + timedelta(seconds=1)


def drafts(number: int, first: int = 0) -> list[Draft]:
    return [
        Draft(source_id="corpus", key=f"k{n}", title=f"Report {n} of the harbour", text=f"Ship {n} came in.")
        for n in range(first, first + number)
    ]


def nobody(_: Collection[str]) -> Collected:
    raise AssertionError("no source was to be asked")


def kept(archive: Archive) -> list[Document]:
    """All documents, in the order of their numbers."""
    return archive.documents.unjudged(10_000)


def taken(archive: Archive, at: timedelta = timedelta()) -> Batch:
    batch = archive.batches.take(NOON + at, LEASE)
    assert batch is not None
    return batch


def test_documents_are_read_in_batches_and_come_in_in_their_order(archive: Archive) -> None:
    made = queue_documents(archive, drafts(DOCUMENTS_AT_ONCE + 1), NOON)
    done = work(archive, EMPTY, nobody, lambda: NOON)

    assert (made, done.batches, done.read, done.lost) == (2, 2, DOCUMENTS_AT_ONCE + 1, 0)
    assert kept(archive) == [tumen.assess(draft, EMPTY, seen=NOON) for draft in drafts(DOCUMENTS_AT_ONCE + 1)]
    assert archive.batches.counts(NOON) == {}


def test_of_several_that_ask_at_once_each_has_a_batch_of_its_own(archive: Archive) -> None:
    archive.batches.put_documents([drafts(1, n) for n in range(3)], NOON)
    held = [taken(archive) for _ in range(3)]

    assert [batch.drafts[0].key for batch in held] == ["k0", "k1", "k2"]
    assert archive.batches.take(NOON, LEASE) is None
    assert archive.batches.counts(NOON) == {BatchState.LEASED: 3}


def test_what_is_read_out_of_turn_waits_for_what_was_before_it(archive: Archive) -> None:
    archive.batches.put_documents([drafts(1, 0), drafts(1, 1)], NOON)
    first, second = taken(archive), taken(archive)
    read = {b.number: [tumen.assess(draft, EMPTY, seen=NOON) for draft in b.drafts] for b in (first, second)}

    assert archive.batches.hand_in(second, read[second.number])
    assert archive.batches.absorb(NOON) is None
    assert archive.batches.counts(NOON) == {BatchState.HANDED_IN: 1, BatchState.LEASED: 1}
    assert archive.batches.hand_in(first, read[first.number])
    assert develop_all(archive, Content((), (), EMPTY, ()), lambda: NOON).judged == 2
    assert archive.documents.seq(read[first.number][0].id) == 1


def test_a_lease_is_held_as_long_as_it_is_renewed_and_then_another_one_has_it(archive: Archive) -> None:
    archive.batches.put_documents([drafts(1)], NOON)
    mine = taken(archive)

    assert archive.batches.renew(mine, NOON + LEASE, LEASE)
    assert archive.batches.take(NOON + 2 * LEASE, LEASE) is None
    theirs = taken(archive, 2 * LEASE + timedelta(seconds=1))
    assert theirs.number == mine.number
    assert not archive.batches.renew(mine, NOON + 2 * LEASE, LEASE)
    assert not archive.batches.hand_in(mine, [])
    assert not archive.batches.end(mine)
    archive.batches.release(mine, tried=True)
    assert archive.batches.counts(NOON + 2 * LEASE + HOUR / 60) == {BatchState.LEASED: 1}
    assert archive.batches.hand_in(theirs, [])


def test_a_lease_taken_while_a_clock_ran_ahead_holds_nobody_up(archive: Archive) -> None:
    archive.batches.put_documents([drafts(1)], NOON)
    taken(archive, FURTHEST)

    assert archive.batches.take(NOON, LEASE) is not None


@pytest.mark.parametrize(("error", "then"), [(RuntimeError, "given_up"), (KeyboardInterrupt, "waiting")])
def test_a_worker_that_fails_gives_its_batch_back_at_once_and_ctrl_c_is_no_fault_of_the_batch(
    archive: Archive, error: type[BaseException], then: str
) -> None:
    archive.batches.put_sources([["a"]], NOON)

    def broken(_: Collection[str]) -> Collected:
        raise error

    for tries in range(1, MOST_TRIES + 1):
        with pytest.raises(error):
            work(archive, EMPTY, broken, lambda: NOON)
        assert archive.batches.counts(NOON) == {BatchState.WAITING if tries < MOST_TRIES else BatchState(then): 1}


def test_a_batch_that_ends_five_workers_is_given_up_told_of_and_in_nobodys_way(archive: Archive) -> None:
    archive.batches.put_documents([drafts(1, 0), drafts(1, 1)], NOON)
    now = NOON
    for _ in range(MOST_TRIES):
        assert archive.batches.take(now, LEASE).drafts[0].key == "k0"
        now += LEASE + timedelta(seconds=1)
    done = work(archive, EMPTY, nobody, lambda: now)

    assert (MOST_TRIES, done.read) == (5, 1)
    assert [document.draft.key for document in kept(archive)] == ["k1"]
    (concern,) = status(archive, [], [], now).concerns
    assert "tumen work --retry" in concern.to_do
    assert archive.batches.retry(now) == 1
    assert work(archive, EMPTY, nobody, lambda: now).read == 1
    assert status(archive, [], [], now).concerns == []


class Killed(BaseException):
    """The process is gone: nothing it would still do reaches the database."""


def test_a_worker_may_be_killed_at_any_commit_and_another_brings_the_same_archive(archive_url: str) -> None:
    wanted = [tumen.assess(draft, EMPTY, seen=NOON) for draft in drafts(6)]
    for last in count(1):
        commits = count(1)

        def die(_: str, last: int = last, commits: count[int] = commits) -> None:
            if next(commits) >= last:
                raise Killed

        with Archive.open(archive_url) as archive:
            first = archive.documents.latest_seq()
            archive.batches.put_documents([drafts(2, n) for n in (0, 2, 4)], NOON)
        try:
            with Archive.open(archive_url, on_commit=die) as archive:
                work(archive, EMPTY, nobody, lambda: NOON)
            survived = True
        except Killed:
            survived = False
        with Archive.open(archive_url) as archive:
            done = work(archive, EMPTY, nobody, lambda: LATER)
            found = kept(archive)
            assert found == wanted
            assert (done.lost, archive.batches.counts(LATER), first) == (0, {}, 0)
            forget(archive_url)
        if survived:
            break

    assert last > 9  # three batches, each taken, handed in and added


def forget(url: str) -> None:
    from tests.support.outsider import run

    tables = ("claims", "documents", "shingles", "search_text", "batches")
    run(url, *(f"DELETE FROM {table}" for table in tables), "UPDATE state SET number = 0 WHERE name = 'seq'")


def source(id_: str, host: str) -> Source:
    return Source(id=id_, name=id_, kind=SourceKind.FEED, url=f"https://{host}/{id_}")


def test_the_sources_of_one_host_are_one_workers() -> None:
    many = [source(f"s{n}", f"h{n % 7}.example") for n in range(70)]
    made = shards(many, most=25)

    assert sorted(id_ for shard in made for id_ in shard) == sorted(one.id for one in many)
    assert [len(shard) for shard in made] == [20, 20, 20, 10]
    hosts = [{id_ and next(one.url.split("/")[2] for one in many if one.id == id_) for id_ in shard} for shard in made]
    assert sum(map(len, hosts)) == 7
    assert len(shards([source(f"s{n}", "one.example") for n in range(60)])) == 1


def test_sources_that_are_due_are_asked_once_by_whoever_takes_their_batch(archive: Archive) -> None:
    content = Content(tuple(source(f"s{n}", f"h{n}.example") for n in range(SOURCES_AT_ONCE + 1)), (), EMPTY, ())
    waiting = SourceHealth(source_id="s0", state=HealthState.OK, last_asked=NOON, next_due=NOON + HOUR)
    archive.sources.keep_healths([replace(waiting, asked_url=content.sources[0].url)])
    asked: list[str] = []

    def ask(ids: Collection[str]) -> Collected:
        asked.extend(ids)
        return Collected(asked=len(ids))

    assert queue_sources(archive, content, NOON) == 1
    assert queue_sources(archive, content, NOON) == 0
    assert under_way(archive, NOON) == 1
    assert work(archive, EMPTY, ask, lambda: NOON).asked == SOURCES_AT_ONCE
    assert sorted(asked) == sorted(one.id for one in content.sources[1:])
    assert taken_kinds(archive) == []


def taken_kinds(archive: Archive) -> list[BatchKind]:
    batch = archive.batches.take(NOON, LEASE)
    return [] if batch is None else [batch.kind]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with feeds() as server:
        made = settings(tmp_path, server)
    monkeypatch.setenv("TUMEN_HOME", str(made.home))
    monkeypatch.setenv("TUMEN_CONFIG", str(made.config))
    rows = [
        {"id": str(n), "title": f"Harbour {n}", "text": "A ship came in.", "published": "2026-02-01"} for n in range(3)
    ]
    (tmp_path / "some.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


@pytest.mark.parametrize("then", [["work"], ["run"]])
def test_what_is_imported_in_batches_is_read_by_a_worker_or_by_the_next_run(
    home: Path, then: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(["import", str(home / "some.jsonl"), "--batches"]) == 0
    assert "3 documents in 1 batch, 0 items quarantined. Next: tumen work" in capsys.readouterr().out
    assert answer(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["batches"] == {"waiting": 1}
    assert answer(then) == 0
    capsys.readouterr()
    answer(["status", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["documents"], found["batches"]) == (3, {})


def test_the_number_of_batches_of_sources_is_said_as_json_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["collect", "--batches", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"batches": 0}


class Feed:
    """A worker whose batches run out, come again, and who is then told to end."""

    def __init__(self) -> None:
        self.looks = 0

    def pause(self, _: float) -> None:
        self.looks += 1
        if self.looks == 2:
            raise KeyboardInterrupt


def test_a_worker_that_stays_waits_for_more_until_it_is_told_to_end(home: Path) -> None:
    with open_runtime() as runtime:
        queue_documents(runtime.archive, drafts(2), NOON)
        waits = Feed()
        done = stays(runtime, waits.pause)

    assert (done.batches, done.read, waits.looks) == (1, 2, 2)


def test_a_worker_that_is_terminated_gives_its_batch_back_at_once_and_untried(home: Path) -> None:
    usual = signal.getsignal(signal.SIGTERM)
    with open_runtime() as runtime:
        queue_documents(runtime.archive, drafts(2), NOON)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("tumen.pipeline.batches.assessed", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
            done = stays(runtime, Feed().pause)

        assert done.batches == 0
        assert runtime.archive.batches.counts(runtime.now()) == {BatchState.WAITING: 1}
    assert signal.getsignal(signal.SIGTERM) == usual


def test_a_worker_says_what_another_process_holds_and_what_waits_for_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_runtime() as runtime:
        runtime.archive.batches.put_documents([drafts(1), drafts(2, 1)], NOON)
        runtime.archive.batches.take(runtime.now(), LEASE)
    assert answer(["work"]) == 0
    assert "1 batch with another process, 1 batch read and waiting for that." in capsys.readouterr().out
    assert answer(["work", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"batches": 0, "read": 0, "put_aside": 0, "asked": 0, "given_up": 0, "leased": 1, "handed_in": 1}


def test_half_a_character_in_the_address_of_one_document_stops_no_other(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"url": f"http://a.example.org/{n}", "title": f"Harbour {n}", "text": "A ship came in."} for n in range(2)]
    (home / "half.jsonl").write_text(json.dumps({**rows[0], "url": "http://a.example.org/\ud800"}) + "\n")
    (home / "whole.jsonl").write_text(json.dumps(rows[1]) + "\n")

    assert answer(["import", str(home / "half.jsonl"), str(home / "whole.jsonl"), "--batches"]) == 0
    assert answer(["work"]) == 0
    assert "2 documents read" in capsys.readouterr().out
    with open_runtime() as runtime:
        assert {found.draft.url for found in kept(runtime.archive)} == {"http://a.example.org/?", rows[1]["url"]}


@pytest.mark.parametrize("besides", [["--source", "a"], ["--force"]])
def test_batches_of_sources_are_of_all_that_are_due_and_another_choice_is_refused(
    home: Path, besides: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(["collect", "--batches", *besides]) == 2
    assert "not with --source or --force" in capsys.readouterr().err
