"""Several at once: each document, each delivery and each digest still once, and numbers in their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

from tests.support.values import NOON, delivery, development, digest, document, judgement
from tests.support.waiting import GUARD
from tumen.errors import StorageError
from tumen.model import DeliveryState, Receipt
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]

LEASE = timedelta(minutes=10)


def in_parallel(*works: Callable[[], None]) -> None:
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_processes_at_once_attempt_each_delivery_once(archive_url: str) -> None:
    ids = [f"m{number}" for number in range(30)]
    with Archive.open(archive_url) as archive:
        archive.digests.seal(digest("G1"), [delivery(id_, "G1") for id_ in ids])
    accepted: list[str] = []

    def work() -> None:
        with Archive.open(archive_url) as archive:
            for found in archive.ledger.due(NOON, 100):
                token = archive.ledger.lease(found.id, NOON, LEASE)
                if token and archive.ledger.commit_point(found.id, token, NOON):
                    accepted.append(found.id)
                    archive.ledger.settle(Receipt(delivery_id=found.id, state=DeliveryState.SENT), token, NOON, None)

    in_parallel(work, work, work)

    assert sorted(accepted) == sorted(ids)
    with Archive.open(archive_url) as archive:
        assert archive.upkeep.count().deliveries == {DeliveryState.SENT: 30}


def test_two_processes_that_add_the_same_documents_keep_each_once(archive_url: str) -> None:
    ids = [f"d{number}" for number in range(40)]
    new: list[str] = []

    def collect(order: list[str]) -> None:
        with Archive.open(archive_url) as archive:
            for id_ in order:
                new.extend(archive.add([document(id_)], now=NOON).new)

    in_parallel(lambda: collect(ids), lambda: collect(ids[::-1]))

    assert sorted(new) == sorted(ids)
    with Archive.open(archive_url) as archive:
        numbers = [trace.seq for id_ in ids if (trace := archive.trace(id_))]
    assert sorted(numbers) == list(range(1, 41))


def test_numbers_become_visible_in_their_order(archive_url: str) -> None:
    """Else a digest could be sealed up to 2 while 1 is still on its way, and 1 would never be told."""
    about_to_commit, go_on = Event(), Event()

    def pause(_: str) -> None:
        about_to_commit.set()
        assert go_on.wait(GUARD)

    def slow() -> None:
        with Archive.open(archive_url, on_commit=pause) as archive:
            archive.add([document("slow")], now=NOON)

    def quick() -> None:
        with Archive.open(archive_url) as archive:
            archive.add([document("quick")], now=NOON)

    first, second = Thread(target=slow), Thread(target=quick)
    first.start()
    assert about_to_commit.wait(GUARD)
    second.start()
    second.join(0.3)
    with Archive.open(archive_url) as archive:
        visible_meanwhile = archive.upkeep.count().documents
    go_on.set()
    first.join()
    second.join()

    assert visible_meanwhile == 0
    with Archive.open(archive_url) as archive:
        assert [found.id for found in archive.documents.unjudged()] == ["slow", "quick"]


def test_two_digests_composed_at_once_do_not_tell_the_same_twice(archive_url: str) -> None:
    with Archive.open(archive_url) as archive:
        archive.add([document("a")], now=NOON)
        archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    outcomes: list[object] = []

    def seal(id_: str) -> None:
        with Archive.open(archive_url) as archive:
            try:
                outcomes.append(
                    archive.digests.seal(digest(id_, until_seq=1, told=("D1",)), [delivery(f"m{id_}", id_)])
                )
            except StorageError:
                outcomes.append("compose it again")

    in_parallel(lambda: seal("G1"), lambda: seal("G2"))

    assert sorted(map(str, outcomes)) == ["True", "compose it again"]
    with Archive.open(archive_url) as archive:
        assert len(archive.outbox.deliveries()) == 1
