"""The further sides of a development of many reports."""

from __future__ import annotations

from dataclasses import replace

from tests.support.documents import document, shipped_watch
from tumen.analysis.digest.selection.facets import EACH, MOST, NEW_WORDS, NEW_WORDS_OF_THE_SAME, facets
from tumen.analysis.digest.selection.headline import CROWD, Headline
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.model import Citation, Document, Kind, Line

MEETING = (Kind.MEETING, frozenset(("shoigu", "kim-jong-un")))
GIFT = (Kind.GIFT, frozenset(("shoigu", "kim-jong-un")))
MET = "Shoigu meets Kim Jong Un in Pyongyang"
SPACE = "Shoigu promises rocket engines and satellites"
ENGINES = "Rocket engines and satellites for Kim Jong Un"


def one(text: str, n: int, publisher: int | None = None, *, planned: bool = False, happening=GIFT) -> Headline:
    """The headline of the n-th report, of a publisher of its own."""
    url = f"https://paper{n if publisher is None else publisher}.example/{n}"
    report: Document = replace(document(text, hours=n, source=f"s{n}", url=url), language="en")
    return Headline(report, 0, len(text), True, happening, planned)


def sides(*given: Headline, told: str = MET) -> list[str]:
    above = [Line(text=told, language="en", citations=())]
    return [line.text for line in facets(given, shipped_watch().vocabulary, Publishers(()), language="en", told=above)]


def crowd(*texts: str) -> list[Headline]:
    """The headline that names the development, twice, then these."""
    return [one(text, n, happening=MEETING if text == MET else GIFT) for n, text in enumerate((MET, MET, *texts))]


def test_what_several_headlines_add_is_told_once_with_where_it_stands() -> None:
    given = crowd(SPACE, ENGINES)
    (line,) = facets(given, shipped_watch().vocabulary, Publishers(()), language="en", told=[])[:1]

    assert sides(*given) in ([SPACE], [ENGINES])
    assert line.citations == (
        Citation(document_id=given[[h.text for h in given].index(line.text)].document.id, start=0, end=len(line.text)),
    )


def test_what_one_headline_alone_adds_and_what_is_told_already_is_no_further_side() -> None:
    assert sides(*crowd(SPACE, "Shoigu flies home")) == []
    assert sides(*crowd(SPACE, ENGINES), told=f"{MET}: promises rocket engines and satellites") == []


def test_fewer_shared_words_than_a_new_thing_has_are_another_wording() -> None:
    words = ["rocket", "engines", "satellites"]
    assert len(words) == NEW_WORDS
    for n, found in ((NEW_WORDS - 1, 0), (NEW_WORDS, 1)):
        added = " and ".join(words[:n])
        assert len(sides(*crowd(f"Shoigu on {added}", f"Kim Jong Un on {added}"))) == found


def test_the_same_happening_in_other_words_is_told_only_where_many_of_them_are_new() -> None:
    words = ["rocket", "coal", "wheat", "timber", "medicine"]
    assert len(words) == NEW_WORDS_OF_THE_SAME
    for n, found in ((NEW_WORDS_OF_THE_SAME - 1, 0), (NEW_WORDS_OF_THE_SAME, 1)):
        added = " ".join(words[:n])
        again = [one(f"{who} {added}", 5 + k, happening=MEETING) for k, who in enumerate(("Shoigu", "Kim Jong Un"))]
        assert len(sides(*crowd(), *again)) == found


def test_fewer_reports_than_a_crowd_have_no_further_sides() -> None:
    given = crowd(SPACE, ENGINES)
    assert len(given) == CROWD
    assert sides(*given)
    assert sides(*given[: CROWD - 1]) == []


def test_what_one_publisher_says_twice_nobody_else_says() -> None:
    assert sides(*crowd(), one(SPACE, 2, publisher=7), one(ENGINES, 3, publisher=7)) == []


def test_an_announcement_is_no_further_side_of_what_has_happened() -> None:
    plans = [one(SPACE, 2, planned=True), one(ENGINES, 3, planned=True)]

    assert sides(*crowd(), *plans) == []
    assert sides(*(one(MET, n, planned=True, happening=MEETING) for n in (0, 1)), *plans)


def test_the_more_headlines_the_more_sides_up_to_a_few() -> None:
    things = {
        Kind.GIFT: "rocket engines satellites",
        Kind.TRANSFER: "coal timber harbour",
        Kind.AID: "wheat flour medicine",
        Kind.AWARD: "guests singers dancers",
    }
    many = [
        one(f"Shoigu on {thing} {again}", n, happening=(kind, frozenset()))
        for n, (kind, thing, again) in enumerate(
            (kind, thing, again) for kind, thing in things.items() for again in ("today", "now", "here")
        )
    ]
    lead = crowd(*[MET] * 7)

    assert len(sides(*lead[:2], *many[: EACH + CROWD - 3])) == 1
    assert len(sides(*lead[:2], *many[: EACH + CROWD - 2])) == 2
    assert len(sides(*lead, *many)) == MOST
