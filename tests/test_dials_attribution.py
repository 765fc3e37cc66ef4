"""Who says so: just inside each reach a speaker is found, just outside it is not.

`python -m benchmarks.mutants attribution` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

import pytest

from tests.support.dials import FILLER
from tests.support.documents import read, shipped_watch
from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.attribution.figure_claimant import speaker_of
from tumen.analysis.attribution.phrases import Attribution, slug
from tumen.analysis.attribution.unattributed import actor, headline_speaker, subject


def found(said: str, language: str = "en") -> list[Attribution]:
    """Who speaks in a text without a headline."""
    return list(find_attributions(read("\n\n" + said, language), shipped_watch()))


def speaking(said: str, language: str = "en") -> list[str]:
    return [attribution.who for attribution in found(said, language)]


def words(length: int) -> str:
    """Words of so many characters, the spaces around them too."""
    return f" {('word ' * length)[: length - 2].strip():s<{length - 2}} "


# Between a verb and its subject.


@pytest.mark.parametrize(("reach", "who"), [(128, ["kremlin"]), (132, [])])
def test_a_subject_stands_within_a_hundred_and_thirty_characters_of_its_verb(reach: int, who: list[str]) -> None:
    assert speaking(f"Peskov{words(reach)}said it would go on.") == who


@pytest.mark.parametrize(("reach", "who"), [(14, ["russia"]), (15, [])])
def test_a_capital_speaks_within_fourteen_characters_of_its_verb(reach: int, who: list[str]) -> None:
    assert speaking(f"Moscow{words(reach)}said it would go on.") == who


@pytest.mark.parametrize(("reach", "who"), [(73, ["kremlin"]), (77, [])])
def test_a_subject_behind_its_verb_stands_within_seventy_five_characters(reach: int, who: list[str]) -> None:
    assert speaking(f"“It will go on,” said{words(reach)}Peskov.") == who


@pytest.mark.parametrize(("between", "who"), [("тоже", ["russia"]), ("вчера", [])])
def test_a_state_behind_its_verb_stands_within_six_characters(between: str, who: list[str]) -> None:
    assert speaking(f"«Это так», заявила {between} Москва.", "ru") == who


@pytest.mark.parametrize(("between", "who"), [("大大大", ["russia"]), ("大大大大", [])])
def test_a_country_within_a_chinese_clause_speaks_within_three_signs_of_its_verb(between: str, who: list[str]) -> None:
    assert speaking(f"昨天，在会议上俄罗斯{between}表示将继续。", "zh") == who


@pytest.mark.parametrize(("between", "who"), [(21, ["russia"]), (23, [])])
def test_a_state_with_a_particle_speaks_within_twenty_five_characters_of_a_verb_at_the_end(
    between: int, who: list[str]
) -> None:
    assert speaking(f"러시아는 {'가' * between} 밝혔다.", "ko") == who


@pytest.mark.parametrize(("claim", "who"), [("xxxxxx", ["kremlin"]), ("xxxxxxxx", ["kremlin", "nis"])])
def test_the_word_for_what_is_denied_stands_within_twelve_characters_of_the_denial(claim: str, who: list[str]) -> None:
    assert speaking(f"Peskov denied NIS {claim} claims that it goes on.") == who


@pytest.mark.parametrize(("speakers", "who"), [("국정원은 국방부는", "rok-mnd"), ("국정원은 국방부는 백악관은", "nis")])
def test_of_three_parties_with_a_particle_the_first_speaks_of_two_the_last(speakers: str, who: str) -> None:
    assert speaking(f"{speakers} 이를 밝혔다.", "ko") == [who]


# Beside a preposition, a particle, a title, a colon.


@pytest.mark.parametrize(("reach", "who"), [(46, ["kremlin"]), (50, [])])
def test_a_source_stands_within_forty_eight_characters_of_its_preposition(reach: int, who: list[str]) -> None:
    assert speaking(f"According to{words(reach)}Peskov, it will go on.") == who


@pytest.mark.parametrize(("between", "who"), [(28, ["nis"]), (31, [])])
def test_a_source_stands_within_thirty_characters_of_its_particle(between: int, who: list[str]) -> None:
    assert speaking(f"국정원{'가' * between} 에 따르면 파병이 계속된다.", "ko") == who


@pytest.mark.parametrize(("title", "who"), [(12, ["kremlin"]), (14, ["officials"])])
def test_a_title_is_followed_by_its_name_within_fourteen_characters(title: int, who: list[str]) -> None:
    assert speaking(f"заявил чиновник {'у' * title} Песков.", "ru") == who


@pytest.mark.parametrize(("between", "who"), [("  ", ["kremlin"]), ("   ", ["lawmakers"])])
def test_a_title_adjoins_its_name_when_two_characters_stand_between(between: str, who: list[str]) -> None:
    assert speaking(f"according to lawmaker{between}Peskov, it goes on.") == who


@pytest.mark.parametrize(("before", "who"), [(10, ["kremlin"]), (12, [])])
def test_a_headline_begins_with_its_speaker_within_twelve_characters(before: int, who: list[str]) -> None:
    assert speaking(f"{'x' * before} Peskov: it goes on") == who


# Names.


@pytest.mark.parametrize(("between", "name"), [(43, "White House"), (47, "Kirby")])
def test_a_body_and_its_spokesman_are_one_name_within_forty_five_characters(between: int, name: str) -> None:
    [one] = found(f"White House{words(between)}Kirby said it goes on.")

    assert one.name.startswith(name)


@pytest.mark.parametrize(("between", "length"), [(10, 68), (14, 29)])
def test_a_name_has_seventy_characters_at_most(between: int, length: int) -> None:
    body = "National Intelligence Service"

    [one] = found(f"{body}{words(between)}{body} said it goes on.")

    assert len(one.name) == length


def test_the_id_of_an_unlisted_speaker_has_sixty_characters_at_most() -> None:
    assert [len(slug("x" * length)) for length in (58, 62)] == [58, 60]


# Whose word a figure is.


def speaker(said: str) -> bool:
    """Whether the text says whose word its figure is."""
    text, start = read(said), said.index("8,000")
    sentence = next(span for span in text.sentences if span[0] <= start < span[1])
    return speaker_of(text, shipped_watch(), sentence, (start, start + 5)) is not None


@pytest.mark.parametrize(("sentences", "known"), [(2, True), (3, False)])
def test_a_speaker_goes_on_for_three_sentences(sentences: int, known: bool) -> None:
    before = f"Men\n\n{FILLER}\nThe NIS said no.\nPeskov said it. "

    assert speaker(before + FILLER * sentences + "There came 8,000 men.") is known


@pytest.mark.parametrize(("sentences", "known"), [(1, True), (2, False)])
def test_the_two_sentences_behind_a_headline_say_whose_word_its_figure_is(sentences: int, known: bool) -> None:
    body = FILLER * sentences + "Peskov said it. " + FILLER * 3 + "\nThe NIS said no."

    assert speaker("The 8,000 men\n\n" + body) is known


@pytest.mark.parametrize(("sentences", "who"), [(0, "Peskov"), (1, "NIS")])
def test_in_a_text_of_three_sentences_the_last_says_whose_word_it_is_before_the_headline(
    sentences: int, who: str
) -> None:
    said = "NIS: men come\n\nThere came 8,000 men. Peskov said it. " + FILLER * sentences
    text, start = read(said), said.index("8,000")

    found = speaker_of(text, shipped_watch(), text.sentences[1], (start, start + 5))

    assert found is not None
    assert who in found.name


# Behind what no verb hands to anybody.


@pytest.mark.parametrize(("reach", "who"), [(29, "Shoigu"), (32, "")])
def test_who_opens_a_headline_stands_within_thirty_characters_of_the_quotation(reach: int, who: str) -> None:
    text = read(f"Shoigu{words(reach)}“It goes on”\n\n.")

    assert headline_speaker(text, shipped_watch(), (0, text.title_end)) == who


@pytest.mark.parametrize(("place", "who"), [(14, "Seoul"), (17, "")])
def test_who_imposes_something_stands_within_fifteen_characters_of_the_beginning(place: int, who: str) -> None:
    said = f"{'In all this time'[: place - 1]} Seoul imposed sanctions on three ships."
    text = read(f"\n\n{said}")

    assert actor(text, shipped_watch(), (2, 2 + len(said))) == who


@pytest.mark.parametrize(("length", "found"), [(6, True), (7, False)])
def test_the_subject_in_a_clause_of_its_own_has_at_most_six_words(length: int, found: bool) -> None:
    named = " ".join(["Eastern"] * (length - 1) + ["Railways"])

    text = read(f"Trains run again, {named} said\n\n.")

    assert subject(text, shipped_watch(), (0, text.title_end)) == (named if found else "")


@pytest.mark.parametrize(("length", "found"), [(3, True), (4, False)])
def test_the_subject_that_opens_its_sentence_has_at_most_three_words(length: int, found: bool) -> None:
    named = " ".join(["Eastern"] * (length - 1) + ["Railways"])

    text = read(f"{named} said trains run again\n\n.")

    assert subject(text, shipped_watch(), (0, text.title_end)) == (named if found else "")
