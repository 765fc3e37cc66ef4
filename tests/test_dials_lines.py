"""The line of an item: just above each dial one thing happens, just below it the other."""

from __future__ import annotations

import pytest

from tests.support.documents import shipped_watch
from tests.test_lines import words_of
from tumen.analysis.digest.lines.grammar import Clause
from tumen.model import Mention

VOCABULARY = shipped_watch().vocabulary


def clause(text: str, language: str) -> Clause:
    return Clause(text, 0, len(text), language, VOCABULARY)


def test_a_line_names_four_at_most() -> None:
    found = words_of("Putin, Lavrov, Shoigu, Belousov, Kim Jong Un and Choe Son Hui discuss trade", "de")

    assert found == "Putin, Lawrow, Schoigu, Beloussow – Handel"


def test_a_line_names_two_things_at_most() -> None:
    found = words_of("Russia and North Korea agree on coal, oil, drones and tourism", "de")

    assert found.partition(" – ")[2].count(",") == 1


def test_a_line_has_two_figures_at_most() -> None:
    found = words_of("North Korea sent 8,000 soldiers, 600 workers and 300 containers to Russia, NIS says", "de")

    assert "Truppen: 8.000, Arbeiter: 600" in found
    assert "Container" not in found


@pytest.mark.parametrize(("between", "told"), [(38, True), (42, False)])
def test_a_light_verb_carries_a_noun_within_forty_characters(between: int, told: bool) -> None:
    text = f"Putin held{' ' * between}talks"

    assert clause(text, "en").tells(Mention(concept="putin", start=0, end=5), len(text) - 5, len(text)) is told


@pytest.mark.parametrize(("between", "beside"), [(3, True), (4, False)])
def test_words_stand_beside_a_subject_within_three_characters(between: int, beside: bool) -> None:
    putin = Mention(concept="putin", start=0, end=5)

    assert clause(f"Putin{' ' * between}to visit", "en").is_beside(putin, 5 + between) is beside


@pytest.mark.parametrize(("behind", "heads"), [(6, True), (7, False)])
def test_a_noun_heads_its_clause_with_six_characters_behind_it(behind: int, heads: bool) -> None:
    text = f"방문{'가' * behind}"

    assert clause(text, "ko").heads(0, 2) is heads


@pytest.mark.parametrize(
    ("between", "told"), [(" on a calm sunny day for ", True), (" on a clear sunny day for ", False)]
)
def test_a_journey_goes_where_a_place_stands_within_twenty_five_characters(between: str, told: bool) -> None:
    assert len(between) == (25 if told else 26)

    found = words_of(f"Lavrov arrives{between}Pyongyang", "ko")

    assert (found == "라브로프, 평양 도착") is told


@pytest.mark.parametrize(("between", "told"), [(" quite soon ", True), (" rather soon ", False)])
def test_a_manner_stands_within_twelve_characters_of_its_happening(between: str, told: bool) -> None:
    assert len(between) == (12 if told else 13)

    found = words_of(f"Belousov may{between}visit Pyongyang", "de")

    assert ("möglich" in found) is told


@pytest.mark.parametrize(("between", "told"), [("", True), (" 계속 또", False)])
def test_a_journey_is_put_off_by_a_word_within_four_characters(between: str, told: bool) -> None:
    assert ("postponed" in words_of(f"라브로프 방북{between} 연기", "en")) is told


@pytest.mark.parametrize(("way", "told"), [("to", True), ("to old", False)])
def test_what_looks_like_a_plan_leads_to_a_place_within_three_characters(way: str, told: bool) -> None:
    assert words_of(f"Kim Jong Un comes {way} Russia with gifts", "de").startswith("Geschenke") is told


@pytest.mark.parametrize(("word", "asks"), [("Płn", True), ("Północ", False)])
def test_a_full_stop_behind_three_letters_ends_no_sentence(word: str, asks: bool) -> None:
    found = words_of(f"Kim Dzong Un przekaże rakiety dla {word}. Rosji Putina i co dalej?", "en")

    assert ("Transfers" not in found) is asks


@pytest.mark.parametrize(("between", "of"), [("a new ", True), ("a very new ", False)])
def test_what_is_spoken_of_stands_within_two_words(between: str, of: bool) -> None:
    text = f"Kim mocks fantasies about {between}meeting"

    assert clause(text, "en").is_spoken_of(text.index("meeting")) is of


@pytest.mark.parametrize(("between", "brand"), [("맥주 ‘", True), ("맥주 신제품 대표작 이름은 ‘", False)])
def test_a_thing_that_is_called_after_a_place_stands_beside_it(between: str, brand: bool) -> None:
    text = f"{between}두만강’ 상륙"
    at = text.index("두만강")

    assert clause(text, "ko").belongs(Mention(concept="x", start=at, end=at + 3), is_place=True) is brand


@pytest.mark.parametrize(("tail", "told"), [("a report out today now yes", False), ("a report out today now", True)])
def test_a_tail_that_only_says_whose_word_it_is_has_twenty_five_characters(tail: str, told: bool) -> None:
    assert ("(ein Bericht" in words_of(f"North Korea sends arms to Russia: {tail}", "de")) is told
