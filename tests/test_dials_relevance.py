"""Where the sides meet and how much that is worth, and what a document is known by: each dial from both sides.

`python -m benchmarks.mutants assessment` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.dials import FILLER, seen
from tests.support.documents import draft, shipped_watch
from tumen.analysis.assessment.assess import assess
from tumen.analysis.assessment.identity import document_id
from tumen.analysis.assessment.read import moment
from tumen.analysis.matching.watch import Watch

MEETING = "Russia met North Korea. "
LISTED = "The envoy named China, Russia and North Korea as his."


def worth(title: str, text: str) -> tuple[float, str]:
    document = seen(title, text)
    return document.relevance, document.reasons[0].code


@pytest.mark.parametrize(
    ("title", "text", "score", "code"),
    [
        ("Russia and North Korea", "", 1.0, "both_in_title"),
        ("North Korea opens a resort", FILLER + "Russia sent a guest.", 0.85, "title_and_lead"),
        ("North Korea opens a resort", FILLER * 2 + "Russia sent a guest.", 0.6, "title_and_late"),
        ("Snow on the hills", MEETING, 0.7, "lead_sentence"),
        ("Envoy takes office", LISTED, 0.4, "list_of_countries"),
        ("Officials meet", "It is a state like North Korea, Russia said.", 0.3, "comparison"),
    ],
)
def test_the_nearer_the_sides_meet_to_the_headline_the_more_it_is_worth(
    title: str, text: str, score: float, code: str
) -> None:
    assert worth(title, text) == (score, code)


@pytest.mark.parametrize(("others", "score"), [(8, 0.7), (10, 0.45)])
def test_a_bulletin_is_about_the_sides_when_they_meet_in_eight_of_a_hundred_sentences(
    others: int, score: float
) -> None:
    assert worth("Snow on the hills", FILLER * 2 + MEETING + FILLER * others)[0] == score


@pytest.mark.parametrize(("meetings", "score"), [(2, 0.45), (3, 0.7)])
def test_a_bulletin_is_about_the_sides_when_they_meet_in_more_than_two_sentences(meetings: int, score: float) -> None:
    assert worth("Snow on the hills", MEETING * meetings + FILLER * 60)[0] == score


@pytest.mark.parametrize(("meetings", "score"), [(5, 0.35), (7, 0.7)])
def test_a_text_that_comes_late_to_the_sides_is_about_them_from_a_quarter_of_it_on(meetings: int, score: float) -> None:
    assert worth("Snow on the hills", FILLER * 17 + MEETING * meetings)[0] == score


@pytest.mark.parametrize(("length", "score"), [(780, 0.6), (820, 0.2)])
def test_in_a_text_of_eight_hundred_characters_the_sides_need_not_meet_in_a_sentence(length: int, score: float) -> None:
    said = "Russia sent a guest. North Korea was calm. " + FILLER * 60

    assert worth("Snow on the hills", said[:length])[0] == score


@pytest.mark.parametrize(("length", "score"), [(255, 0.6), (275, 0.2)])
def test_a_character_of_korean_says_as_much_as_three_letters(length: int, score: float) -> None:
    said = "러시아는 손님을 보냈다. 북한은 조용했다. " + "언덕에 눈이 내렸다. " * 60

    assert worth("언덕에 눈", said[:length])[0] == score


@pytest.mark.parametrize(("named", "listed"), [("Russia", False), ("China, Russia", True)])
def test_three_countries_make_a_list(named: str, listed: bool) -> None:
    assert (worth("Envoy takes office", f"The envoy named {named} and North Korea as his.")[0] == 0.4) is listed


@pytest.mark.parametrize(("between", "listed"), [(26, False), (36, True)])
def test_the_members_of_a_list_act_together_when_it_is_said_within_forty_characters(between: int, listed: bool) -> None:
    said = f"China, Russia and North Korea {'x' * (between - 2)} together held talks."

    assert (worth("Envoy takes office", said)[0] == 0.4) is listed


@pytest.mark.parametrize(("length", "shown"), [(155, 155), (165, 158)])
def test_a_reason_shows_a_hundred_and_sixty_characters_of_a_sentence(length: int, shown: int) -> None:
    sentence = "Russia met North Korea and ".ljust(length - 1, "x") + "."

    told = seen("Snow on the hills", sentence).reasons[0].text

    assert len(told.partition(": ")[2]) == shown


@pytest.mark.parametrize(("weight", "compared"), [(0.28, False), (0.32, True)])
def test_a_name_of_which_every_report_is_full_is_not_compared(weight: float, compared: bool) -> None:
    russia = replace(shipped_watch().entry("russia"), weight=weight, guards=())
    watch = Watch.compile([russia], sides=("russia",), vocabulary=shipped_watch().vocabulary)

    found = assess(draft("Russia opens a bridge", "A bridge was opened."), watch)

    assert ("russia" in found.features.lead) is compared


def test_the_id_of_a_document_has_twenty_digits() -> None:
    assert len(document_id("source", "key")) == 20


@pytest.mark.parametrize(("year", "read"), [(1989, False), (1990, True), (2100, True), (2101, False)])
def test_a_date_lies_between_1990_and_2100(year: int, read: bool) -> None:
    if read:
        assert moment(f"{year}-06-17").year == year
    else:
        with pytest.raises(ValueError, match="between 1990 and 2100"):
            moment(f"{year}-06-17")
