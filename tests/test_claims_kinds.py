"""Each kind of figure from both sides: what is a claim of which kind, and what only looks like it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.documents import read, shipped_watch
from tumen.analysis.assessment.assess import assess
from tumen.analysis.assessment.read import read as draft
from tumen.analysis.claims import find_claims
from tumen.analysis.claims.kinds import OTHERS, Counted, Fate, Unlisted
from tumen.model import Claim, Metric

INVENTED = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases/claims/invented.jsonl").read_text(encoding="utf-8").splitlines()
]


def claims_in(text: str, language: str = "en") -> tuple[Claim, ...]:
    return find_claims(read(text if "\n\n" in text else f"\n\n{text}", language), shipped_watch())


def told(text: str, language: str = "en") -> list[tuple[str, float]]:
    return [(claim.metric, claim.low) for claim in claims_in(text, language)]


def said_by(text: str, language: str = "en") -> list[tuple[str | None, str]]:
    return [(claim.claimant, claim.polarity.value) for claim in claims_in(text, language)]


def is_same(one: str, other: str | None) -> bool:
    def stems(name: str | None) -> set[str]:
        return {word[:5] for word in re.findall(r"\w{2,}", (name or "").lower())}

    party = shipped_watch().speakers.party_in
    return bool(stems(one) & stems(other)) or (party(one) is not None and party(one) == party(other or ""))


def rates(reports: list[dict]) -> tuple[float, float]:
    """F1 of figures with their polarity, and the share of found figures whose claimant is right."""
    hit = said = wanted = named = right = 0
    for case in reports:
        found = list(claims_in(f"{case['title']}\n\n{case['text']}", case["language"]))
        said += len(found)
        for metric, low, high, polarity, who in case["claims"]:
            wanted += 1
            same = next((c for c in found if c.metric == metric and c.low <= high and low <= c.high), None)
            if same is None:
                continue
            found.remove(same)
            hit += same.polarity.value == polarity
            named += who is not None
            right += who is not None and is_same(who, same.claimant)
    return 2 * hit / (said + wanted), right / named


@pytest.mark.parametrize(
    ("language", "text", "low"),
    [
        ("en", "Seoul said North Korea sent half a million shells to Russia.", 5e5),
        ("en", "Seoul said North Korea sent a quarter of a million shells to Russia.", 2.5e5),
        ("en", "Seoul said North Korea sent a million shells to Russia.", 1e6),
        ("ru", "Сеул сообщил, что КНДР отправила в Россию полмиллиона снарядов.", 5e5),
        ("pl", "Seul podał, że Korea Północna wysłała do Rosji pół miliona pocisków.", 5e5),
        ("uk", "Сеул повідомив, що КНДР надіслала до Росії півмільйона снарядів.", 5e5),
        ("de", "Seoul teilte mit, Nordkorea habe eine halbe Million Granaten nach Russland geschickt.", 5e5),
    ],
)
def test_a_fraction_of_a_million_is_no_million(language, text, low):
    assert told(text, language) == [("shells", low)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "북러\n\n북한과 러시아는 8·15 광복절 행사를 함께 열었다."),
        ("ko", "북러\n\n러시아 대표단은 4·25문화회관에서 열린 북한 공연을 관람했다."),
        ("en", "Russia's envoy to North Korea died at the age of 70, Moscow said."),
        ("ru", "Посол России в КНДР умер в возрасте 70 лет, сообщил МИД."),
        ("en", "The 2nd round of talks between Russia and North Korea began in school 131, KCNA said."),
    ],
)
def test_days_ages_ranks_and_numbers_of_schools_are_no_figures(language, text):
    assert told(text, language) == []


def test_a_figure_before_a_counter_is_a_figure_beside_a_middle_dot():
    assert told("북러\n\n국정원은 북한이 러시아에 포탄 8·컨테이너 15개를 보냈다고 밝혔다.", "ko") != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kyiv said two thirds of the North Korean soldiers in Russia were killed."),
        ("uk", "Київ заявив, що дві третини солдатів КНДР у Росії загинули."),
        ("ja", "韓国はロシアの北朝鮮兵の3分の2が死亡したと発表した。"),
    ],
)
def test_a_fraction_of_a_force_that_is_lost_is_a_share_and_no_number_of_men(language, text):
    assert told(text, language) == [("other", 67)]


def test_the_noun_right_behind_a_counter_is_what_is_counted():
    text = "绍伊古说，朝鲜将派1000名工兵和5000名建筑工人赴俄罗斯。"

    assert told(text, "zh") == [("engineers", 1000), ("workers", 5000)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("pl", "Kijów podał, że w Rosji zginęło dziewięciuset żołnierzy KRLD.", ("troops_killed", 900)),
        ("fr", "Séoul a précisé qu'un millier de soldats nord-coréens étaient en Russie.", ("troops_deployed", 1000)),
    ],
)
def test_hundreds_and_thousands_in_words_are_figures(language, text, found):
    assert told(text, language) == [found]


def test_a_part_has_the_fate_and_the_whole_was_sent():
    text = "Seoul has said about 600 of the 15,000 North Korean soldiers sent to Russia were killed."

    assert told(text) == [("troops_killed", 600), ("troops_deployed", 15_000)]


def test_a_figure_beside_another_without_of_keeps_its_own_fate():
    text = "Seoul said North Korea sent 15,000 soldiers to Russia and 600 were killed."

    assert told(text) == [("troops_deployed", 15_000), ("troops_killed", 600)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Japan sanctioned five firms and three people over arms trade between Russia and North Korea.", [5, 3]),
        ("en", "North Korea and Russia: five firms met for tea.", []),
        ("ko", "일본, 북러 무기거래 관여 기업 4곳·개인 3명 제재", [4, 3]),
        ("ja", "米政府、ロ朝取引で6社と2人を制裁対象に", [6, 2]),
        ("ru", "Япония ввела санкции против пяти компаний за торговлю оружием между Россией и КНДР.", [5]),
    ],
)
def test_companies_and_people_count_where_somebody_lists_them(language, text, found):
    assert [(m, n) for m, n in told(text, language)] == [("other", n) for n in found]


def test_thousands_of_workers_beside_the_word_sanctions_are_workers():
    text = "Russia hosts 15,000 North Korean workers in breach of UN sanctions, a panel said."

    assert told(text) == [("workers", 15_000)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The road bridge between Russia and North Korea is 60% complete, the ministry said.", [("other", 60)]),
        ("Inflation in Japan rose by 4%.", []),
        ("Trade between Russia and North Korea rose by 54%, Kozlov said.", [("other", 54)]),
    ],
)
def test_a_share_counts_where_both_sides_are_named(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A missile made in North Korea killed 12 people in Kyiv, the mayor said.", [("other", 12)]),
        ("A Russian missile killed 12 people in Kyiv, the mayor said; North Korea was silent.", []),
        ("In Kursk 12 North Korean soldiers were killed by a missile, Kyiv said.", [("troops_killed", 12)]),
    ],
)
def test_the_victims_of_a_weapon_are_no_soldiers_and_count_only_where_it_is_ours(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "About 400 servicemen of Russia and North Korea took part in the rescue drill off Wonsan.", "other"),
        ("en", "About 400 North Korean servicemen arrived in Russia.", "troops_deployed"),
        ("en", "Some 3,000 North Korean soldiers returned home from Russia, Kyiv said.", "other"),
        ("uk", "Близько 3 тисяч солдатів КНДР повернулися додому з Росії.", "other"),
        ("ko", "러시아에 파병된 북한군 3천명이 귀국했다.", "other"),
        ("ko", "북한군 3천명이 러시아에 파병됐다.", "troops_deployed"),
    ],
)
def test_soldiers_in_a_drill_or_on_the_way_home_were_not_sent(language, text, found):
    assert [metric for metric, _ in told(text, language)] == [found]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Russia shipped 70,000 tonnes of oil products to North Korea.", [("other", 70_000)]),
        ("en", "Russia shipped 70,000 barrels of oil to North Korea.", [("oil_barrels", 70_000)]),
        (
            "ru",
            "Россия поставила КНДР миллион баррелей (56 тысяч тонн) нефти.",
            [("oil_barrels", 1e6), ("other", 56_000)],
        ),
        ("ru", "Россия поставила КНДР 25 тысяч тонн муки.", [("aid", 25_000)]),
        ("en", "North Korea's new 5,000 tonnes destroyer resembles one of Russia.", []),
    ],
)
def test_tonnes_are_no_barrels_and_what_a_ship_displaces_is_no_load(language, text, found):
    assert told(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "Танкеры КНДР совершили 43 рейса в порты России.", "other"),
        ("ru", "Самолёты совершили 43 рейса из России в КНДР.", "flights"),
        ("ru", "Поезд Владивосток - Расон назначен на 43 рейса из России в КНДР.", "trains"),
    ],
)
def test_a_run_is_of_what_runs(language, text, found):
    assert [metric for metric, _ in told(text, language)] == [found]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Russia hires 2,400 North Korean women to work at sewing plants.", "workers"),
        ("ru", "В Россию приедут работать две тысячи швей из КНДР.", "workers"),
        ("en", "Some 2,400 North Korean women toured Russia on holiday.", "tourists"),
    ],
)
def test_women_who_are_there_to_work_are_workers(language, text, found):
    assert [metric for metric, _ in told(text, language)] == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russia and Ukraine exchanged 314 prisoners; no North Korean was among them.", []),
        ("Russia and North Korea: Kyiv and Moscow exchanged 314 captured soldiers.", "other"),
        ("Ukraine holds 2 captured North Korean soldiers who fought for Russia.", "prisoners"),
    ],
)
def test_an_exchange_of_others_is_no_count_of_our_prisoners(text, found):
    metrics = {metric for metric, _ in told(text)}

    assert "prisoners" not in metrics if found != "prisoners" else metrics == {"prisoners"}


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("zh", "韩军情报部门：朝鲜向俄罗斯输送3.3万个集装箱\n\n", "韩军情报部门"),
        ("ko", '쇼이구, 김정은 면담 뒤 "러시아에 북한 공병 1천명 온다"\n\n타스 통신이 17일 보도했다.', "쇼이구"),
        ("ja", "クルスクの北朝鮮兵、死者300人＝韓国\n\n", "韓国"),
        ("en", "Freight from Russia to North Korea grew to 1,200 containers, the railway said\n\n", "railway"),
        ("en", "Weekly round-up: North Korea sent 1,200 containers to Russia\n\n", None),
        ("en", "Japan sanctioned five firms over arms trade between Russia and North Korea\n\n", "Japan"),
        ("ko", "우수리스크 법원, 북한 노동자 31명 고용한 러시아 업체에 벌금\n\n", "법원"),
        ("en", "North Korean firms send 400 workers to Russia\n\n", None),
        ("en", "Estonia says Russia received 400 containers from North Korea\n\n", "Estonia"),
        ("zh", "韩联社：朝鲜已向俄罗斯运送2.8万个集装箱\n\n", "韩联社"),
    ],
)
def test_a_headline_hands_its_figure_to_whom_it_opens_or_ends_with_or_who_imposes(language, text, who):
    (claimant, _) = said_by(text, language)[0]

    assert claimant == who or (who is not None and is_same(who, claimant))


def test_he_said_points_back_to_the_speaker_of_the_sentence_before():
    text = (
        "В Госдепе сообщили об участии северокорейцев в боях\n\nПрезидент Украины Владимир Зеленский заявил о потерях.\n\n"
        "«11 тысяч северокорейских солдат сегодня на территории России», — сказал он."
    )

    assert is_same("Зеленский", said_by(text, "ru")[0][0])


@pytest.mark.parametrize(
    ("language", "text", "polarity"),
    [
        ("en", "The Kremlin called reports of 12,000 North Korean troops in Russia a fabrication.", "denies"),
        ("en", "The Kremlin confirmed reports of 12,000 North Korean troops in Russia.", "asserts"),
        ("ko", '크렘린궁 "북한군 1만2천명 러시아 파병설은 사실무근"', "denies"),
        ("ru", "МИД России: слухи о гибели 200 корейских солдат выдуманы", "denies"),
        ("ja", "ロシア大統領府、北朝鮮兵1万2千人の派遣を否定", "denies"),
        ("ru", "В Приморье не подтвердили приезд 2 тыс. рабочих из КНДР", "denies"),
        ("ru", "В Приморье подтвердили приезд 2 тыс. рабочих из КНДР", "asserts"),
    ],
)
def test_a_denial_in_one_word_denies_the_figure(language, text, polarity):
    assert [said for _, said in said_by(f"{text}\n\n", language)] == [polarity]


def test_a_body_that_publishes_for_itself_stands_behind_its_figures_and_an_outlet_does_not():
    text = read("\n\nRussia took in 400 North Korean workers.", "en")

    voices = [find_claims(text, shipped_watch(), source)[0].claimant for source in ("HUR", "Example Wire", "")]

    assert voices == ["HUR", None, None]


def test_a_report_that_is_not_relevant_gives_no_claims():
    one = draft(
        "Sumo: champion wins again",
        "Russia and North Korea were far away. He said Russia had 400 North Korean workers, once. "
        + "Sumo went on. " * 40,
        published="2025-03-01",
    )

    document = assess(one, shipped_watch())

    assert not document.relevant
    assert document.claims == ()


def test_invented_items_in_ten_languages_give_most_claims_with_their_claimants():
    """A third was written when the rules stood and rules were mended after all of it: no unseen texts. The bar for claimants is what readers need, that for figures the same."""
    f1, claimants = rates(INVENTED)

    assert f1 >= 0.85
    assert claimants >= 0.85


def test_what_is_counted_is_a_metric_or_told_as_other() -> None:
    """TROOPS and PERSON are read with what became of them, HELD as captivity, WOUNDED as losses; the rest counts nothing by itself."""
    read_as_another = {Counted.TROOPS, Counted.PERSON, Counted.CARRIAGES, Counted.CIVILIANS, Counted.APART}
    read_as_another |= {Fate.HELD, Fate.WOUNDED}
    kinds = {*Counted, *Fate, *Unlisted}

    assert kinds - set(Metric) - OTHERS == read_as_another


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Russia sent North Korea 300 tonnes of sunflower oil, Moscow says."),
        ("ru", "Россия передала КНДР 300 тонн лекарств, заявили в Москве."),
        ("uk", "Росія передала КНДР 300 тонн борошна, заявили в Москві."),
        ("pl", "Rosja przekazała Korei Północnej 300 ton ryżu, podała Moskwa."),
        ("de", "Russland lieferte Nordkorea laut Moskau 300 Tonnen Medikamente."),
        ("fr", "La Russie a livré 300 tonnes de farine à la Corée du Nord, selon Moscou."),
        ("es", "Rusia entregó a Corea del Norte 300 toneladas de arroz, según Moscú."),
        ("ko", "러시아가 북한에 의약품 300톤을 보냈다고 모스크바가 밝혔다."),
        ("ja", "ロシアは北朝鮮に食用油300トンを送ったとモスクワが発表した。"),
        ("zh", "莫斯科称，俄罗斯向朝鲜运送了药品300吨。"),
    ],
)
def test_tonnes_of_food_and_medicine_are_aid(language, text):
    (claim,) = find_claims(read(f"\n\n{text}", language), shipped_watch())

    assert (claim.metric, claim.low) == (Metric.AID, 300)


def test_tonnes_of_coal_are_no_aid_nor_is_food_of_another_clause():
    coal = "Russia shipped 300 tonnes of coal through North Korea's Rajin, flour mills excepted, Moscow says."
    (claim,) = find_claims(read(f"\n\n{coal}", "en"), shipped_watch())

    assert claim.metric is Metric.OTHER
