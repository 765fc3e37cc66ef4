"""Sealing: a digest, its deliveries and the reader's mark are one; nobody is told twice, nothing is passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.support.values import HOUR, NOON, delivery, development, digest, document, judgement
from tumen.errors import StorageError
from tumen.model import DigestKind
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Ten judged documents."""
    ids = [f"d{number}" for number in range(1, 11)]
    archive.add([document(id_) for id_ in ids], now=NOON)
    archive.developments.record([judgement(id_, "D1") for id_ in ids], [development("D1", *ids)])
    return archive


def recipients(archive: Archive) -> Iterable[str]:
    return sorted(found.channel.recipient for found in archive.outbox.deliveries())


def test_a_digest_is_sealed_with_its_deliveries(filled: Archive) -> None:
    given = digest("G1", until_seq=5, told=("D1",))
    letters = [delivery("m1", "G1"), delivery("m2", "G1", thread="S1")]

    sealed = filled.digests.seal(given, letters)

    assert sealed
    assert filled.digests.find("G1") == given
    assert filled.outbox.deliveries() == list(reversed(letters))
    assert filled.digests.mark("desk") == 5
    assert filled.digests.told("desk") == {"D1": NOON}


def test_nothing_is_known_of_a_reader_before_the_first_digest(archive: Archive) -> None:
    assert archive.digests.mark("desk") == 0
    assert archive.digests.told("desk") == {}
    assert archive.digests.last("desk") is None
    assert archive.digests.find("G1") is None
    assert archive.digests.latest() == []


def test_a_key_is_sealed_once_and_the_second_writes_nothing(filled: Archive) -> None:
    first = digest("G1", until_seq=5, told=("D1",))
    second = replace(digest("G2", since_seq=5, until_seq=9, told=("D2",)), key=first.key)
    filled.digests.seal(first, [delivery("m1", "G1")])

    again = filled.digests.seal(second, [delivery("m2", "G2")])

    assert not again
    assert filled.digests.latest() == [first]
    assert recipients(filled) == ["m1@desk.example"]
    assert (filled.digests.mark("desk"), list(filled.digests.told("desk"))) == (5, ["D1"])


def test_a_digest_begins_where_the_last_one_ended(filled: Archive) -> None:
    filled.digests.seal(digest("G1", until_seq=5), [])

    for since in (0, 4, 6):
        with pytest.raises(StorageError, match="compose it again"):
            filled.digests.seal(
                digest(f"from {since}", since_seq=since, until_seq=8), [delivery("m1", f"from {since}")]
            )

    assert filled.digests.seal(digest("G2", since_seq=5, until_seq=8), [])
    assert filled.digests.mark("desk") == 8
    assert filled.outbox.deliveries() == []


def test_each_reader_has_a_mark(filled: Archive) -> None:
    filled.digests.seal(digest("G1", until_seq=5), [])
    filled.digests.seal(digest("G2", until_seq=9, reader_id="press"), [])

    assert (filled.digests.mark("desk"), filled.digests.mark("press")) == (5, 9)


def test_a_digest_does_not_reach_past_a_document_that_is_not_judged(filled: Archive) -> None:
    filled.add([document("late"), document("later")], now=NOON)
    filled.developments.record([judgement("later")], [])

    with pytest.raises(StorageError, match="11 is not judged"):
        filled.digests.seal(digest("G1", until_seq=12), [])

    assert filled.digests.mark("desk") == 0
    assert filled.digests.seal(digest("G1", until_seq=filled.documents.latest_seq()), [])


def test_a_digest_covers_only_documents_that_exist(filled: Archive) -> None:
    for until in (11, -1):
        with pytest.raises(StorageError, match="covers"):
            filled.digests.seal(digest("G1", until_seq=until), [])

    assert filled.digests.latest() == []


def test_an_alert_tells_but_moves_no_mark(filled: Archive) -> None:
    filled.digests.seal(digest("A1", kind=DigestKind.ALERT, until_seq=7, told=("D1",)), [])

    assert filled.digests.mark("desk") == 0
    assert list(filled.digests.told("desk")) == ["D1"]
    assert filled.digests.seal(digest("G1", until_seq=3), [])


def test_what_a_reader_was_told_carries_the_last_time(filled: Archive) -> None:
    filled.digests.seal(digest("G1", until_seq=5, told=("D1", "D2", "D1")), [])
    filled.digests.seal(digest("G2", since_seq=5, until_seq=6, told=("D1",), until=NOON + HOUR), [])
    filled.digests.seal(digest("G3", until_seq=6, told=("D3",), reader_id="press"), [])

    assert filled.digests.told("desk") == {"D1": NOON + HOUR, "D2": NOON}


def test_what_is_told_together_with_another_development_is_told_too(filled: Archive) -> None:
    one = digest("G1", until_seq=5, told=("D1",))
    filled.digests.seal(replace(one, items=(replace(one.items[0], also=("D2",)),)), [])

    assert list(filled.digests.told("desk")) == ["D1", "D2"]


def test_each_recipient_gets_one_delivery_of_a_digest_by_a_channel(filled: Archive) -> None:
    letters = [delivery("m1", "G1", "kim"), delivery("m2", "G1", "kim"), delivery("m3", "G1", "lee")]
    filled.digests.seal(digest("G1", until_seq=5), letters)
    chat = replace(delivery("m4", "G2", "kim"), channel=replace(letters[0].channel, id="chat"))
    filled.digests.seal(digest("G2", since_seq=5, until_seq=6), [delivery("m5", "G2", "kim"), chat])

    assert [found.id for found in filled.outbox.deliveries(digest_id="G1")] == ["m3", "m1"]
    assert [found.id for found in filled.outbox.deliveries(digest_id="G2")] == ["m4", "m5"]


def test_a_delivery_of_another_digest_is_not_sealed_along(filled: Archive) -> None:
    with pytest.raises(StorageError, match="another digest"):
        filled.digests.seal(digest("G1", until_seq=5), [delivery("m1", "G2")])

    assert filled.digests.latest() == []


def test_a_thousand_recipients_share_one_message(filled: Archive) -> None:
    body = "<p>" + "What is new " * 5_000
    message = replace(delivery("m", "G1").message, parts={"html": body})
    filled.digests.seal(
        digest("G1", until_seq=5), [replace(delivery(f"m{n}", "G1"), message=message) for n in range(1000)]
    )

    found = filled.outbox.deliveries(limit=2000)

    assert len(found) == 1000
    assert {one.message.parts["html"] for one in found} == {body}
    assert len({id(one.message) for one in found}) == 1


def test_digests_are_listed_newest_first(filled: Archive) -> None:
    first, second = digest("G1", until_seq=5), digest("G2", since_seq=5, until_seq=6, until=NOON - HOUR)
    alert, other = digest("A1", kind=DigestKind.ALERT), digest("G3", until_seq=6, reader_id="press")
    for given in (first, second, alert, other):
        filled.digests.seal(given, [])

    assert filled.digests.latest() == [other, alert, second, first]
    assert filled.digests.latest("desk", limit=2) == [alert, second]
    assert filled.digests.last("desk") == second
    assert filled.digests.last("desk", kind=DigestKind.ALERT) == alert
