"""What the documents turned out to be, how developments came to be, and how a document is traced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.values import HOUR, NOON, delivery, development, digest, document, judgement, raw
from tumen.errors import StorageError
from tumen.model import (
    Citation,
    Claim,
    Development,
    Item,
    ItemKind,
    LeftOut,
    Metric,
    Polarity,
    Reason,
    ReasonCode,
    ReasonStep,
    Report,
    Role,
    Sentence,
)
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]


def claim(metric: Metric, low: float) -> Claim:
    return Claim(
        metric=metric,
        low=low,
        high=low,
        unit="person",
        claimant="NIS",
        polarity=Polarity.ASSERTS,
        quote=str(low),
        start=0,
        end=1,
    )


def changes(archive: Archive, development_id: str) -> list[tuple[str, str | None]]:
    return [(event.what, event.document_id) for event in archive.developments.events(development_id)]


def test_documents_wait_to_be_judged_in_the_order_they_came(archive: Archive) -> None:
    archive.add([document("c"), document("a", relevant=False), document("b")], now=NOON)

    archive.developments.record([judgement("a")], [])

    assert [found.id for found in archive.documents.unjudged()] == ["c", "b"]
    assert [found.id for found in archive.documents.unjudged(1)] == ["c"]


def test_a_judgement_comes_back_with_its_reasons(archive: Archive) -> None:
    given = judgement(
        "a",
        "D1",
        changes=("8 to 9",),
        reasons=(Reason(step=ReasonStep.DEVELOPMENTS, code=ReasonCode.FIRST, text="nobody else"),),
    )
    archive.add([document("a")], now=NOON)

    archive.developments.record([given], [development("D1", "a")])

    assert archive.developments.judgement("a") == given
    assert archive.developments.judgements("D1") == [given]
    assert (archive.developments.judgement("b"), archive.developments.judgements("D2")) == (None, [])


def test_a_document_is_judged_once(archive: Archive) -> None:
    archive.add([document("a")], now=NOON)
    archive.developments.record([judgement("a", "D1")], [development("D1", "a")])

    archive.developments.record([judgement("a", "D2")], [development("D2", "a")])
    archive.developments.record([judgement("a", "D1", role=Role.REPEAT)], [development("D1", title="other")])

    assert archive.developments.judgement("a") == judgement("a", "D1")
    assert archive.developments.latest() == [development("D1", "a")]
    assert changes(archive, "D1") == [("opened", "a")]


def test_a_judgement_of_an_unknown_document_is_refused_with_all_that_came_along(archive: Archive) -> None:
    archive.add([document("a")], now=NOON)

    with pytest.raises(StorageError, match="no document nobody"):
        archive.developments.record([judgement("a"), judgement("nobody")], [development("D1")])

    assert archive.developments.judgement("a") is None
    assert archive.developments.latest() == []


def test_every_change_of_a_development_leaves_a_record(archive: Archive) -> None:
    archive.add([document("a"), document("b"), document("c", seen=NOON + HOUR)], now=NOON)
    archive.developments.record(
        [judgement("a", "D1"), judgement("b", "D2")], [development("D1", "a"), development("D2", "b")]
    )

    archive.developments.record(
        [judgement("c", "D1")],
        [development("D1", "a", "c", "b", title="Both"), development("D2", storyline_id="S1")],
    )

    assert changes(archive, "D1") == [
        ("opened", "a"),
        ("joined", "c"),
        ("joined", "b"),
        ("renamed from Title of D1", None),
    ]
    assert changes(archive, "D2") == [("opened", "b"), ("left", "b"), ("storyline none to S1", None)]
    assert [event.at for event in archive.developments.events("D2")] == [NOON, NOON + HOUR, NOON + HOUR]


def test_a_development_that_did_not_change_leaves_no_record(archive: Archive) -> None:
    archive.developments.record([], [development("D1", "a", "b")])
    archive.developments.record([], [development("D1", "a", "b")])

    assert changes(archive, "D1") == [("opened", "a"), ("joined", "b")]


def test_developments_come_newest_first(archive: Archive) -> None:
    named: dict[str, Development] = {
        id_: development(id_, last_seen=NOON + age * HOUR, storyline_id=story)
        for id_, age, story in (("D1", 2, "S1"), ("D2", 3, None), ("D3", 1, "S1"))
    }
    archive.developments.record([], named.values())

    assert [found.id for found in archive.developments.latest()] == ["D2", "D1", "D3"]
    assert [found.id for found in archive.developments.latest(since=NOON + 2 * HOUR)] == ["D2", "D1"]
    assert [found.id for found in archive.developments.latest(limit=1)] == ["D2"]
    assert [found.id for found in archive.developments.latest(storyline="S1")] == ["D1", "D3"]
    assert archive.developments.find("D3") == named["D3"]
    assert archive.developments.find("D4") is None


def test_the_memory_is_filled_with_the_relevant_reports_of_the_window(archive: Archive) -> None:
    given = [document(id_, seen=NOON + age * HOUR, relevant=id_ != "d") for age, id_ in enumerate("abcde")]
    archive.add(given, now=NOON)
    archive.developments.record([judgement("c", "D1"), judgement("d"), judgement("b"), judgement("a", "D1")], [])

    recent = list(archive.developments.recent(NOON + HOUR))

    assert recent == [(given[1], judgement("b")), (given[2], judgement("c", "D1"))]
    assert list(archive.developments.recent(NOON + 9 * HOUR)) == []


def test_the_memory_is_filled_page_by_page_while_others_write(archive: Archive) -> None:
    ids = [f"d{number}" for number in range(1200)]
    archive.add([document(id_) for id_ in ids], now=NOON)
    archive.developments.record([judgement(id_, "D1") for id_ in ids], [development("D1")])

    seen = []
    for found, _ in archive.developments.recent(NOON):
        seen.append(found.id)
        if len(seen) == 600:
            archive.add([document("late")], now=NOON)

    assert seen == ids


def test_judged_documents_come_by_number_between_two_marks(archive: Archive) -> None:
    archive.add([document(id_) for id_ in "abcd"], now=NOON)
    archive.developments.record([judgement("c"), judgement("b", "D1"), judgement("a")], [])

    between = archive.developments.judged_between(1, 4)

    assert between == [(document("b"), judgement("b", "D1")), (document("c"), judgement("c"))]


def test_a_digest_may_reach_up_to_the_first_document_that_is_not_judged(archive: Archive) -> None:
    reach = [archive.documents.latest_seq()]
    archive.add([document(id_) for id_ in "abc"], now=NOON)
    for judged in (["a", "c"], ["b"]):
        reach.append(archive.documents.latest_seq())
        archive.developments.record([judgement(id_) for id_ in judged], [])

    assert [*reach, archive.documents.latest_seq()] == [0, 0, 1, 3]


def test_claims_are_listed_by_development_and_metric_newest_first(archive: Archive) -> None:
    archive.add(
        [
            document("a", claims=(claim(Metric.TROOPS_DEPLOYED, 8), claim(Metric.SHELLS, 5))),
            document("b", claims=(claim(Metric.TROOPS_DEPLOYED, 9),)),
        ],
        now=NOON,
    )
    archive.developments.record([judgement("a", "D1"), judgement("b", "D2")], [])

    assert archive.documents.claims() == [
        ("b", claim(Metric.TROOPS_DEPLOYED, 9)),
        ("a", claim(Metric.TROOPS_DEPLOYED, 8)),
        ("a", claim(Metric.SHELLS, 5)),
    ]
    assert archive.documents.claims(development_id="D1") == [
        ("a", claim(Metric.TROOPS_DEPLOYED, 8)),
        ("a", claim(Metric.SHELLS, 5)),
    ]
    assert archive.documents.claims(metric=Metric.TROOPS_DEPLOYED) == [
        ("b", claim(Metric.TROOPS_DEPLOYED, 9)),
        ("a", claim(Metric.TROOPS_DEPLOYED, 8)),
    ]
    assert archive.documents.claims(development_id="D1", metric=Metric.TROOPS_DEPLOYED, limit=1) == [
        ("a", claim(Metric.TROOPS_DEPLOYED, 8))
    ]


def test_a_trace_tells_everything_of_a_document(archive: Archive) -> None:
    came_in = raw("r1")
    given = replace(document("a"), draft=replace(document("a").draft, raw_id="r1"))
    archive.raws.keep(came_in)
    archive.add([given], now=NOON)
    archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    sealed = delivery("m1", "G1")
    archive.digests.seal(digest("G1", until_seq=1, told=("D1",)), [sealed])

    by_id, by_address = archive.trace("a"), archive.trace("https://kcna.example/a")

    assert by_id is not None
    assert by_id == by_address
    assert (by_id.seq, by_id.source_id, by_id.document, by_id.raw) == (1, "kcna", given, came_in)
    assert by_id.judgement == judgement("a", "D1")
    assert by_id.development == development("D1", "a")
    assert [version.number for version in by_id.versions] == [1]
    assert [event.what for event in by_id.events] == ["opened"]
    assert [(told.key, told.told, told.deliveries) for told in by_id.digests] == [("key/G1", True, (sealed,))]


def test_a_document_is_traced_by_the_id_that_it_was_imported_under(archive: Archive) -> None:
    given = [replace(document(id_), draft=replace(document(id_).draft, own_id=own)) for id_, own in
             (("a", "kd-7"), ("b", "kd:7"), ("c", "kd:7"))]  # fmt: skip
    archive.add([*given[:2], replace(given[2], relevant=False)], now=NOON)

    traces = [archive.trace(asked) for asked in ("kd:7", "kd-7", "kd:8", "a")]

    assert [trace and trace.document.id for trace in traces] == ["b", "a", None, "a"]


def test_a_trace_tells_why_a_document_was_left_out(archive: Archive) -> None:
    archive.add([document("a"), document("b")], now=NOON)
    archive.developments.record([judgement("a", "D1"), judgement("b", "D2")], [])
    left_out = (
        LeftOut(reason="told already", development_id="D1"),
        LeftOut(reason="copy of b", document_id="a"),
        LeftOut(reason="off topic", development_id="D2"),
    )
    archive.digests.seal(digest("G1", until_seq=2, left_out=left_out), [])

    traces = [archive.trace("a"), archive.trace("b")]

    assert [[(t.told, t.reason) for t in trace.digests] for trace in traces if trace] == [
        [(False, "copy of b")],
        [(False, "off topic")],
    ]


def test_a_digest_from_before_a_document_came_did_not_tell_it(archive: Archive) -> None:
    archive.add([document("a"), document("b", seen=NOON + HOUR)], now=NOON)
    archive.developments.record([judgement("a", "D1"), judgement("b", "D1")], [development("D1", "a", "b")])
    archive.digests.seal(digest("G1", until_seq=1, told=("D1",)), [])

    told = {id_: len(trace.digests) for id_ in "ab" if (trace := archive.trace(id_))}

    assert told == {"a": 1, "b": 0}


def test_a_trace_finds_the_digest_that_cited_a_document(archive: Archive) -> None:
    archive.add([document(id_) for id_ in "abc"], now=NOON)
    archive.developments.record([judgement(id_) for id_ in "abc"], [])
    report = Report(document_id="a", publisher="KCNA", title="T", url=None, published=None, language="en")
    sentence = Sentence(text="T", citations=(Citation(document_id="b", start=0, end=1),))
    item = Item(development_id="D1", kind=ItemKind.UPDATE, headline="H", reports=(report,), sentences=(sentence,))
    archive.digests.seal(replace(digest("G1", until_seq=3), items=(item,)), [])

    told = {id_: trace.digests for id_ in "abc" if (trace := archive.trace(id_))}

    assert {id_: [(t.told, t.reason) for t in digests] for id_, digests in told.items()} == {
        "a": [(True, "update")],
        "b": [(True, "update")],
        "c": [],
    }


def test_a_trace_without_a_link_to_its_reply_takes_the_nearest(archive: Archive) -> None:
    page = raw("page", url="https://kcna.example/a", fetched_at=NOON - HOUR)
    archive.raws.keep(page)
    archive.raws.keep(raw("before", fetched_at=NOON - HOUR / 2))
    archive.raws.keep(raw("after", fetched_at=NOON + HOUR))
    archive.raws.keep(raw("of another", source_id="tass"))
    archive.add([document("a"), document("b")], now=NOON)

    nearest = {id_: trace.raw for id_ in "ab" if (trace := archive.trace(id_))}

    assert nearest["a"] == page
    assert nearest["b"] is not None
    assert nearest["b"].id == "before"


def test_nothing_is_known_of_an_unknown_document(archive: Archive) -> None:
    assert archive.trace("nobody") is None
    assert archive.trace("https://nobody.example") is None
