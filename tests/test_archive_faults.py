"""Whatever breaks, at whatever commit: starting again is the whole recovery, nothing is lost, nothing is doubled."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from tests.support.databases import POSTGRES_LATER
from tests.support.outsider import disk_with, locked, run, start_over
from tests.support.values import HOUR, NOON, delivery, digest, document
from tests.support.whole_run import DOCUMENTS, whole_run
from tumen.errors import StorageError
from tumen.model import DeliveryState
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]

LEASE = timedelta(minutes=10)
MORE_COMMITS_THAN_A_JOURNEY_HAS = 60


class BrokenOffError(Exception):
    """Stands for the end of the process."""


def breaking_at(commit: int, end: Callable[[], None]) -> Callable[[str], None]:
    passed = Counter[str]()

    def on_commit(name: str) -> None:
        passed[name] += 1
        if passed.total() == commit:
            end()

    return on_commit


def broken_off() -> None:
    raise BrokenOffError


def assert_nothing_lost_or_doubled(url: str, accepted: list[str], now: datetime) -> None:
    """What must hold after a whole_run that was broken off and one that was not."""
    with Archive.open(url) as archive:
        states = {found.id: found.state for found in archive.outbox.deliveries()}

        assert archive.upkeep.check() == []
        assert [found.id for found, _ in archive.developments.judged_between(0, 99)] == list(DOCUMENTS)
        assert archive.documents.latest_seq() == archive.digests.mark("desk") == len(DOCUMENTS)
        assert archive.sources.health("kcna").state == "ok"
        assert len(archive.digests.latest()) == 1
        assert sorted(archive.digests.told("desk")) == ["D1", "D2"]
        assert [event.what for event in archive.developments.events("D1")] == ["opened"]
        # Each message went out at most once; one that may not have gone out is unknown, not forgotten.
        assert max(Counter(accepted).values()) == 1
        assert set(states.values()) <= {DeliveryState.SENT, DeliveryState.UNKNOWN}
        assert {id_ for id_, state in states.items() if state == DeliveryState.SENT} <= set(accepted)
        assert set(accepted) <= set(states)
        assert len(states) == 2
        assert archive.ledger.recover(now) == []


@pytest.mark.parametrize("archive_url", POSTGRES_LATER, indirect=True)
def test_a_break_at_any_commit_loses_and_doubles_nothing(archive_url: str, tmp_path: Path) -> None:
    """SQLite's own method: the k-th commit fails, for every k until a whole_run passes."""
    for commit in range(1, MORE_COMMITS_THAN_A_JOURNEY_HAS):
        accepted: list[str] = []
        try:
            with Archive.open(archive_url, on_commit=breaking_at(commit, broken_off)) as archive:
                whole_run(archive, accepted.append, NOON)
        except BrokenOffError:
            with Archive.open(archive_url) as archive:
                whole_run(archive, accepted.append, NOON + HOUR)
            assert_nothing_lost_or_doubled(archive_url, accepted, NOON + HOUR)
            start_over(archive_url)
        else:
            assert commit > 10
            assert accepted == ["m1", "m2"]
            return
    pytest.fail("no whole_run passed")


@pytest.mark.gate
def test_a_kill_at_any_commit_loses_and_doubles_nothing(archive_url: str, tmp_path: Path) -> None:
    for commit in range(1, MORE_COMMITS_THAN_A_JOURNEY_HAS):
        log = tmp_path / f"accepted-{commit}"
        log.touch()
        process = [sys.executable, "-m", "tests.support.whole_run", archive_url, str(log), str(commit)]
        ended = subprocess.run(process, cwd=Path(__file__).parents[1], check=False).returncode
        if ended == 0:
            assert commit > 10
            return
        assert ended == -signal.SIGKILL
        accepted = log.read_text().split()
        with Archive.open(archive_url) as archive:
            whole_run(archive, accepted.append, NOON + HOUR)
        assert_nothing_lost_or_doubled(archive_url, accepted, NOON + HOUR)
        start_over(archive_url)
    pytest.fail("no whole_run passed")


def test_who_finds_the_archive_locked_waits_and_then_says_so(archive_url: str) -> None:
    with Archive.open(archive_url, patience=0.2) as archive:
        with locked(archive_url), pytest.raises(StorageError, match="lock") as caught:
            archive.add([document("a")], now=NOON)
        again = archive.add([document("a")], now=NOON)

    assert caught.value.transient
    assert again.new == ("a",)


def test_who_finds_the_archive_locked_for_a_moment_waits(archive_url: str) -> None:
    added: list[object] = []

    def add() -> None:
        with Archive.open(archive_url) as archive:
            added.append(archive.add([document("a")], now=NOON).new)

    thread = Thread(target=add)
    with locked(archive_url):
        thread.start()
        thread.join(0.3)
        meanwhile = list(added)
    thread.join()

    assert (meanwhile, added) == ([], [("a",)])


def test_a_full_disk_is_said_loudly_and_harms_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    Archive.open(url).close()
    kept: list[str] = []

    def fill(archive: Archive) -> None:
        for id_ in (f"d{number}" for number in range(100)):
            kept.extend(archive.add([document(id_, text="x" * 20_000)], now=NOON).new)

    with disk_with(pages=200), Archive.open(url) as archive, pytest.raises(StorageError, match="full") as caught:
        fill(archive)

    with Archive.open(url) as archive:
        assert caught.value.transient
        assert archive.upkeep.check() == []
        assert [found.id for found in archive.documents.unjudged()] == kept != []
        assert archive.add([document("later")], now=NOON).new == ("later",)


def test_what_only_a_person_can_fix_is_not_called_transient(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.add([document("a")], now=NOON)
        run(archive_url, "DROP TABLE marks")
        with pytest.raises(StorageError) as missing:
            archive.digests.mark("desk")

    assert not missing.value.transient


def test_a_file_that_is_no_database_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"no database at all, and longer than its header would be" * 99)

    with pytest.raises(StorageError) as caught:
        Archive.open(f"sqlite:///{tmp_path / 'archive.db'}")

    assert not caught.value.transient


def test_on_a_full_disk_nothing_is_sent(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    letters = [delivery(f"m{number}", "G1") for number in range(500)]
    with Archive.open(url) as archive:
        archive.digests.seal(digest("G1"), letters)
    size = (tmp_path / "archive.db").stat().st_size // 4096

    def lease_all(archive: Archive) -> None:
        for letter in letters:
            archive.ledger.lease(letter.id, NOON, LEASE)

    with disk_with(pages=size), Archive.open(url) as archive, pytest.raises(StorageError, match="full"):
        lease_all(archive)
    with Archive.open(url) as archive:
        counts = archive.upkeep.count().deliveries
        attempts = sum(len(archive.outbox.attempts(letter.id)) for letter in letters)

    assert counts[DeliveryState.PENDING] > 0
    assert attempts == counts.get(DeliveryState.ATTEMPTING, 0)
