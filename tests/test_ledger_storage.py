"""The ledger: every state of a delivery, every step between two, and no other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from tests.support.values import HOUR, NOON, delivery, digest
from tumen.delivery.plan import delivery_id
from tumen.errors import StorageError
from tumen.model import Channel, ChannelForm, Circuit, Delivery, Receipt
from tumen.model import DeliveryState as S
from tumen.storage import Archive, Decision

pytest_plugins = ["tests.support.postgres"]

LEASE = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)
DECISIONS: dict[Decision, S] = {"sent": S.SENT_RECONCILED, "resend": S.RESEND_APPROVED, "abandon": S.ABANDONED}


@pytest.fixture
def sealed(archive: Archive) -> Archive:
    """One delivery, "m1", sealed at noon and good until midnight."""
    archive.digests.seal(digest("G1"), [delivery("m1", "G1")])
    return archive


def state(sealed: Archive, delivery_id: str = "m1") -> S:
    return next(found.state for found in sealed.outbox.deliveries() if found.id == delivery_id)


def leased(sealed: Archive, delivery_id: str = "m1") -> str:
    token = sealed.ledger.lease(delivery_id, NOON, LEASE)
    assert token is not None
    return token


def committed(sealed: Archive, delivery_id: str = "m1") -> str:
    token = leased(sealed, delivery_id)
    assert sealed.ledger.commit_point(delivery_id, token, NOON)
    return token


def unknown(sealed: Archive, delivery_id: str = "m1") -> str:
    token = committed(sealed, delivery_id)
    sealed.ledger.recover(NOON + LEASE + MINUTE)
    return token


def failed(sealed: Archive, delivery_id: str = "m1") -> str:
    token = leased(sealed, delivery_id)
    sealed.ledger.settle(Receipt(delivery_id=delivery_id, state=S.FAILED), token, NOON, None)
    return token


def expired(sealed: Archive, delivery_id: str = "m1") -> str:
    sealed.ledger.expire(NOON + 13 * HOUR)
    return "none"


def due(sealed: Archive, at: timedelta = timedelta()) -> list[str]:
    return [found.id for found in sealed.ledger.due(NOON + at, 10)]


def test_a_delivery_goes_from_pending_to_sent(sealed: Archive) -> None:
    states = [state(sealed)]
    token = leased(sealed)
    states.append(state(sealed))
    sealed.ledger.commit_point("m1", token, NOON + MINUTE)
    states.append(state(sealed))
    sealed.ledger.settle(Receipt(delivery_id="m1", state=S.SENT, detail="250 queued"), token, NOON + 2 * MINUTE, None)
    attempt = sealed.outbox.attempts("m1")[0]

    assert [*states, state(sealed)] == [S.PENDING, S.ATTEMPTING, S.COMMITTING, S.SENT]
    assert (attempt.number, attempt.started, attempt.committed) == (1, NOON, NOON + MINUTE)
    assert (attempt.finished, attempt.outcome, attempt.detail) == (NOON + 2 * MINUTE, S.SENT, "250 queued")
    assert sealed.outbox.deliveries()[0].detail == "250 queued"
    assert due(sealed) == []


def test_due_deliveries_come_in_the_order_they_were_sealed(archive: Archive) -> None:
    letters = [delivery(f"m{number}", "G1", next_attempt=NOON + number * HOUR) for number in (3, 1, 0, 2)]
    archive.digests.seal(digest("G1"), [*letters, delivery("now", "G1")])

    assert [found.id for found in archive.ledger.due(NOON + HOUR, 10)] == ["m1", "m0", "now"]
    assert [found.id for found in archive.ledger.due(NOON + HOUR, 1)] == ["m1"]


def test_a_delivery_is_leased_once(sealed: Archive) -> None:
    token = sealed.ledger.lease("m1", NOON, LEASE)
    second = sealed.ledger.lease("m1", NOON, LEASE)

    assert token is not None
    assert second is None
    assert len(sealed.outbox.attempts("m1")) == 1
    assert sealed.outbox.deliveries()[0].attempts == 1


def test_an_unknown_delivery_is_not_leased(sealed: Archive) -> None:
    assert sealed.ledger.lease("nobody", NOON, LEASE) is None


def test_a_delivery_that_waits_for_a_later_attempt_is_not_leased_before(sealed: Archive) -> None:
    token = leased(sealed)
    sealed.ledger.settle(Receipt(delivery_id="m1", state=S.PENDING, detail="421 later"), token, NOON, NOON + HOUR)

    assert due(sealed) == []
    assert sealed.ledger.lease("m1", NOON + 59 * MINUTE, LEASE) is None
    assert due(sealed, HOUR) == ["m1"]
    assert sealed.ledger.lease("m1", NOON + HOUR, LEASE) is not None
    assert [attempt.outcome for attempt in sealed.outbox.attempts("m1")] == [S.PENDING, None]


def test_a_stale_delivery_is_neither_due_nor_leased_and_expires(sealed: Archive) -> None:
    last = NOON + 12 * HOUR
    at_last, after = due(sealed, 12 * HOUR), due(sealed, 12 * HOUR + MINUTE)

    assert (at_last, after) == (["m1"], [])
    assert sealed.ledger.expire(last) == []
    assert sealed.ledger.lease("m1", last + MINUTE, LEASE) is None
    assert [(found.id, found.state) for found in sealed.ledger.expire(last + MINUTE)] == [("m1", S.EXPIRED)]
    assert sealed.ledger.expire(last + MINUTE) == []


def test_the_commit_point_holds_only_with_the_token(sealed: Archive) -> None:
    token = leased(sealed)

    assert not sealed.ledger.commit_point("m1", "another token", NOON)
    assert not sealed.ledger.commit_point("nobody", token, NOON)
    assert sealed.ledger.commit_point("m1", token, NOON)
    assert not sealed.ledger.commit_point("m1", token, NOON)


def test_a_process_that_slept_through_its_lease_may_not_hand_over(sealed: Archive) -> None:
    token = leased(sealed)

    assert not sealed.ledger.commit_point("m1", token, NOON + LEASE + MINUTE)
    assert state(sealed) == S.ATTEMPTING


def test_a_process_whose_lease_another_took_may_not_hand_over(sealed: Archive) -> None:
    slow = leased(sealed)
    sealed.ledger.recover(NOON + LEASE + MINUTE)
    quick = sealed.ledger.lease("m1", NOON + LEASE + MINUTE, LEASE)

    assert quick is not None
    assert not sealed.ledger.commit_point("m1", slow, NOON + LEASE + MINUTE)
    assert not sealed.ledger.settle(Receipt(delivery_id="m1", state=S.FAILED), slow, NOON, None)
    assert state(sealed) == S.ATTEMPTING
    assert [attempt.outcome for attempt in sealed.outbox.attempts("m1")] == [S.FAILED, None]
    assert sealed.ledger.commit_point("m1", quick, NOON + LEASE + MINUTE)


def test_giving_up_a_lost_lease_changes_nothing(sealed: Archive) -> None:
    slow = leased(sealed)
    sealed.ledger.recover(NOON + LEASE + MINUTE)
    quick = sealed.ledger.lease("m1", NOON + LEASE + MINUTE, LEASE)

    sealed.ledger.settle(Receipt(delivery_id="m1", state=S.PENDING), slow, NOON + HOUR, NOON + 2 * HOUR)

    assert state(sealed) == S.ATTEMPTING
    assert quick is not None


def test_the_lease_starts_anew_at_the_commit_point(sealed: Archive) -> None:
    token = leased(sealed)
    sealed.ledger.commit_point("m1", token, NOON + 9 * MINUTE)

    assert sealed.ledger.recover(NOON + 18 * MINUTE) == []
    assert state(sealed) == S.COMMITTING
    assert [found.state for found in sealed.ledger.recover(NOON + 20 * MINUTE)] == [S.UNKNOWN]


def test_after_a_crash_nothing_is_sent_twice_or_forgotten(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery(id_, "G1") for id_ in ("before", "after", "fresh")])
    leased(archive, "before")
    committed(archive, "after")

    early = archive.ledger.recover(NOON + LEASE)
    late = archive.ledger.recover(NOON + LEASE + MINUTE)
    again = archive.ledger.recover(NOON + LEASE + MINUTE)

    assert (early, again) == ([], [])
    assert [(found.id, found.state) for found in late] == [("after", S.UNKNOWN)]
    assert due(archive, LEASE + MINUTE) == ["before", "fresh"]
    assert [attempt.outcome for attempt in archive.outbox.attempts("before")] == [S.PENDING]
    assert [attempt.outcome for attempt in archive.outbox.attempts("after")] == [S.UNKNOWN]


@pytest.mark.parametrize(
    ("reach", "allowed"),
    [
        (leased, {S.PENDING, S.FAILED}),
        (committed, {S.SENT, S.SENT_BEST_EFFORT, S.PENDING, S.FAILED, S.UNKNOWN}),
        # A process that comes back with the answer; that it does not know it is no news.
        (unknown, {S.SENT, S.SENT_BEST_EFFORT, S.PENDING, S.FAILED, S.UNKNOWN}),
        # Its outcome is settled; saying the same again is no news.
        (failed, {S.FAILED}),
        (expired, set()),
    ],
)
def test_an_attempt_ends_only_as_it_can(archive: Archive, reach: Callable[..., str], allowed: set[S]) -> None:
    accepted = set()
    for number, outcome in enumerate(S):
        archive.digests.seal(digest(f"G{number}"), [delivery(f"m{number}", f"G{number}")])
        token = reach(archive, f"m{number}")
        before = state(archive, f"m{number}")
        counted = False
        with suppress(StorageError):
            counted = archive.ledger.settle(Receipt(delivery_id=f"m{number}", state=outcome), token, NOON, None)

        assert state(archive, f"m{number}") == (outcome if counted else before)
        if counted:
            accepted.add(outcome)

    assert accepted == allowed


def test_an_attempt_that_is_not_committed_cannot_have_sent_anything(sealed: Archive) -> None:
    token = leased(sealed)

    with pytest.raises(StorageError, match="attempting and cannot become sent"):
        sealed.ledger.settle(Receipt(delivery_id="m1", state=S.SENT), token, NOON)


@pytest.mark.parametrize("decision", ["sent", "abandon"])
def test_an_answer_that_comes_after_a_persons_decision_still_counts(sealed: Archive, decision: Decision) -> None:
    token = unknown(sealed)
    sealed.ledger.resolve("m1", decision, NOON + HOUR)

    assert not sealed.ledger.settle(Receipt(delivery_id="m1", state=S.FAILED, detail="550"), token, NOON + HOUR)
    assert state(sealed) == DECISIONS[decision]
    assert sealed.ledger.settle(Receipt(delivery_id="m1", state=S.SENT, detail="250"), token, NOON + HOUR)
    assert state(sealed) == S.SENT


def test_one_delivery_is_settled_and_the_next_taken_in_one_step(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery("m1", "G1"), delivery("m2", "G1")])
    token = committed(archive, "m1")

    following = archive.ledger.settle_and_lease(Receipt(delivery_id="m1", state=S.SENT), token, NOON, None, "m2", LEASE)

    assert (state(archive, "m1"), state(archive, "m2")) == (S.SENT, S.ATTEMPTING)
    assert following is not None
    assert archive.ledger.commit_point("m2", following, NOON)


def test_the_next_that_another_has_is_not_taken_but_the_first_is_settled(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery("m1", "G1"), delivery("m2", "G1")])
    token = committed(archive, "m1")
    leased(archive, "m2")

    following = archive.ledger.settle_and_lease(Receipt(delivery_id="m1", state=S.SENT), token, NOON, None, "m2", LEASE)

    assert following is None
    assert state(archive, "m1") == S.SENT


def test_a_delivery_is_postponed_without_an_attempt_and_not_past_its_time(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery("m1", "G1"), delivery("m2", "G1"), delivery("m3", "G1")])
    failed(archive, "m3")

    postponed = archive.ledger.postpone(["m1", "m2", "m3", "nobody"], NOON + 48 * HOUR, "535 login refused")

    found = {one.id: one for one in archive.outbox.deliveries()}
    assert sorted(postponed) == ["m1", "m2"]
    assert {found[id_].next_attempt for id_ in postponed} == {NOON + 12 * HOUR}
    assert {found[id_].detail for id_ in postponed} == {"535 login refused"}
    assert (found["m1"].attempts, found["m3"].state) == (0, S.FAILED)
    assert archive.outbox.attempts("m1") == []


@pytest.mark.parametrize("back", [timedelta(hours=3), timedelta(days=1), timedelta(days=366)])
def test_a_clock_that_was_put_back_keeps_nobody_waiting_for_it(archive: Archive, back: timedelta) -> None:
    archive.digests.seal(
        digest("G1"), [delivery(id_, "G1", not_after=NOON + 400 * 24 * HOUR) for id_ in ("a", "c", "p")]
    )
    ahead = NOON + back
    for id_ in "acp":
        assert archive.ledger.lease(id_, ahead, LEASE)
    archive.ledger.recover(ahead + LEASE + MINUTE)
    attempting, committing, waiting = (archive.ledger.lease(id_, ahead + HOUR, LEASE) for id_ in "acp")
    assert attempting
    assert committing
    assert waiting
    assert archive.ledger.commit_point("c", committing, ahead + HOUR)
    archive.ledger.settle(Receipt(delivery_id="p", state=S.PENDING), waiting, ahead + HOUR, ahead + 10 * HOUR)

    unknowns = archive.ledger.recover(NOON)

    assert [found.id for found in unknowns] == ["c"]
    assert "a" in due(archive)
    assert ("p" in due(archive)) is (back + 10 * HOUR > 11 * HOUR)


def test_clocks_of_two_machines_may_differ_by_some_minutes(sealed: Archive) -> None:
    leased(sealed)

    sealed.ledger.recover(NOON - 30 * MINUTE)

    assert state(sealed) == S.ATTEMPTING


def test_the_receipt_of_an_unknown_delivery_is_refused(sealed: Archive) -> None:
    with pytest.raises(StorageError, match="no such delivery: nobody"):
        sealed.ledger.settle(Receipt(delivery_id="nobody", state=S.SENT), "token", NOON, None)


def test_saying_the_same_outcome_again_changes_nothing(sealed: Archive) -> None:
    token = committed(sealed)
    receipt = Receipt(delivery_id="m1", state=S.SENT, detail="250")
    sealed.ledger.settle(receipt, token, NOON, None)
    before = sealed.outbox.attempts("m1")

    sealed.ledger.settle(receipt, token, NOON + HOUR, None)

    assert sealed.outbox.attempts("m1") == before


def test_an_answer_that_comes_late_makes_an_unknown_delivery_known(sealed: Archive) -> None:
    token = unknown(sealed)

    sealed.ledger.settle(Receipt(delivery_id="m1", state=S.SENT), token, NOON + HOUR, None)

    assert state(sealed) == S.SENT
    assert [attempt.outcome for attempt in sealed.outbox.attempts("m1")] == [S.SENT]


def test_an_answer_that_comes_late_stops_a_second_copy(sealed: Archive) -> None:
    token = unknown(sealed)
    sealed.ledger.resolve("m1", "resend", NOON + HOUR)

    sealed.ledger.settle(Receipt(delivery_id="m1", state=S.SENT), token, NOON + HOUR, None)

    assert state(sealed) == S.SENT
    assert due(sealed, HOUR) == []


@pytest.mark.parametrize(("reach", "decision"), list(product((unknown, failed, expired), DECISIONS)))
def test_a_person_decides_what_the_ledger_cannot_know(
    sealed: Archive, reach: Callable[..., str], decision: Decision
) -> None:
    reach(sealed)
    was = state(sealed)

    resolved = sealed.ledger.resolve("m1", decision, NOON + 13 * HOUR)

    assert resolved.state == state(sealed) == DECISIONS[decision]
    assert resolved.detail.startswith(f"{was}, by hand: {decision}.")
    assert due(sealed, 13 * HOUR) == (["m1"] if decision == "resend" else [])


def test_there_is_nothing_to_decide_on_other_deliveries(sealed: Archive) -> None:
    refused = []
    for reach in (lambda: None, lambda: leased(sealed)):
        reach()
        with pytest.raises(StorageError, match="nothing to decide"):
            sealed.ledger.resolve("m1", "resend", NOON)
        refused.append(state(sealed))

    assert refused == [S.PENDING, S.ATTEMPTING]
    with pytest.raises(StorageError, match="no such delivery: nobody"):
        sealed.ledger.resolve("nobody", "sent", NOON)


def test_a_decision_is_one_of_three(sealed: Archive) -> None:
    unknown(sealed)

    with pytest.raises(StorageError, match="known: sent, resend, abandon"):
        sealed.ledger.resolve("m1", "burn", NOON)  # type: ignore[arg-type]

    assert state(sealed) == S.UNKNOWN


def test_an_approved_resend_starts_anew_and_expires_after_half_a_day(sealed: Archive) -> None:
    expired(sealed)
    approved = sealed.ledger.resolve("m1", "resend", NOON + 20 * HOUR)

    assert (approved.attempts, approved.next_attempt, approved.not_after) == (0, None, NOON + 32 * HOUR)
    assert sealed.ledger.expire(NOON + 32 * HOUR) == []
    assert [found.id for found in sealed.ledger.expire(NOON + 33 * HOUR)] == ["m1"]


def test_an_approved_resend_is_leased_like_a_pending_one(sealed: Archive) -> None:
    unknown(sealed)
    sealed.ledger.resolve("m1", "resend", NOON + HOUR)

    token = sealed.ledger.lease("m1", NOON + HOUR, LEASE)

    assert token is not None
    assert sealed.ledger.commit_point("m1", token, NOON + HOUR)
    assert [attempt.number for attempt in sealed.outbox.attempts("m1")] == [1, 2]


def test_deliveries_are_listed_by_state_and_digest(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery("m1", "G1"), delivery("m2", "G1")])
    archive.digests.seal(digest("G2"), [delivery("m3", "G2")])
    failed(archive)

    assert [found.id for found in archive.outbox.deliveries()] == ["m3", "m2", "m1"]
    assert [found.id for found in archive.outbox.deliveries(state=S.FAILED)] == ["m1"]
    assert [found.id for found in archive.outbox.deliveries(state=S.PENDING, digest_id="G1")] == ["m2"]
    assert [found.id for found in archive.outbox.deliveries(limit=1)] == ["m3"]
    assert archive.upkeep.count().deliveries == {S.FAILED: 1, S.PENDING: 2}
    assert archive.outbox.attempts("m2") == []


def test_a_database_belongs_to_the_instance_that_adopted_it(archive: Archive) -> None:
    owners = [archive.adoption.instance()]
    for instance in ("here", "there", "there"):
        archive.adoption.adopt(instance)
        owners.append(archive.adoption.instance())

    assert owners == [None, "here", "there", "there"]


def test_a_turn_is_taken_by_one_at_a_time(archive: Archive) -> None:
    first = archive.turns.take("judging", NOON, HOUR)
    second = archive.turns.take("judging", NOON + HOUR, HOUR)
    other = archive.turns.take("collecting", NOON, HOUR)
    overdue = archive.turns.take("judging", NOON + HOUR + MINUTE, HOUR)

    assert first
    assert second is None
    assert other
    assert overdue

    archive.turns.end("judging", first)
    assert archive.turns.take("judging", NOON + HOUR + MINUTE, HOUR) is None

    archive.turns.end("judging", overdue)
    assert archive.turns.take("judging", NOON + HOUR + MINUTE, HOUR) is not None


def test_a_way_that_is_down_is_remembered_until_it_works_again(archive: Archive) -> None:
    mail = Circuit(route="mail a", since=NOON, until=NOON + MINUTE, failures=1, detail="535")
    slack = Circuit(route="slack b", since=NOON - HOUR, until=NOON, failures=2, detail="invalid_auth")
    archive.circuits.open(mail)
    archive.circuits.open(slack)
    later = replace(mail, until=NOON + HOUR, failures=2)
    archive.circuits.open(later)

    remembered = archive.circuits.all()
    archive.circuits.close("slack b")

    assert remembered == [slack, later]
    assert archive.circuits.all() == [later]


def test_after_a_fix_nothing_need_wait(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery("m1", "G1", next_attempt=NOON + HOUR), delivery("m2", "G1")])
    failed(archive, "m2")
    archive.circuits.open(Circuit(route="mail a", since=NOON, until=NOON + HOUR, failures=1, detail="535"))

    assert archive.circuits.reset(NOON) == 1
    assert archive.circuits.all() == []
    assert due(archive) == ["m1"]


def test_after_a_fix_what_waits_goes_out_in_the_order_it_was_sealed(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery("old", "G1"), delivery("new", "G1")])
    token = leased(archive, "old")
    archive.ledger.settle(Receipt(delivery_id="old", state=S.PENDING, detail="535"), token, NOON, NOON + HOUR)

    assert archive.circuits.reset(NOON) == 2
    assert [(found.id, found.attempts) for found in archive.ledger.due(NOON, 10)] == [("old", 0), ("new", 0)]
    assert len(archive.outbox.attempts("old")) == 1


def test_what_is_too_old_is_not_counted_as_waiting_for_the_next_run(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery("m1", "G1")])

    assert archive.circuits.reset(NOON + 13 * HOUR) == 0


def file(id_: str, digest_id: str) -> Delivery:
    return delivery(id_, digest_id, channel=Channel(id="page", form=ChannelForm.FILE, address="file", recipient=id_))


def test_a_file_that_was_being_written_is_taken_back_and_a_mail_is_not(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [file("page", "G1"), delivery("mail", "G1")])
    committed(archive, "page")
    committed(archive, "mail")

    told = archive.ledger.recover(NOON + LEASE + MINUTE)

    assert (state(archive, "page"), state(archive, "mail")) == (S.PENDING, S.UNKNOWN)
    assert [found.id for found in told] == ["mail"]


def test_adopting_a_copy_holds_what_it_brought_and_neither_files_nor_what_was_sealed_since(archive: Archive) -> None:
    archive.adoption.adopt("there")
    archive.digests.seal(digest("G1"), [delivery("before", "G1"), file("page", "G1")])
    archive.adoption.notice_copy("here")
    archive.digests.seal(digest("G2"), [delivery("since", "G2")])
    archive.adoption.notice_copy("here")

    assert archive.adoption.adopt("here") == 1
    assert {found.id: found.state for found in archive.outbox.deliveries()} == {
        "before": S.UNKNOWN,
        "page": S.PENDING,
        "since": S.PENDING,
    }


def test_a_second_move_notices_anew_what_it_brought(archive: Archive) -> None:
    for number, (old, new) in enumerate((("a", "b"), ("b", "c"))):
        archive.adoption.adopt(old)
        archive.digests.seal(digest(f"G{number}"), [delivery(f"m{number}", f"G{number}")])
        archive.adoption.notice_copy(new)
        archive.adoption.adopt(new)

    assert {found.state for found in archive.outbox.deliveries()} == {S.UNKNOWN}


def with_reference(archive: Archive, delivery_id: str, reference: str, outcome: S | None = None) -> str:
    token = leased(archive, delivery_id)
    assert archive.ledger.commit_point(delivery_id, token, NOON, reference)
    if outcome is not None:
        archive.ledger.settle(Receipt(delivery_id=delivery_id, state=outcome), token, NOON)
    return token


def test_what_a_mailbox_can_be_asked_about_is_remembered_at_the_commit_point(archive: Archive) -> None:
    archive.digests.seal(digest("G1"), [delivery(id_, "G1") for id_ in ("sent", "lost", "nameless", "pending")])
    with_reference(archive, "sent", "<1@x>", S.SENT)
    with_reference(archive, "lost", "<2@x>", S.UNKNOWN)
    with_reference(archive, "nameless", "", S.UNKNOWN)

    unknowns, handed_over = archive.handovers.unknowns(), archive.handovers.accepted()

    assert [(one.delivery_id, one.reference, one.committed) for one in unknowns] == [("lost", "<2@x>", NOON)]
    assert [(one.delivery_id, one.reference) for one in handed_over] == [("sent", "<1@x>")]
    assert [attempt.reference for attempt in archive.outbox.attempts("lost")] == ["<2@x>"]


@pytest.mark.parametrize(("arrived", "becomes"), [(True, S.SENT_RECONCILED), (False, S.PENDING)])
def test_a_mailbox_settles_what_is_unknown_and_nothing_else(archive: Archive, arrived: bool, becomes: S) -> None:
    archive.digests.seal(digest("G1"), [delivery("lost", "G1"), delivery("sent", "G1")])
    token = with_reference(archive, "lost", "<2@x>", S.UNKNOWN)
    with_reference(archive, "sent", "<1@x>", S.SENT)

    receipt = archive.handovers.reconcile("lost", arrived, NOON + HOUR)
    other = archive.handovers.reconcile("sent", arrived, NOON + HOUR)

    assert receipt is not None
    assert (receipt.state, state(archive, "lost")) == (becomes, becomes)
    assert "mailbox of copies" in receipt.detail
    assert (other, state(archive, "sent")) == (None, S.SENT)
    assert due(archive, HOUR) == ([] if arrived else ["lost"])
    assert archive.ledger.settle(Receipt(delivery_id="lost", state=S.SENT), token, NOON + HOUR)
    assert state(archive, "lost") == S.SENT


def test_what_waits_for_a_reader_or_channel_that_is_gone_is_abandoned_and_nothing_else(archive: Archive) -> None:
    given = [delivery("m1", "G1"), delivery("m2", "G1"), delivery("m3", "G1")]
    kept, other, done = (replace(one, channel=replace(one.channel, id=f"c{n}")) for n, one in enumerate(given))
    archive.digests.seal(digest("G1"), [kept, other, done])
    sent = archive.ledger.lease("m3", NOON, LEASE)

    gone = archive.redirects.redirect({(kept.reader_id, "c0"): kept.channel}, delivery_id)

    assert sent is not None
    assert [(one.id, one.state) for one in gone] == [("m2", S.ABANDONED)]
    assert gone[0].detail == f"{other.reader_id}.c1 is no longer in readers.toml"
    assert [found.id for found in archive.ledger.due(NOON)] == ["m1"]


def test_what_waits_for_a_recipient_who_was_replaced_waits_for_the_new_one_and_for_the_old_one_who_comes_back(
    archive: Archive,
) -> None:
    one = replace(delivery("m1", "G1"), id=delivery_id("G1", delivery("m1", "G1").channel))
    archive.digests.seal(digest("G1"), [one])
    channel, key = one.channel, (one.reader_id, one.channel.id)

    for recipient in ("new@desk.example", channel.recipient):
        now = replace(channel, recipient=recipient)
        assert archive.redirects.redirect({key: now}, delivery_id) == []
        (waits,) = archive.ledger.due(NOON)
        assert (waits.channel, waits.message, waits.not_after) == (now, one.message, one.not_after)

    assert waits.id == one.id
    assert waits.detail == "instead of new@desk.example, the recipient of desk.mail before"
