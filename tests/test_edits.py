"""An edited document is judged anew: told once for what the edit adds, and never for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.databases import ON_BOTH, POSTGRES_LATER, an_archive
from tests.support.documents import NOON, document, index, judge
from tests.support.installation import Clock, feed, feeds, settings
from tests.support.newsroom import Desk
from tumen import pipeline
from tumen.analysis.clustering import near_duplicates
from tumen.analysis.clustering.edits import adds_nothing, redevelop
from tumen.cli.work import run_once
from tumen.model import Digest, Former, Judgement, Reader, Role
from tumen.storage import Archive
from tumen.wiring import open_runtime

pytest_plugins = ["tests.support.postgres"]

TITLE = "NIS says North Korean soldiers were sent to Kursk"
LEAD = "South Korea's National Intelligence Service told lawmakers that {} North Korean soldiers were sent to Russia."
EIGHT, ELEVEN = LEAD.format("8,000"), LEAD.format("11,000")
OTHER = ("Local council opens a library", "The building has two floors and a garden.")
FERRY = (
    "Kozhemyako opens a ferry line from Vladivostok to Rason",
    "The governor of Primorye saw off the first passengers to North Korea on Tuesday.",
)
VIEW = ("Opinion: why the pact between Russia and North Korea will not last", "A marriage of convenience.")


@pytest.fixture(params=POSTGRES_LATER)
def archive_url(request, tmp_path):
    with an_archive(request, tmp_path) as url:
        yield url


@pytest.fixture
def desk(archive_url):
    with Desk(archive_url) as made:
        yield made


def told(digest: Digest) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.kind, item.changes) for item in digest.items]


def judged(desk: Desk, document_id: str):
    judgement = desk.archive.developments.judgement(document_id)
    assert judgement is not None
    return judgement


@pytest.mark.parametrize("archive_url", ON_BOTH, indirect=True)
def test_a_higher_figure_in_a_second_lead_is_told_once_to_a_reader_who_knows_the_first(desk):
    report = desk.send("a", TITLE, EIGHT)
    first = desk.tell()
    desk.send("a", TITLE, ELEVEN)
    second, third = desk.tell(), desk.tell()

    assert [item.kind for item in first.items] == ["new"]
    (item,) = second.items
    assert (item.kind, len(item.changes)) == ("update", 1)
    assert "8,000 → 11,000" in item.changes[0]
    assert "11,000" in item.sentences[0].text
    assert told(third) == []
    assert judged(desk, report.id).role is Role.UPDATE


def test_a_reader_who_was_told_nothing_yet_gets_one_new_item(desk):
    desk.send("a", TITLE, EIGHT)
    desk.send("a", TITLE, ELEVEN)

    (item,) = desk.tell().items

    assert item.kind == "new"
    assert len(item.reports) == 1
    assert "11,000" in item.sentences[0].text


def test_an_edited_document_stays_in_its_development_and_is_counted_once(desk):
    report = desk.send("a", TITLE, EIGHT)
    other = desk.send("b", TITLE, EIGHT.replace("told lawmakers", "told MPs"), source="herald")
    before = judged(desk, report.id).development_id
    desk.send("a", TITLE, ELEVEN)

    (development,) = desk.archive.developments.latest()

    assert (development.id, development.documents) == (before, (report.id, other.id))
    assert judged(desk, report.id).duplicate_of is None


def test_an_edit_that_adds_nothing_is_a_repeat_that_says_so(desk):
    report = desk.send("a", TITLE, EIGHT)
    desk.send("a", TITLE, EIGHT + " Updated at 14:05.")

    judgement = judged(desk, report.id)

    assert judgement.role is Role.REPEAT
    assert judgement.reasons[-1].text == "edited; the edit adds nothing to its development"
    assert judgement.duplicate_of is None


def test_a_change_of_spaces_or_capitals_is_kept_and_not_judged_anew(desk):
    report = desk.send("a", TITLE, EIGHT)
    before, number = judged(desk, report.id), desk.archive.documents.latest_seq()
    desk.send("a", TITLE.upper(), "  " + EIGHT.replace(" ", "\n"))

    assert judged(desk, report.id) == before
    assert desk.archive.documents.latest_seq() == number
    assert len(desk.archive.documents.versions(report.id)) == 2


def test_a_time_that_changes_in_every_text_every_hour_fills_no_digest(desk):
    texts = {"a": (TITLE, EIGHT), "b": FERRY, "c": VIEW, "d": OTHER}
    for key, (title, text) in texts.items():
        desk.send(key, title, text)
    desk.tell()
    for hour in range(5):
        for key, (title, text) in texts.items():
            desk.send(key, title, f"{text} Updated at {hour:02}:17.")
        desk.later(1)

    digest = desk.tell()

    assert digest.items == ()
    (line,) = digest.left_out
    assert (line.reason, line.times) == ("edits that add nothing to what was known: 4", 4)
    assert digest.documents_read == 0


def test_nothing_but_idle_edits_is_no_reason_for_a_second_digest_within_the_hour(desk):
    desk.send("a", TITLE, EIGHT)
    desk.tell()
    desk.later(0.5)
    desk.send("a", TITLE, EIGHT + " Updated.")

    assert pipeline.write_digest(desk.archive, desk.content, Reader(id="desk", name="desk"), desk.now) is None


def test_a_change_that_no_digest_has_told_yet_is_not_lost_when_its_report_is_edited_again(desk):
    desk.send("a", TITLE, EIGHT)
    desk.tell("early")
    desk.tell("late")
    desk.send("b", TITLE, ELEVEN, source="herald")
    desk.tell("early")
    desk.send("b", TITLE, ELEVEN + " Updated at 14:05.", source="herald")

    early, late = desk.tell("early"), desk.tell("late")

    assert told(early) == []
    (item,) = late.items
    assert item.kind == "update"
    assert "8,000 → 11,000" in item.changes[0]


def test_what_an_alert_told_is_told_by_no_later_alert_or_digest(desk):
    desk.send("a", TITLE, EIGHT)
    desk.tell()
    desk.send("a", TITLE, ELEVEN)

    kinds = [told(desk.tell(kind=kind)) for kind in ("alert", "alert", "digest")]

    assert [[kind for kind, _ in items] for items in kinds] == [["update"], [], []]


def test_a_text_that_was_about_something_else_and_now_reports_a_happening_is_told_as_new(desk):
    report = desk.send("a", *OTHER)
    assert desk.tell().items == ()
    desk.send("a", *FERRY)

    (item,) = desk.tell().items

    assert (item.kind, item.headline) == ("new", FERRY[0])
    assert judged(desk, report.id).role is Role.FIRST
    assert judged(desk, report.id).reasons[0].code == "edited"


def test_a_text_that_is_no_longer_about_the_subject_leaves_its_development_with_a_record(desk):
    report = desk.send("a", *FERRY)
    (development,) = desk.archive.developments.latest()
    desk.send("a", *OTHER)

    judgement = judged(desk, report.id)

    assert (judgement.role, judgement.development_id) == (Role.NONE, None)
    assert judgement.reasons[0].code == "left"
    assert desk.archive.developments.find(development.id).documents == ()
    assert desk.events(development.id) == ["opened", "edited: was first", "left"]


def test_a_report_that_an_edit_made_a_view_tells_nothing_any_more(desk):
    report = desk.send("a", TITLE, EIGHT)
    desk.tell()
    desk.send("a", f"Opinion: {TITLE}", ELEVEN)

    assert desk.tell().items == ()
    assert judged(desk, report.id).role is Role.ANALYSIS


def test_a_figure_that_an_edit_took_back_stays_known_also_in_the_next_run(desk):
    desk.send("a", TITLE, EIGHT)
    desk.send("a", TITLE, ELEVEN)
    late = desk.send("b", TITLE + ", agency says", EIGHT.replace("told lawmakers", "told MPs"), source="herald")

    assert judged(desk, late.id).role is Role.REPEAT
    assert judged(desk, late.id).changes == ()


@pytest.mark.parametrize("days", [0, 40])
def test_a_document_is_never_the_copy_of_its_own_copy(desk, days):
    long = EIGHT + " Lawmakers quoted the agency as saying that they had been trained in Primorye before."
    report = desk.send("a", TITLE, long)
    desk.later(1)
    copy = desk.send("b", TITLE, long, source="herald")
    desk.later(24 * days)
    desk.send("a", TITLE, long + " Updated.")

    assert judged(desk, copy.id).duplicate_of == report.id
    assert judged(desk, report.id).duplicate_of is None


def test_later_copies_are_held_against_the_new_wording_and_not_the_old(desk):
    tail = " Lawmakers quoted the agency as saying that they had been trained in Primorye before they were sent."
    report = desk.send("a", TITLE, EIGHT + tail)
    desk.send("a", TITLE, ELEVEN + tail)
    copy = desk.send("b", TITLE, ELEVEN + tail, source="herald")

    assert judged(desk, copy.id).duplicate_of == report.id


def test_edits_and_first_reports_of_one_run_are_judged_in_the_order_they_came(desk):
    desk.send("a", TITLE, EIGHT)
    desk.keep("a", TITLE, ELEVEN)
    later = desk.keep("b", TITLE + ", agency says", ELEVEN, source="herald")
    desk.judge()

    assert judged(desk, later.id).role is Role.REPEAT
    assert desk.archive.upkeep.count().developments == 1


def test_two_edits_before_the_next_judging_are_one(desk):
    report = desk.send("a", TITLE, EIGHT)
    desk.tell()
    desk.keep("a", TITLE, LEAD.format("9,000"))
    desk.send("a", TITLE, ELEVEN)

    (item,) = desk.tell().items

    assert len(item.changes) == 1
    assert "8,000 → 11,000" in item.changes[0]
    assert [version.number for version in desk.archive.documents.versions(report.id)] == [1, 2, 3]


def test_a_trace_tells_each_wording_and_what_it_was_judged_to_be(desk):
    report = desk.send("a", TITLE, EIGHT)
    desk.later(1)
    desk.send("a", TITLE, ELEVEN)

    trace = desk.archive.trace(report.id)

    assert [(edit.number, edit.at, edit.former.judgement.role) for edit in trace.edits] == [
        (1, NOON + timedelta(hours=1), Role.FIRST)
    ]
    assert [event.what for event in trace.events] == ["opened", "edited: was first"]
    assert trace.judgement.role is Role.UPDATE


@pytest.mark.parametrize("archive_url", ON_BOTH, indirect=True)
def test_an_edit_between_reading_and_recording_is_judged_and_not_overlooked(archive_url):
    with Desk(archive_url) as desk, Archive.open(archive_url) as other:
        report = desk.keep("a", TITLE, EIGHT)
        read = desk.archive.documents.unjudged()
        ((judgement, _),) = judge(*read)
        newer = desk.keep("a", TITLE, ELEVEN)

        assert other.developments.record([judgement], [], of=read) is False
        desk.judge()

        assert desk.archive.documents.find(report.id).draft == newer.draft
        assert judged(desk, report.id).role is Role.FIRST
        assert desk.archive.upkeep.check() == []


def test_an_edited_document_gets_a_number_that_every_reader_has_before_them(desk):
    for key in "ab":
        desk.send(key, f"{TITLE} {key}", EIGHT)
    desk.keep("a", f"{TITLE} a", ELEVEN)
    waiting = desk.archive.documents.latest_seq()
    desk.judge()

    assert waiting == 2
    assert desk.archive.documents.latest_seq() == 3
    assert [document.draft.key for document, _ in desk.archive.developments.judged_between(0, 3)] == ["b", "a"]
    assert not any(adds_nothing(judgement) for _, judgement in desk.archive.developments.judged_between(0, 2))
    assert desk.archive.upkeep.check() == []


def test_nothing_finds_the_old_wording_of_a_document_that_memory_dropped():
    known = index()
    old, other = document(TITLE, EIGHT), document(*FERRY, hours=1)
    judge(old, other, into=known)

    known.drop({old.id})

    assert not known.holds(old.id)
    assert known.development_of(old.id) is None
    assert known.sharing(old) == []
    assert [(kept.id, kept.draft) for kept in known.sharing(other)] == [(other.id, other.draft)]


def test_words_that_only_the_old_wording_had_lead_to_the_document_no_more():
    known = index()
    old = document(*FERRY)
    ((judgement, home),) = judge(old, into=known)
    by_words = replace(known.profile(old, NOON), concepts={}, kinds={})
    before = known.near(by_words)
    known.drop({old.id})
    known.remember(replace(document(TITLE, EIGHT), id=old.id), judgement, home, NOON)

    assert before == [old.id]
    assert known.near(by_words) == []


def test_what_memory_dropped_and_learnt_again_is_found_once_and_forgotten_when_the_new_wording_is_old():
    known = index()
    old = document(TITLE, EIGHT)
    ((_, home),) = judge(old, into=known)
    known.drop({old.id})
    new = replace(old, draft=replace(old.draft, text=ELEVEN))
    edited = NOON + timedelta(days=20)
    former = Former(seq=1, judgement=Judgement(document_id=old.id, role=Role.FIRST, development_id=home.id))
    redevelop(new, former, home, known, edited)

    members = list(known.members(home.id))
    known.forget(NOON + timedelta(days=40))
    still = known.holds(old.id)
    known.forget(NOON + timedelta(days=51))

    assert members == [old.id]
    assert (still, known.holds(old.id)) == (True, False)


def test_a_second_lead_in_a_feed_reaches_the_page_of_a_reader_who_read_the_first(tmp_path):
    with feeds() as server:
        clock = Clock(NOON)
        server.pages["/a"] = feed((TITLE, EIGHT), at=NOON)
        with open_runtime(chronicle=False, settings=settings(tmp_path, server, "/a"), now=clock) as runtime:
            runs = [run_once(runtime)]
            for text in (ELEVEN, ELEVEN + " Updated at 14:05."):
                clock.later(hours=3)
                server.pages["/a"] = feed((TITLE, text), at=NOON)
                runs.append(run_once(runtime, force=True))

    assert [[(digest["new"], digest["updates"]) for digest in run["digests"]] for run in runs] == [
        [(1, 0)],
        [(0, 1)],
        [(0, 0)],
    ]
    pages = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "var").rglob("*.txt"))]
    assert any("8,000 → 11,000" in page for page in pages)
    assert any("1 edits that change nothing" in page for page in pages)


def test_what_memory_keeps_of_a_document_is_all_that_telling_its_copies_needs():
    text = f"{EIGHT} {FERRY[1]}"
    first, again = document(TITLE, text), document(TITLE, text, hours=1, source="b")
    known = index()
    judge(first, into=known)
    (kept,) = known.sharing(again)

    assert near_duplicates.containment(again, kept) == near_duplicates.containment(again, first) == 1.0
    assert near_duplicates.veto(again, kept, known.opposites) == near_duplicates.veto(again, first, known.opposites)
    assert (kept.draft, kept.mentions, kept.seen) == (first.draft, first.mentions, first.seen)
    assert (kept.features.terms, kept.claims, kept.frames) == ((), (), ())
