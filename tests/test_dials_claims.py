"""Which figures are claims: just inside each dial a figure is read one way, just outside it another.

`python -m benchmarks.mutants claims` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

import pytest

from tests.support.dials import FILLER
from tests.support.documents import read, shipped_watch
from tumen.analysis.claims import find_claims
from tumen.model import Claim


def claims_in(said: str, language: str = "en") -> tuple[Claim, ...]:
    """The claims of a text; without a blank line in it, of one without a headline."""
    return find_claims(read(said if "\n\n" in said else f"\n\n{said}", language), shipped_watch())


def metrics(said: str, language: str = "en") -> list[str]:
    return [claim.metric for claim in claims_in(said, language)]


def gap(length: int, sign: str = "x") -> str:
    """A word of no language and the spaces around it, so many characters together."""
    return f" {sign * (length - 2)} "


# A figure and its noun.


@pytest.mark.parametrize(("reach", "metric"), [(42, "troops_deployed"), (43, "other")])
def test_a_noun_stands_within_forty_two_characters_behind_its_figure(reach: int, metric: str) -> None:
    assert metrics(f"North Korea sent 6,000{gap(reach)}soldiers to Russia.") == [metric]


@pytest.mark.parametrize(("place", "found"), [(20, ["troops_deployed"]), (21, [])])
def test_a_noun_stands_within_twenty_six_characters_before_its_figure(place: int, found: list[str]) -> None:
    assert metrics(f"North Korean soldiers in {'x' * place}: 6,000 for Russia.") == found


@pytest.mark.parametrize(("reach", "found"), [(14, ["troops_deployed"]), (15, [])])
def test_a_korean_noun_stands_within_fourteen_characters_before_its_figure(reach: int, found: list[str]) -> None:
    assert metrics(f"러시아에 간 북한군{'가' * reach}6000을 보냈다.", "ko") == found


@pytest.mark.parametrize(("reach", "metric"), [(14, "engineers"), (15, "workers")])
def test_a_chinese_counter_leads_to_a_noun_within_fourteen_characters(reach: int, metric: str) -> None:
    assert metrics(f"朝鲜向俄罗斯派遣6000名的{'大' * (reach - 1)}工兵住在工人宿舍。", "zh") == [metric]


@pytest.mark.parametrize(("reach", "metric"), [(5, "engineers"), (6, "workers")])
def test_of_two_chinese_nouns_the_one_behind_its_figure_is_counted_within_five_characters(
    reach: int, metric: str
) -> None:
    assert metrics(f"朝鲜向俄罗斯派遣工人大大大6000{'小' * reach}工兵。", "zh") == [metric]


@pytest.mark.parametrize(("reach", "found"), [(64, ["containers"]), (65, [])])
def test_what_a_number_is_said_to_be_of_stands_within_sixty_four_characters(reach: int, found: list[str]) -> None:
    assert metrics(f"North Korea and Russia: the number of containers{gap(reach)}600.") == found


# A figure and what became of those counted.


@pytest.mark.parametrize(("reach", "metric"), [(48, "troops_killed"), (49, "troops_deployed")])
def test_what_became_of_people_is_said_within_forty_eight_characters_behind_them(reach: int, metric: str) -> None:
    assert metrics(f"Of the North Korean soldiers in Russia 600{gap(reach)}dead.") == [metric]


@pytest.mark.parametrize(("reach", "metric"), [(48, "troops_killed"), (49, "troops_deployed")])
def test_what_became_of_people_is_said_within_forty_eight_characters_before_them(reach: int, metric: str) -> None:
    assert metrics(f"North Korea in Russia: the dead{gap(reach)}600 soldiers.") == [metric]


@pytest.mark.parametrize(("reach", "metric"), [(110, "troops_killed"), (111, "troops_deployed")])
def test_a_finite_verb_says_within_a_hundred_and_ten_characters_what_became_of_people(reach: int, metric: str) -> None:
    assert metrics(f"Of the North Korean soldiers in Russia 600{gap(reach - 5)}were killed.") == [metric]


@pytest.mark.parametrize(("reach", "metric"), [(20, "troops_deployed"), (21, "workers")])
def test_people_are_troops_when_they_are_said_to_be_deployed_within_twenty_characters(reach: int, metric: str) -> None:
    assert metrics(f"North Korea and Russia: 600 people{gap(reach - 15)}deployed for work.") == [metric]


@pytest.mark.parametrize(("reach", "metric"), [(20, "troops_killed"), (21, "troops_deployed")])
def test_a_korean_verb_says_within_twenty_characters_what_became_of_people(reach: int, metric: str) -> None:
    assert metrics(f"러시아에 간 북한군 600명{'가' * (reach - 2)} 사망했다.", "ko") == [metric]


@pytest.mark.parametrize(("reach", "metric"), [(4, "troops_deployed"), (5, "troops_killed")])
def test_a_korean_fate_within_four_characters_of_the_next_figure_is_that_ones(reach: int, metric: str) -> None:
    assert metrics(f"러시아에서 북한군 600명 사망{'나' * reach}700명 부상.", "ko") == [metric, "casualties"]


@pytest.mark.parametrize(("reach", "found"), [(34, ["troops_killed"]), (35, [])])
def test_a_figure_of_nobody_counts_the_dead_within_thirty_four_characters(reach: int, found: list[str]) -> None:
    assert metrics(f"North Korea in Russia: the dead{gap(reach)}600.") == found


# How large a figure is.


@pytest.mark.parametrize(("number", "found"), [(19, []), (20, ["troops_deployed"])])
def test_twenty_soldiers_are_a_force(number: int, found: list[str]) -> None:
    assert metrics(f"{number} North Korean soldiers sang in Russia.") == found


@pytest.mark.parametrize(("number", "found"), [(2, []), (3, ["other"])])
def test_three_people_are_counted_two_are_those_just_named(number: int, found: list[str]) -> None:
    assert metrics(f"{number} people spoke of North Korea and Russia.") == found


@pytest.mark.parametrize(("number", "found"), [(9, []), (10, ["other"])])
@pytest.mark.parametrize("thing", ["companies", "carpets"])
def test_ten_companies_and_ten_things_of_no_table_are_counted(thing: str, number: int, found: list[str]) -> None:
    assert metrics(f"North Korea and Russia\n\n{number} {thing} of North Korea are in Russia.") == found


@pytest.mark.parametrize(("number", "metric"), [(999, "other"), (1000, "troops_deployed")])
def test_a_thousand_who_are_decorated_are_a_force(number: int, metric: str) -> None:
    assert metrics(f"Honours\n\n{number} North Korean soldiers in Russia were awarded medals.") == [metric]


@pytest.mark.parametrize(("number", "metric"), [(99, "other"), (100, "workers")])
def test_a_list_of_sanctions_has_fewer_than_a_hundred_people(number: int, metric: str) -> None:
    assert metrics(f"Sanctions\n\nSeoul put {number} North Korean workers in Russia on its sanctions list.") == [metric]


@pytest.mark.parametrize(("number", "figures"), [(99, [6000]), (100, [6000, 100])])
def test_a_figure_alone_goes_on_counting_people_from_a_hundred_on(number: int, figures: list[float]) -> None:
    found = claims_in(f"North Korea sent 6,000 soldiers to Russia. By December {number}.")

    assert [claim.low for claim in found] == figures


@pytest.mark.parametrize(("number", "figures"), [(9, [6000]), (10, [6000, 10])])
def test_a_figure_alone_goes_on_counting_arms_from_ten_on(number: int, figures: list[float]) -> None:
    found = claims_in(f"North Korea sent 6,000 shells to Russia, {number} by December.")

    assert [claim.low for claim in found] == figures


@pytest.mark.parametrize(("number", "found"), [(999, []), (1000, ["workers"])])
def test_a_figure_alone_counts_the_people_of_the_title_from_a_thousand_on(number: int, found: list[str]) -> None:
    assert metrics(f"North Korean workers in Russia\n\nThere are now {number}.") == found


@pytest.mark.parametrize(("before", "found"), [(2, ["workers"]), (3, [])])
def test_a_figure_alone_counts_the_people_of_the_title_in_the_first_three_sentences(
    before: int, found: list[str]
) -> None:
    said = f"{FILLER * before}There are now 2,000."

    assert metrics(f"North Korean workers in Russia\n\n{said}") == found


# Rides and loads.


@pytest.mark.parametrize(("reach", "found"), [(21, ["other"]), (22, [])])
def test_a_ride_and_how_long_it_takes_stand_within_twenty_six_characters(reach: int, found: list[str]) -> None:
    assert metrics(f"The train from North Korea to Russia takes{gap(reach)}20 hours.") == found


@pytest.mark.parametrize(("reach", "metric"), [(24, "aid"), (25, "other")])
def test_tons_are_those_of_the_load_within_twenty_four_characters(reach: int, metric: str) -> None:
    assert metrics(f"North Korea got from Russia 6,000 tons{gap(reach)}humanitarian aid.") == [metric]


@pytest.mark.parametrize(("reach", "found"), [(30, ["other"]), (31, [])])
def test_a_share_is_one_of_arms_within_thirty_characters_behind_it(reach: int, found: list[str]) -> None:
    said = f"{FILLER * 6}North Korea makes 40%{gap(reach)}shells."

    assert metrics(f"North Korea and Russia\n\n{said}") == found


@pytest.mark.parametrize(("reach", "found"), [(3, ["other"]), (4, [])])
def test_a_share_is_one_of_arms_within_three_characters_before_it(reach: int, found: list[str]) -> None:
    said = f"{FILLER * 6}Seoul on North Korea: shells{'-' * reach}40%."

    assert metrics(f"North Korea and Russia\n\n{said}") == found


@pytest.mark.parametrize(("reach", "found"), [(24, ["other"]), (25, [])])
def test_a_share_in_words_is_one_of_arms_within_twenty_four_characters_behind_it(reach: int, found: list[str]) -> None:
    assert metrics(f"North Korea makes half of{gap(reach)}shells of Russia.") == found


@pytest.mark.parametrize(("reach", "found"), [(48, ["other"]), (49, [])])
def test_a_share_in_words_is_one_of_arms_within_forty_eight_characters_before_it(reach: int, found: list[str]) -> None:
    assert metrics(f"Of Russia's shells{gap(reach)}half are North Korean.") == found


# Which figures are one.


@pytest.mark.parametrize(("number", "figures"), [(4, [4, 4]), (5, [5])])
def test_five_of_each_of_two_things_are_one_figure_four_are_two_by_chance(number: int, figures: list[float]) -> None:
    has = "North Korea has {} {} in Russia. "
    found = claims_in(f"North Korea and Russia\n\n{has.format(number, 'officers')}{has.format(number, 'ships')}")

    assert [claim.low for claim in found] == figures


# Whose a figure is.


@pytest.mark.parametrize(("reach", "metric"), [(34, "engineers"), (35, "troops_deployed")])
def test_men_are_so_many_of_each_unit_within_thirty_four_characters(reach: int, metric: str) -> None:
    between = len(" men") + len("each")

    assert metrics(f"North Korean sappers in Russia: 400 men{gap(reach - between)}each.") == [metric]


@pytest.mark.parametrize(("reach", "metric"), [(10, "prisoners"), (11, "other")])
def test_in_an_exchange_a_side_owns_a_figure_within_fourteen_characters(reach: int, metric: str) -> None:
    assert metrics(f"Exchange\n\nIn the prisoner swap DPRK{gap(reach)}600 prisoners of Russia came home.") == [metric]


@pytest.mark.parametrize(("reach", "found"), [(28, ["other"]), (29, [])])
def test_a_weapon_is_a_sides_own_within_twenty_eight_characters(reach: int, found: list[str]) -> None:
    assert metrics(f"Strike\n\nA North Korean{gap(reach)}missile of Russia killed 60 civilians.") == found


@pytest.mark.parametrize(("reach", "found"), [(22, []), (23, ["workers"])])
def test_another_people_owns_a_figure_within_twenty_two_characters_before_it(reach: int, found: list[str]) -> None:
    said = f"In Russia and North Korea {'x' * 30} Ukrainian{gap(reach - 9)}6,000 workers came."

    assert metrics(f"North Korea and Russia\n\n{said}") == found


@pytest.mark.parametrize(("reach", "found"), [(26, []), (27, ["workers"])])
def test_another_people_owns_a_figure_within_twenty_six_characters_behind_its_noun(
    reach: int, found: list[str]
) -> None:
    said = f"North Korea and Russia {'x' * 50} 6,000 workers{gap(reach - 9)}Ukrainian."

    assert metrics(f"North Korea and Russia\n\n{said}") == found


@pytest.mark.parametrize(("sentences", "found"), [(14, ["workers"]), (15, [])])
def test_a_text_keeps_to_its_title_up_to_fourteen_sentences(sentences: int, found: list[str]) -> None:
    between = FILLER * (sentences - 2)

    assert metrics(f"North Korea and Russia\n\n{between}There came 6,000 workers.") == found


@pytest.mark.parametrize(("sentences", "found"), [(6, ["workers"]), (7, [])])
def test_a_text_of_six_sentences_speaks_of_one_thing(sentences: int, found: list[str]) -> None:
    between = FILLER * (sentences - 3)

    assert metrics(f"Report\n\nNorth Korea and Russia met. {between}There came 6,000 workers.") == found


@pytest.mark.parametrize(("sentences", "found"), [(4, ["aid"]), (5, [])])
def test_a_wire_item_of_four_sentences_is_read_as_a_whole(sentences: int, found: list[str]) -> None:
    between = FILLER * (sentences - 3)

    assert metrics(f"Report\n\nNorth Korea and Russia met. {between}There came 6,000 tons of flour.") == found


@pytest.mark.parametrize(("sentences", "found"), [(4, ["workers"]), (5, [])])
def test_in_a_text_of_four_sentences_the_people_of_a_side_need_nobody_else_named(
    sentences: int, found: list[str]
) -> None:
    between = FILLER * (sentences - 2)

    assert metrics(f"North Korea\n\n{between}There came 6,000 North Korean workers.") == found


# The words to quote.


def test_a_quotation_has_twelve_words() -> None:
    [claim] = claims_in("North Korea sent Russia 6,000 soldiers and went on and on and on and on and on.")

    assert len(claim.quote.split()) == 12


@pytest.mark.parametrize(("length", "words"), [(40, 12), (41, 5)])
def test_a_sentence_with_a_word_of_more_than_forty_characters_is_quoted_by_characters(length: int, words: int) -> None:
    said = f"In North Korea and Russia {'x' * length} 6,000 North Korean soldiers were at their posts in Kursk by May."

    [claim] = claims_in(said)

    assert len(claim.quote.split()) == words


def test_words_that_no_space_parts_are_quoted_from_twelve_characters_before_to_twenty_four_behind() -> None:
    [claim] = claims_in(
        "据说在今年冬天在俄罗斯战斗的朝鲜人之中大约有600名死者而且还有许多人在那之后回到了自己的家乡去过年。", "zh"
    )

    assert claim.quote == "斯战斗的朝鲜人之中大约有" + "600名死者而且还有许多人在那之后回到了自己的家"
