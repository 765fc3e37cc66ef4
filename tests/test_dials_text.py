"""How a text is read before anything is looked for in it: just above each dial one thing happens, just below the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

import re

import pytest

from tests.support.dials import FILLER, seen
from tests.support.documents import shipped_watch
from tumen.analysis.matching.matcher import parse
from tumen.analysis.matching.spellings import spellings
from tumen.analysis.text.datelines import inner
from tumen.analysis.text.fingerprints import shingles
from tumen.analysis.text.headlines import bare, headline
from tumen.analysis.text.language import language
from tumen.analysis.text.sentences import split
from tumen.analysis.text.shapes import right_before
from tumen.analysis.text.tokens import terms
from tumen.analysis.text.vocabulary import Vocabulary

FURNITURE = Vocabulary({"xx": {"datelines": {"head": (r"\(\w\) ",), "plug": (r"follow us[a-z ]*",)}}})

# Datelines and credits.


def test_four_datelines_in_a_row_are_no_part_of_a_text() -> None:
    assert inner("(a) (b) (c) (d) (e) " + FILLER * 3, FURNITURE)[0] == len("(a) (b) (c) (d) ")


@pytest.mark.parametrize(("letters", "start"), [(43, 4), (37, 0)])
def test_a_text_of_forty_letters_behind_its_dateline_stands_without_it(letters: int, start: int) -> None:
    assert inner("(a) " + "x" * letters, FURNITURE)[0] == start


@pytest.mark.parametrize(("length", "cut"), [(245, True), (275, False)])
def test_a_credit_begins_in_the_last_two_hundred_and_sixty_characters(length: int, cut: bool) -> None:
    said = FILLER * 20
    text = said + "follow us".ljust(length - 160, "x") + "." * 160

    assert (inner(text, FURNITURE)[1] < len(text)) is cut


# Fingerprints.


def test_a_passage_has_five_words() -> None:
    assert len(shingles("", " ".join(f"word{n}" for n in range(30)), spaces=True)[0]) == 30 - 5 + 1


def test_a_passage_of_a_script_without_spaces_has_nine_characters() -> None:
    signs = "".join(chr(0x4E00 + n) for n in range(80))

    assert len(shingles("", signs, spaces=False)[0]) == 80 - 9 + 1


def test_the_fingerprint_of_a_text_is_the_one_that_archives_keep() -> None:
    said = "One two three four five, and not a word more than that stands in it."

    assert min(shingles("", said, spaces=True)[0]) == 376920283074194218


@pytest.mark.parametrize(("passages", "level"), [(120, 0), (140, 1)])
def test_a_hundred_and_twenty_eight_passages_are_kept_of_a_text(passages: int, level: int) -> None:
    assert shingles("", " ".join(f"word{n}" for n in range(passages + 4)), spaces=True)[1] == level


@pytest.mark.parametrize(("length", "alone"), [(65, True), (55, False)])
def test_a_text_of_sixty_characters_speaks_for_itself_without_its_title(length: int, alone: bool) -> None:
    said = (FILLER * 9)[:length].strip().ljust(length, "x")

    assert (shingles("One title", said, spaces=True) == shingles("Another", said, spaces=True)) is alone


@pytest.mark.parametrize(("length", "read"), [(58_000, 58_000), (62_000, 60_000)])
def test_a_copy_is_looked_for_in_sixty_thousand_characters(length: int, read: int) -> None:
    assert seen("Russia and North Korea", "x" * length).features.said[1] == read


# Headlines.


def test_three_names_of_outlets_are_no_part_of_a_headline() -> None:
    title = "Bridge opens" + " | Daily News" * 5

    assert headline(title, shipped_watch().vocabulary)[1] == len("Bridge opens" + " | Daily News" * 2)


@pytest.mark.parametrize(("title", "cut"), [("The bridge opens", False), ("The new bridge opens", True)])
def test_a_headline_keeps_four_words(title: str, cut: bool) -> None:
    assert (bare(f"{title} | Daily News") == title) is cut


@pytest.mark.parametrize(("title", "cut"), [("To be or no", False), ("To be or not", True)])
def test_a_headline_keeps_twelve_characters(title: str, cut: bool) -> None:
    assert (bare(f"{title} | Daily News") == title) is cut


# Languages.


@pytest.mark.parametrize(("figures", "found"), [(280, "ko"), (320, "und")])
def test_a_language_is_known_by_six_hundred_characters(figures: int, found: str) -> None:
    assert language("1 " * figures + "북한과 러시아가 회담했다") == found


@pytest.mark.parametrize(("hangul", "korean"), [(22, True), (18, False)])
def test_a_fifth_of_the_letters_makes_a_text_korean(hangul: int, korean: bool) -> None:
    assert (language("북" * hangul + " " + "a" * (100 - hangul)) == "ko") is korean


@pytest.mark.parametrize(("kana", "found"), [(10, "ja"), (7, "zh")])
def test_a_twelfth_of_the_signs_in_kana_makes_a_text_japanese(kana: int, found: str) -> None:
    assert language("の" * kana + "東" * (100 - kana)) == found


@pytest.mark.parametrize(("words", "found"), [(7, "en"), (9, "pl")])
def test_one_small_word_in_eight_makes_a_text_english(words: int, found: str) -> None:
    assert language(" ".join(["the", *["Łódź"] * (words - 1)])) == found


@pytest.mark.parametrize(("title", "found"), [("Moskva radar", "sv"), ("Kim delegacja", "pl")])
def test_below_an_even_chance_the_source_says_in_which_language_it_writes(title: str, found: str) -> None:
    assert language(title, declared="sv") == found


# Sentences and words.


@pytest.mark.parametrize(("length", "parts"), [(1_150, 1), (1_250, 2)])
def test_a_sentence_ends_after_twelve_hundred_characters(length: int, parts: int) -> None:
    assert len(split("word " * (length // 5), "en")) == parts


@pytest.mark.parametrize(("between", "found"), [(52, True), (58, False)])
def test_what_stands_right_before_something_begins_within_sixty_characters(between: int, found: bool) -> None:
    text = "after " + "x" * between

    assert (right_before(re.compile(r"after x*$"), text, len(text)) is not None) is found


def test_a_word_of_three_letters_is_compared() -> None:
    assert set(terms("ab abc abcd", "xx", Vocabulary())) == {"abc", "abcd"}


# Forms of a table.


@pytest.mark.parametrize(("form", "plain"), [("châtea", False), ("château", True)])
def test_a_form_of_seven_letters_is_found_without_its_accents(form: str, plain: bool) -> None:
    assert (len(spellings(form)) == 2) is plain


def test_a_form_has_two_letters() -> None:
    assert parse("ab").anchor == "ab"
    with pytest.raises(ValueError, match="too short"):
        parse("a")


def test_a_name_of_three_words_is_found_with_the_given_name_in_one() -> None:
    found = [spellings(name, person=True)[1:] for name in ("Kim Jong", "Kim Jong Un", "Kim Jong Un Il")]

    assert found == [(), ("Kim Jongun",), ()]
