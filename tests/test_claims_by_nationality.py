"""People told by nothing but their nationality: soldiers where the report speaks of units or a dispatch, else not."""

from __future__ import annotations

import pytest

from tests.support.documents import read, shipped_watch
from tumen.analysis.claims import find_claims


def told(text: str, language: str = "en") -> list[tuple[str, float]]:
    whole = text if "\n\n" in text else f"\n\n{text}"
    return [(claim.metric, claim.low) for claim in find_claims(read(whole, language), shipped_watch())]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "12,500 N. Koreans placed with Russian airborne brigades, Seoul says."),
        ("en", "Seoul says 12,500 of the North's soldiers were sent to Russia."),
        ("en", "12,500: more North Koreans sent to Russia this winter"),
        ("ru", "12,5 тысячи северокорейцев распределены по российским бригадам, сообщили в Сеуле."),
        ("uk", "До російських бригад відправили 12,5 тисячі північнокорейців, повідомили в Сеулі."),
        ("de", "12.500 Nordkoreaner sind russischen Brigaden zugeteilt, heißt es in Seoul."),
        ("fr", "12 500 Nord-Coréens ont été affectés à des brigades russes, selon Séoul."),
        ("es", "12.500 norcoreanos fueron enviados a brigadas rusas, según Seúl."),
        ("pl", "Do rosyjskich brygad przydzielono 12 500 Koreańczyków z Północy, podał Seul."),
        ("zh", "一万二千五百名朝鲜人被编入俄罗斯空降旅，首尔称。"),
    ],
)
def test_people_of_a_country_in_the_units_of_another_are_soldiers_sent(language, text):
    assert told(text, language) == [("troops_deployed", 12500)]


@pytest.mark.parametrize(
    ("language", "text", "metric"),
    [
        ("en", "Some 300 North Koreans were sent to Russia to study at universities.", "students"),
        ("en", "Some 300 North Koreans work in Russia, Seoul said.", "workers"),
        ("en", "About 300 North Koreans crossed into Russia by train for the festival.", "other"),
        ("fr", "Quelque 300 Nord-Coréens ont été envoyés en Russie pour étudier à l'université.", "students"),
        ("de", "Rund 300 Nordkoreaner wurden nach Russland entsandt, um auf Baustellen zu arbeiten.", "workers"),
        ("es", "Unos 300 norcoreanos fueron enviados a Rusia a trabajar en la construcción.", "workers"),
    ],
)
def test_people_of_a_country_who_study_work_or_visit_are_no_soldiers(language, text, metric):
    assert told(text, language) == [(metric, 300)]


def test_those_of_whom_some_fell_are_the_force_sent():
    text = "Of the roughly 12,500 deployed to Russia from North Korea, some 3,900 have been killed or wounded."

    assert told(text) == [("troops_deployed", 12500), ("casualties", 3900)]


def test_a_colon_within_a_sentence_parts_a_figure_from_the_next_phrase():
    assert told("Russia's army won by 4,000: North Koreans sent to Russia cheered.") == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "About 10,000 Northern troops are now near Russia's border, a minister in Seoul says.",
            ("troops_deployed", 10_000),
        ),
        ("North shipped 28,000 containers to Russia: Seoul military.", ("containers", 28_000)),
    ],
)
def test_the_north_beside_the_south_is_counted(text: str, figure: tuple[str, float]) -> None:
    assert figure in told(text)
    assert told("The Northern Fleet has 10,000 troops, Russia said.") == []


@pytest.mark.parametrize(
    ("language", "text", "figure"),
    [
        ("de", "Nordkorea schickt Russland neun Millionen Schuss.", ("shells", 9_000_000)),
        ("uk", "КНДР передала Росії 82 міномети.", ("artillery_pieces", 82)),
        ("ru", "КНДР передала России 82 миномета.", ("artillery_pieces", 82)),
    ],
)
def test_rounds_and_mortars_are_counted_as_what_they_are(language: str, text: str, figure: tuple[str, float]) -> None:
    assert told(text, language) == [figure]
