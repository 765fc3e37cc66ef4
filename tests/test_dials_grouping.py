"""What belongs together, and what is remembered: just above each dial one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.dials import (
    DAY,
    Scored,
    candidate,
    compared_by,
    happening,
    made,
    repeated,
    weighted,
)
from tests.support.documents import NOON
from tests.support.documents import index as empty_index
from tumen.analysis.clustering import similarity
from tumen.analysis.clustering.developments import in_parts
from tumen.analysis.clustering.grouping import Group, group
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.storylines import discussed, followed
from tumen.analysis.clustering.thresholds import Thresholds


@pytest.mark.parametrize(("score", "together"), [(-2.0, True), (-2.4, False)])
def test_a_report_joins_from_mean_log_odds_of_minus_two_and_a_fifth_on(score: float, together: bool) -> None:
    index = compared_by(Scored({"a": score, "b": score}), empty_index())
    both = [candidate(made(id, concepts=(("name", 1.0),)), index) for id in "ab"]

    assert (len(group(both, index, Thresholds())) == 1) is together


@pytest.mark.parametrize(("score", "follows"), [(-0.95, True), (-1.05, False)])
def test_a_new_development_is_of_a_thread_from_mean_log_odds_of_minus_one_on(score: float, follows: bool) -> None:
    index = compared_by(Scored({"a": score}), empty_index())
    repeated(made("a", concepts=(("name", 1.0),)), happening(), index)
    own = Group([candidate(made("b", concepts=(("name", 1.0),)), index)], index.comparison())

    assert (followed(own, index, Thresholds()) is not None) is follows


@pytest.mark.parametrize(("score", "is_about"), [(0.65, True), (0.55, False)])
def test_a_view_is_about_a_known_development_from_mean_log_odds_of_three_fifths_on(
    score: float, is_about: bool
) -> None:
    index = compared_by(Scored({"a": score}), empty_index())
    index.recall(made("a", concepts=(("name", 1.0),)), happening(), NOON)
    own = Group([candidate(made("b", concepts=(("name", 1.0),)), index)], index.comparison())

    assert (discussed(own, index) is not None) is is_about


def beside_each_other(long: list[float], alone: float) -> tuple[str, float] | None:
    """What a new development follows of a thread with these log-odds to its developments and of a lone one."""
    scores = {f"long {n}": score for n, score in enumerate(long)} | {"alone": alone}
    index = compared_by(Scored(scores), empty_index())
    for id in scores:
        thread = replace(happening(f"of {id}"), storyline_id="alone" if id == "alone" else "long")
        repeated(made(id, concepts=(("name", 1.0),)), thread, index)
    own = Group([candidate(made("new", concepts=(("name", 1.0),)), index)], index.comparison())
    return followed(own, index, Thresholds())


@pytest.mark.parametrize(("third", "follows"), [(-1.1, "of long 0"), (-1.3, "of alone")])
def test_the_likest_third_of_the_developments_of_a_thread_speaks_for_it(third: float, follows: str) -> None:
    found = beside_each_other([-0.8, third, -3.0, -3.1, -3.2], -0.9)

    assert found is not None
    assert found[0] == follows


@pytest.mark.parametrize(("alone", "follows"), [(0.93, "of long 0"), (1.01, "of alone")])
def test_of_two_likely_threads_the_longer_counts_a_fifth_of_log_odds_more_for_each_e_fold(
    alone: float, follows: str
) -> None:
    found = beside_each_other([0.7, 0.6, 0.5, 0.4, 0.3], alone)

    assert found == (follows, pytest.approx(alone if follows == "of alone" else 0.65))


@pytest.mark.parametrize(("third", "follows"), [(-0.95, True), (-1.05, False)])
def test_the_length_of_a_thread_lets_nothing_into_it(third: float, follows: bool) -> None:
    found = beside_each_other([third] * 5, -3.0)

    assert (found is not None) is follows


@pytest.mark.parametrize(("many", "follows"), [(3, True), (4, False)])
def test_one_likest_development_does_not_speak_for_a_long_thread(many: int, follows: bool) -> None:
    found = beside_each_other([1.0, *[-3.1] * (many - 1)], -2.0)

    assert (found is not None) is follows


@pytest.mark.parametrize(("difference", "chosen"), [(0.17, "much reported"), (0.23, "likeliest")])
def test_log_odds_a_fifth_apart_are_equal_for_an_undated_report(difference: float, chosen: str) -> None:
    index = compared_by(Scored({"a": 1.0, "b": 1.0 - difference}), empty_index())
    for id, name, support in (("a", "likeliest", 1), ("b", "much reported", 9)):
        repeated(made(id, concepts=(("name", 1.0),)), replace(happening(name), storyline_id="thread"), index)
        index.known[name].support = support

    [found] = group([candidate(made("p", None, concepts=(("name", 1.0),)), index)], index, Thresholds())

    assert found.development_id == chosen


def asked(index: Index, told: Scored) -> set[str]:
    """The reports that a new one is weighed against."""
    group([candidate(made("p", concepts=(("name", 1.0),)), compared_by(told, index))], index, Thresholds())
    return {other for _, other in told.asked}


def test_five_hundred_documents_are_judged_jointly_at_most() -> None:
    assert [len(part) for part in in_parts(range(1_200))] == [500, 500, 200]


def test_a_report_is_weighed_against_sixteen_developments() -> None:
    index = empty_index()
    for n in range(40):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(f"D{n}"), index)

    assert len(asked(index, Scored({}))) == 16


def forty_reports() -> Index:
    index = empty_index()
    for n in range(40):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(), index)
    return index


def test_of_a_development_the_first_six_and_the_latest_twelve_reports_are_weighed() -> None:
    one_is_like_it = Scored({"d5": similarity.FLOOR + 1})

    assert asked(forty_reports(), one_is_like_it) == {f"d{n}" for n in (*range(6), *range(28, 40))}


def test_a_development_whose_first_reports_rule_a_report_out_is_weighed_no_further() -> None:
    assert asked(forty_reports(), Scored({"d39": similarity.CEILING})) == {f"d{n}" for n in range(6)}


def test_a_report_is_weighed_against_a_hundred_and_fifty_others_of_its_window() -> None:
    index = empty_index()
    told = Scored({})
    reports = [candidate(made(f"d{n:03}", concepts=(("name", 1.0),)), index) for n in range(290)]

    group(reports, compared_by(told, index), Thresholds())

    assert max(sum(a == one.document.id for a, _ in told.asked) for one in reports) == 150


def test_a_new_development_is_weighed_against_forty_for_its_storyline() -> None:
    index = empty_index()
    told = Scored({})
    for n in range(100):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(f"D{n}"), index)

    followed(Group([candidate(made("p", concepts=(("name", 1.0),)), index)], told), index, Thresholds())

    assert len(told.asked) == 40


# What is remembered.


def test_reports_within_half_a_day_come_at_once() -> None:
    index = empty_index()
    for n, hours in enumerate((-13, -11, 11, 13)):
        index.see(made(f"d{n}", NOON + timedelta(hours=hours)), NOON, copy_of=None)

    found = index.comparison().evidence(*(index.profile(made(id, acts=("sign",)), NOON) for id in "ab"))

    assert found.near_quiet == 1.0
    assert index._crowd(NOON) == 2


@pytest.mark.parametrize(("days", "held"), [(29, True), (31, False)])
def test_a_report_is_remembered_for_thirty_days(days: int, held: bool) -> None:
    index = empty_index()
    repeated(made("a"), happening(), index)
    index.forget(NOON + days * DAY)

    assert index.holds("a") is held


def test_a_name_leads_to_the_latest_four_hundred_reports_with_it() -> None:
    index = weighted(name=1.0)
    for n in range(700):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(), index)

    assert len(index.near(index.profile(made("p", concepts=(("name", 1.0),)), NOON), limit=1000)) == 400


def test_a_bare_headline_finds_the_long_report_that_names_much_besides() -> None:
    rare = {f"rare {n}": 2.0 for n in range(30)}
    index = weighted(putin=0.3, **rare)
    names = (("putin", 1.0), *((name, 0.3) for name in rare))
    repeated(made("long", concepts=names, acts=("visit",)), happening(), index)

    assert "long" in index.near(index.profile(made("bare", acts=("visit",)), NOON))


def test_a_passage_leads_to_the_first_six_texts_with_it() -> None:
    index = empty_index()
    for n in range(20):
        repeated(made(f"d{n}", shingles=(1, 2, 3)), happening(), index)

    assert len(index.sharing(made("p", shingles=(1, 2, 3)))) == 6
