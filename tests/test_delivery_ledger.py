"""Each delivery at most once, one failing target never touches another, and nothing is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.support.archives import archive_in_memory, empty_archive
from tests.support.digests import DESK, EMPTY, FULL, NOON, channel
from tests.support.recording_channels import Post, at, no_pause, seal, state_of
from tumen.delivery.attempt import LEASE
from tumen.delivery.dispatch import deliver
from tumen.delivery.outcome import BeforeCommit, Outcome, failed, pending, unknown
from tumen.delivery.plan import delivery_id, plan
from tumen.delivery.render import Rendering
from tumen.delivery.retry import RETRY, next_attempt
from tumen.errors import RenderError, StorageError
from tumen.model import Delivery, DeliveryState, DigestKind, Receipt
from tumen.storage import Archive

S = DeliveryState


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as opened:
        yield opened


def test_a_reader_with_three_channels_gets_three_deliveries_with_names_that_never_change() -> None:
    reader = replace(DESK, channels=(channel("email"), channel("slack"), channel("chat")))

    first, again = plan(FULL, reader, Rendering), plan(FULL, reader, Rendering)

    assert [delivery.id for delivery in first] == [delivery.id for delivery in again]
    assert len({delivery.id for delivery in first}) == 3
    assert [set(delivery.message.parts) for delivery in first] == [{"html", "text"}, {"slack", "text"}, {"short"}]
    assert first[0].sealed_at == FULL.until
    assert first[0].not_after == FULL.not_after
    assert first == again


def test_the_name_of_a_delivery_depends_on_digest_channel_and_recipient() -> None:
    one = channel("email")
    others = {
        delivery_id("other", one),
        delivery_id("d", replace(one, id="x")),
        delivery_id("d", replace(one, recipient="x@example.org")),
    }

    assert delivery_id("d", one) not in others
    assert len(others) == 3


def test_only_alerts_have_a_thread() -> None:
    reader = replace(DESK, channels=(channel("email"),))

    assert plan(FULL, reader, Rendering)[0].thread is None
    assert plan(replace(FULL, kind=DigestKind.ALERT), reader, Rendering)[0].thread == "story-troops"


def test_everything_that_is_due_goes_out_once(archive: Archive) -> None:
    seal(archive, "a@example.org", "b@example.org")
    post = Post()

    receipts = deliver(archive, post, at(0))
    again = deliver(archive, post, at(1))

    assert [receipt.state for receipt in receipts] == [S.SENT, S.SENT]
    assert again == []
    assert sorted(post.sent) == ["a@example.org", "b@example.org"]


@pytest.mark.parametrize(
    "trouble", [pending("451 later"), failed("550 no"), unknown("silence"), RenderError("mail", "unsafe")]
)
def test_one_failing_target_never_touches_another(archive: Archive, trouble: Outcome | Exception) -> None:
    seal(archive, "a@example.org", "b@example.org", "c@example.org")
    post = Post(answers={"b@example.org": trouble})

    deliver(archive, post, at(0))

    found = state_of(archive)
    assert (found["a@example.org"], found["c@example.org"]) == (S.SENT, S.SENT)
    assert found["b@example.org"] is (trouble.state if isinstance(trouble, Outcome) else S.FAILED)


def test_a_mistake_in_the_program_is_one_messages_trouble_and_told_for_what_is_certain(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    seal(archive, "before@example.org", "after@example.org", "c@example.org")

    class Mistaken(Post):
        def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
            if delivery.channel.recipient == "before@example.org":
                raise KeyError("canary")
            outcome = super().send(delivery, before_commit)
            if delivery.channel.recipient == "after@example.org":
                raise ZeroDivisionError
            return outcome

    deliver(archive, Mistaken(), at(0))

    found = {delivery.channel.recipient: delivery for delivery in archive.outbox.deliveries()}
    states = {name: delivery.state for name, delivery in found.items()}
    assert states == {"before@example.org": S.PENDING, "after@example.org": S.UNKNOWN, "c@example.org": S.SENT}
    assert found["before@example.org"].detail == "internal error: KeyError"
    assert "failed unexpectedly" in caplog.text


def test_an_unknown_outcome_is_never_sent_again_by_itself(archive: Archive) -> None:
    seal(archive, "a@example.org")
    post = Post(answers={"a@example.org": unknown("silence after the dot")})

    deliver(archive, post, at(0))
    for hours in range(1, 12):
        assert deliver(archive, post, at(hours)) == []

    assert post.sent == ["a@example.org"]
    assert state_of(archive) == {"a@example.org": S.UNKNOWN}


def test_a_channel_that_is_down_is_tried_once_in_a_run_and_the_others_keep_the_reason(archive: Archive) -> None:
    seal(archive, "a@example.org", "b@example.org", "c@example.org")
    asked: list[str] = []

    class Down(Post):
        def send(self, delivery: Delivery, before_commit: BeforeCommit) -> Outcome:
            asked.append(delivery.channel.recipient)
            return pending("535 login refused", down=True)

    receipts = deliver(archive, Down(), at(0))

    assert len(asked) == 1
    assert {receipt.state for receipt in receipts} == {S.PENDING}
    assert sum("535 login refused" in receipt.detail for receipt in receipts) == 3
    assert all("535 login refused" in delivery.detail for delivery in archive.outbox.deliveries())


def test_another_channel_goes_on_when_one_is_down(archive: Archive) -> None:
    mail = replace(channel("email", "env:MAIL", "a@example.org"), id="mail")
    slack = replace(channel("slack", "env:SLACK", "#desk"), id="slack")
    archive.digests.seal(EMPTY, plan(EMPTY, replace(DESK, channels=(mail, slack)), Rendering))
    post = Post(answers={"a@example.org": pending("refused", down=True)})

    deliver(archive, post, at(0))

    assert state_of(archive) == {"a@example.org": S.PENDING, "#desk": S.SENT}


def test_files_are_written_before_any_server_is_asked(archive: Archive) -> None:
    mail = replace(channel("email", "env:MAIL", "a@example.org"), id="mail")
    file = replace(channel("file", "file", "desk"), id="file")
    archive.digests.seal(EMPTY, plan(EMPTY, replace(DESK, channels=(mail, file)), Rendering))
    post = Post()

    deliver(archive, post, at(0))

    assert post.sent == ["desk", "a@example.org"]


def test_a_delivery_is_tried_again_when_its_time_has_come_and_not_before(archive: Archive) -> None:
    seal(archive, "a@example.org")
    post = Post(answers={"a@example.org": pending("451 later")})
    deliver(archive, post, at(0))
    post.answers.clear()

    early = deliver(archive, post, lambda: NOON + timedelta(seconds=59))
    late = deliver(archive, post, lambda: NOON + timedelta(seconds=60))

    assert early == []
    assert [receipt.state for receipt in late] == [S.SENT]


def waits(form: str, outcome: Outcome) -> list[timedelta]:
    base = replace(
        plan(EMPTY, replace(DESK, channels=(channel(form),)), Rendering)[0], not_after=NOON + timedelta(days=9)
    )
    times = [next_attempt(replace(base, attempts=n), outcome, NOON) for n in range(8)]
    return [time - NOON for time in times if time is not None]


def test_mail_waits_as_the_table_says() -> None:
    minutes = [wait.total_seconds() / 60 for wait in waits("email", pending("451"))]

    assert minutes == [1, 5, 30, 120, 300, 600, 600, 600]


def test_slack_waits_as_it_asks_else_as_the_table_says() -> None:
    assert [wait.total_seconds() for wait in waits("slack", pending("x"))][:5] == [5, 300, 1800, 7200, 18000]
    assert set(waits("slack", pending("429", retry_after=timedelta(seconds=30)))) == {timedelta(seconds=30)}


@pytest.mark.parametrize("form", RETRY)
def test_no_attempt_is_planned_past_the_end(form: str) -> None:
    delivery = plan(EMPTY, replace(DESK, channels=(channel(form),)), Rendering)[0]

    planned = next_attempt(replace(delivery, attempts=6), pending("x"), delivery.not_after - timedelta(minutes=2))

    assert planned == delivery.not_after


def test_what_is_too_old_expires_and_is_told(archive: Archive) -> None:
    seal(archive, "a@example.org")
    post = Post()

    receipts = deliver(archive, post, at(13))

    assert [receipt.state for receipt in receipts] == [S.EXPIRED]
    assert post.sent == []


def test_a_dead_process_that_was_past_its_commit_point_is_reported_in_the_next_run(archive: Archive) -> None:
    (sealed,) = seal(archive, "a@example.org")
    token = archive.ledger.lease(sealed.id, NOON, LEASE)
    assert token is not None
    assert archive.ledger.commit_point(sealed.id, token, NOON)
    post = Post()

    receipts = deliver(archive, post, at(1))

    assert [(receipt.delivery_id, receipt.state) for receipt in receipts] == [(sealed.id, S.UNKNOWN)]
    assert post.sent == []


def test_a_worker_that_lost_its_lease_sends_nothing_and_settles_nothing(archive: Archive) -> None:
    seal(archive, "a@example.org")
    clock = [NOON]
    post = Post(meanwhile=lambda recipient: clock.__setitem__(0, NOON + LEASE + timedelta(minutes=1)))

    receipts = deliver(archive, post, lambda: clock[0])

    assert receipts == []
    assert post.sent == []
    assert state_of(archive) == {"a@example.org": S.ATTEMPTING}


def test_two_workers_at_once_send_each_delivery_once(archive: Archive) -> None:
    seal(archive, *(f"r{n}@example.org" for n in range(6)))
    second = Post()
    first = Post(meanwhile=lambda recipient: deliver(archive, second, at(0)) and None)

    deliver(archive, first, at(0))

    assert len(first.sent) + len(second.sent) == 6
    assert set(first.sent) | set(second.sent) == {f"r{n}@example.org" for n in range(6)}


def test_being_asked_to_stop_ends_between_two_messages(archive: Archive) -> None:
    seal(archive, "a@example.org", "b@example.org", "c@example.org")
    post = Post()

    receipts = deliver(archive, post, at(0), stop=lambda: len(post.sent) == 1)

    assert len(receipts) == 1
    assert sorted(state_of(archive).values()) == [S.PENDING, S.PENDING, S.SENT]


def refused(*, passing: bool) -> StorageError:
    error = StorageError("database or disk is full" if passing else "attempt to write a readonly database")
    error.transient = passing
    return error


class Stubborn:
    """An archive whose ledger does not take receipts for a while, as one whose disk is full."""

    def __init__(self, archive: Archive, refusals: int, *, passing: bool = True) -> None:
        self._ledger, self.refusals, self._passing = archive.ledger, refusals, passing
        self.ledger, self.circuits, self.handovers = self, archive.circuits, archive.handovers

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)

    def settle(self, receipt: Receipt, token: str, now: datetime, next_attempt: datetime | None) -> bool:
        self._refuse()
        return self._ledger.settle(receipt, token, now, next_attempt)

    def settle_and_lease(self, receipt: Receipt, token: str, now: datetime, *rest: Any) -> str | None:
        self._refuse()
        return self._ledger.settle_and_lease(receipt, token, now, *rest)

    def _refuse(self) -> None:
        if self.refusals > 0:
            self.refusals -= 1
            raise refused(passing=self._passing)


def test_a_receipt_is_offered_again_for_a_minute_before_the_run_gives_up(archive: Archive) -> None:
    seal(archive, "a@example.org")
    pauses: list[float] = []

    receipts = deliver(Stubborn(archive, 5), Post(), at(0), pause=pauses.append)  # type: ignore[arg-type]

    assert [receipt.state for receipt in receipts] == [S.SENT]
    assert len(pauses) == 5
    assert state_of(archive) == {"a@example.org": S.SENT}


def test_a_receipt_that_cannot_be_kept_stops_the_run_and_becomes_unknown(archive: Archive) -> None:
    seal(archive, "a@example.org", "b@example.org")
    post = Post()

    with pytest.raises(StorageError):
        deliver(Stubborn(archive, 100), post, at(0), pause=no_pause)  # type: ignore[arg-type]
    receipts = deliver(archive, post, at(1))

    assert len(post.sent) == 2
    assert sorted(receipt.state for receipt in receipts) == [S.SENT, S.UNKNOWN]


def test_a_fault_that_does_not_pass_is_not_waited_for(archive: Archive) -> None:
    seal(archive, "a@example.org", "b@example.org")
    pauses: list[float] = []
    post = Post()

    with pytest.raises(StorageError, match="readonly"):
        deliver(Stubborn(archive, 100, passing=False), post, at(0), pause=pauses.append)  # type: ignore[arg-type]

    assert pauses == []
    assert len(post.sent) == 1


OPERATIONS = {"recover", "expire", "lease", "commit_point", "settle", "postpone", "open_circuit", "close_circuit"}


def swept(path: Path, broken: int, *, passing: bool) -> tuple[set[str], Post, dict[str, S]]:
    """A day in which one channel is down at first, and the n-th commit of the ledger fails; what was reached."""
    commits, reached, fired = [0], set[str](), [False]

    def at_commit(operation: str) -> None:
        commits[0] += operation in OPERATIONS
        reached.update({operation} & OPERATIONS)
        if commits[0] == broken and not fired[0]:
            fired[0] = True
            raise refused(passing=passing)

    with Archive.open(empty_archive(path), on_commit=at_commit) as archive:
        seal(archive, "a@example.org", "b@example.org", "c@example.org")
        post = Post(answers={name: pending("refused", down=True) for name in ("a@example.org", "b@example.org")})
        for hours in range(5):
            with suppress(StorageError):
                deliver(archive, post, at(hours), pause=no_pause)
            post.answers.clear()
        states = state_of(archive)
    return (reached if fired[0] else set()), post, states


@pytest.mark.parametrize("passing", [True, False])
def test_whichever_commit_fails_nothing_is_doubled_and_nothing_is_lost(passing: bool, tmp_path: Path) -> None:
    everything, unknowns = set[str](), 0
    for broken in count(1):
        reached, post, states = swept(tmp_path / f"{broken}.db", broken, passing=passing)
        if not reached:
            break
        everything |= reached
        unknowns += sum(state is S.UNKNOWN for state in states.values())

        assert len(states) == 3
        assert max(Counter(post.sent).values()) == 1, broken
        assert set(states.values()) <= {S.SENT, S.UNKNOWN}, broken
        assert sorted(post.sent) == sorted(states), broken

    assert everything == OPERATIONS
    assert broken > 20
    # Only a receipt that could not be kept after the message was out may leave its outcome open.
    assert unknowns == (0 if passing else 3)


def test_a_commit_that_fails_before_the_message_sends_nothing() -> None:
    def full(operation: str) -> None:
        if operation in {"lease", "commit_point"}:
            raise refused(passing=True)

    with archive_in_memory(on_commit=full) as archive:
        seal(archive, "a@example.org")
        post = Post()

        with pytest.raises(StorageError):
            deliver(archive, post, at(0), pause=no_pause)

    assert post.sent == []


@pytest.mark.parametrize("hours", [-8760, -1, 0, 8760])
def test_a_clock_that_jumps_never_makes_a_second_message(archive: Archive, hours: float) -> None:
    seal(archive, "a@example.org")
    post = Post()
    deliver(archive, post, at(0))

    deliver(archive, post, at(hours))
    deliver(archive, post, at(0))

    assert post.sent == ["a@example.org"]


def test_all_times_are_aware() -> None:
    assert plan(EMPTY, replace(DESK, channels=(channel(),)), Rendering)[0].sealed_at.tzinfo is UTC
