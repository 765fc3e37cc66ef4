"""What came from the sources and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.values import HOUR, NOON, document, raw
from tumen.errors import StorageError
from tumen.model import Claim, HealthState, Metric, Polarity, Quarantined, SourceHealth, Validators
from tumen.storage import Added, Archive, Counts

pytest_plugins = ["tests.support.postgres"]

BROKEN = Quarantined(source_id="kcna", reason="no title", excerpt="<item/>", raw_id="r1")


def test_a_document_is_kept_once(archive: Archive) -> None:
    first = archive.add([document("a"), document("b")], now=NOON)
    again = archive.add([document("a"), document("b")], now=NOON)

    assert first == Added(new=("a", "b"))
    assert again == Added(known=2)
    assert archive.documents.find_all(["b", "a", "nobody"]) == [document("b"), document("a")]


def test_a_document_that_was_never_kept_is_not_found(archive: Archive) -> None:
    assert archive.documents.find("nobody") is None
    assert archive.documents.versions("nobody") == []
    assert archive.documents.find_by_url("https://nobody.example") == []
    assert archive.add([], now=NOON) == Added()


def test_a_document_comes_back_as_it_was_given(archive: Archive) -> None:
    given = document(
        "a",
        title="\ud83d half a pair, a NUL \0 and 조러 Россия",
        text="\0\udc00" * 3,
        claims=(
            Claim(
                metric=Metric.TROOPS_DEPLOYED,
                low=10_000,
                high=float("inf"),
                unit="person",
                claimant="N\0IS",
                polarity=Polarity.ASSERTS,
                quote="at least 10,000",
                start=0,
                end=15,
            ),
        ),
    )

    archive.add([given], now=NOON)

    assert archive.documents.find("a") == given
    assert archive.documents.claims() == [("a", given.claims[0])]


def test_a_document_without_a_time_is_seen_when_it_is_kept(archive: Archive) -> None:
    archive.add([document("a", seen=None)], now=NOON + HOUR)

    assert archive.documents.find_all(["a"])[0].seen == NOON + HOUR


def test_other_words_under_the_same_id_are_a_new_version(archive: Archive) -> None:
    archive.add([document("a", text="8,000 soldiers")], now=NOON)

    added = archive.add([document("a", text="11,000 soldiers", seen=NOON + HOUR)], now=NOON + HOUR)

    assert added == Added(versions=("a",))
    assert archive.documents.find("a") == document("a", text="11,000 soldiers")
    assert [(v.number, v.at, v.text) for v in archive.documents.versions("a")] == [
        (1, NOON, "8,000 soldiers"),
        (2, NOON + HOUR, "11,000 soldiers"),
    ]


def test_two_wordings_in_one_reply_are_both_kept(archive: Archive) -> None:
    added = archive.add([document("a", text="one"), document("a", text="two"), document("a", text="two")], now=NOON)

    assert added == Added(new=("a",), versions=("a",), known=1)
    assert [version.text for version in archive.documents.versions("a")] == ["one", "two"]


def test_an_edited_version_brings_its_own_claims_and_shingles(archive: Archive) -> None:
    figure = Claim(
        metric=Metric.TROOPS_DEPLOYED,
        low=8,
        high=8,
        unit="k",
        claimant=None,
        polarity=Polarity.DENIES,
        quote="8",
        start=0,
        end=1,
    )
    archive.add([document("a", text="8", claims=(figure,), shingles=(1, 2))], now=NOON)

    archive.add([document("a", text="9", claims=(replace(figure, low=9, high=9),), shingles=(3,))], now=NOON)

    assert [claim.low for _, claim in archive.documents.claims()] == [9]
    assert (archive.shingles.sharing([1, 2]), archive.shingles.sharing([3])) == ([], ["a"])


def test_a_document_edited_before_it_is_judged_keeps_its_number_and_is_listed(archive: Archive) -> None:
    archive.add([document("a"), document("b")], now=NOON)
    archive.add([document("a", text="edited")], now=NOON + HOUR)
    archive.add([document("c")], now=NOON + HOUR)

    assert [found.id for found in archive.documents.unjudged()] == ["a", "b", "c"]
    assert archive.documents.edited(NOON + HOUR) == [document("a", text="edited")]
    assert archive.documents.edited(NOON + 2 * HOUR) == []


def test_numbers_only_grow_whatever_fails_between(archive_url: str) -> None:
    def refuse(name: str) -> None:
        if name == "add" and refusing:
            raise RuntimeError("no")

    refusing = False
    with Archive.open(archive_url, on_commit=refuse) as archive:
        archive.add([document("a")], now=NOON)
        refusing = True
        with pytest.raises(RuntimeError):
            archive.add([document("lost")], now=NOON)
        refusing = False
        archive.add([document("a"), document("b")], now=NOON)
        numbers = [trace.seq for id_ in ("a", "b") if (trace := archive.trace(id_))]

    assert numbers == [1, 2]


def test_documents_are_found_by_their_address_however_long(archive: Archive) -> None:
    long = "https://kcna.example/" + "x" * 20_000
    archive.add([document(id_) for id_ in "abc"], now=NOON)
    for id_ in "ed":
        archive.add([replace(document(id_), draft=replace(document(id_).draft, url=long))], now=NOON)

    assert archive.documents.find_by_url(long) == ["e", "d"]
    assert archive.documents.find_by_url("https://kcna.example/b") == ["b"]


def test_a_thousand_documents_fit_into_one_call(archive: Archive) -> None:
    many = [document(f"d{number}") for number in range(1001)]

    added = archive.add(many, now=NOON)

    assert len(added.new) == 1001
    assert archive.add(many, now=NOON).known == 1001
    assert archive.documents.find_all(document.id for document in reversed(many)) == list(reversed(many))


def test_a_raw_reply_is_kept_as_it_came_and_once(archive: Archive) -> None:
    first = raw("r1", body=bytes(range(256)), validators=Validators(etag='W/"1"'), headers={"age": "1"})

    archive.raws.keep(first)
    archive.raws.keep(replace(first, body=b"other"))

    assert list(archive.raws.iterate()) == [first]
    assert archive.raws.find("r1") == first
    assert archive.raws.find("r2") is None


def test_raw_replies_come_in_the_order_they_were_fetched(archive: Archive) -> None:
    for number in reversed(range(20)):
        archive.raws.keep(raw(f"r{number:02}", fetched_at=NOON + (number // 3) * HOUR, source_id=f"s{number % 2}"))

    everything = [found.id for found in archive.raws.iterate()]
    later = [found.id for found in archive.raws.iterate(since=NOON + 5 * HOUR, source_id="s1")]

    assert everything == [f"r{number:02}" for number in range(20)]
    assert later == ["r15", "r17", "r19"]


def test_the_archive_can_be_written_to_between_two_raw_replies(archive: Archive) -> None:
    for number in range(10):
        archive.raws.keep(raw(f"r{number}"))

    for found in archive.raws.iterate():
        archive.add([document(found.id)], now=NOON)

    assert archive.upkeep.count().documents == 10


def test_old_raw_replies_are_forgotten_but_not_those_behind_the_quarantine(archive: Archive) -> None:
    for number in range(1, 4):
        archive.raws.keep(raw(f"r{number}", fetched_at=NOON + number * HOUR))
    archive.add([], quarantined=[BROKEN], now=NOON)

    forgotten = archive.pruning.raws(NOON + 3 * HOUR)

    assert forgotten == 1
    assert [found.id for found in archive.raws.iterate()] == ["r1", "r3"]


def test_an_item_in_quarantine_that_comes_again_is_kept_once(archive: Archive) -> None:
    other = replace(BROKEN, reason="no date")
    archive.add([], quarantined=[BROKEN, other], now=NOON)
    archive.add([], quarantined=[replace(BROKEN, raw_id="r2")], now=NOON + HOUR)

    assert archive.sources.quarantined() == [BROKEN, other]
    assert archive.sources.quarantined(1) == [BROKEN]
    assert archive.upkeep.count().quarantined == 2


def test_a_source_that_was_never_asked_says_so(archive: Archive) -> None:
    assert archive.sources.health("kcna") == SourceHealth(source_id="kcna", state=HealthState.NEVER_ASKED)
    assert archive.sources.healths() == {}


def test_the_health_of_a_source_is_replaced_together_with_what_it_sent(archive: Archive) -> None:
    ok = SourceHealth(source_id="kcna", state=HealthState.OK, validators=Validators(etag='"1"'), recent_keys=("a", "b"))
    gone = SourceHealth(source_id="tass", state=HealthState.GONE, since=NOON, next_due=NOON + timedelta(days=1))

    archive.add([document("a")], health=replace(ok, state=HealthState.UNCHANGED), now=NOON)
    archive.add([document("b")], health=ok, now=NOON)
    archive.add([], health=gone, now=NOON)

    assert archive.sources.health("kcna") == ok
    assert archive.sources.healths() == {"kcna": ok, "tass": gone}


def test_nothing_of_a_reply_is_kept_when_a_part_of_it_cannot_be(archive: Archive) -> None:
    naive = replace(document("b"), seen=NOON.replace(tzinfo=None))

    with pytest.raises(StorageError, match="without a zone"):
        archive.add([document("a"), naive], health=SourceHealth(source_id="kcna", state=HealthState.OK), now=NOON)

    assert archive.upkeep.count() == Counts()
    assert archive.sources.health("kcna").state == "never_asked"


def test_the_archive_counts_what_it_holds(archive: Archive) -> None:
    archive.raws.keep(raw("r1"))
    archive.add([document("a"), document("b", relevant=False)], quarantined=[BROKEN], now=NOON)

    assert archive.upkeep.count() == Counts(documents=2, relevant=1, unjudged=2, quarantined=1, raws=1)
