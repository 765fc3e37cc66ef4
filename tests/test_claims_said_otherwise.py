"""Figures a text takes back, asks for, gives in words or of each of several, and whose word each of two is."""

from __future__ import annotations

import pytest

from tests.support.documents import read, shipped_watch
from tumen.analysis.claims import find_claims
from tumen.model import Claim


def claims_in(text: str, language: str = "en") -> tuple[Claim, ...]:
    return find_claims(read(text if "\n\n" in text else f"\n\n{text}", language), shipped_watch())


def told(text: str, language: str = "en") -> list[tuple[str, float]]:
    return [(claim.metric, claim.low) for claim in claims_in(text, language)]


def speakers(text: str, language: str = "en") -> dict[float, str | None]:
    return {claim.low: claim.claimant for claim in claims_in(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2,000 or 6,000 North Korean soldiers in Russia?\n\nThe ministry in Seoul would not say."),
        ("ru", "Две или шесть тысяч солдат КНДР в России?\n\nВ Сеуле промолчали."),
        ("zh", "俄罗斯有两千还是六千名朝鲜士兵？\n\n首尔方面没有回答。"),
        ("ja", "ロシアの北朝鮮兵は2000人か6000人か、見方分かれる\n\n韓国政府は答えなかった。"),
    ],
)
def test_the_answers_that_a_question_offers_are_no_figures(language, text):
    assert told(text, language) == []


def test_figures_of_several_parties_that_a_question_sets_beside_each_other_are_theirs():
    text = "2 000, 6 000 ou 9 000 soldats nord-coréens en Russie ?\n\nSéoul et Kiev avancent d'autres chiffres."

    assert [figure for _, figure in told(text, "fr")] == [2000, 6000, 9000]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Seoul corrects figure of North Korean soldiers in Russia to 1,200 from 12,000\n\nA clerk had erred."),
        ("en", "\n\nSeoul said 1,200 North Korean soldiers were in Russia, not 12,000."),
        ("en", "\n\nSeoul said 1,200 North Korean soldiers were in Russia. An earlier version put them at 12,000."),
        ("ru", "\n\nВ России 1,2 тысячи солдат КНДР, а не 12 тысяч, уточнили в Сеуле."),
        ("de", "\n\nIn einer früheren Fassung waren es 12.000 Soldaten Nordkoreas in Russland; richtig sind 1.200."),
        ("ja", "\n\n韓国はロシアの北朝鮮兵を1万2000人ではなく1200人だと訂正した。"),
        ("ko", "\n\n국방부는 러시아의 북한군이 1만2천명이 아니라 1천200명이라고 밝혔다."),
    ],
)
def test_a_figure_that_a_correction_takes_back_is_none(language, text):
    assert [figure for _, figure in told(text, language)] == [1200]


@pytest.mark.parametrize(
    ("language", "text", "share"),
    [
        ("en", "Kyiv says half of the shells that Russia fires come from North Korea.", 50),
        ("uk", "Буданов каже, що третину снарядів для РФ дає КНДР.", 33),
        ("ko", "부다노프는 러시아군 포탄의 절반이 북한산이라고 말했다.", 50),
        ("fr", "Kiev affirme que la moitié des obus russes viennent de Corée du Nord.", 50),
    ],
)
def test_a_share_of_arms_in_words_is_a_figure(language, text, share):
    assert told(text, language) == [("other", share)]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv says shipments of North Korean shells to Russia have fallen by half.",
        "Kyiv says Russia now gets half as many shells from North Korea.",
        "Kyiv says half of the North Korean officers in Russia know the shells they fire.",
    ],
)
def test_what_rose_or_fell_by_half_and_half_of_a_staff_are_no_share_of_arms(text):
    assert [figure for metric, figure in told(text) if metric == "other"] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Two battalions of North Korean sappers, 400 men each, went to Russia, the governor said."),
        ("ru", "В Россию едут два батальона сапёров из КНДР, по 400 человек в каждом, сказал губернатор."),
        ("fr", "Deux bataillons de sapeurs nord-coréens, de 400 hommes chacun, vont en Russie."),
    ],
)
def test_the_men_of_each_of_several_units_are_what_the_units_are(language, text):
    assert ("engineers", 400) in told(text, language)


@pytest.mark.parametrize(
    ("language", "text", "figure"),
    [
        ("ko", "국정원은 북한이 선박으로 12차례에 걸쳐 러시아에 탄약을 날랐다고 밝혔다.", ("other", 12)),
        (
            "en",
            "The North Korean shells are enough for about two months of fighting in Russia's war, Seoul said.",
            ("other", 2),
        ),
        (
            "en",
            "The ships with North Korean arms for Russia could hold 2 million 122 mm shells, Seoul said.",
            ("shells", 2e6),
        ),
        (
            "en",
            "The containers known to have gone from North Korea to Russia now number about 3,000.",
            ("containers", 3000),
        ),
    ],
)
def test_how_often_how_long_and_a_figure_far_from_its_noun(language, text, figure):
    assert figure in told(text, language)


