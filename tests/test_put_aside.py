"""A document that cannot be read or judged is put aside with its reason; everything else goes on, and nothing is lost."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.databases import POSTGRES_LATER
from tests.support.documents import shipped_watch
from tests.support.installation import Clock, feed, feeds, settings
from tests.support.values import HOUR, NOON
from tumen.analysis.digest.left_out import untold
from tumen.analysis.matching.entries import WatchEntry
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text
from tumen.cli import answer
from tumen.cli.work import run_once
from tumen.model import Coverage, Document, Draft, EntryKind, ReasonCode, Role
from tumen.pipeline import Collected, Content, develop_all, finish, import_files, status, try_again, work
from tumen.pipeline.allowance import MOST_OF_A_SOURCE, Allowance
from tumen.pipeline.batches import queue_documents
from tumen.pipeline.put_aside import assessed
from tumen.pipeline.time_limit import TimeLimitError, time_limit
from tumen.report.lines import run_lines
from tumen.report.rows import of_collection, of_run
from tumen.storage import Archive
from tumen.wiring import open_runtime

pytest_plugins = ["tests.support.postgres"]

BROKEN = "the broken one"


class Refusing(Watch):
    """A watch that fails on texts with certain words, as a fault in judgement would; otherwise the shipped one."""

    def touches(self, text: Text) -> bool:
        if BROKEN in text.original:
            raise ZeroDivisionError("no\nsuch  thing")
        return super().touches(text)


def refusing() -> Refusing:
    made, shipped = Refusing.__new__(Refusing), shipped_watch()
    made.__dict__.update(shipped.__dict__)
    return made


def drafts(*titles: str) -> list[Draft]:
    return [
        Draft(source_id="s", key=title, title=title, text=f"{title}, officials said on Monday.", published=NOON)
        for title in titles
    ]


MET = "Lavrov meets Choe Son Hui in Wonsan"
SENT = "North Korea sends shells to Russia, Seoul says"
BAD = f"North Korea and Russia: {BROKEN}"


def content(watch: Watch) -> Content:
    return Content(sources=(), readers=(), watch=watch, chronicle=())


def nobody(_: Collection[str]) -> Collected:
    raise AssertionError("no source was to be asked")


def roles(archive: Archive) -> dict[str, Role]:
    judged = archive.developments.judged_between(0, archive.documents.latest_seq())
    return {document.draft.title: judgement.role for document, judgement in judged}


def test_a_document_that_cannot_be_read_costs_its_batch_nothing_and_is_read_on_demand(archive: Archive) -> None:
    queue_documents(archive, drafts(MET, BAD, SENT), NOON)
    done = work(archive, refusing(), nobody, lambda: NOON)
    develop_all(archive, content(refusing()), lambda: NOON)
    (aside,) = archive.put_aside.first(9)

    assert (done.batches, done.read, done.put_aside) == (1, 3, 1)
    assert roles(archive) == {MET: Role.FIRST, BAD: Role.NONE, SENT: Role.FIRST}
    assert (aside.title, aside.code, archive.put_aside.count()) == (BAD, ReasonCode.NOT_ASSESSED, 1)
    assert aside.reason == "it could not be read: ZeroDivisionError: no such thing"

    assert try_again(archive, refusing(), NOON) == 0
    assert archive.put_aside.count() == 1
    assert try_again(archive, shipped_watch(), NOON + HOUR) == 1
    before = archive.documents.latest_seq()
    develop_all(archive, content(shipped_watch()), lambda: NOON)
    assert archive.put_aside.count() == 0
    assert roles(archive)[BAD] is not Role.NONE
    # Under a new number: the next digest reads it.
    assert archive.documents.seq(aside.document_id) == archive.documents.latest_seq() > before
    assert archive.upkeep.check() == []


def test_an_import_and_a_reading_in_full_go_on_past_a_document_that_cannot_be_read(
    archive: Archive, tmp_path: Path
) -> None:
    rows = [{"id": title, "title": title, "text": f"{title}. " * 9} for title in (MET, BAD, SENT)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = import_files(archive, [tmp_path / "rows.jsonl"], refusing(), NOON)
    lead = Draft(source_id="s", key="long", title="Moscow and Pyongyang", text="The hall was full. " * 90 + BAD)
    archive.add([Allowance(read=10**9).assess(lead, refusing(), NOON)], now=NOON)

    assert (done.new, [note.partition(" (")[0] for note in done.notes]) == (3, [f"put aside: {BAD}"])
    assert finish(archive, refusing(), NOON) == 1
    assert [one.title for one in archive.put_aside.first(9)] == [BAD, lead.title]


@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_document_that_cannot_be_judged_is_put_aside_and_the_others_are_judged_with_each_other(
    archive: Archive, place: int
) -> None:
    good = [assessed(draft, shipped_watch(), NOON) for draft in drafts(*(f"{MET}, part {n}" for n in range(6)))]
    archive.add([*good[:place], unjudgeable(), *good[place:]], now=NOON)
    done = develop_all(archive, content(shipped_watch()), lambda: NOON)
    found = roles(archive)
    (aside,) = archive.put_aside.first(9)

    assert (done.judged, done.put_aside) == (7, 1)
    assert (aside.code, aside.reason) == (
        ReasonCode.NOT_JUDGED,
        "it could not be judged: ValueError: math domain error",
    )
    assert found.pop(BAD) is Role.NONE
    assert sorted(found.values()).count(Role.FIRST) == 1
    assert archive.documents.unjudged() == []


def unjudgeable() -> Document:
    """A document of which the comparable form cannot be made: it has a word that occurs no times."""
    made = assessed(drafts(BAD)[0], shipped_watch(), NOON)
    return replace(made, features=replace(made.features, terms=(("word", 0),), shingles=(1, 2, 3)))


class Endless(WatchEntry):
    """An entry of the watch that nobody is done with."""

    @property
    def kind(self) -> EntryKind:
        while True:
            pass


def with_endless() -> Watch:
    made, shipped = Watch.__new__(Watch), shipped_watch()
    made.__dict__.update(shipped.__dict__)
    endless = Endless.__new__(Endless)
    for name, value in {"id": "endless", "weight": 1.0, "label": "Endless"}.items():
        object.__setattr__(endless, name, value)
    made.entries = (*shipped.entries, endless)
    return made


@pytest.mark.parametrize("archive_url", POSTGRES_LATER, indirect=True)
def test_judging_without_end_is_broken_off_and_the_document_is_found_by_halves(archive: Archive) -> None:
    first, second, third = (assessed(draft, shipped_watch(), NOON) for draft in drafts(MET, SENT, f"{MET} again"))
    second = replace(second, features=replace(second.features, concepts=(("endless", 1.0),)))
    archive.add([first, second, third], now=NOON)
    done = develop_all(archive, content(with_endless()), lambda: NOON, limit=0.2)

    assert (done.judged, done.put_aside) == (3, 1)
    assert roles(archive) == {MET: Role.FIRST, SENT: Role.NONE, f"{MET} again": Role.REPEAT}
    assert [one.reason for one in archive.put_aside.first(9)] == [
        "it could not be judged: TimeLimitError: took more than 0.2 processor seconds"
    ]


def test_work_that_computes_for_too_long_is_broken_off_even_in_a_regular_expression() -> None:
    with pytest.raises(TimeLimitError), time_limit(0.1):
        re.match(r"(a+)+$", "a" * 64 + "b")
    with time_limit(0.1):
        pass
    sum(itertools.repeat(1, 20_000_000))  # longer than the limit: it ended with the block


def test_reading_without_end_leaves_the_rest_of_its_source_to_be_read_by_its_lead() -> None:
    bad, long = (
        Draft(source_id="s", key="b", title=BAD, text=""),
        Draft(source_id="s", key="l", title=MET, text=SENT * 99),
    )
    allowance = Allowance()
    aside = allowance.assess(bad, refusing(), NOON)
    after = allowance.assess(long, refusing(), NOON)

    assert allowance.read_of == {"s": MOST_OF_A_SOURCE}
    assert [one.reasons[-1].code for one in (aside, after)] == [ReasonCode.NOT_ASSESSED, ReasonCode.LEAD_ONLY]


def test_an_edit_that_cannot_be_read_leaves_the_report_where_it_was(archive: Archive) -> None:
    (draft,) = drafts(MET)
    archive.add([assessed(draft, shipped_watch(), NOON)], now=NOON)
    develop_all(archive, content(shipped_watch()), lambda: NOON)
    (home,) = archive.developments.latest()
    edited = replace(draft, text=f"{draft.text} They signed a plan for 5,000 workers, {BROKEN}.")
    archive.add([assessed(edited, refusing(), NOON)], now=NOON + HOUR)
    develop_all(archive, content(refusing()), lambda: NOON + HOUR)
    (document_id,) = home.documents
    judged = archive.developments.judgement(document_id)

    assert judged is not None
    assert (judged.role, judged.development_id, archive.put_aside.count()) == (Role.NONE, home.id, 1)
    assert archive.developments.find(home.id).documents == home.documents
    assert try_again(archive, shipped_watch(), NOON + HOUR) == 1
    develop_all(archive, content(shipped_watch()), lambda: NOON + 2 * HOUR)
    judged = archive.developments.judgement(document_id)
    assert (judged.role, judged.development_id, archive.put_aside.count()) == (Role.UPDATE, home.id, 0)


def test_the_next_wording_of_what_was_put_aside_is_judged_as_if_nothing_had_been(archive: Archive) -> None:
    (bad,) = drafts(BAD)
    archive.add([assessed(bad, refusing(), NOON)], now=NOON)
    develop_all(archive, content(refusing()), lambda: NOON)
    archive.add([assessed(replace(bad, title=MET, text=MET), refusing(), NOON)], now=NOON + HOUR)
    develop_all(archive, content(refusing()), lambda: NOON + HOUR)

    assert (archive.put_aside.count(), roles(archive)) == (0, {MET: Role.FIRST})


def test_another_wording_of_what_was_put_aside_is_judged_even_where_only_spaces_differ(archive: Archive) -> None:
    (unread,) = drafts(BAD)
    unjudged = unjudgeable()
    aside = [assessed(replace(unread, key="unread", title=MET, text=f"{MET}: {BROKEN}"), refusing(), NOON), unjudged]
    archive.add(aside, now=NOON)
    develop_all(archive, content(refusing()), lambda: NOON)
    assert archive.put_aside.count() == 2
    spaced = [replace(one.draft, text=f"{one.draft.text}  ") for one in aside]
    archive.add([assessed(draft, shipped_watch(), NOON) for draft in spaced], now=NOON + HOUR)
    develop_all(archive, content(shipped_watch()), lambda: NOON + HOUR)

    assert archive.put_aside.count() == 0
    assert {archive.developments.judgement(one.id).role for one in aside} == {Role.FIRST}


def test_an_edit_that_cannot_be_read_costs_nobody_what_the_report_added_before_it(archive: Archive) -> None:
    first, second = drafts("North Korea sends workers to Russia", "North Korea sends 5,000 workers to Russia")
    archive.add([assessed(first, shipped_watch(), NOON)], now=NOON)
    develop_all(archive, content(shipped_watch()), lambda: NOON)
    for n, (words, watch) in enumerate([("", shipped_watch()), (BROKEN, refusing()), ("Again.", shipped_watch())]):
        edited = assessed(replace(second, text=f"{second.text} {words}"), watch, NOON)
        archive.add([edited], now=NOON + n * HOUR)
        develop_all(archive, content(watch), lambda: NOON + HOUR)
    judged = archive.developments.judgement(edited.id)

    assert (judged.role, judged.changes) == (Role.REPEAT, ())
    assert ["workers: 5,000" in told[0] for _, told in judged.carried] == [True]
    assert [change.told for change in judged.additions] == [True]


def test_trying_again_takes_nothing_up_that_was_edited_or_tried_by_another_meanwhile(archive: Archive) -> None:
    edited, tried = drafts(f"{MET}, {BROKEN}", f"{SENT}, {BROKEN}")
    archive.add([assessed(draft, refusing(), NOON) for draft in (edited, tried)], now=NOON)
    develop_all(archive, content(refusing()), lambda: NOON)
    read = [assessed(draft, shipped_watch(), NOON) for draft in (edited, tried)]
    newer = replace(edited, text="They met again, officials said on Tuesday.")
    archive.add([assessed(newer, refusing(), NOON)], now=NOON + HOUR)
    assert try_again(archive, shipped_watch(), NOON + HOUR) == 2
    develop_all(archive, content(shipped_watch()), lambda: NOON + HOUR)
    told = archive.developments.latest()

    assert archive.documents.judge_again(read) == 0
    assert archive.documents.find(read[0].id).draft.text == newer.text
    assert archive.upkeep.count().unjudged == 0
    assert archive.developments.latest() == told


def test_what_was_put_aside_is_a_concern_of_the_operator_and_a_reason_of_the_digest(archive: Archive) -> None:
    assert status(archive, [], [], NOON).concerns == []
    archive.add([unjudgeable()], now=NOON)
    develop_all(archive, content(shipped_watch()), lambda: NOON)
    found = status(archive, [], [], NOON)
    ((document, judgement),) = archive.developments.judged_between(0, 1)

    assert (found.put_aside, [concern.key for concern in found.concerns]) == (1, ["put aside"])
    assert BAD in found.concerns[0].what
    assert "math domain error" in found.concerns[0].what
    assert "tumen judge --retry" in found.concerns[0].to_do
    assert untold(document, judgement).reason == "put aside: it could not be judged: ValueError: math domain error"


def test_a_run_names_what_was_put_aside_and_a_command_tries_it_again(tmp_path, monkeypatch, capsys) -> None:
    clock = Clock(NOON)
    with feeds() as server:
        server.pages["/a"] = feed((MET, SENT), (BAD, BAD), (SENT, SENT), at=NOON)
        mine = settings(tmp_path, server, "/a")
        with open_runtime(settings=mine, now=clock) as runtime:
            broken = replace(runtime, content=replace(runtime.content, watch=refusing()))
            outcome = run_once(broken)
    monkeypatch.setenv("TUMEN_HOME", str(mine.home))
    monkeypatch.setenv("TUMEN_CONFIG", str(mine.config))
    lines = run_lines(outcome)

    assert (outcome["reached"], outcome["new_documents"], outcome["judged"]) == (1, 3, 3)
    assert [row["title"] for row in outcome["put_aside"]] == [BAD]
    assert f"  put aside: {BAD} (s0): it could not be read: ZeroDivisionError: no such thing" in lines
    assert "Next: tumen judge --retry" in lines
    capsys.readouterr()
    assert answer(["judge", "--retry", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "finished": 0,
        "read_again": 1,
        "judged": 1,
        "in_batches": 0,
        "put_aside": [],
    }


def test_a_copy_of_what_was_put_aside_is_told_in_its_place(archive: Archive) -> None:
    archive.add([unjudgeable()], now=NOON)
    develop_all(archive, content(shipped_watch()), lambda: NOON)
    copy = assessed(replace(drafts(BAD)[0], key="copy", url="https://s.example/copy"), shipped_watch(), NOON + HOUR)
    archive.add([replace(copy, features=replace(copy.features, shingles=(1, 2, 3)))], now=NOON + HOUR)
    develop_all(archive, content(shipped_watch()), lambda: NOON + HOUR)

    assert archive.developments.judgement(copy.id).role is Role.FIRST


def test_a_run_that_asks_no_source_says_why() -> None:
    notes = ["Wire a: asked 3 minutes ago, again at 09:30 UTC"]
    asked = of_collection(Collected(asked=0, notes=notes))

    lines = run_lines(of_run(asked, 0, [], [], Coverage(reached=1, of=1), []))

    assert lines[0].startswith("No source is due yet")
    assert lines[1] == f"  note: {notes[0]}"
