"""What is kept only for a while is let go of by age, number and size, and nothing else with it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.values import HOUR, NOON, development, document, judgement, raw
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.search_tokens import Term
from tumen.errors import ConfigError
from tumen.model import Document, Quarantined, Reason, ReasonCode, ReasonStep
from tumen.pipeline import Keep, Pruned, develop_all, prune
from tumen.pipeline.content import Content
from tumen.pipeline.item_identity import same, same_elsewhere
from tumen.settings import Settings, load_settings
from tumen.storage import Archive, Sought
from tumen.storage.pruning import EXCERPT, QUARANTINED_OF_A_SOURCE
from tumen.wiring import kept

pytest_plugins = ["tests.support.postgres"]

DAY = timedelta(days=1)
BROKEN = Quarantined(source_id="kcna", reason="neither title nor text", excerpt="<item/>", raw_id="r1")
KEEP = Keep(raws=DAY, raw_bytes=10**9, quarantine=3 * DAY, versions=3)


def test_an_item_in_quarantine_goes_some_days_after_it_last_came_and_its_reply_with_it(archive: Archive) -> None:
    archive.raws.keep(raw("r1"))
    archive.add([], quarantined=[BROKEN], now=NOON - DAY)
    archive.add([], quarantined=[BROKEN], now=NOON)

    assert prune(archive, KEEP, NOON + 3 * DAY) == Pruned(raws=0, quarantined=0, versions=0)
    assert prune(archive, KEEP, NOON + 3 * DAY + HOUR) == Pruned(raws=1, quarantined=1, versions=0)
    assert archive.sources.quarantined() == []


def test_the_upkeep_puts_the_search_index_together(archive: Archive) -> None:
    for n in range(9):
        archive.add([document(f"d{n}")], now=NOON)
    prune(archive, KEEP, NOON)

    assert archive.search.merge() == 0


def test_of_one_source_the_items_seen_last_are_kept_and_no_more(archive: Archive) -> None:
    items = [replace(BROKEN, excerpt=f"<item n='{n}'/>") for n in range(5)]
    for n, item in enumerate(items):
        archive.add([], quarantined=[item], now=NOON + n * HOUR)
    archive.add([], quarantined=[replace(BROKEN, source_id="tass")], now=NOON - HOUR)
    archive.add([], quarantined=[items[0]], now=NOON + 9 * HOUR)

    assert archive.pruning.quarantine(NOON - DAY, most=2) == 3
    assert {item.excerpt for item in archive.sources.quarantined()} == {"<item n='0'/>", "<item n='4'/>", "<item/>"}
    assert QUARANTINED_OF_A_SOURCE == 1_000


def test_replies_take_no_more_room_than_they_may_and_the_newest_stay(archive: Archive) -> None:
    for n in range(4):
        archive.raws.keep(raw(f"r{n}", fetched_at=NOON + n * HOUR, body=random.Random(n).randbytes(1_000)))
    archive.add([], quarantined=[replace(BROKEN, raw_id="r0")], now=NOON)

    assert archive.pruning.raws(NOON - DAY, most_bytes=10**6) == 0
    assert archive.pruning.raws(NOON - DAY, most_bytes=2_500) == 2
    assert [found.id for found in archive.raws.iterate()] == ["r2", "r3"]


@pytest.mark.parametrize(("versions", "left"), [(2, [1, 6]), (3, [1, 5, 6]), (9, [1, 2, 3, 4, 5, 6])])
def test_of_a_documents_wordings_the_first_and_the_newest_stay(
    archive: Archive, versions: int, left: list[int]
) -> None:
    for n in range(6):
        archive.add([document("a", text=f"wording {n}"), document("b")], now=NOON + n * HOUR)

    assert prune(archive, replace(KEEP, versions=versions), NOON).versions == 6 - len(left)
    assert [version.number for version in archive.documents.versions("a")] == left
    assert len(archive.documents.versions("b")) == 1


def test_what_a_wording_was_judged_to_be_outlives_it(archive: Archive) -> None:
    content = Content(sources=(), readers=(), watch=Watch.empty(), chronicle=())
    for n in range(4):
        archive.add([document("a", text=f"wording {n}")], now=NOON + n * HOUR)
        develop_all(archive, content, lambda: NOON)
    prune(archive, replace(KEEP, versions=2), NOON)

    assert len(archive.documents.versions("a")) == 2
    assert [edit.number for edit in archive.edits.of("a")] == [1, 2, 3]
    assert archive.upkeep.check() == []


AT_THE_END = Sought(words=[[Term(("epilogue",))]], everything=True)
LONG = "The mayor opened the new market hall on Monday. " * 20 + "Epilogue."


def other(id_: str, *codes: ReasonCode, **facts: object) -> Document:
    """A long document that is not about the subject."""
    reasons = tuple(Reason(step=ReasonStep.TEXT, code=code, text="why") for code in codes)
    return document(id_, text=LONG, relevant=False, reasons=reasons, **facts)


def test_texts_about_something_else_are_cut_after_the_days_that_are_set_and_nothing_comes_twice(
    archive: Archive,
) -> None:
    content = Content(sources=(), readers=(), watch=Watch.empty(), chronicle=())
    whole = [
        document("about", text=LONG),
        other("lead", ReasonCode.LEAD_ONLY),
        other("by-hand", ReasonCode.TAKEN_OUT),
        other("late", seen=NOON + HOUR),
    ]
    archive.add([other("old"), *whole], now=NOON)
    develop_all(archive, content, lambda: NOON)
    archive.add([other("waiting")], now=NOON)

    assert prune(archive, KEEP, NOON + 9 * DAY).cut == 0
    assert prune(archive, replace(KEEP, others=9 * DAY), NOON + 9 * DAY + timedelta(seconds=1)).cut == 1
    kept_now = {one.id: one for one in archive.documents.find_all(["old", "waiting", *(one.id for one in whole)])}
    assert kept_now["old"].draft.text == LONG[:EXCERPT]
    assert kept_now["old"].reasons[-1].code is ReasonCode.CUT
    assert {len(one.draft.text) for id_, one in kept_now.items() if id_ != "old"} == {len(LONG)}
    assert archive.add([other("old")], now=NOON + 9 * DAY).known == 1
    assert [d.id for d, _ in archive.search.documents(AT_THE_END).items] == [
        "waiting",
        "late",
        "by-hand",
        "lead",
        "about",
    ]
    assert archive.upkeep.check() == []


def test_an_item_is_known_again_by_what_is_kept_of_its_text(archive: Archive) -> None:
    archive.add([other("old")], now=NOON)
    develop_all(archive, Content(sources=(), readers=(), watch=Watch.empty(), chronicle=()), lambda: NOON)
    archive.pruning.texts(NOON + HOUR)
    (stored,) = archive.documents.find_all(["old"])
    again = other("old").draft

    assert stored.draft.text != again.text
    assert same(again, stored.draft)
    assert same_elsewhere(replace(again, key="new", url="https://kcna.example/moved"), stored.draft)


def test_what_reported_something_before_an_edit_stays_whole(archive: Archive) -> None:
    archive.add([document("a", text=LONG)], now=NOON)
    archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    archive.add([other("a", title="Another title")], now=NOON)
    archive.developments.record([judgement("a")], [])

    assert archive.pruning.texts(NOON + HOUR) == 0
    assert [len(version.text) for version in archive.documents.versions("a")] == [len(LONG), len(LONG)]


def test_what_reports_something_stays_whole_though_it_is_read_otherwise_by_now(archive: Archive) -> None:
    archive.add([document("a", text=LONG)], now=NOON)
    archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    spaced = document("a", text=LONG.replace(". ", ".  "), relevant=False)
    archive.add([spaced], now=NOON)

    assert archive.developments.judgement("a").development_id == "D1"
    assert archive.pruning.texts(NOON + HOUR) == 0
    assert archive.documents.find("a").draft.text == spaced.draft.text


def test_the_settings_say_for_how_long_and_how_much() -> None:
    settings = Settings(raw_days=2, raw_megabytes=3, quarantine_days=4, versions=5, other_days=6)

    assert kept(settings) == Keep(raws=2 * DAY, raw_bytes=3_000_000, quarantine=4 * DAY, versions=5, others=6 * DAY)
    assert kept(Settings()) == Keep(raws=30 * DAY, raw_bytes=4_000_000_000, quarantine=90 * DAY, versions=20)


@pytest.mark.parametrize(
    ("name", "most"),
    [("raw_days", 36_500), ("quarantine_days", 36_500), ("raw_megabytes", 10**9), ("versions", 10**6)],
)
def test_the_most_that_can_be_asked_for_is_kept_and_more_is_refused_by_its_name(
    archive: Archive, name: str, most: int
) -> None:
    settings = load_settings({f"TUMEN_{name.upper()}": str(most)})

    assert prune(archive, kept(settings), NOON) == Pruned(raws=0, quarantined=0, versions=0)
    with pytest.raises(ConfigError, match=f"TUMEN_{name.upper()}"):
        load_settings({f"TUMEN_{name.upper()}": str(most + 1)})
