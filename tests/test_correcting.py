"""Developments merged and split by hand: with a record, for ever, and nothing told twice."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.support.databases import ON_BOTH, POSTGRES_LATER, an_archive
from tests.support.installation import feeds, settings
from tests.support.newsroom import Desk
from tests.support.values import development, document
from tumen import catalogue, content, pipeline, stream
from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.not_about import without
from tumen.cli import answer
from tumen.desk.labels import labelled
from tumen.errors import ConfigError, StorageError
from tumen.model import CorrectionKind, Development, Role
from tumen.pipeline.correct import LONGEST, reason_of
from tumen.pipeline.relevance import as_found
from tumen.storage import Sought
from tumen.wiring import open_runtime

pytest_plugins = ["tests.support.postgres"]

FERRY = (
    "Kozhemyako opens a ferry line from Vladivostok to Rason",
    "The governor of Primorye saw off the first passengers to North Korea on Tuesday.",
)
AGAIN = (
    "Ferry from Vladivostok to Rason opened by Kozhemyako",
    "Kozhemyako, governor of Primorye, saw off the passengers to North Korea on the first ferry on Tuesday.",
)
NIS = (
    "NIS says 300 North Korean soldiers were killed in Kursk",
    "South Korea's National Intelligence Service told lawmakers that 300 North Korean soldiers were killed in battle.",
)
NIS_AGAIN = (
    "300 North Korean soldiers killed in Kursk, says NIS",
    "Lawmakers in Seoul heard from the National Intelligence Service that 300 North Korean soldiers died in battle.",
)
WHY = "both are of one evening"


@pytest.fixture(params=POSTGRES_LATER)
def archive_url(request, tmp_path):
    with an_archive(request, tmp_path) as url:
        yield url


@pytest.fixture
def desk(archive_url):
    with Desk(archive_url) as made:
        yield made


def home(desk: Desk, document_id: str) -> str:
    judgement = desk.archive.developments.judgement(document_id)
    assert judgement is not None
    assert judgement.development_id is not None
    return judgement.development_id


def merge(desk: Desk, into: str, *others: str, why: str = WHY) -> Development:
    return pipeline.merge(desk.archive, desk.content, into, others, why, lambda: desk.now, by="anna")


def split(desk: Desk, id: str, *documents: str, why: str = WHY) -> Development:
    return pipeline.split(desk.archive, desk.content, id, documents, why, lambda: desk.now, by="anna")


def two(desk: Desk):
    ferry = desk.send("a", *FERRY, url="https://wire.example/a")
    desk.later(1)
    nis = desk.send("b", *NIS, source="herald", url="https://herald.example/b")
    return ferry, nis, home(desk, ferry.id), home(desk, nis.id)


@pytest.mark.parametrize("archive_url", ON_BOTH, indirect=True)
def test_a_merged_development_has_the_reports_of_both_and_the_other_leads_to_it(desk):
    ferry, nis, into, other = two(desk)
    merge(desk, into, other)

    kept, gone = desk.archive.developments.find(into), desk.archive.developments.find(other)

    assert (kept.documents, kept.merged_into) == ((ferry.id, nis.id), None)
    assert (gone.documents, gone.merged_into) == ((), into)
    assert [found.id for found in desk.archive.developments.latest()] == [into]
    assert desk.archive.upkeep.count().developments == 1
    assert desk.archive.upkeep.check() == []


def test_a_merge_is_on_the_record_of_both_with_its_reason(desk):
    _, nis, into, other = two(desk)
    merge(desk, into, other)

    assert f"merged with {other} by hand: {WHY}" in desk.events(into)
    assert f"merged into {into} by hand: {WHY}" in desk.events(other)
    judgement = desk.archive.developments.judgement(nis.id)
    assert (judgement.role, judgement.reasons[-1].text) == (Role.REPEAT, f"moved by hand: {WHY}")


def test_who_was_told_of_either_is_told_of_neither_again(desk):
    ferry = desk.send("a", *FERRY)
    desk.tell("early")
    nis = desk.send("b", *NIS, source="herald")
    merge(desk, home(desk, nis.id), home(desk, ferry.id))

    early, late = desk.tell("early"), desk.tell("late")

    assert early.items == ()
    assert [(item.kind, len(item.reports)) for item in late.items] == [("new", 2)]


def test_later_reports_of_a_merged_development_join_the_one_it_was_merged_into(desk):
    _, _, into, other = two(desk)
    merge(desk, into, other)
    later = desk.send("c", *NIS_AGAIN, source="post")

    assert home(desk, later.id) == into
    assert desk.archive.developments.find(other).documents == ()


def test_a_report_that_was_edited_before_its_development_was_merged_is_judged_in_the_target(desk):
    _, nis, into, other = two(desk)
    desk.keep("b", NIS[0], NIS[1] + " Updated.", source="herald")
    merge(desk, into, other)
    desk.judge()

    assert home(desk, nis.id) == into
    assert desk.archive.developments.find(into).documents.count(nis.id) == 1


def test_a_storyline_that_the_merged_one_began_follows_the_target(desk):
    _, nis, into, other = two(desk)
    follower = Development(
        id="2025-06-17-follower", title="F", first_seen=desk.now, last_seen=desk.now, storyline_id=other
    )
    desk.archive.developments.record([], [follower])
    merge(desk, into, other)

    target = desk.archive.developments.find(into)

    assert desk.archive.developments.find(other).storyline_id == target.storyline_id
    assert desk.archive.developments.find(follower.id).storyline_id == target.storyline_id
    assert desk.archive.developments.judgement(nis.id).storyline_id == target.storyline_id


def test_a_split_makes_a_development_of_its_own_that_both_remember(desk):
    ferry, nis, into, other = two(desk)
    merge(desk, into, other)
    begun = split(desk, into, nis.id, why="they are not")

    rest = desk.archive.developments.find(into)

    assert begun.id not in {into, other}
    assert begun.id[:10] == other[:10]
    assert (rest.documents, begun.documents) == ((ferry.id,), (nis.id,))
    assert begun.title == NIS[0]
    assert f"split by hand, {begun.id} is its own now: they are not" in desk.events(into)
    assert f"split from {into} by hand: they are not" in desk.events(begun.id)
    judgement = desk.archive.developments.judgement(nis.id)
    assert (judgement.role, judgement.development_id) == (Role.FIRST, begun.id)
    assert [reason.text for reason in judgement.reasons[-2:]] == [
        f"moved by hand: {WHY}",
        "moved by hand: they are not",
    ]


def test_the_first_report_can_be_split_off_and_the_rest_keeps_the_id(desk):
    ferry, nis, into, other = two(desk)
    merge(desk, into, other)
    begun = split(desk, into, "https://wire.example/a")

    rest = desk.archive.developments.find(into)

    assert begun.id != into
    assert (begun.documents, rest.documents) == ((ferry.id,), (nis.id,))
    assert rest.title == NIS[0]
    assert f"renamed from {FERRY[0]}" in desk.events(into)


@pytest.mark.parametrize("archive_url", ON_BOTH, indirect=True)
def test_what_was_told_stays_told_on_both_sides_of_a_split(desk):
    _, nis, into, other = two(desk)
    merge(desk, into, other)
    desk.tell()
    begun = split(desk, into, nis.id)
    later = desk.send("c", *NIS_AGAIN, source="post")

    digest = desk.tell()

    assert home(desk, later.id) == begun.id
    assert digest.items == ()
    assert [entry.development_id for entry in digest.left_out] == [begun.id]


def test_who_was_told_of_neither_half_gets_both_as_new(desk):
    _, nis, into, other = two(desk)
    merge(desk, into, other)
    begun = split(desk, into, nis.id)

    assert {item.development_id for item in desk.tell().items} == {into, begun.id}


def test_after_a_split_each_half_draws_its_own_later_reports(desk):
    _, nis, into, other = two(desk)
    merge(desk, into, other)
    begun = split(desk, into, nis.id)
    of_ferry, of_nis = desk.send("c", *AGAIN, source="post"), desk.send("d", *NIS_AGAIN, source="post")

    assert (home(desk, of_ferry.id), home(desk, of_nis.id)) == (into, begun.id)


def test_what_makes_no_sense_is_refused_and_changes_nothing(desk):
    ferry, nis, into, other = two(desk)
    before = desk.archive.developments.latest()
    for refused, because in (
        (lambda: merge(desk, "nobody", into), "no such development"),
        (lambda: merge(desk, into, "nobody"), "no such development"),
        (lambda: merge(desk, into, into), "another development"),
        (lambda: merge(desk, into, other, why="  "), "must give a reason"),
        (lambda: merge(desk, into, other, why="\u200b\x1b"), "must give a reason"),
        (lambda: merge(desk, into, other, why="w" * (LONGEST + 1)), "at most 1000 letters"),
        (lambda: split(desk, into, ferry.id), "no report would be left"),
        (lambda: split(desk, into, nis.id), "is not a report of"),
        (lambda: split(desk, into, "https://nobody.example"), "no document with this id or address"),
        (lambda: split(desk, "nobody", ferry.id), "no such development"),
    ):
        with pytest.raises(ConfigError, match=because):
            refused()

    assert desk.archive.developments.latest() == before
    assert desk.events(into) == ["opened"]


def test_a_reason_is_kept_as_one_line_of_what_people_see():
    forged = " both\x1b[2J are\r\nCorrected by anna:\u2028\u202eone\u200b  event\x07 "

    assert reason_of(forged) == "both[2J are Corrected by anna: one event"
    assert reason_of("w" * LONGEST) == "w" * LONGEST


def test_what_was_merged_is_neither_merged_nor_split_again(desk):
    _, nis, into, other = two(desk)
    merge(desk, into, other)

    for refused in (lambda: merge(desk, into, other), lambda: split(desk, other, nis.id)):
        with pytest.raises(ConfigError, match=f"already merged into {into}"):
            refused()


def test_a_report_that_waits_to_be_judged_anew_is_not_split_off(desk):
    _, nis, into, other = two(desk)
    merge(desk, into, other)
    desk.keep("b", NIS[0], NIS[1] + " Updated.", source="herald")

    with pytest.raises(ConfigError, match="not judged again yet"):
        split(desk, into, nis.id)


def test_entries_of_the_chronicle_are_edited_in_their_files(archive_url):
    entries = catalogue.load_chronicle(content.corpus_folder())
    with Desk(archive_url, chronicle=entries) as desk:
        ferry = desk.send("a", *FERRY)
        for one, other in ((entries[0].id, home(desk, ferry.id)), (home(desk, ferry.id), entries[0].id)):
            with pytest.raises(ConfigError, match="entry of the chronicle"):
                merge(desk, one, other)


def test_nobody_corrects_while_another_run_judges(desk):
    _, _, into, other = two(desk)
    judging = pipeline.turn(desk.archive, "develop", lambda: desk.now)
    with judging, pytest.raises(StorageError, match="another run is judging"):
        merge(desk, into, other)

    assert merge(desk, into, other).id == into


def test_the_commands_say_what_became_of_it_and_where_to_look(tmp_path, monkeypatch, capsys):
    with feeds() as server:
        made = settings(tmp_path, server)
    monkeypatch.setenv("TUMEN_HOME", str(made.home))
    monkeypatch.setenv("TUMEN_CONFIG", str(made.config))
    rows = [{"title": title, "text": text, "published": "2026-06-17T12:00:00Z"} for title, text in (FERRY, NIS)]
    (tmp_path / "two.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert answer(["import", str(tmp_path / "two.jsonl")]) == 0
    with open_runtime() as runtime:
        one, other = runtime.archive.developments.latest()
    capsys.readouterr()

    assert answer(["developments", "merge", one.id, other.id, "--why", WHY]) == 0
    assert f"tumen show {one.id}" in capsys.readouterr().out
    assert answer(["show", other.id]) == 0
    shown = capsys.readouterr().out
    assert f"Merged into {one.id}" in shown
    assert "by hand" in shown
    assert WHY[:20] in shown
    assert answer(["developments", "--json"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == [one.id]
    assert answer(["developments", "split", one.id, other.documents[0], "--why", "no", "--json"]) == 0
    begun = json.loads(capsys.readouterr().out)
    assert begun["documents"] == list(other.documents)
    assert answer(["trace", other.documents[0]]) == 0
    assert "moved by hand: no" in capsys.readouterr().out
    assert answer(["developments", "split", one.id, "nobody", "--why", "no"]) == 2


def take_out(desk: Desk, *named: str, why: str = WHY):
    return pipeline.take_out(desk.archive, named, why, lambda: desk.now, by="anna")


def take_in(desk: Desk, *named: str, why: str = WHY):
    return pipeline.take_in(desk.archive, desk.content, named, why, lambda: desk.now, by="anna")


def test_a_correction_is_kept_with_who_when_and_why(desk):
    ferry, nis, into, other = two(desk)
    merge(desk, into, other)
    begun = split(desk, into, nis.id, why=" they are not ")

    records = desk.archive.corrections.of([into])

    assert [(one.kind, one.who, one.why, one.at) for one in records] == [
        (CorrectionKind.MERGED, "anna", WHY, desk.now), (CorrectionKind.SPLIT, "anna", "they are not", desk.now)]  # fmt: skip
    assert [one.documents for one in records] == [(nis.id,), (nis.id,)]
    assert desk.archive.corrections.of([ferry.id]) == []
    assert [one.kind for one in desk.archive.trace(nis.id).corrections] == [CorrectionKind.MERGED, CorrectionKind.SPLIT]
    assert desk.archive.corrections.of([begun.id]) == records[1:]


def test_a_report_found_not_to_be_about_the_subject_leaves_its_development(desk):
    ferry, nis, into, other = two(desk)
    merge(desk, into, other)
    take_out(desk, "https://wire.example/a")

    kept, gone = desk.archive.developments.find(into), desk.archive.documents.find(ferry.id)
    judgement = desk.archive.developments.judgement(ferry.id)

    assert (kept.documents, kept.title) == ((nis.id,), NIS[0])
    assert (gone.relevant, judgement.role, judgement.development_id) == (False, Role.NONE, None)
    assert judgement.reasons[-1].text == f"not about the subject, by hand: {WHY}"
    assert [item.reports[0].document_id for item in desk.tell().items] == [nis.id]


def test_a_development_whose_reports_are_all_about_something_else_is_none(desk):
    ferry, _, into, other = two(desk)
    take_out(desk, into)
    later = desk.send("c", *AGAIN, source="post")

    assert [one.id for one in desk.archive.search.developments(Sought()).items] == [home(desk, later.id), other]
    assert desk.archive.developments.find(into).withdrawn
    assert home(desk, later.id) != into
    assert desk.archive.upkeep.check() == []
    with pytest.raises(ConfigError, match="none of its reports is about the subject"):
        merge(desk, other, into)
    assert [one.documents for one in desk.archive.corrections.of([into])] == [(ferry.id,)]


def test_an_edit_of_what_is_not_about_the_subject_does_not_bring_it_back(desk):
    ferry, *_ = two(desk)
    take_out(desk, ferry.id)
    draft = replace(ferry.draft, text=ferry.draft.text + " Three more ports of Russia and North Korea follow.")
    (edited,) = as_found(desk.archive, [assess(draft, desk.content.watch, seen=desk.now)], desk.content.watch)
    desk.archive.add([edited], now=desk.now)
    desk.judge()

    assert desk.archive.developments.judgement(ferry.id).development_id is None
    assert not desk.archive.documents.find(ferry.id).relevant


def test_a_document_found_to_be_about_the_subject_is_judged_and_told_in_the_next_digest(desk):
    two(desk)
    other = desk.send(
        "c", "The mayor of Omsk signs a contract with a theatre", "The mayor of Omsk signed it on Tuesday."
    )
    desk.tell()
    before = desk.archive.developments.judgement(other.id)
    record = take_in(desk, other.id, why="its pupils go to Pyongyang")
    told = desk.tell()

    assert before.development_id is None
    assert [item.headline for item in told.items] == ["The mayor of Omsk signs a contract with a theatre"]
    assert (record.kind, record.documents) == (CorrectionKind.ABOUT, (other.id,))
    assert desk.archive.upkeep.check() == []
    assert desk.archive.search.documents(Sought(development=home(desk, other.id))).total == 1


def test_what_was_taken_out_by_mistake_is_taken_in_again_and_told_to_nobody_twice(desk):
    ferry, _, into, _ = two(desk)
    desk.tell()
    take_out(desk, ferry.id)
    take_in(desk, ferry.id, why="a mistake")

    assert home(desk, ferry.id) == into
    assert not desk.archive.developments.find(into).withdrawn
    assert [one.kind for one in desk.archive.corrections.of([ferry.id])] == [
        CorrectionKind.NOT_ABOUT,
        CorrectionKind.ABOUT,
    ]
    assert desk.tell().items == ()


def test_subjects_that_make_no_sense_are_refused_and_leave_no_record(desk):
    ferry, _, into, _ = two(desk)
    for refused, because in (
        (lambda: take_out(desk, "nobody"), "no document with this id or address"),
        (lambda: take_out(desk), "name at least one"),
        (lambda: take_out(desk, ferry.id, why=" "), "must give a reason"),
        (lambda: take_in(desk, ferry.id), "about the subject already"),
    ):
        with pytest.raises(ConfigError, match=because):
            refused()
    take_out(desk, into)
    with pytest.raises(ConfigError, match="not about the subject already"):
        take_out(desk, ferry.id)

    assert len(desk.archive.corrections.all()) == 1


def test_corrections_are_written_as_a_stream_with_labels(desk):
    ferry, nis, into, other = two(desk)
    harvest = desk.send("c", "A harvest report", "Rice in Siberia.")
    alone = desk.send("d", *AGAIN, source="post")
    merge(desk, into, other, why="one evening")
    take_in(desk, harvest.id, why="for the North")
    take_out(desk, nis.id, why="a test")
    made = labelled(desk.archive)
    labels = {row["id"]: row for row in made.labels}

    assert [row["id"] for row in made.stream] == [row["id"] for row in made.labels]
    assert {row["id"] for row in made.stream} == {ferry.id, nis.id, harvest.id, alone.id}
    assert (labels[ferry.id]["relevant"], labels[ferry.id]["event"]) == (2, into)
    assert [labels[id]["role"] for id in sorted((ferry.id, alone.id))] == ["first", "repeat"]
    assert (labels[nis.id]["relevant"], labels[nis.id]["event"], labels[nis.id]["claims"]) == (0, None, [])
    assert labels[nis.id]["note"] == "merged: one evening; not about the subject: a test"
    assert (labels[harvest.id]["relevant"], labels[harvest.id]["note"]) == (2, "about the subject: for the North")
    for row in made.stream:
        assert stream.parse(json.dumps(row).encode())["id"] == row["id"]


def test_what_the_chronicle_knows_stays_when_its_reports_are_taken_out_and_keeps_its_title():
    known = development("K", "a", "b", title="As the chronicle has it", chronicle=True)
    a, b = document("a"), document("b")

    assert without(known, [], [a, b]) == replace(known, documents=())
    assert without(known, [b], [a]).title == "As the chronicle has it"
    assert without(replace(known, chronicle=False, title="Title of a"), [b], [a]).title == "Title of b"


def test_an_address_that_several_documents_have_means_those_that_can_be_corrected(desk):
    ferry = desk.send("a", *FERRY, url="https://wire.example/same")
    harvest = desk.send("b", "A harvest report", "Rice in Siberia.", url="https://wire.example/same")

    assert take_in(desk, "https://wire.example/same").documents == (harvest.id,)
    assert set(take_out(desk, "https://wire.example/same").documents) == {ferry.id, harvest.id}
