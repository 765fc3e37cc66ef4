"""Timeline, figures, what was told, one development and exports, as commands show them."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from tests.support.archives import empty_archive
from tests.support.values import HOUR, NOON, delivery, development, digest, document, judgement
from tumen.analysis.digest.history.contradiction import STANDS
from tumen.cli import answer
from tumen.cli.export import as_csv
from tumen.desk import Asked
from tumen.desk.chart import PARTIES, chart
from tumen.desk.figures import by_party, disputes, statements
from tumen.model import Certainty, Claim, Counting, Frame, Kind, Line, Metric, Polarity, Role, Stage
from tumen.storage import Archive
from tumen.wiring import open_desk

TROOPS = Claim(
    metric=Metric.TROOPS_DEPLOYED, low=11_000, high=11_000, unit="soldiers", claimant="NIS (South Korea)",
    polarity=Polarity.ASSERTS, quote="11,000 soldiers", start=0, end=15,
)  # fmt: skip


def report(day: int, id_: str, *claims: Claim, title: str = "", **facts):
    made = document(id_, title=title or f"Report {id_}", text=f"Text of {id_}", claims=claims, **facts)
    return replace(made, draft=replace(made.draft, published=NOON.replace(day=day), site=f"Paper {id_}"))


def says(low: float, who: str, polarity: Polarity = Polarity.ASSERTS, high: float = 0.0) -> Claim:
    return replace(TROOPS, low=low, high=high or low, claimant=who, polarity=polarity)


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as opened:
        yield opened


@pytest.fixture
def week(archive):
    frame = Frame(
        kind=Kind.VISIT, stage=Stage.PLANNED, certainty=Certainty.CERTAIN, agents=("lavrov",), place="pyongyang"
    )
    archive.add(
        [
            report(2, "a", TROOPS, frames=(frame,)),
            report(3, "b", says(13_000, "NIS (South Korea)")),
            report(4, "c", says(11_000, "Kremlin", Polarity.DENIES)),
            report(5, "d", says(20_000, "HUR (Ukraine)")),
            report(6, "e", title="=cmd|' /C calc'!A0"),
        ],
        now=NOON,
    )
    archive.developments.record(
        [
            judgement("a", "D1"),
            judgement("b", "D1", role=Role.UPDATE, changes=("11,000 → 13,000 soldiers",)),
            judgement("c", "D2"),
            judgement("d", "D3"),
            judgement("e", "D4", role=Role.FIRST),
        ],
        [
            development("D1", "a", "b", storyline_id="troops", title="Troops are sent"),
            development("D2", "c", storyline_id="troops", title="The Kremlin denies"),
            development("D3", "d", storyline_id="troops", title="Kyiv counts more"),
            development("D4", "e", storyline_id="other", title="=cmd|' /C calc'!A0"),
        ],
    )
    return archive


def out(capsys, *command: str) -> str:
    assert answer(list(command)) == 0
    return str(capsys.readouterr().out)


def test_a_timeline_is_in_order_and_says_what_later_reports_changed(week, capsys):
    shown = out(capsys, "timeline", "troops")

    assert shown.index("2026-03-02  Troops are sent") < shown.index("2026-03-04  The Kremlin denies")
    assert "+ 2026-03-03 Paper b: 11,000 → 13,000 soldiers" in shown
    assert "troops: 3 developments" in shown
    assert "https://kcna.example/a" in shown


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (["D2"], ["D1", "D2", "D3"]),
        (["Report"], ["D1", "D2", "D3"]),
        (["troops", "--since", "2026-03-04"], ["D2", "D3"]),
    ],
)
def test_a_timeline_is_of_a_storyline_by_any_of_its_ids_or_of_words(week, asked, ids, capsys):
    assert [entry["id"] for entry in json.loads(out(capsys, "timeline", *asked, "--json"))["entries"]] == ids


@pytest.mark.parametrize("wrong", [["timeline"], ["timeline", "nonexistent"], ["claims", "--metric", "cookies"],
                                   ["claims", "--chart", "x.svg"], ["claims", "--metric", "troops_deployed", "--chart", "x.gif"], ["told", "--since", "soon"],
                                   ["export", "recipes"], ["export", "claims", "--out", "/no/such/folder/x"],
                                   ["search", "x", "--since", "99999999999999999999d"],
                                   ["search", "x", "--since", "9" * 5_000 + "d"],
                                   ["search", "x", "--since", "900000d"], ["search", "x", "--since", "36501d"],
                                   ["search", "x", "--page", "99999999999999999999"],
                                   ["search", "x", "--page", "1000001"], ["search", "x", "--limit", "0"],
                                   ["told", "--since", "99999999999d"], ["web", "--port", "99999"],
                                   ["web", "--port", "65536"], ["web", "--port", "0"],
                                   ["claims", "--limit", "0"], ["claims", "--limit", "-1"],
                                   ["feed", "--limit", "0"], ["feed", "json", "--limit", "-1"]])  # fmt: skip
def test_what_cannot_be_meant_is_wrong_usage_and_says_why(week, wrong, capsys):
    assert answer(wrong) == 2

    said = capsys.readouterr()
    assert said.out + said.err


def test_the_longest_span_and_the_last_page_are_still_asked(week, capsys):
    assert "Troops are sent" in out(capsys, "search", "Text", "--since", "36500d")
    assert "page empty" in out(capsys, "search", "Text", "--page", "1000000")


def test_a_page_begins_where_the_one_before_it_ends_also_when_more_is_asked_than_a_page_holds(week, capsys):
    assert json.loads(out(capsys, "search", "Text", "--limit", "1500", "--page", "2", "--json"))["offset"] == 1_000


def test_a_figure_is_shown_by_party_with_day_development_quotation_and_link(week, capsys):
    shown = out(capsys, "claims", "--metric", "troops_deployed", "--by", "claimant")

    assert [name for name in ("NIS (South Korea)", "HUR (Ukraine)", "Kremlin") if name in shown] == [
        "NIS (South Korea)", "HUR (Ukraine)", "Kremlin"]  # fmt: skip
    for part in ("2026-03-04", "denies 11,000", "The Kremlin denies", "https://kcna.example/c", "13,000 soldiers"):
        assert part in shown


@pytest.mark.parametrize(
    ("over", "order"), [("time", [11_000, 13_000, 11_000, 20_000]), ("size", [11_000, 11_000, 13_000, 20_000])]
)
def test_figures_stand_in_the_order_of_time_or_of_size(week, capsys, over, order):
    rows = json.loads(out(capsys, "claims", "--metric", "troops_deployed", "--over", over, "--json"))

    assert [row["low"] for row in rows] == order


def test_of_more_figures_than_are_shown_the_latest_or_the_largest_are(week, capsys):
    latest, largest = (
        out(capsys, "claims", "--metric", "troops_deployed", "--limit", "3", *over) for over in ((), ("--over", "size"))
    )

    assert "The latest 3 of 4" in latest
    assert "The largest 3 of 4" in largest


def test_the_same_figure_of_a_party_on_one_day_is_told_once_and_a_copy_never(archive):
    archive.add(
        [report(2, "a", TROOPS), report(2, "b", TROOPS), report(3, "c", TROOPS), report(4, "d", TROOPS)], now=NOON
    )
    archive.developments.record(
        [judgement(id_, "D1", duplicate_of="a" if id_ == "d" else None) for id_ in "abcd"], [development("D1", *"abcd")]
    )
    with open_desk() as desk:
        found = statements(desk, Asked())

    assert [(one.report.document_id, str(one.said)) for one in found] == [("a", "2026-03-02"), ("c", "2026-03-03")]


def test_parties_that_exclude_each_other_or_deny_are_a_dispute(week, capsys):
    with open_desk() as desk:
        (dispute,) = disputes(statements(desk, Asked()))

    # 13,000 and 11,000 of one party are its revision; 20,000 excludes both, and the Kremlin denies all.
    assert (dispute.metric, dispute.storyline_id) == ("troops_deployed", "troops")
    assert [one.party for one in dispute.statements] == [
        "HUR (Ukraine)",
        "Kremlin",
        "NIS (South Korea)",
        "NIS (South Korea)",
    ]
    assert "HUR (Ukraine)" in out(capsys, "claims", "--disputed")


@pytest.mark.parametrize(("days", "number"), [(STANDS.days, 1), (STANDS.days + 1, 0)])
def test_what_was_said_more_than_a_month_before_is_no_longer_in_dispute(archive, days, number):
    later = report(2, "b", says(30_000, "HUR (Ukraine)"))
    later = replace(later, draft=replace(later.draft, published=NOON.replace(day=2) + timedelta(days=days)))
    archive.add([report(2, "a", says(15_000, "NIS (South Korea)")), later], now=NOON)
    archive.developments.record([judgement("a", "D"), judgement("b", "D")], [development("D", "a", "b")])
    with open_desk() as desk:
        assert len(disputes(statements(desk, Asked()))) == number


def test_only_totals_are_set_against_each_other_and_what_others_count_is_said_with_them(archive, capsys):
    others = [replace(says(20_000, "HUR (Ukraine)"), counting=one) for one in Counting if one is not Counting.TOTAL]
    both = [says(20_000, "NIS (South Korea)"), replace(says(20_000, "NIS (South Korea)"), counting=Counting.MORE)]
    archive.add([report(2, "a", says(11_000, "Kremlin")), report(3, "b", *others), report(4, "c", *both)], now=NOON)
    archive.developments.record([judgement(one, "D") for one in "abc"], [development("D", *"abc")])
    with open_desk() as desk:
        found = statements(desk, Asked())
    (dispute,) = disputes(found)
    drawn = chart("t", found)

    assert [one.party for one in dispute.statements] == ["NIS (South Korea)", "Kremlin"]
    assert ("HUR" in drawn, "another" in drawn, "NIS" in drawn) == (False, False, True)
    assert {one.figure for one in found if one.party != "Kremlin"} == {
        "20,000", "20,000 to come", "another 20,000", "20,000 each", "20,000 until then", "some 20,000",
        "20,000 (no total)"
    }  # fmt: skip
    assert {one.figure for one in found if one.party.startswith("NIS")} == {"20,000", "another 20,000"}
    for words in (("claims", "--csv"), ("export", "claims", "--format", "csv")):
        rows = list(csv.DictReader(io.StringIO(out(capsys, *words))))
        assert sorted({row["counting"] for row in rows}) == sorted(Counting), words


def test_a_drawing_has_every_party_with_a_shape_of_its_own_and_text_as_text(archive, tmp_path, capsys):
    hostile = '<script>alert("x")</script>'
    claims = [says(1_000 * n, f"Party {n}") for n in range(1, 12)]
    archive.add(
        [report(2, "a", *claims, says(5_000, hostile, high=9_000)), report(3, "b", says(1, "P", Polarity.DENIES))],
        now=NOON,
    )
    with open_desk() as desk:
        drawn = chart("t & t", statements(desk, Asked()))
    root = ElementTree.fromstring(drawn)
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]

    assert "t & t" in texts
    assert sum(text.startswith(("Party", "P", "<")) for text in texts) == PARTIES - 1
    assert "others" in texts
    assert root.findall(".//{http://www.w3.org/2000/svg}script") == []
    assert answer(["claims", "--metric", "troops_deployed", "--chart", str(tmp_path / "f.svg")]) == 0
    assert ElementTree.parse(tmp_path / "f.svg").getroot().tag.endswith("svg")


def test_the_last_day_of_a_drawing_is_not_cut_at_its_edge(week):
    with open_desk() as desk:
        drawn = ElementTree.fromstring(chart("t", statements(desk, Asked())))

    days = [text for text in drawn.iter("{http://www.w3.org/2000/svg}text") if (text.text or "").startswith("2026-")]
    assert days
    assert max(float(text.attrib["x"]) for text in days) <= 760 - 10 * 7 / 2


def test_a_drawing_of_nothing_says_so():
    assert "No total with a day." in chart("t", [])


def test_a_chart_named_png_is_one_on_white(week, tmp_path):
    file = tmp_path / "f.PNG"

    assert answer(["claims", "--metric", "troops_deployed", "--chart", str(file)]) == 0
    drawn = file.read_bytes()
    assert drawn.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(drawn[16:20]) == 2 * 760


@pytest.mark.parametrize(
    ("module", "why"),
    [(None, "pip install 'tumen[png]'"), (SimpleNamespace(svg_to_bytes=lambda **_: b"blank"), "no font")],
)
def test_where_no_png_can_be_drawn_the_error_says_what_to_do(week, tmp_path, capsys, monkeypatch, module, why):
    monkeypatch.setitem(sys.modules, "resvg_py", module)

    assert answer(["claims", "--metric", "troops_deployed", "--chart", str(tmp_path / "f.png")]) == 2
    assert why in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "f.png").exists()


def test_told_shows_reader_channel_outcome_line_and_link(week, capsys):
    item = digest("x", told=("D1",)).items[0]
    sealed = digest("G1", told=("D1",), until=NOON)
    sealed = replace(sealed, items=(replace(item, line=Line(text="Troops went", language="en", citations=())),))
    week.digests.seal(sealed, [delivery("m1", "G1")])
    week.digests.seal(digest("G2", until=NOON + HOUR, reader_id="other", since_seq=0), [])

    shown = out(capsys, "told", "--since", "2026-03")
    rows = json.loads(out(capsys, "told", "--since", "2026-03", "--reader", "desk", "--json"))

    assert "2026-03-01 12:00 UTC  digest for desk" in shown
    assert "by mail to m1@desk.example: pending" in shown
    assert "new: Troops went" in shown
    assert "sent to nobody" in shown
    assert [(row["digest"], row["items"][0]["told"]) for row in rows] == [("G1", "Troops went")]
    assert "No digest was sealed" in out(capsys, "told", "--since", "2026-04-01")


def test_one_development_is_shown_with_all_that_is_known_of_it(week, capsys):
    shown = out(capsys, "show", "D1")

    for part in (
        "Troops are sent", "happened 2026-03-02", "Paper a, en: Report a", "https://kcna.example/a", "adds 11,000 → 13,000",
        "visit (planned): Sergei Lavrov, in Pyongyang", "NIS (South Korea)", "Kyiv counts more", "opened",
    ):  # fmt: skip
        assert part in shown, part
    row = json.loads(out(capsys, "show", "D1", "--json"))
    assert [one["document_id"] for one in row["reports"]] == ["a", "b"]
    assert [one["id"] for one in row["thread"]] == ["D2", "D3"]


@pytest.mark.parametrize("what", ["developments", "documents", "claims"])
def test_an_export_has_every_row_in_both_forms(week, what, capsys, tmp_path):
    lines = [json.loads(line) for line in out(capsys, "export", what).splitlines()]
    rows = list(csv.DictReader(io.StringIO(out(capsys, "export", what, "--format", "csv"))))
    target = tmp_path / "x.csv"
    said = out(capsys, "export", what, "--format", "csv", "--out", str(target))

    assert len(lines) == len(rows) == {"developments": 4, "documents": 5, "claims": 4}[what]
    assert list(lines[0]) == list(rows[0])
    assert f"{len(rows)} rows written" in said
    assert len(list(csv.DictReader(io.StringIO(target.read_text("utf-8"))))) == len(rows)


@pytest.mark.parametrize("what", ["developments", "documents", "claims"])
def test_a_csv_names_its_columns_also_without_rows_and_quotes_every_cell(week, what, capsys):
    full = out(capsys, "export", what, "--format", "csv")
    empty = out(capsys, "export", what, "nonexistent", "--format", "csv")

    assert empty == full.partition("\n")[0] + "\n"
    assert all(line.startswith('"') and line.rstrip("\r").endswith('"') for line in full.splitlines())
    assert '""' in full
    assert len(next(csv.reader(io.StringIO(empty)))) == len(json.loads(out(capsys, "export", what).splitlines()[0]))


def test_figures_as_csv_name_their_columns_also_without_rows(week, capsys):
    empty = out(capsys, "claims", "--csv", "--metric", "workers").strip()

    assert empty == out(capsys, "claims", "--csv").splitlines()[0].strip()
    assert [*csv.reader([empty])] == [list(json.loads(out(capsys, "claims", "--json"))[0])]


@pytest.fixture
def umask():
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.parametrize(
    "command",
    [["export", "claims", "--out"], ["feed", "atom", "--out"], ["claims", "--metric", "troops_deployed", "--chart"]],
)
def test_what_is_written_for_others_has_the_callers_umask_and_replaces_a_link(week, umask, command, capsys, tmp_path):
    aim, link = tmp_path / "aim", tmp_path / "link"
    aim.write_text("untouched", "utf-8")
    link.symlink_to(aim)
    out(capsys, *command, str(link))

    assert (link.is_symlink(), aim.read_text("utf-8")) == (False, "untouched")
    assert link.stat().st_mode & 0o777 == 0o640
    assert link.stat().st_size > 0
    assert list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part")) == []


def test_pages_written_for_a_web_server_can_be_read_by_it(week, umask, capsys, tmp_path):
    out(capsys, "web", "--export", str(tmp_path / "new" / "site"))
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "new").rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in (tmp_path / "new").rglob("*") if path.is_dir()}

    assert (modes, folders, (tmp_path / "new").stat().st_mode & 0o777) == ({0o640}, {0o750}, 0o750)


def test_a_pipe_is_written_to_and_stays_one(week, capsys, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        out(capsys, "export", "claims", "--out", str(pipe))
        assert os.read(reading, 100_000).count(b"\n") == 4
    finally:
        os.close(reading)
    assert pipe.is_fifo()


def test_an_export_takes_words_and_days(week, capsys):
    assert len(out(capsys, "export", "documents", "Report", "--until", "2026-03-03").splitlines()) == 2


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "\u202e=1",
                                  "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"])  # fmt: skip
def test_no_cell_of_a_csv_is_a_formula(cell):
    ((_, value),) = csv.reader(io.StringIO(as_csv([{"n": -5, "t": cell}], ["n", "t"]).partition("\n")[2]))

    assert value.startswith("'")


def test_a_title_that_is_a_formula_stays_a_title(week, capsys):
    rows = csv.DictReader(io.StringIO(out(capsys, "export", "developments", "--format", "csv")))

    assert next(row["title"] for row in rows) == "'=cmd|' /C calc'!A0"


def test_the_party_that_said_most_stands_first_and_nobody_last(week):
    with open_desk() as desk:
        found = statements(desk, Asked())
    unnamed = replace(found[0], party="")

    assert list(by_party([unnamed, unnamed, unnamed, *found])) == [
        "NIS (South Korea)", "HUR (Ukraine)", "Kremlin", ""]  # fmt: skip
