"""What a text says happened, when, and how much: just above each dial one thing happens, just below it the other.

`python -m benchmarks.mutants extraction` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.dials import FILLER, at_place
from tests.support.documents import read, shipped_watch
from tumen.analysis.extraction.dates import find_dates
from tumen.analysis.extraction.event_date import event_date
from tumen.analysis.extraction.frame_claimant import claimant
from tumen.analysis.extraction.frames import frames
from tumen.analysis.extraction.happenings import quotations
from tumen.analysis.extraction.number_values import figure
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.extraction.proper_names import names
from tumen.analysis.extraction.reports import headline_of, report_of
from tumen.analysis.text.text import Text
from tumen.model import Frame

JUNE_17 = date(2025, 6, 17)


def told(title: str, text: str = "") -> tuple[Frame, ...]:
    """The frames of a report in which nobody is found to speak."""
    made = Text.of(title, text, shipped_watch().vocabulary)
    return frames(made, shipped_watch(), shipped_watch().find(made))


# Who, and by whose word.


@pytest.mark.parametrize(("between", "knows"), [(" – ", True), ("  – ", False)])
def test_who_stands_three_characters_before_the_word_for_it_knows_a_thing(between: str, knows: bool) -> None:
    text = read(f"NATO{between}confirms North Korean troops in Russia")
    mentions = shipped_watch().find(text)
    report = report_of(text, shipped_watch(), mentions, (), (), None)

    assert (claimant(report, headline_of(text, mentions, (), shipped_watch())) is not None) is knows


@pytest.mark.parametrize(("between", "quoted"), [(23, True), (27, False)])
def test_a_person_opens_a_quotation_within_twenty_five_characters(between: int, quoted: bool) -> None:
    found = told("Peskov " + "x" * (between - 2) + " “Russia is a friend of North Korea always”")

    assert (bool(found) and found[0].claimant == "peskov") is quoted


@pytest.mark.parametrize(("title", "agent"), [(18, "peskov"), (22, "russia")])
def test_a_state_twenty_characters_before_a_person_says_whose_they_are(title: int, agent: str) -> None:
    found = told("Russia " + "x" * (title - 2) + " Peskov warns North Korea")

    assert found[0].agents == (agent,)


@pytest.mark.parametrize(("place", "found"), [(270, True), (320, False)])
def test_three_hundred_characters_say_what_a_headline_leaves_out(place: int, found: bool) -> None:
    assert bool(told("Russia and North Korea in June", at_place(place, "Russia signed the treaty."))) is found


@pytest.mark.parametrize(("words", "beside"), [(20, True), (3, False)])
def test_a_headline_of_which_nine_tenths_are_quoted_says_nothing_else(words: int, beside: bool) -> None:
    text = read("“" + "q" * 78 + "” " + "x" * words)

    assert bool(quotations(text, (0, len(text.original)))) is beside


# When.


def test_a_month_has_thirty_one_days() -> None:
    assert [mention.day for said in ("31일 밝혔다", "35일 밝혔다") for mention in find_dates(read(said, "ko"))] == [31]


def test_a_year_of_two_digits_is_one_of_this_century() -> None:
    assert find_dates(read("It was signed on 17.06.25."))[0].year == 2025


@pytest.mark.parametrize(("published", "day"), [(date(2024, 8, 20), date(2024, 2, 29)), (date(2024, 10, 1), None)])
def test_the_last_of_february_is_meant_within_half_a_year(published: date, day: date | None) -> None:
    assert find_dates(read("It was signed on 29 February."))[0].on(published) == day


@pytest.mark.parametrize(("sentences", "found"), [(3, True), (4, False)])
def test_the_day_of_a_happening_stands_in_one_of_four_sentences(sentences: int, found: bool) -> None:
    assert (event_date(read(FILLER * sentences + "It was signed on June 16."), JUNE_17) is not None) is found


@pytest.mark.parametrize(
    ("day", "recent"), [("June 8", True), ("June 6", False), ("May 5, 2025", True), ("April 30, 2025", False)]
)
def test_a_happening_is_ten_days_old_at_most_and_forty_five_when_the_year_is_given(day: str, recent: bool) -> None:
    assert (event_date(read(f"It was signed on {day}."), JUNE_17) is not None) is recent


# How much.


def test_three_digits_behind_a_separator_are_thousands() -> None:
    assert [figure(digits, decimal_point=False) for digits in ("1,00", "1,000", "1,0000")] == [1, 1000, 1]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("two hundred men", 200),
        ("two hundred thousand men", 200_000),
        ("twenty-five hundred men", 2_500),
        ("two dozen men", 24),
        ("deux cent soldats", 200),
        ("900000000000 men", 9e11),
        ("1100000000000 men", None),
        ("3割", 30),
        ("$" + "1" * 38, float("1" * 38)),
        ("$" + "1" * 42, None),
    ],
)
def test_a_figure_is_read_as_it_is_said_up_to_forty_characters_or_a_million_million_things(
    said: str, value: float | None
) -> None:
    assert [number.low for number in find_numbers(read(said))] == ([] if value is None else [value])


# Names without a watch.


def test_a_name_has_four_letters_of_which_five_are_compared_and_is_worth_more_in_the_headline() -> None:
    found = names("A visit of Belousov", "A word of Kim, a word of Choe and of Lavrov.")

    assert found == {"belou": 1.0, "choe": 0.6, "lavro": 0.6}
