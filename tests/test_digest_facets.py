"""The further sides of a development of many reports."""

from __future__ import annotations

from tests.support.documents import document, shipped_watch
from tumen.analysis.digest.facets import EACH, MOST, NEW_WORDS, facets
from tumen.analysis.digest.headline import CROWD, headlines
from tumen.analysis.digest.publishers import Publishers
from tumen.model import Line

MET = "Shoigu meets Kim Jong Un in Pyongyang"
SPACE = "Shoigu promises Kim Jong Un rocket engines and satellites"
ENGINES = "Rocket engines and satellites promised as Shoigu meets Kim Jong Un"
DINNER = "Shoigu meets Kim Jong Un over crab dumplings"


def sides(*titles: str, told: str = MET) -> list[str]:
    reports = [document(title, "The report goes on.", hours=n, source=f"s{n}") for n, title in enumerate(titles)]
    vocabulary = shipped_watch().vocabulary
    ranked = headlines(reports, vocabulary, Publishers(()), language="en", latest=False)
    above = [Line(text=told, language="en", citations=())]
    return [line.text for line in facets(ranked, vocabulary, language="en", told=above)]


def test_what_several_headlines_add_is_told_once_with_where_it_stands() -> None:
    assert sides(MET, SPACE, ENGINES, DINNER) in ([SPACE], [ENGINES])


def test_what_one_headline_alone_adds_and_what_is_told_already_is_no_further_side() -> None:
    assert sides(MET, f"{MET} again", SPACE, DINNER) == []
    assert sides(MET, SPACE, ENGINES, DINNER, told=f"{MET}: promised rocket engines and satellites") == []


def test_fewer_shared_words_than_a_new_thing_has_are_another_wording() -> None:
    words = ["rocket", "engines", "satellites"]
    assert len(words) == NEW_WORDS
    few, enough = (" and ".join(words[:n]) for n in (NEW_WORDS - 1, NEW_WORDS))
    for added, found in ((few, 0), (enough, 1)):
        pair = [f"Shoigu meets Kim Jong Un on {added}", f"Kim Jong Un meets Shoigu on {added}"]
        assert len(sides(MET, MET.upper(), *pair)) == found


def test_fewer_reports_than_a_crowd_have_no_further_sides() -> None:
    crowd = [MET, SPACE, ENGINES, DINNER]
    assert len(crowd) == CROWD
    assert sides(*crowd)
    assert sides(*crowd[: CROWD - 1]) == []


def test_the_more_headlines_the_more_sides_up_to_a_few() -> None:
    things = ["rocket engines satellites", "coal timber harbour", "wheat flour medicine", "guests singers dancers"]
    many = [f"Shoigu and Kim Jong Un meet on {thing} {again}" for thing in things for again in ("today", "now", "here")]

    assert len(sides(MET, *many[: EACH + CROWD - 2])) == 1
    assert len(sides(MET, *many[: EACH + CROWD - 1])) == 2
    assert len(sides(*[MET] * 9, *many)) == MOST
