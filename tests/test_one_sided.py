"""A report that names one side only is about the subject if it tells, with its figures, what others tell of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

import pytest

import tumen
from tests.support.archives import archive_in_memory
from tests.support.dials import made
from tests.support.documents import NOON, shipped_watch
from tumen import pipeline
from tumen.analysis.assessment.one_sided import may_join
from tumen.analysis.clustering.developments import Judged, develop_window
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.known_development import is_taken_in
from tumen.analysis.clustering.not_about import as_not_about
from tumen.analysis.clustering.one_sided_joins import _tells_the_same
from tumen.analysis.clustering.profiles import Profile, profile
from tumen.analysis.clustering.similarity import Comparison
from tumen.analysis.clustering.weights import Evidence
from tumen.analysis.text.text import Text
from tumen.model import Document, ReasonCode, Role
from tumen.pipeline import Content

SEOUL = (
    "Seoul: North Korea has shipped 9,000 containers to Russia since August",
    "South Korea's defence ministry said they could hold 4,200,000 shells of 152 mm.",
)
PARIS = (
    "9 000 conteneurs d'obus : Séoul hausse le ton",
    "Selon Séoul, 4,2 millions d'obus sont partis vers la Russie.",
)
PLANT = ("Russia hires 25,000 North Korean workers for drone plant, NHK says", "They will be paid 250 dollars a month.")
BRIEF = (
    "NHK: 25,000 North Korean workers to build drones at plant",
    "North Korea sends 25,000 workers for 250 dollars each.",
)
PORT = (
    "Port of Vladivostok handles 9,000 containers in a week",
    "Russia's port has never had 4,100,000 tonnes before.",
)
DRILL = ("North Korea fires 200 shells near the border", "Seoul's military said 152-mm guns were seen.")


def report(id: str, words: tuple[str, str], hour: int) -> Document:
    at = NOON + timedelta(hours=hour)
    return tumen.assess(tumen.read(*words, published=at.isoformat()), shipped_watch(), seen=at, id=id)


def judged(*documents: Document) -> tuple[dict[str, Judged], Index]:
    index = Index(shipped_watch())
    window = [(one, one.seen or NOON) for one in documents]
    return {one.document.id: one for one in develop_window(window, index)}, index


def test_a_report_on_one_side_joins_what_tells_its_figures_of_both() -> None:
    paris = report("paris", PARIS, 2)
    found, _ = judged(report("seoul", SEOUL, 1), paris)
    read, judgement, development = found["paris"]

    assert not paris.relevant
    assert judgement.role in (Role.REPEAT, Role.UPDATE)
    assert development is not None
    assert development.documents == ("seoul", "paris")
    assert read.relevant
    assert read.reasons[0].code is ReasonCode.JOINS


def test_it_joins_a_report_that_came_after_it_too() -> None:
    found, _ = judged(report("paris", PARIS, 1), report("seoul", SEOUL, 2))

    assert found["seoul"].judgement.role is Role.FIRST
    assert found["paris"].judgement.development_id == found["seoul"].judgement.development_id
    assert is_taken_in(found["paris"].document)


def test_it_is_no_evidence_for_others() -> None:
    found, index = judged(report("seoul", SEOUL, 1), report("paris", PARIS, 2))

    assert index.members(found["seoul"].judgement.development_id or "") == ["seoul"]
    assert not index.holds("paris")


@pytest.mark.parametrize("words", [PORT, DRILL])
def test_other_news_on_one_side_stays_what_it_is(words: tuple[str, str]) -> None:
    other = report("other", words, 2)
    found, _ = judged(report("seoul", SEOUL, 1), other)

    nothing = replace(found["other"].judgement, role=Role.NONE, development_id=None)
    assert found["other"] == (other, nothing, None)


def test_what_joins_nothing_opens_nothing() -> None:
    found, _ = judged(report("paris", PARIS, 1))

    assert found["paris"].judgement.role is Role.NONE


def test_what_a_person_found_not_to_be_about_the_subject_is_not_taken_in() -> None:
    found, _ = judged(report("seoul", SEOUL, 1), as_not_about(report("paris", PARIS, 2), "another story"))

    assert found["paris"].judgement.role is Role.NONE


def test_an_archive_keeps_it_as_one_about_the_subject_with_its_claims() -> None:
    content = Content(sources=(), readers=(), watch=shipped_watch(), chronicle=(), fingerprint="f1")
    now = NOON + timedelta(hours=3)
    with archive_in_memory() as archive:
        archive.add([report("plant", PLANT, 1), report("brief", BRIEF, 2)], now=now)
        pipeline.develop_all(archive, content, lambda: now)
        stored = archive.documents.find("brief")
        later = pipeline.recollect(archive, content, now)
        anew = pipeline.recollect(archive, replace(content, fingerprint="f2"), now)
        home = archive.developments.judgement("brief")

        assert stored is not None
        assert stored.relevant
        assert (
            {claim.low for claim in stored.claims}
            == {claim.low for document, claim in archive.documents.claims() if document == "brief"}
            != set()
        )
        assert home is not None
        assert later.members(home.development_id or "") == anew.members(home.development_id or "") == ["plant"]


@dataclass
class Alike:
    """A comparison in which every two reports are so much alike."""

    names: float

    def evidence(self, a: Profile, b: Profile) -> Evidence:
        """Names only."""
        return Evidence._make(self.names if field == "names" else 0.0 for field in Evidence._fields)


def told(mean: float, names: float, figures: str, *, rarer: bool = True) -> bool:
    """Whether reports with these figures in both are taken for one."""
    p = replace(profile(made("a"), {}, NOON), numbers=frozenset(figures.split()))
    return _tells_the_same(p, p, mean, cast("Comparison", Alike(names)), names_rarer=rarer)


@pytest.mark.parametrize(("mean", "joins"), [(0.1, True), (-0.1, False)])
def test_it_joins_from_even_odds_on(mean: float, joins: bool) -> None:
    assert told(mean, 0.9, "20") is joins


@pytest.mark.parametrize(("names", "joins"), [(0.55, True), (0.45, False)])
def test_it_joins_what_is_half_alike(names: float, joins: bool) -> None:
    assert told(1.0, names, "20") is joins


@pytest.mark.parametrize(("mean", "joins"), [(-1.1, True), (-1.3, False)])
def test_with_a_rare_figure_it_joins_at_less(mean: float, joins: bool) -> None:
    assert told(mean, 0.9, "290") is joins


@pytest.mark.parametrize(("names", "joins"), [(0.4, True), (0.3, False)])
def test_with_a_rare_figure_it_joins_what_is_less_alike(names: float, joins: bool) -> None:
    assert told(0.5, names, "290") is joins


@pytest.mark.parametrize(("figure", "joins"), [("120", True), ("90", False)])
def test_a_figure_is_rare_from_a_hundred_on(figure: str, joins: bool) -> None:
    assert told(-0.5, 0.9, figure) is joins


@pytest.mark.parametrize(("figures", "joins"), [("290 75", True), ("290", False)])
def test_without_the_rarer_side_two_figures_are_the_same(figures: str, joins: bool) -> None:
    assert told(1.0, 0.9, figures, rarer=False) is joins


@pytest.mark.parametrize(
    ("title", "worth_it"),
    [
        ("North Korea's 20 missiles counted", True),
        ("North Korea's missiles counted", False),
        ("Russia fires 290 missiles and 75 drones", True),
        ("Russia fires 90 missiles and 75 drones", False),
        ("Russia fires 290 missiles", False),
        ("News in brief: North Korea's 20 missiles counted; floods; a marathon", False),
    ],
)
def test_what_is_worth_comparing_has_figures(title: str, worth_it: bool) -> None:
    watch = shipped_watch()
    text = Text.of(title, "", watch.vocabulary, declared="en")

    assert may_join(text, watch.find(text), watch) is worth_it
