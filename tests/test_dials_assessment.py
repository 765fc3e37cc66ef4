"""What a report is about: just above each dial one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

import pytest

from tests.support.dials import (
    FILLER,
    at_place,
    seen,
)


@pytest.mark.parametrize(("place", "read"), [(11_700, True), (12_300, False)])
def test_judgement_reads_twelve_thousand_characters(place: int, read: bool) -> None:
    found = seen("North Korea holds a parade", at_place(place, "Russia sent a guest."))

    assert (found.relevance > 0) is read


@pytest.mark.parametrize(("place", "lead"), [(450, True), (560, False)])
def test_what_happens_is_looked_for_in_five_hundred_characters(place: int, lead: bool) -> None:
    found = seen("Russia and North Korea", at_place(place, "A treaty was signed."))

    assert ("sign" in found.features.acts) is lead


@pytest.mark.parametrize(("place", "near"), [(260, True), (340, False)])
def test_who_stands_around_a_report_is_named_within_three_hundred_characters(place: int, near: bool) -> None:
    found = seen("Russia and North Korea", at_place(place, "Washington was silent."))

    assert ("usa" in found.features.around) is near


@pytest.mark.parametrize(("count", "numbers"), [("11", ("11",)), ("9", ())])
def test_quantities_from_ten_on_are_compared(count: str, numbers: tuple[str, ...]) -> None:
    assert seen(f"North Korea sends Russia {count} singers", "").features.numbers == numbers


def test_a_hundred_and_twenty_words_are_compared() -> None:
    words = [f"{a}{b}q" for a in "bcdfghjklmnp" for b in "rstvwxzbcdfghjkm"]
    found = seen("Russia and North Korea", " ".join(words))

    assert len(words) > 160
    assert len(found.features.terms) == 120


def test_a_name_in_the_lead_weighs_six_tenths_of_one_in_the_headline_and_a_later_one_a_quarter() -> None:
    found = seen(
        "Shoigu in Pyongyang for Russia", "Lavrov stayed at home. " + FILLER * 20 + "Peskov was silent on North Korea."
    )
    weight = dict(found.features.concepts)

    assert (weight["shoigu"], weight["lavrov"], weight["peskov"]) == (1.0, 0.6, 0.25)


@pytest.mark.parametrize(("place", "lead"), [(350, True), (450, False)])
def test_the_lead_in_which_a_report_says_what_it_is_about_has_four_hundred_characters(place: int, lead: bool) -> None:
    found = seen("North Korea holds a parade", at_place(place, "Russia sent a guest.") + FILLER * 30)

    assert found.reasons[0].code.startswith("title_and") is lead


def test_a_report_is_about_the_subject_from_one_half_on() -> None:
    late = seen("North Korea opens a resort", FILLER * 4 + "Russia sent a guest.")
    listed = seen(
        "Envoy takes office", "The envoy named China, Russia, Iran and North Korea as the countries he watches."
    )

    assert (late.relevance, late.relevant) == (0.6, True)
    assert (listed.relevance, listed.relevant) == (0.4, False)


@pytest.mark.parametrize(("place", "view"), [(350, True), (440, False)])
def test_an_author_speaks_as_one_in_the_first_four_hundred_characters(place: int, view: bool) -> None:
    found = seen("Russia and North Korea sign a treaty", at_place(place, "The views expressed are his own. " + FILLER))

    assert found.opinion is view
