"""Whose word a figure is where the text says so in another sentence, by a pronoun, a noun or the shape of a headline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.documents import document
from tests.test_claims_kinds import is_same, rates, said_by
from tumen.model import party_of

REPORTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases/claims/speakers.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        (
            "pl",
            "Nauseda wrócił. Prezydent Zełenski przyjął gości. Jego zdaniem Rosja ma 900 robotników z KRLD.",
            "Zełenski",
        ),
        ("de", "Selenskyj besuchte ein Werk. Er sagte, 900 nordkoreanische Arbeiter seien in Russland.", "Selenskyj"),
        ("fr", "Zelensky a visité une usine. Il a affirmé que 900 ouvriers nord-coréens sont en Russie.", "Zelensky"),
        ("es", "Zelenski visitó una fábrica. Según él, 900 obreros norcoreanos están en Rusia.", "Zelenski"),
        ("zh", "泽连斯基参观工厂。他说，俄罗斯有900名朝鲜工人。", "泽连斯基"),
        (
            "ko",
            "김정은이 참석했다고 조선중앙통신이 보도했다. 그는 러시아에서 북한 병사 90명이 숨졌다고 말했다.",
            "김정은",
        ),
    ],
)
def test_a_pronoun_points_back_to_whom_the_sentence_before_is_about(language, text, who):
    claimant, _ = said_by(text, language)[0]

    assert is_same(who, claimant)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        (
            "en",
            'Estonian intelligence chief on shells for Russia\n\nNorth Korea has shipped "no fewer than four million shells" this year, in the words of Kaupo Rosin, who heads Estonia\'s foreign intelligence service.',
            "Rosin",
        ),
        (
            "en",
            "3,000 North Koreans to work in Tatarstan, regional labour office reveals\n\nThe office in Kazan gave no dates.",
            "labour",
        ),
        (
            "en",
            "Drone plant awaits Korean hands\n\nTwelve thousand North Korean workers are needed at Alabuga by winter. The estimate is that of Washington-based think tank C4ADS.",
            "C4ADS",
        ),
        (
            "ru",
            "Сеул насчитал 15 тысяч военных КНДР в России\n\nДанные привела парламентская комиссия после закрытого заседания с разведкой.",
            "Сеул",
        ),
        (
            "ru",
            "Сколько снарядов дала КНДР\n\nПо подсчётам аналитиков Open Source Centre, Россия получила из КНДР до шести миллионов снарядов.",
            "Open Source Centre",
        ),
        (
            "uk",
            "Черняк: КНДР передала Росії 12 мільйонів снарядів\n\nПредставник ГУР виступив в ефірі телемарафону.",
            "Черняк",
        ),
        (
            "uk",
            "На Курщині полягли чотири тисячі солдатів КНДР\n\nЦю цифру озвучив президент Зеленський під час зустрічі з журналістами.",
            "Зеленський",
        ),
        (
            "ko",
            '"러시아 파병 북한군 4천700명 사상"…국정원 국회 보고\n\n국정원은 이 가운데 600여명이 숨졌다고 했다.',
            "국정원",
        ),
        ("ko", "북한 노동자 1만5천명 러시아 체류\n\n통일부 당국자는 기자들과 만나 이같이 전했다.", "통일부"),
        ("ko", '신원식 "북, 러에 포탄 1만 컨테이너 보내"\n\n신 실장은 방송에 출연해 이같이 말했다.', "신원식"),
        ("zh", "韩国国情院：朝鲜向俄罗斯派遣1.1万名士兵\n\n国情院在国会闭门会议上作出通报。", "国情院"),
        ("zh", "朝鲜士兵在库尔斯克伤亡4000人\n\n泽连斯基在社交平台公布了这一数字。", "泽连斯基"),
        ("zh", "英国国防部评估朝鲜已供俄罗斯九百万枚炮弹\n\n评估刊于每日简报。", "英国国防部"),
        ("ja", "韓国国防省「北朝鮮、ロシアに兵士3000人を追加派遣」\n\n2月以降の動きだという。", "韓国国防省"),
        ("ja", "ロシア、北朝鮮から砲弾600万発\n\nウクライナのブダノフ情報総局長がインタビューで語った。", "ブダノフ"),
        (
            "pl",
            "Korea Północna wysłała Rosji 6 mln pocisków. Dane brytyjskiego wywiadu\n\nRaport trafił do sojuszników.",
            "brytyjskiego wywiadu",
        ),
        (
            "pl",
            "Jak wynika z ustaleń Reutersa, 4 tys. żołnierzy Korei Północnej poległo w Rosji\n\nAgencja zebrała nekrologi.",
            "Reuters",
        ),
        (
            "pl",
            "Sybiha: 11 tys. żołnierzy z Korei Północnej w Rosji\n\nSzef ukraińskiej dyplomacji przemawiał w Wilnie.",
            "Sybiha",
        ),
        (
            "de",
            "Nach Darstellung des BND hat Nordkorea Russland 10.000 Soldaten geschickt\n\nDer Dienst unterrichtete den Bundestag.",
            "BND",
        ),
        (
            "de",
            "15.000 Arbeiter aus Nordkorea in Russland\n\nDas geht aus einer Studie der Stiftung Wissenschaft und Politik hervor.",
            "Stiftung",
        ),
        (
            "de",
            "Selenskyj spricht von 4000 getöteten oder verwundeten Nordkoreanern in Russland\n\nDer Präsident äußerte sich in seiner Abendansprache.",
            "Selenskyj",
        ),
        (
            "fr",
            "Zelensky chiffre à 4 000 les soldats nord-coréens tués ou blessés en Russie\n\nIl s'exprimait à Kiev.",
            "Zelensky",
        ),
        (
            "fr",
            "Quinze mille ouvriers nord-coréens en Russie, d'après l'institut séoulien KINU\n\nL'étude paraît lundi.",
            "KINU",
        ),
        (
            "fr",
            "La Corée du Nord a livré six millions d'obus à la Russie, croit savoir le renseignement militaire ukrainien\n\nIl ne cite pas ses sources.",
            "renseignement",
        ),
        ("es", "Seúl eleva a 600 los soldados norcoreanos muertos en Rusia\n\nEl dato llegó al Parlamento.", "Seúl"),
        (
            "es",
            "Corea del Norte mandó a Rusia 10.000 soldados, a decir del Pentágono\n\nSu portavoz no dio detalles.",
            "Pentágono",
        ),
        (
            "es",
            "Budánov: 40.000 obuses norcoreanos llegan a Rusia cada semana\n\nEl jefe del espionaje habló con la prensa.",
            "Budánov",
        ),
    ],
)
def test_a_figure_is_by_the_word_of_whom_a_headline_or_the_next_sentence_hands_it_to(language, text, who):
    claimant, _ = said_by(text, language)[0]

    assert is_same(who, claimant)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "A human rights group in Oslo said Russia had 900 North Korean workers.", "human rights group"),
        ("pl", "W Rosji jest 900 robotników z KRLD, poinformowało ministerstwo pracy.", "ministerstwo"),
        (
            "de",
            "In Russland sind 900 Arbeiter aus Nordkorea. Das teilte das Arbeitsministerium mit.",
            "Arbeitsministerium",
        ),
        ("fr", "Le parquet a précisé que 900 ouvriers nord-coréens travaillaient en Russie.", "parquet"),
        ("es", "En Rusia trabajan 900 obreros norcoreanos, informó el Ministerio de Trabajo.", "Ministerio"),
        ("ru", "В России 900 рабочих из КНДР, рассказали в турклубе «Пик».", "турклубе"),
        ("uk", "У Росії 900 робітників із КНДР, повідомив Кравець.", "Кравець"),
        ("de", "Die Zeitung berichtet unter Berufung auf den XYZ, Russland habe 900 Arbeiter aus Nordkorea.", "XYZ"),
    ],
)
def test_a_speaker_whom_no_table_lists_is_found_by_noun_name_or_letters(language, text, who):
    claimant, _ = said_by(text, language)[0]

    assert is_same(who, claimant)


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        ("ko", '[속보] 탈북민 단체 "북한 노동자 900명 러시아로"', "탈북민 단체"),
        ("ja", "官房長官「北朝鮮の労働者900人がロシアに」", "官房長官"),
        ("ja", "英軍情報部門トップ、北朝鮮兵900人がロシアに渡ったと指摘", "英軍情報部門トップ"),
        ("ja", "ロシア、北朝鮮労働者900人の受け入れを否定", "ロシア"),
        ("es", "Shoigú, tras reunirse con Kim Jong-un: 900 obreros norcoreanos irán a Rusia", "Shoigú"),
        ("fr", "Lavrov, reçu par Kim Jong Un, annonce 900 ouvriers nord-coréens en Russie", "Lavrov"),
        ("zh", "俄远东有900名朝鲜工人：韩国统一部", "韩国统一部"),
    ],
)
def test_a_headline_is_by_whom_it_opens_or_ends_with_and_never_by_what_holds_the_figure(language, title, who):
    claimant, _ = said_by(f"{title}\n\n", language)[0]

    assert is_same(who, claimant)


@pytest.mark.parametrize("verb", ["Is", "Are", "Has Been", "Was"])
def test_a_headline_in_capitals_makes_no_speaker_of_words_that_end_in_a_verb(verb):
    told = document(
        f"Kim Visits Kursk as Tally of Cleared Land {verb} Published",
        "Sappers from North Korea cleared 42,400 hectares.",
    )

    assert {claim.claimant for claim in told.claims} == {None}


def test_a_pronoun_may_deny():
    assert said_by("朝鲜与俄罗斯\n\n普京会见记者。他否认有900名朝鲜士兵。", "zh")[0][1] == "denies"


def test_invented_reports_in_ten_languages_give_most_figures_with_whose_word_they_are():
    """The half the rules were mended on; the bars are what readers need."""
    figures, claimants = rates([case for case in REPORTS if not case["held_back"]])

    assert figures >= 0.8
    assert claimants >= 0.8


def test_the_half_that_no_rule_was_mended_on_stays_where_it_was_measured():
    """Measured once, at the end: 0.85 and 0.74; a claimant still fails for one figure in four."""
    figures, claimants = rates([case for case in REPORTS if case["held_back"]])

    assert figures >= 0.83
    assert claimants >= 0.72


@pytest.mark.parametrize(
    ("who", "party"),
    [
        ("美국방부", "Pentagon (US)"),
        ("美 국방부", "Pentagon (US)"),
        ("英 국방부", "Defence Intelligence (UK)"),
        ("日방위성", "Government (Japan)"),
        ("우크라 국방부", "Defence Ministry (Ukraine)"),
        ("국방부", "Defence Ministry (South Korea)"),
    ],
)
def test_the_sign_of_a_state_before_a_body_decides_whose_it_is(who, party):
    claimant, _ = said_by(f'{who} "북한군 사상자 5천명 넘어"\n\n러시아에 파병된 북한군의 손실이다.', "ko")[0]

    assert party_of(claimant) == party


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        (
            "en",
            "North Korea's shells\n\nThe Sanctions Monitoring Team, born after Russia vetoed the UN panel, presented its "
            "second report. It says Pyongyang shipped Russia 6 million shells.",
            "MSMT",
        ),
        (
            "ko",
            "북한 포탄 러시아로\n\n다국적제재모니터링팀이 둘째 보고서를 냈다. 보고서는 북한이 러시아에 포탄 600만발을 보냈다고 적었다.",
            "MSMT",
        ),
        (
            "en",
            "Shells for Russia\n\nNIS briefed the committee. Both lawmakers recalled that in spring the agency counted 6 "
            "million North Korean shells.",
            "NIS (South Korea)",
        ),
    ],
)
def test_it_and_the_report_point_back_to_whom_the_sentence_before_is_about(language, text, party):
    claimant, _ = said_by(text, language)[0]

    assert party_of(claimant) == party


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "Budanov on shells\n\nUkraine's spy chief said Russia had 600 North Korean guns.", "Budanov"),
        (
            "zh",
            "俄安全会议秘书：朝鲜将派900名工兵赴库尔斯克\n\n绍伊古17日结束对平壤的访问。",
            "绍伊古",
        ),
        (
            "ko",
            '국정원 "북한군 900명 러시아서 사망"\n\n국가정보원은 러시아에서 북한군 900명이 사망했다고 밝혔다.',
            "국정원",
        ),
    ],
)
def test_an_office_comes_with_its_holder_and_a_body_with_the_name_of_the_headline(language, text, who):
    claimant, _ = said_by(text, language)[0]

    assert who in claimant.split(" / ")


def test_a_person_whom_the_text_names_beside_a_body_is_not_who_speaks_for_it():
    text = "Budanov travels\n\nUkraine's military intelligence counts 600 North Korean guns in Russia."
    claimant, _ = said_by(text, "en")[0]

    assert "Budanov" not in claimant.split(" / ")[1:]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("ru", "КНДР примет в этом году 900 российских туристов — посол\n\n", "посол"),
        ("en", "At least 90 North Korean missiles fired by Russia: prosecutor general\n\n", "prosecutor general"),
        ("uk", "Росія отримала від КНДР 900 тисяч снарядів – дослідники\n\n", "дослідники"),
        ("ja", "北朝鮮兵900人がロシアへと韓国高官\n\n", "韓国高官"),
    ],
)
def test_a_headline_may_end_with_who_says_it_though_no_table_knows_them(language, text, who):
    claimant, _ = said_by(text, language)[0]

    assert claimant == who


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        (
            "en",
            "Shells\n\nUkraine counts 3 million North Korean shells in Russia, well under Seoul's 9 million.",
            "Seoul",
        ),
        ("en", "Shells\n\nSome 9 million shells, by Kyiv's count, went from North Korea to Russia.", "Kyiv"),
        (
            "ko",
            "러시아에 간 북한 노동자들\n\n하바롭스크의 한 남성은 통화에서 같은 숙소에 90명이 산다고 말했다.",
            "남성",
        ),
        ("ru", "Корейцы в России\n\nПрораб отчитался: дом строят 90 рабочих из КНДР.", "Прораб"),
    ],
)
def test_a_figure_belongs_to_whom_its_sentence_names(language, text, who):
    assert any(is_same(who, claimant) for claimant, _ in said_by(text, language)[-1:])


def test_a_side_that_is_watched_owns_shells_and_no_estimate():
    text = "Shells\n\nSeoul says that Pyongyang's 9 million shells went to Russia."
    claimant, _ = said_by(text, "en")[0]

    assert is_same("Seoul", claimant)


@pytest.mark.parametrize(
    ("language", "text", "metric"),
    [
        ("ko", '우크라 특수작전군 "북한군 77명 사살" 러 쿠르스크 교전', "troops_killed"),
        (
            "uk",
            "Південнокорейська розвідка говорить про нову партію солдатів КНДР. Снарядів КНДР вже передала Росії понад 10 мільйонів.",
            "shells",
        ),
        ("ru", "Курорт КНДР рассчитан на 20 тыс. отдыхающих из России.", "other"),
    ],
)
def test_what_became_of_people_and_what_there_is_room_for(language, text, metric):
    assert metric in {str(claim.metric) for claim in document(text).claims}
