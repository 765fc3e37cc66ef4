"""The ledger: every state of a delivery, every step between two, and no other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from tests.support.things import HOUR, NOON, delivery, digest
from tumen.errors import StorageError
from tumen.model import Circuit, Receipt
from tumen.model import DeliveryState as S
from tumen.storage import Archive, Decision

pytest_plugins = ["tests.support.postgres"]

LEASE = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)
DECISIONS: dict[Decision, S] = {"sent": S.SENT_RECONCILED, "resend": S.RESEND_APPROVED, "abandon": S.ABANDONED}


@pytest.fixture
def ledger(archive: Archive) -> Archive:
    """One delivery, "m1", sealed at noon and good until midnight."""
    archive.seal(digest("G1"), [delivery("m1", "G1")])
    return archive


def state(ledger: Archive, delivery_id: str = "m1") -> S:
    return next(found.state for found in ledger.deliveries() if found.id == delivery_id)


def leased(ledger: Archive, delivery_id: str = "m1") -> str:
    token = ledger.lease(delivery_id, NOON, LEASE)
    assert token is not None
    return token


def committed(ledger: Archive, delivery_id: str = "m1") -> str:
    token = leased(ledger, delivery_id)
    assert ledger.commit_point(delivery_id, token, NOON)
    return token


def unknown(ledger: Archive, delivery_id: str = "m1") -> str:
    token = committed(ledger, delivery_id)
    ledger.recover(NOON + LEASE + MINUTE)
    return token


def failed(ledger: Archive, delivery_id: str = "m1") -> str:
    token = leased(ledger, delivery_id)
    ledger.settle(Receipt(delivery_id=delivery_id, state=S.FAILED), token, NOON, None)
    return token


def expired(ledger: Archive, delivery_id: str = "m1") -> str:
    ledger.expire(NOON + 13 * HOUR)
    return "none"


def due(ledger: Archive, at: timedelta = timedelta()) -> list[str]:
    return [found.id for found in ledger.due(NOON + at, 10)]


def test_a_delivery_goes_from_pending_to_sent(ledger: Archive) -> None:
    states = [state(ledger)]
    token = leased(ledger)
    states.append(state(ledger))
    ledger.commit_point("m1", token, NOON + MINUTE)
    states.append(state(ledger))
    ledger.settle(Receipt(delivery_id="m1", state=S.SENT, detail="250 queued"), token, NOON + 2 * MINUTE, None)
    attempt = ledger.attempts("m1")[0]

    assert [*states, state(ledger)] == [S.PENDING, S.ATTEMPTING, S.COMMITTING, S.SENT]
    assert (attempt.number, attempt.started, attempt.committed) == (1, NOON, NOON + MINUTE)
    assert (attempt.finished, attempt.outcome, attempt.detail) == (NOON + 2 * MINUTE, S.SENT, "250 queued")
    assert ledger.deliveries()[0].detail == "250 queued"
    assert due(ledger) == []


def test_due_deliveries_come_in_the_order_they_were_sealed(archive: Archive) -> None:
    letters = [delivery(f"m{number}", "G1", next_attempt=NOON + number * HOUR) for number in (3, 1, 0, 2)]
    archive.seal(digest("G1"), [*letters, delivery("now", "G1")])

    assert [found.id for found in archive.due(NOON + HOUR, 10)] == ["m1", "m0", "now"]
    assert [found.id for found in archive.due(NOON + HOUR, 1)] == ["m1"]


def test_a_delivery_is_leased_once(ledger: Archive) -> None:
    token = ledger.lease("m1", NOON, LEASE)
    second = ledger.lease("m1", NOON, LEASE)

    assert token is not None
    assert second is None
    assert len(ledger.attempts("m1")) == 1
    assert ledger.deliveries()[0].attempts == 1


def test_an_unknown_delivery_is_not_leased(ledger: Archive) -> None:
    assert ledger.lease("nobody", NOON, LEASE) is None


def test_a_delivery_that_waits_for_a_later_attempt_is_not_leased_before(ledger: Archive) -> None:
    token = leased(ledger)
    ledger.settle(Receipt(delivery_id="m1", state=S.PENDING, detail="421 later"), token, NOON, NOON + HOUR)

    assert due(ledger) == []
    assert ledger.lease("m1", NOON + 59 * MINUTE, LEASE) is None
    assert due(ledger, HOUR) == ["m1"]
    assert ledger.lease("m1", NOON + HOUR, LEASE) is not None
    assert [attempt.outcome for attempt in ledger.attempts("m1")] == [S.PENDING, None]


def test_a_stale_delivery_is_neither_due_nor_leased_and_expires(ledger: Archive) -> None:
    last = NOON + 12 * HOUR
    at_last, after = due(ledger, 12 * HOUR), due(ledger, 12 * HOUR + MINUTE)

    assert (at_last, after) == (["m1"], [])
    assert ledger.expire(last) == []
    assert ledger.lease("m1", last + MINUTE, LEASE) is None
    assert [(found.id, found.state) for found in ledger.expire(last + MINUTE)] == [("m1", S.EXPIRED)]
    assert ledger.expire(last + MINUTE) == []


def test_the_commit_point_holds_only_with_the_token(ledger: Archive) -> None:
    token = leased(ledger)

    assert not ledger.commit_point("m1", "another token", NOON)
    assert not ledger.commit_point("nobody", token, NOON)
    assert ledger.commit_point("m1", token, NOON)
    assert not ledger.commit_point("m1", token, NOON)


def test_a_process_that_slept_through_its_lease_may_not_hand_over(ledger: Archive) -> None:
    token = leased(ledger)

    assert not ledger.commit_point("m1", token, NOON + LEASE + MINUTE)
    assert state(ledger) == S.ATTEMPTING


def test_a_process_whose_lease_another_took_may_not_hand_over(ledger: Archive) -> None:
    slow = leased(ledger)
    ledger.recover(NOON + LEASE + MINUTE)
    quick = ledger.lease("m1", NOON + LEASE + MINUTE, LEASE)

    assert quick is not None
    assert not ledger.commit_point("m1", slow, NOON + LEASE + MINUTE)
    assert not ledger.settle(Receipt(delivery_id="m1", state=S.FAILED), slow, NOON, None)
    assert state(ledger) == S.ATTEMPTING
    assert [attempt.outcome for attempt in ledger.attempts("m1")] == [S.FAILED, None]
    assert ledger.commit_point("m1", quick, NOON + LEASE + MINUTE)


def test_giving_up_a_lost_lease_changes_nothing(ledger: Archive) -> None:
    slow = leased(ledger)
    ledger.recover(NOON + LEASE + MINUTE)
    quick = ledger.lease("m1", NOON + LEASE + MINUTE, LEASE)

    ledger.settle(Receipt(delivery_id="m1", state=S.PENDING), slow, NOON + HOUR, NOON + 2 * HOUR)

    assert state(ledger) == S.ATTEMPTING
    assert quick is not None


def test_the_lease_starts_anew_at_the_commit_point(ledger: Archive) -> None:
    token = leased(ledger)
    ledger.commit_point("m1", token, NOON + 9 * MINUTE)

    assert ledger.recover(NOON + 18 * MINUTE) == []
    assert state(ledger) == S.COMMITTING
    assert [found.state for found in ledger.recover(NOON + 20 * MINUTE)] == [S.UNKNOWN]


def test_after_a_crash_nothing_is_sent_twice_or_forgotten(archive: Archive) -> None:
    archive.seal(digest("G1"), [delivery(id_, "G1") for id_ in ("before", "after", "fresh")])
    leased(archive, "before")
    committed(archive, "after")

    early = archive.recover(NOON + LEASE)
    late = archive.recover(NOON + LEASE + MINUTE)
    again = archive.recover(NOON + LEASE + MINUTE)

    assert (early, again) == ([], [])
    assert [(found.id, found.state) for found in late] == [("after", S.UNKNOWN)]
    assert due(archive, LEASE + MINUTE) == ["before", "fresh"]
    assert [attempt.outcome for attempt in archive.attempts("before")] == [S.PENDING]
    assert [attempt.outcome for attempt in archive.attempts("after")] == [S.UNKNOWN]


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
        archive.seal(digest(f"G{number}"), [delivery(f"m{number}", f"G{number}")])
        token = reach(archive, f"m{number}")
        before = state(archive, f"m{number}")
        counted = False
        with suppress(StorageError):
            counted = archive.settle(Receipt(delivery_id=f"m{number}", state=outcome), token, NOON, None)

        assert state(archive, f"m{number}") == (outcome if counted else before)
        if counted:
            accepted.add(outcome)

    assert accepted == allowed


def test_an_attempt_that_is_not_committed_cannot_have_sent_anything(ledger: Archive) -> None:
    token = leased(ledger)

    with pytest.raises(StorageError, match="attempting and cannot become sent"):
        ledger.settle(Receipt(delivery_id="m1", state=S.SENT), token, NOON)


@pytest.mark.parametrize("decision", ["sent", "abandon"])
def test_an_answer_that_comes_after_a_persons_decision_still_counts(ledger: Archive, decision: Decision) -> None:
    token = unknown(ledger)
    ledger.resolve("m1", decision, NOON + HOUR)

    assert not ledger.settle(Receipt(delivery_id="m1", state=S.FAILED, detail="550"), token, NOON + HOUR)
    assert state(ledger) == DECISIONS[decision]
    assert ledger.settle(Receipt(delivery_id="m1", state=S.SENT, detail="250"), token, NOON + HOUR)
    assert state(ledger) == S.SENT


def test_one_delivery_is_settled_and_the_next_taken_in_one_step(archive: Archive) -> None:
    archive.seal(digest("G1"), [delivery("m1", "G1"), delivery("m2", "G1")])
    token = committed(archive, "m1")

    following = archive.settle_and_lease(Receipt(delivery_id="m1", state=S.SENT), token, NOON, None, "m2", LEASE)

    assert (state(archive, "m1"), state(archive, "m2")) == (S.SENT, S.ATTEMPTING)
    assert following is not None
    assert archive.commit_point("m2", following, NOON)


def test_the_next_that_another_has_is_not_taken_but_the_first_is_settled(archive: Archive) -> None:
    archive.seal(digest("G1"), [delivery("m1", "G1"), delivery("m2", "G1")])
    token = committed(archive, "m1")
    leased(archive, "m2")

    following = archive.settle_and_lease(Receipt(delivery_id="m1", state=S.SENT), token, NOON, None, "m2", LEASE)

    assert following is None
    assert state(archive, "m1") == S.SENT


def test_a_delivery_is_postponed_without_an_attempt_and_not_past_its_time(archive: Archive) -> None:
    archive.seal(digest("G1"), [delivery("m1", "G1"), delivery("m2", "G1"), delivery("m3", "G1")])
    failed(archive, "m3")

    postponed = archive.postpone(["m1", "m2", "m3", "nobody"], NOON + 48 * HOUR, "535 login refused")

    found = {one.id: one for one in archive.deliveries()}
    assert sorted(postponed) == ["m1", "m2"]
    assert {found[id_].next_attempt for id_ in postponed} == {NOON + 12 * HOUR}
    assert {found[id_].detail for id_ in postponed} == {"535 login refused"}
    assert (found["m1"].attempts, found["m3"].state) == (0, S.FAILED)
    assert archive.attempts("m1") == []


@pytest.mark.parametrize("back", [timedelta(hours=3), timedelta(days=1), timedelta(days=366)])
def test_a_clock_that_was_put_back_keeps_nobody_waiting_for_it(archive: Archive, back: timedelta) -> None:
    archive.seal(digest("G1"), [delivery(id_, "G1", not_after=NOON + 400 * 24 * HOUR) for id_ in ("a", "c", "p")])
    ahead = NOON + back
    for id_ in "acp":
        assert archive.lease(id_, ahead, LEASE)
    archive.recover(ahead + LEASE + MINUTE)
    attempting, committing, waiting = (archive.lease(id_, ahead + HOUR, LEASE) for id_ in "acp")
    assert attempting
    assert committing
    assert waiting
    assert archive.commit_point("c", committing, ahead + HOUR)
    archive.settle(Receipt(delivery_id="p", state=S.PENDING), waiting, ahead + HOUR, ahead + 10 * HOUR)

    unknowns = archive.recover(NOON)

    assert [found.id for found in unknowns] == ["c"]
    assert "a" in due(archive)
    assert ("p" in due(archive)) is (back + 10 * HOUR > 11 * HOUR)


def test_clocks_of_two_machines_may_differ_by_some_minutes(ledger: Archive) -> None:
    leased(ledger)

    ledger.recover(NOON - 30 * MINUTE)

    assert state(ledger) == S.ATTEMPTING


def test_the_receipt_of_an_unknown_delivery_is_refused(ledger: Archive) -> None:
    with pytest.raises(StorageError, match="no delivery nobody"):
        ledger.settle(Receipt(delivery_id="nobody", state=S.SENT), "token", NOON, None)


def test_saying_the_same_outcome_again_changes_nothing(ledger: Archive) -> None:
    token = committed(ledger)
    receipt = Receipt(delivery_id="m1", state=S.SENT, detail="250")
    ledger.settle(receipt, token, NOON, None)
    before = ledger.attempts("m1")

    ledger.settle(receipt, token, NOON + HOUR, None)

    assert ledger.attempts("m1") == before


def test_an_answer_that_comes_late_makes_an_unknown_delivery_known(ledger: Archive) -> None:
    token = unknown(ledger)

    ledger.settle(Receipt(delivery_id="m1", state=S.SENT), token, NOON + HOUR, None)

    assert state(ledger) == S.SENT
    assert [attempt.outcome for attempt in ledger.attempts("m1")] == [S.SENT]


def test_an_answer_that_comes_late_stops_a_second_copy(ledger: Archive) -> None:
    token = unknown(ledger)
    ledger.resolve("m1", "resend", NOON + HOUR)

    ledger.settle(Receipt(delivery_id="m1", state=S.SENT), token, NOON + HOUR, None)

    assert state(ledger) == S.SENT
    assert due(ledger, HOUR) == []


@pytest.mark.parametrize(("reach", "decision"), list(product((unknown, failed, expired), DECISIONS)))
def test_a_person_decides_what_the_ledger_cannot_know(
    ledger: Archive, reach: Callable[..., str], decision: Decision
) -> None:
    reach(ledger)
    was = state(ledger)

    resolved = ledger.resolve("m1", decision, NOON + 13 * HOUR)

    assert resolved.state == state(ledger) == DECISIONS[decision]
    assert resolved.detail.startswith(f"{was}, by hand: {decision}.")
    assert due(ledger, 13 * HOUR) == (["m1"] if decision == "resend" else [])


def test_there_is_nothing_to_decide_on_other_deliveries(ledger: Archive) -> None:
    refused = []
    for reach in (lambda: None, lambda: leased(ledger)):
        reach()
        with pytest.raises(StorageError, match="nothing to decide"):
            ledger.resolve("m1", "resend", NOON)
        refused.append(state(ledger))

    assert refused == [S.PENDING, S.ATTEMPTING]
    with pytest.raises(StorageError, match="no delivery nobody"):
        ledger.resolve("nobody", "sent", NOON)


def test_a_decision_is_one_of_three(ledger: Archive) -> None:
    unknown(ledger)

    with pytest.raises(StorageError, match="none of sent, resend, abandon"):
        ledger.resolve("m1", "burn", NOON)  # type: ignore[arg-type]

    assert state(ledger) == S.UNKNOWN


def test_an_approved_resend_starts_anew_and_expires_after_half_a_day(ledger: Archive) -> None:
    expired(ledger)
    approved = ledger.resolve("m1", "resend", NOON + 20 * HOUR)

    assert (approved.attempts, approved.next_attempt, approved.not_after) == (0, None, NOON + 32 * HOUR)
    assert ledger.expire(NOON + 32 * HOUR) == []
    assert [found.id for found in ledger.expire(NOON + 33 * HOUR)] == ["m1"]


def test_an_approved_resend_is_leased_like_a_pending_one(ledger: Archive) -> None:
    unknown(ledger)
    ledger.resolve("m1", "resend", NOON + HOUR)

    token = ledger.lease("m1", NOON + HOUR, LEASE)

    assert token is not None
    assert ledger.commit_point("m1", token, NOON + HOUR)
    assert [attempt.number for attempt in ledger.attempts("m1")] == [1, 2]


def test_deliveries_are_listed_by_state_and_digest(archive: Archive) -> None:
    archive.seal(digest("G1"), [delivery("m1", "G1"), delivery("m2", "G1")])
    archive.seal(digest("G2"), [delivery("m3", "G2")])
    failed(archive)

    assert [found.id for found in archive.deliveries()] == ["m3", "m2", "m1"]
    assert [found.id for found in archive.deliveries(state=S.FAILED)] == ["m1"]
    assert [found.id for found in archive.deliveries(state=S.PENDING, digest_id="G1")] == ["m2"]
    assert [found.id for found in archive.deliveries(limit=1)] == ["m3"]
    assert archive.count().deliveries == {S.FAILED: 1, S.PENDING: 2}
    assert archive.attempts("m2") == []


def test_a_database_belongs_to_the_instance_that_adopted_it(archive: Archive) -> None:
    owners = [archive.instance()]
    for instance in ("here", "there", "there"):
        archive.adopt(instance)
        owners.append(archive.instance())

    assert owners == [None, "here", "there", "there"]


def test_a_turn_is_taken_by_one_at_a_time(archive: Archive) -> None:
    first = archive.take_turn("judging", NOON, HOUR)
    second = archive.take_turn("judging", NOON + HOUR, HOUR)
    other = archive.take_turn("collecting", NOON, HOUR)
    overdue = archive.take_turn("judging", NOON + HOUR + MINUTE, HOUR)

    assert first
    assert second is None
    assert other
    assert overdue

    archive.end_turn("judging", first)
    assert archive.take_turn("judging", NOON + HOUR + MINUTE, HOUR) is None

    archive.end_turn("judging", overdue)
    assert archive.take_turn("judging", NOON + HOUR + MINUTE, HOUR) is not None


def test_a_way_that_is_down_is_remembered_until_it_works_again(archive: Archive) -> None:
    mail = Circuit(route="mail a", since=NOON, until=NOON + MINUTE, failures=1, detail="535")
    slack = Circuit(route="slack b", since=NOON - HOUR, until=NOON, failures=2, detail="invalid_auth")
    archive.open_circuit(mail)
    archive.open_circuit(slack)
    later = replace(mail, until=NOON + HOUR, failures=2)
    archive.open_circuit(later)

    remembered = archive.circuits()
    archive.close_circuit("slack b")

    assert remembered == [slack, later]
    assert archive.circuits() == [later]


def test_who_has_mended_something_need_not_wait(archive: Archive) -> None:
    archive.seal(digest("G1"), [delivery("m1", "G1", next_attempt=NOON + HOUR), delivery("m2", "G1")])
    failed(archive, "m2")
    archive.open_circuit(Circuit(route="mail a", since=NOON, until=NOON + HOUR, failures=1, detail="535"))

    assert archive.hurry(NOON) == 1
    assert archive.circuits() == []
    assert due(archive) == ["m1"]


def with_reference(archive: Archive, delivery_id: str, reference: str, outcome: S | None = None) -> str:
    token = leased(archive, delivery_id)
    assert archive.commit_point(delivery_id, token, NOON, reference)
    if outcome is not None:
        archive.settle(Receipt(delivery_id=delivery_id, state=outcome), token, NOON)
    return token


def test_what_a_mailbox_can_be_asked_about_is_remembered_at_the_commit_point(archive: Archive) -> None:
    archive.seal(digest("G1"), [delivery(id_, "G1") for id_ in ("sent", "lost", "nameless", "pending")])
    with_reference(archive, "sent", "<1@x>", S.SENT)
    with_reference(archive, "lost", "<2@x>", S.UNKNOWN)
    with_reference(archive, "nameless", "", S.UNKNOWN)

    unknowns, handed_over = archive.unknowns(), archive.handed_over()

    assert [(one.delivery_id, one.reference, one.committed) for one in unknowns] == [("lost", "<2@x>", NOON)]
    assert [(one.delivery_id, one.reference) for one in handed_over] == [("sent", "<1@x>")]
    assert [attempt.reference for attempt in archive.attempts("lost")] == ["<2@x>"]


@pytest.mark.parametrize(("arrived", "becomes"), [(True, S.SENT_RECONCILED), (False, S.PENDING)])
def test_a_mailbox_settles_what_is_unknown_and_nothing_else(archive: Archive, arrived: bool, becomes: S) -> None:
    archive.seal(digest("G1"), [delivery("lost", "G1"), delivery("sent", "G1")])
    token = with_reference(archive, "lost", "<2@x>", S.UNKNOWN)
    with_reference(archive, "sent", "<1@x>", S.SENT)

    receipt = archive.reconcile("lost", arrived, NOON + HOUR)
    other = archive.reconcile("sent", arrived, NOON + HOUR)

    assert receipt is not None
    assert (receipt.state, state(archive, "lost")) == (becomes, becomes)
    assert "mailbox of copies" in receipt.detail
    assert (other, state(archive, "sent")) == (None, S.SENT)
    assert due(archive, HOUR) == ([] if arrived else ["lost"])
    assert archive.settle(Receipt(delivery_id="lost", state=S.SENT), token, NOON + HOUR)
    assert state(archive, "lost") == S.SENT