def test_things_that_one_sentence_counts_alike_are_as_many_figures():
    text = "\n\nSeoul put two ships, two firms and two people of Russia on its North Korea sanctions list."

    assert told(text) == [("other", 2)] * 3


def test_the_figure_in_a_tag_of_a_headline_counts_nothing():
    assert told("[뉴스9] 북러 정상, 나진항 위성사진\n\n러시아와 북한이 만났다.", "ko") == []


@pytest.mark.parametrize(
    ("language", "text", "whose"),
    [
        (
            "en",
            "Activists say 400 North Koreans died in Russia, while the Defence Intelligence of Ukraine says 3,000 died.",
            {400: "Activists", 3000: "Ukraine"},
        ),
        (
            "de",
            "Forscher in Seoul schätzen die Zahl nordkoreanischer Arbeiter in Russland auf 4000, das NIS nennt 9000.",
            {4000: "Forscher"},
        ),
        (
            "zh",
            "乌克兰总统泽连斯基说俄境内有1.2万名朝鲜士兵，韩国国家情报院则称有1万名朝鲜士兵。",
            {12000: "泽连斯基", 10000: "国家情报院"},
        ),
        (
            "ja",
            "ウクライナのゼレンスキー大統領は北朝鮮兵が1万2千人と述べ、韓国の国家情報院は1万人と推計した。",
            {12000: "ゼレンスキー"},
        ),
    ],
)
def test_a_figure_is_the_word_of_whoever_speaks_in_its_own_clause(language, text, whose):
    found = speakers(text, language)

    assert {figure: who in (found.get(figure) or "") for figure, who in whose.items()} == dict.fromkeys(whose, True)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "North Korea sends 60 guns to Russia | Reuters\n\nNo more was known.", None),
        ("en", "Missiles from North Korea\n\nKYIV, Jan 3 (Reuters) -- Russia got 60 missiles from Pyongyang.", None),
        ("en", "Russia sent 60 North Korean guns into Ukraine, U.S. says\n\nNo more was known.", "U.S."),
        ("en", "Russia has 60 guns from North Korea, the lawmaker Ha Tae-min said.", "Ha Tae-min"),
        ("en", "Some 60 North Korean guns in Russia were counted by Western intelligence.", "Western intelligence"),
        ("ru", "За лето в КНДР съездили 60 россиян, рассказала директор фирмы «Бриз» Анна Мухина.", "Анна Мухина"),
        ("ru", "Россия получила из КНДР 60 орудий — NYT. Другие о том не пишут.\n\nБольше ничего.", "NYT"),
        ("en", "Russia got 60 guns from North Korea, according to a Bergen institute that studied pictures.", "Bergen"),
        ("zh", "今年有60名俄罗斯游客到访朝鲜，莫斯科的一家旅行社透露。", "旅行社"),
    ],
)
def test_who_says_so_is_not_the_outlet_and_is_named_whole(language, text, who):
    (said,) = speakers(text, language).values()

    assert (said is None) if who is None else (who in (said or ""))


@pytest.mark.parametrize(
    ("language", "text", "whose"),
    [
        (
            "de",
            "Tokio spricht von 120 nordkoreanischen Geschützen in Russland, Seoul von 90.",
            {120: "Tokio", 90: "Seoul"},
        ),
        ("uk", "Токіо говорить про 120 гармат КНДР у Росії, Сеул — про 90.", {120: "Токіо", 90: "Сеул"}),
        ("ko", "일본은 러시아의 북한군을 9천명, 미국은 1만명으로 본다.", {10000: "미국"}),
    ],
)
def test_a_second_speaker_needs_no_verb_of_its_own(language, text, whose):
    found = speakers(text, language)

    assert {figure: who in (found.get(figure) or "") for figure, who in whose.items()} == dict.fromkeys(whose, True)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("pl", "Zdaniem fińskiego generała Rosja ma 120 haubic z Korei Północnej.", "fińskiego generała"),
        ("ko", "핀란드의 한 장성은 러시아가 북한에서 자주포 120문을 받았다고 귀띔했다.", "장성"),
        ("zh", "芬兰一位将军透露，俄罗斯从朝鲜得到120门火炮。", "将军"),
        ("es", "Rusia tiene 120 obuses norcoreanos, detalla una revista de Helsinki.", "revista de Helsinki"),
    ],
)
def test_a_speaker_whom_nothing_but_the_place_gives_away_is_no_state_named_beside_it(language, text, who):
    (said,) = speakers(text, language).values()

    assert who in (said or "")
