"""Of the dead and the wounded each figure is told as what it is, and captives are found by every word for them."""

from __future__ import annotations

import pytest

from tests.support.documents import read, shipped_watch
from tumen.analysis.claims import find_claims
from tumen.model import Counting, Metric


def told(text: str, language: str = "en") -> list[tuple[str, float]]:
    whole = text if "\n\n" in text else f"\n\n{text}"
    return [(claim.metric, claim.low) for claim in find_claims(read(whole, language), shipped_watch())]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Seoul says 250 North Korean soldiers were killed in Russia and 1,900 hurt."),
        ("ko", '국정원 "러시아 파병 북한군 사망 250명·부상 1천900명"\n\n국정원이 밝혔다.'),
        ("ko", '국정원 "러시아 파병 북한군 최소 250명 사망·부상 1천900여 명"\n\n국정원이 밝혔다.'),
        ("ja", "韓国は、ロシアに派遣された北朝鮮兵約250人が死亡し、1900人が負傷したとみている。"),
        ("zh", "首尔称，在俄罗斯的朝鲜士兵约250人死亡，1900人受伤。"),
        ("ru", "Сеул: двести пятьдесят убитых и тысяча девятьсот раненых солдат КНДР в Курской области."),
        ("pl", "Seul: dwustu pięćdziesięciu zabitych, tysiąc dziewięćset rannych żołnierzy Korei Północnej w Rosji."),
        ("es", "Seúl: 250 soldados norcoreanos muertos y 1.900 heridos en Rusia."),
        ("zh", "韓國情院：在俄北韓軍死亡約二百五 傷一千九\n\n據報導。"),
        ("fr", "Deux cent cinquante tués et mille neuf cents blessés chez les soldats nord-coréens en Russie."),
        ("uk", "Розвідка: двохсот п'ятдесяти вбитих і тисячу дев'ятсот поранених військових КНДР у Росії."),
    ],
)
def test_the_wounded_beside_the_dead_are_losses_and_the_dead_are_the_dead(language, text):
    assert told(text, language) == [("troops_killed", 250), ("casualties", 1900)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('국정원 "북한군 2천명 전사 추산…공병 1천명 러 도착"', [("troops_killed", 2000), ("engineers", 1000)]),
        ('국정원 "북한군 2천명 전사...공병 1천명 러 도착"', [("troops_killed", 2000), ("engineers", 1000)]),
        ('국정원 "공병 1천명 러 도착…북한군 2천명 전사 추산"', [("engineers", 1000), ("troops_killed", 2000)]),
        ('국정원 "러 파병 북한군 2천여명 전사…1만명 국경 경계"', [("troops_killed", 2000), ("troops_deployed", 10000)]),
        (
            "국정원은 러 파병 북한군 2천명이 전사했고 1만 명이 국경을 지킨다고 했다",
            [("troops_killed", 2000), ("troops_deployed", 10000)],
        ),
    ],
)
def test_what_became_of_those_before_an_ellipsis_or_a_closed_clause_did_not_become_of_those_behind_it(text, expected):
    assert told(f"{text}\n\n국정원이 밝혔다.", "ko") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Seoul counts 1,900 wounded North Korean soldiers in Russia.",
        "Seoul counts 1,900 wounded North Korean soldiers in Russia. It had named 250 killed soldiers of the North.",
        "North Korean troops in Russia have had 2,150 casualties, Seoul says. It counts 250 North Korean soldiers "
        "killed and 1,900 wounded.",
        "Seoul: 250 North Korean soldiers killed and 1,900 hurt in Russia.",
    ],
)
def test_the_wounded_are_losses_and_never_their_total(text):
    (wounded,) = [c for c in find_claims(read(f"\n\n{text}", "en"), shipped_watch()) if c.low == 1900]

    assert (wounded.metric, wounded.unit, wounded.counting) == (Metric.CASUALTIES, "wounded", Counting.OTHER)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kyiv shows two North Korean soldiers taken alive in Russia's Kursk region."),
        ("ru", "Киев заявил о пленении двух солдат КНДР, воевавших за Россию под Курском."),
        ("zh", "兩名北韓士兵在俄羅斯庫斯克被活捉。"),
        ("ja", "ロシアで北朝鮮兵2人を生け捕り、ウクライナ発表。"),
        ("pl", "Dwaj żołnierze z Korei Północnej w ukraińskiej niewoli. Walczyli po stronie Rosji."),
        ("es", "Dos soldados norcoreanos fueron apresados con vida en la región rusa de Kursk."),
    ],
)
def test_two_captives_are_prisoners_however_it_is_put(language, text):
    assert told(text, language) == [("prisoners", 2)]


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("zh", "韩国情报机构：在俄朝军至少百死千伤\n\n据报道。", [("troops_killed", 100), ("casualties", 1000)]),
        ("zh", "乌方称，在俄罗斯作战的朝军伤亡逾两千。", [("casualties", 2000)]),
        ("zh", "乌方称，在俄罗斯作战的朝军伤亡约一千一。", [("casualties", 1100)]),
        ("zh", "俄羅斯今年供北韓百萬桶石油", [("oil_barrels", 1e6)]),
        ("ja", "北朝鮮、ロシアから石油百万バレル超か", [("oil_barrels", 1e6)]),
        ("de", "Zwölftausend nordkoreanische Soldaten sind in Russland.", [("troops_deployed", 12000)]),
        ("de", "In Russland starben zweihundert nordkoreanische Soldaten.", [("troops_killed", 200)]),
        ("ru", "Около ста солдат КНДР погибли в Курской области России.", [("troops_killed", 100)]),
        ("es", "Ciento veinte soldados norcoreanos muertos en Rusia, dice Seúl.", [("troops_killed", 120)]),
        ("fr", "Mille deux cents soldats nord-coréens tués ou blessés en Russie.", [("casualties", 1200)]),
    ],
)
def test_figures_in_words_and_signs_are_read_as_their_language_says_them(language, text, figures):
    assert told(text, language) == figures


@pytest.mark.parametrize("text", ["俄朝两国军人的伤口，朝鲜死不承认，约三百家企业", "俄罗斯与朝鲜九死一生"])
def test_a_sign_for_death_or_wounds_away_from_a_number_is_a_syllable(text):
    assert not {metric for metric, _ in told(text, "zh")} & {"troops_killed", "casualties", "other"}
