"""Pages of people and bodies, what a search finds among claims and digests, and pages of what was merged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.support.values import HOUR, NOON, development, digest, document, judgement
from tests.test_web import Tags, ask
from tumen import catalogue, content
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.cli import answer
from tumen.desk import Desk
from tumen.desk.people import people, person
from tumen.model import Claim, Frame, Kind, Metric, Polarity, Stage
from tumen.storage import Archive
from tumen.web.app import application
from tumen.web.files import write
from tumen.web.guard import LOOPBACK
from tumen.web.pages import Rooms

NAMES = catalogue.load_names(content.config_folder() / "watch.toml")


def meeting(*who: str, stage: Stage = Stage.DONE, day: date | None = None, kind: Kind = Kind.MEETING) -> Frame:
    return Frame(kind=kind, stage=stage, agents=who[:1], counterparts=who[1:], day=day)


def claim(claimant: str, low: float = 8_000) -> Claim:
    return Claim(metric=Metric.WORKERS, low=low, high=low, unit="people", claimant=claimant, polarity=Polarity.ASSERTS,
                 quote="8,000 workers", start=0, end=4)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An archive of four developments, of which one was merged into another."""
    made = tmp_path_factory.mktemp("people")
    with Archive.open(f"sqlite:///{made / 'tumen.db'}") as archive:
        told = [
            document("a", frames=(meeting("lavrov", "choe-son-hui", day=date(2026, 2, 3)),)),
            document("b", frames=(meeting("lavrov", "choe-son-hui"), meeting("lavrov", "kim-jong-un", stage=Stage.PLANNED))),
            document("c", frames=(meeting("lavrov", "shoigu", kind=Kind.STATEMENT),), claims=(claim("nis / NIS"),), origins=("nis",)),
            document("d", claims=(claim("kremlin / Kremlin", 9_000),)),
        ]  # fmt: skip
        archive.add([replace(d, draft=replace(d.draft, published=NOON)) for d in told], now=NOON)
        archive.developments.record(
            [judgement(one.id, f"D{one.id}") for one in told],
            [*(development(f"D{one.id}", one.id) for one in told),
             development("OLD", merged_into="Da"), development("NONE", withdrawn=True)],
        )  # fmt: skip
        archive.digests.seal(digest("G1", 0, 4, ("Dc",)), [])
    return made


@pytest.fixture(scope="module")
def desk(home):
    with Archive.open(f"sqlite:///{home / 'tumen.db'}") as archive:
        yield Desk(archive, NAMES, Publishers([]))


@pytest.fixture(scope="module")
def site(desk):
    return application(desk, [], lambda: NOON + HOUR, LOOPBACK)


def test_who_acts_in_a_report_is_listed_and_places_and_countries_are_not(desk):
    listed = {entry.id: reports for entry, reports in people(desk)}

    assert (listed["lavrov"], listed["choe-son-hui"], listed["kim-jong-un"]) == (3, 2, 1)
    assert "putin" not in listed
    assert "pyongyang" not in listed


def test_a_person_met_whom_reports_say_and_nobody_by_a_plan_or_a_statement(desk):
    known = person(desk, "lavrov")

    assert [(one.id, one.day, one.development_id, one.times) for one in known.met] == [
        ("choe-son-hui", "2026-03-01", "Db", 2)]  # fmt: skip
    assert [hit.development.id for hit in known.hits.items] == ["Dc", "Db", "Da"]


def test_the_figures_of_a_body_are_its_own(desk):
    assert [one.claim.low for one in person(desk, "nis").statements] == [8_000]
    assert person(desk, "lavrov").statements == ()


@pytest.mark.parametrize("id", ["nobody", "pyongyang", "russia"])
def test_there_is_no_page_of_a_place_or_of_nobody(desk, site, id):
    assert person(desk, id) is None
    assert ask(site, f"/people/{id}")[0] == 404


def test_a_page_has_all_ways_to_write_a_name_each_in_its_language(site):
    page = ask(site, "/people/lavrov")[2]

    assert "Лавров" in page
    assert "라브로프" in page
    assert {attrs["lang"] for tag, attrs in Tags(page).found if tag == "dd"} >= {"ru", "ko"}
    assert 'href="/people/lavrov"' in ask(site, "/people")[2]
    assert 'href="/people/choe-son-hui"' in ask(site, "/development/Da")[2]


def test_what_was_merged_leads_to_where_it_is_now(site):
    status, headers, _ = ask(site, "/development/OLD")

    assert (status, headers["location"]) == (302, "/development/Da")
    assert "none of its reports is about the subject" in ask(site, "/development/NONE")[2]


def test_exported_pages_lead_on_from_what_was_merged_and_stale_ones_go(desk, tmp_path):
    write(Rooms(desk, [], NOON), tmp_path)
    stale, foreign = tmp_path / "storyline" / "gone.html", tmp_path / "development" / "mine.html"
    stale.parent.mkdir(exist_ok=True)
    stale.write_text((tmp_path / "index.html").read_text("utf-8"), "utf-8")
    foreign.write_text("<p>mine</p>", "utf-8")
    write(Rooms(desk, [], NOON), tmp_path)
    moved = (tmp_path / "development" / "OLD.html").read_text("utf-8")

    assert '<meta http-equiv="refresh" content="0; url=../development/Da.html">' in moved
    assert (stale.exists(), foreign.exists()) == (False, True)
    assert (tmp_path / "people" / "lavrov.html").is_file()


def out(monkeypatch, home, capsys, *command: str) -> str:
    monkeypatch.setenv("TUMEN_HOME", str(home))
    assert answer(list(command)) == 0
    return str(capsys.readouterr().out)


def test_claims_are_found_with_who_says_so(home, monkeypatch, capsys):
    shown = out(monkeypatch, home, capsys, "search", "--origin", "nis", "--among", "claims")
    rows = json.loads(out(monkeypatch, home, capsys, "search", "--among", "claims", "--json"))

    assert "workers: 8,000 people – NIS" in shown
    assert "9,000" not in shown
    assert rows["total"] == 2


def test_digests_are_found_by_what_they_told(home, monkeypatch, capsys):
    shown = out(monkeypatch, home, capsys, "search", "--actor", "Lavrov", "--among", "digests", "--ids")
    rows = json.loads(
        out(monkeypatch, home, capsys, "search", "--actor", "Choe Son Hui", "--among", "digests", "--json")
    )

    assert "digest for desk: Headline of Dc" in shown
    assert "id G1" in shown
    assert rows["items"] == []
