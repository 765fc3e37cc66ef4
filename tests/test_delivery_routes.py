"""Ways of delivering: one that hangs or is down costs nobody else, is tried with one message at a time, and comes back."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support import sender
from tests.support.archives import empty_archive
from tests.support.digests import DESK, EMPTY, NOON, channel
from tests.support.outsider import disk_with, locked
from tests.support.patience import PATIENT
from tests.support.recording_channels import Post, at, no_pause, seal, state_of
from tests.support.smtp import RawServer, mailbox, raw_server
from tests.support.waiting import GUARD, wait_until
from tumen.delivery.channels import Channels
from tumen.delivery.dispatch import deliver
from tumen.delivery.outcome import BeforeCommit, Outcome, pending
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.delivery.retry import DOWN
from tumen.errors import StorageError
from tumen.model import Channel, Delivery, DeliveryState, DigestKind
from tumen.storage import Archive

S = DeliveryState
DOWN_OUTCOME = pending("535 login refused", down=True)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as opened:
        yield opened


class Account(Post):
    """Channels that are down until told otherwise, and count how often somebody tried."""

    tried = 0
    down = True

    def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
        self.tried += 1
        return DOWN_OUTCOME if self.down else super().send(delivery, before_commit)


def later(**span: float) -> Callable[[], datetime]:
    return lambda: NOON + timedelta(**span)


def test_a_way_that_is_down_is_tried_with_one_message_per_step_of_its_table(archive: Archive) -> None:
    seal(archive, *(f"r{n}@example.org" for n in range(20)))
    account = Account()
    tried = []
    for minute in range(120):
        deliver(archive, account, later(minutes=minute))
        tried.append(account.tried)

    waits = [minute - before for minute, before in zip(_steps(tried), [0, *_steps(tried)], strict=False)]
    assert waits == [0, 1, 5, 15, 30, 60]
    assert [wait.total_seconds() / 60 for wait in DOWN] == [1, 5, 15, 30, 60]


def _steps(tried: list[int]) -> list[int]:
    """The minutes at which somebody tried."""
    return [minute for minute, n in enumerate(tried) if n > (tried[minute - 1] if minute else 0)]


def test_what_was_not_tried_keeps_the_reason_and_costs_no_attempt(archive: Archive) -> None:
    seal(archive, "a@example.org", "b@example.org", "c@example.org")

    receipts = deliver(archive, Account(), at(0))

    found = archive.outbox.deliveries()
    assert sorted(delivery.attempts for delivery in found) == [0, 0, 1]
    assert all("535 login refused" in delivery.detail for delivery in found)
    assert [receipt.state for receipt in receipts] == [S.PENDING] * 3
    (circuit,) = archive.circuits.all()
    assert (circuit.route, circuit.failures, circuit.since) == ("env:MAIL", 1, NOON)
    assert circuit.until == NOON + timedelta(minutes=1)


def test_the_first_message_that_gets_through_lets_all_others_follow(archive: Archive) -> None:
    seal(archive, "a@example.org", "b@example.org", "c@example.org")
    account = Account()
    deliver(archive, account, at(0))
    account.down = False

    early = deliver(archive, account, later(seconds=30))
    receipts = deliver(archive, account, later(seconds=61))

    assert early == []
    assert [receipt.state for receipt in receipts] == [S.SENT] * 3
    assert archive.circuits.all() == []


def test_a_digest_sealed_while_the_way_is_down_waits_with_it(archive: Archive) -> None:
    seal(archive, "a@example.org")
    account = Account()
    deliver(archive, account, at(0))
    reader = replace(DESK, channels=(channel("email", "env:MAIL", "late@example.org"),))
    second = replace(EMPTY, id="second", key="desk/second", kind=DigestKind.ALERT)
    archive.digests.seal(second, plan(second, reader, Rendering))

    receipts = deliver(archive, account, later(seconds=10))

    assert account.tried == 1
    assert [receipt.detail for receipt in receipts] == ["not tried: 535 login refused"]


def test_a_message_that_breaks_every_connection_does_not_stand_before_the_others(archive: Archive) -> None:
    seal(archive, "poison@example.org", "b@example.org", "c@example.org")
    post = Post(answers={"poison@example.org": pending("hung up", down=True)})
    for minute in (0, 2):
        deliver(archive, post, later(minutes=minute))

    assert state_of(archive) == {"poison@example.org": S.PENDING, "b@example.org": S.SENT, "c@example.org": S.SENT}


def test_thirty_recipients_on_a_route_that_is_down_do_not_delay_another_route(archive: Archive) -> None:
    channels = [replace(channel("email", "env:DEAD", f"r{n}@example.org"), id=f"c{n}") for n in range(30)]
    other = replace(channel("email", "env:MAIL", "other@example.org"), id="other")
    archive.digests.seal(EMPTY, plan(EMPTY, replace(DESK, channels=(*channels, other)), Rendering))

    class Two(Post):
        def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
            return DOWN_OUTCOME if delivery.channel.address == "env:DEAD" else super().send(delivery, before_commit)

    deliver(archive, Two(), at(0), limit=10)

    assert state_of(archive)["other@example.org"] is S.SENT


def test_a_clock_that_was_put_back_does_not_keep_a_way_closed(archive: Archive) -> None:
    seal(archive, "a@example.org")
    account = Account()
    deliver(archive, account, at(9))
    account.down = False

    reader = replace(DESK, channels=(channel("email", "env:MAIL", "late@example.org"),))
    second = replace(EMPTY, id="second", key="desk/second", kind=DigestKind.ALERT)
    archive.digests.seal(second, plan(second, reader, Rendering))

    receipts = deliver(archive, account, at(0))

    assert [receipt.state for receipt in receipts] == [S.SENT]
    assert archive.circuits.all() == []


def mail_channels(good: int, *hanging: RawServer) -> tuple[Channels, list[Channel]]:
    query = "?from=tumen@example.org&mode=insecure"
    environ = {"GOOD": f"tumenmail://127.0.0.1:{good}/{query}"}
    environ |= {f"HANG{n}": f"tumenmail://127.0.0.1:{server.port}/{query}" for n, server in enumerate(hanging)}
    named = [
        replace(channel("email", f"env:{name}", f"{name.lower()}{n}@example.org"), id=f"{name}{n}")
        for name in sorted(environ, reverse=True)
        for n in range(3)
    ]
    return Channels(environ=environ, folder=Path("/nonexistent"), timeouts=PATIENT), named


@pytest.mark.parametrize("step", ["greeting", "ehlo", "rcpt", "dot"])
def test_a_mail_server_that_hangs_holds_up_nobody_but_its_own_readers(archive: Archive, step: str) -> None:
    with raw_server({step: "hang"}) as first, raw_server({step: "hang"}) as second, mailbox() as box:
        channels, named = mail_channels(box.port, first, second)
        archive.digests.seal(EMPTY, plan(EMPTY, replace(DESK, channels=tuple(named)), Rendering))
        work = threading.Thread(target=lambda: deliver(archive, channels, at(0)))
        work.start()
        wait_until(lambda: len(box.messages) == 3 and first.connections and second.connections)
        hanging_still = work.is_alive()
        first.stopping.set()
        second.stopping.set()
        work.join(GUARD)

    states = state_of(archive)
    assert (len(box.messages), hanging_still) == (3, True)
    assert {state for name, state in states.items() if name.startswith("good")} == {S.SENT}
    assert {state for name, state in states.items() if name.startswith("hang")} <= {S.PENDING, S.UNKNOWN}
    assert (first.connections, second.connections) == (1, 1)


def test_a_way_that_is_slow_leaves_the_rest_to_the_next_run(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tumen.delivery.route_queue.LONGEST_ROUTE_RUN", 0.0)
    seal(archive, *(f"r{n}@example.org" for n in range(5)))
    post = Post()

    receipts = deliver(archive, post, at(0))
    rest = deliver(archive, Post(), at(0))

    assert len(post.sent) == 1
    assert "the run's time limit for it was reached" in receipts[-1].detail
    assert len(post.sent) + len(rest) == 5


def test_what_one_line_cannot_record_stops_the_others_too(tmp_path: Path) -> None:
    committing = threading.Barrier(2, timeout=GUARD)

    def full(operation: str) -> None:
        if operation == "commit_point" and threading.current_thread().name.startswith("deliver"):
            error = StorageError("attempt to write a readonly database")
            raise error

    with Archive.open(f"sqlite:///{tmp_path / 'tumen.db'}", on_commit=full) as archive:
        channels = [
            replace(channel("email", f"env:{name}", f"{name}{n}@example.org"), id=f"{name}{n}")
            for name in "AB"
            for n in range(3)
        ]
        archive.digests.seal(EMPTY, plan(EMPTY, replace(DESK, channels=tuple(channels)), Rendering))
        post = Post(meanwhile=lambda recipient: committing.wait() and None)
        with pytest.raises(StorageError, match="readonly"):
            deliver(archive, post, at(0), pause=no_pause)

    assert post.sent == []


def test_a_database_that_is_locked_for_a_moment_is_waited_for_when_the_message_is_out(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tumen.db'}"
    with Archive.open(url, patience=0.1) as archive, mailbox() as box:
        seal(archive, "a@example.org")
        held, offered = threading.Event(), threading.Event()

        def hold() -> None:
            with locked(url):
                held.set()
                offered.wait(GUARD)

        class Locking(Post):
            def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
                outcome = super().send(delivery, before_commit)
                holder.start()
                held.wait(GUARD)
                return outcome

        def pause(seconds: float) -> None:
            """The receipt was offered and not taken: now the lock is over."""
            offered.set()
            holder.join(GUARD)

        holder = threading.Thread(target=hold)
        receipts = deliver(archive, Locking(), at(0), pause=pause)

        assert [receipt.state for receipt in receipts] == [S.SENT]
        assert state_of(archive) == {"a@example.org": S.SENT}
        assert box.messages == []
        assert offered.is_set()


def test_a_database_that_is_locked_before_anything_was_sent_stops_the_run_with_its_name(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tumen.db'}"
    post = Post()
    with Archive.open(url, patience=0.1) as archive:
        seal(archive, "a@example.org")
        with locked(url), pytest.raises(StorageError, match="locked") as caught:
            deliver(archive, post, at(0))

        assert caught.value.transient
        assert post.sent == []
        assert [receipt.state for receipt in deliver(archive, post, at(0))] == [S.SENT]


def test_on_a_full_disk_no_message_goes_out_that_could_not_be_recorded(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tumen.db'}"
    post = Post()
    with Archive.open(url) as archive:
        seal(archive, *(f"r{n}@example.org" for n in range(300)))
    size = (tmp_path / "tumen.db").stat().st_size // 4096
    with disk_with(pages=size + 2), Archive.open(url) as archive, pytest.raises(StorageError, match="full"):
        deliver(archive, post, at(0), pause=no_pause)
    before = len(post.sent)

    with Archive.open(url) as archive:
        assert archive.upkeep.check() == []
        deliver(archive, post, at(1))
        states = {delivery.channel.recipient: delivery.state for delivery in archive.outbox.deliveries(limit=300)}

    assert 0 < before < 300
    assert len(post.sent) == len(set(post.sent))
    assert {state for name, state in states.items() if name in post.sent} <= {S.SENT, S.UNKNOWN}
    assert len(post.sent) >= 299


@pytest.mark.parametrize("seed", range(8))
def test_a_clock_that_jumps_back_and_forth_doubles_nothing_and_leaves_nothing_behind(
    archive: Archive, seed: int
) -> None:
    dice = random.Random(seed)
    shift = [timedelta()]

    def now() -> datetime:
        if dice.random() < 0.3:
            shift[0] = dice.choice(
                [timedelta(), timedelta(seconds=-2), timedelta(hours=-1), timedelta(days=1), -shift[0]]
            )
        return NOON + shift[0]

    names = [f"r{n}@example.org" for n in range(6)]
    lasting = replace(EMPTY, not_after=NOON + timedelta(days=5))
    channels = tuple(replace(channel("email", "env:MAIL", name), id=name) for name in names)
    archive.digests.seal(lasting, plan(lasting, replace(DESK, channels=channels), Rendering))
    post = Post(answers={name: pending("451 later") for name in names[:2]})
    for _ in range(4):
        deliver(archive, post, now)
    post.answers.clear()
    for hours in (25, 49, 73):
        deliver(archive, post, at(hours))

    assert len(post.sent) == len(set(post.sent))
    assert set(state_of(archive).values()) <= {S.SENT, S.UNKNOWN}
    assert {name for name, state in state_of(archive).items() if state is S.SENT} <= set(post.sent)


def hold_first_answer_for_a_second_sender(server: RawServer) -> None:
    """So that both are in the middle of it at the same time, however late the second starts."""
    answer = server.answer

    def wait(step: str) -> str:
        if step == "dot":
            wait_until(lambda: server.connections >= 2)
        return answer(step)

    server.answer = wait  # type: ignore[method-assign]


def test_two_processes_at_once_send_each_message_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tumen.db'}"
    with Archive.open(url) as archive, raw_server() as server:
        seal(archive, *(f"r{n}@example.org" for n in range(40)))
        environ = {"MAIL": f"tumenmail://127.0.0.1:{server.port}/?from=tumen@example.org&mode=insecure"}
        hold_first_answer_for_a_second_sender(server)
        processes = [sender.start(url, environ) for _ in range(2)]
        for process in processes:
            process.join(GUARD)

        assert [process.exitcode for process in processes] == [0, 0]
        assert len(server.accepted) == len(set(server.accepted)) == 40
        assert {delivery.state for delivery in archive.outbox.deliveries()} == {S.SENT}
        assert server.connections >= 2
