"""Whose word, place and figure a line gives: never those of who only stands beside them in the headline."""

from __future__ import annotations

import pytest

from tests.support.documents import document
from tests.test_lines import WATCH, words_of
from tumen.analysis.digest.lines import line_details
from tumen.analysis.digest.lines.line import line
from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.digest.selection.headline import best_headline
from tumen.analysis.digest.selection.publishers import Publishers


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("Росавиация разрешила рейсы Москва — Пхеньян", "Verkehr: Moskau, Pjöngjang – Flüge"),
        ("Nuevo tren Moscú – Pyongyang", "Verkehr: Moskau, Pjöngjang – Bahn"),
    ],
)
def test_the_end_of_a_route_does_not_speak(headline: str, line: str) -> None:
    assert words_of(headline, "de") == line


def test_a_capital_behind_a_dash_speaks_where_no_connection_leads_to_it() -> None:
    assert "Nordkorea" in words_of("Россия поставит КНДР зерно — Пхеньян", "de")


@pytest.mark.parametrize(
    ("headline", "wrong"),
    [
        ("Nordic spies name top threats: Russia first, then China, Iran, North Korea", "Äußerung"),
        ("Russian and North Korean troops break through near Sudzha, threatening supply road", "Äußerung"),
        ("Russia ships oil straight to North Korea in defiance of UN, newspaper finds", "Laut der UN"),
        ('북 유엔대사 "러시아 거부권 행사에 감사"', "UN"),
        ("Постпред КНДР при ООН поблагодарил Россию за вето", "UN"),
        ("North Korea's ambassador to the UN thanks Russia for its veto", "UN"),
    ],
)
def test_who_only_stands_beside_a_word_of_saying_does_not_speak(headline: str, wrong: str) -> None:
    found = words_of(headline, "de")

    assert found
    assert wrong not in found


def test_who_opens_a_headline_of_nouns_and_not_whom_it_quotes_on_speaks() -> None:
    body = "북한 외무성은 다국적제재모니터링팀의 활동이 주권 침해라며 북러 협력은 정당하다고 주장했다."
    one = document('북 외무성, MSMT 보고서에 "적대행위…유령집단"', body)
    named = best_headline([one], WATCH.vocabulary, Publishers(()), language="en", latest=False)
    found = line(named, WATCH, language="en")

    assert found is not None
    assert not found.text.startswith("The Multilateral")


def test_the_clause_behind_praise_or_thanks_is_no_part_of_them() -> None:
    found = words_of("Kim hails 'limitless' ties with Russia on Liberation Day, ignores Seoul", "de")

    assert found == "Kim Jong Un lobt: Russland – Jahrestage und Paraden"
    assert "Iran" in words_of("Putin thanks North Korean soldiers, Iran", "de")


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        (
            "Shoigu, Kim discuss memorial for Korean soldiers who fought in Kursk",
            "Schoigu und Kim Jong Un trafen sich (Gedenkstätte)",
        ),
        (
            "Putin meets North Korean leader Kim at Vostochny Cosmodrome",
            "Putin und Kim Jong Un trafen sich in Wostotschny",
        ),
        (
            "Путин и Ким Чен Ын встретились на космодроме Восточный",
            "Putin und Kim Jong Un trafen sich in Wostotschny",
        ),
    ],
)
def test_a_place_is_that_of_the_meeting_and_not_of_somebody_else(headline: str, line: str) -> None:
    assert words_of(headline, "de") == line


@pytest.mark.parametrize(
    "headline",
    ["Xi, Putin, Kim: Das Treffen der Drei in Peking", "Путин, Си Цзиньпин и Ким Чен Ын встретились в Пекине"],
)
def test_a_meeting_of_three_has_all_of_them(headline: str) -> None:
    found = words_of(headline, "en")

    assert all(name in found for name in ("Xi Jinping", "Putin", "Kim Jong Un"))


@pytest.mark.parametrize(
    ("headline", "wrong"),
    [
        ("UN experts probe arms deals between North Korea and Russia", "Vereinbarung"),
        ("UN experts probe North Korean crypto heists, arms deals with Russia", "Vereinbarung"),
        ("Russian ship tied to N. Korea arms sits in Chinese port", "Lieferungen"),
        ("Росіяни знову вивели солдатів КНДР у бій на Курщині", "Abzug"),
        ("Прямой рейс из Москвы в Пхеньян назначен на 27 июля", "Ernennung"),
        ("Войска КНДР позвали на парад к 80-летию Победы", "Parade:"),
    ],
)
def test_what_a_word_does_not_mean_where_it_stands_is_no_label(headline: str, wrong: str) -> None:
    found = words_of(headline, "de")

    assert found
    assert wrong not in found


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("North Korea to triple its force in Russia with more troops", "Entsendung (geplant): Nordkorea, Russland"),
        ("Визит Ким Чен Ына в Россию готовится", "Besuch (geplant): Kim Jong Un, Russland"),
    ],
)
def test_what_is_to_come_is_told_as_planned(headline: str, line: str) -> None:
    assert words_of(headline, "de").startswith(line)


@pytest.mark.parametrize(
    ("headline", "wrong"),
    [
        ("モスクワ―平壌の直行便が就航 まず月１便", "1"),
        ('국정원 "북한군 사망 300명·부상 2천700명 추정"', "2,700"),
        ("Pentagon matches Ukraine debris with North Korean missiles", "match"),
        ("Россия наложила вето на резолюцию о космосе, КНДР довольна", "sanctions"),
    ],
    ids=["a rate", "the wounded beside the dead", "a verb", "a resolution"],
)
def test_what_may_mean_something_else_is_left_out(headline: str, wrong: str) -> None:
    found = words_of(headline, "en")

    assert wrong not in found.removeprefix("Pentagon matches")


def test_figures_of_two_who_differ_are_given_to_neither() -> None:
    body = (
        "올해 2월 이후 북한을 찾은 러시아 단체관광객을 두고 수치가 엇갈린다. 연해주 정부는 이번 주 400명 이상이라고 "
        '밝혔지만, 한 여행사 대표는 "항공편을 세어 보면 250명쯤"이라고 했다.'
    )
    one = document('러 관광객, 넉 달간 몇 명? 연해주 "400명 넘어" vs 업계 "250명 안팎"', body)
    named = best_headline([one], WATCH.vocabulary, Publishers(()), language="en", latest=False)
    found = line(named, WATCH, language="en")

    assert {claim.low for claim in one.claims} >= {400, 250}
    assert found is not None
    assert "400" not in found.text
    assert "250" not in found.text


def test_the_headline_of_a_round_up_makes_no_line() -> None:
    assert words_of("Morning brief: Yoon arrested, North Korea's treaty with Russia takes effect", "de") == ""
    assert words_of("國際3分鐘：敘利亞變天、尹錫悅被禁出境、俄朝條約生效", "de") == ""


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ('Putin leci do Kima. "Desperacja" - mówi szef NATO', "Abreise: Putin"),
        ("Президент внёс в Госдуму договор с КНДР на ратификацию", "Das russische Parlament, Nordkorea – Vertrag"),
        ("North Korea says troop dispatch to Russia, if real, would be legal", "Nordkorea äußert sich: Russland"),
        ("Песков: о визите Ким Чен Ына в Россию сообщить пока нечего", "Peskow (Äußerung): Kim Jong Un, Russland"),
        (
            '통일부 "북 노동자 러시아 추가 파견 움직임"',
            "Das südkoreanische Vereinigungsministerium (Äußerung): Nordkorea",
        ),
        ("Лавров на переговорах с Цой Сон Хи поблагодарил Пхеньян", "Lawrow und Choe Son Hui trafen sich"),
        ("Primorye governor lands in Pyongyang for first visit since pandemic", "Ankunft von Koschemjako in Pjöngjang"),
        (
            "Шойгу и Ким Чен Ын обсудили Украину и восстановление Курской области",
            "Schoigu und Kim Jong Un besprechen: die Ukraine, Kursk – Wiederaufbau",
        ),
        (
            "Зеленський: маємо дані про дві бригади з КНДР по 6 тисяч військових",
            "Laut Selenskyj: Nordkoreas Militär – Truppen: je 6.000",
        ),
    ],
    ids=["a remark", "a bill", "an if", "nothing to say", "signs", "an object", "a date", "a place spoken of", "each"],
)
def test_a_line_says_no_more_than_the_part_of_the_headline_that_it_is_made_of(headline: str, line: str) -> None:
    assert words_of(headline, "de").startswith(line)
    assert words_of(headline, "de").count("(") == line.count("(")


def test_a_figure_to_come_is_none_of_what_is_done() -> None:
    found = words_of('국정원 "북한군 3천명 러시아 파견…12월까지 1만명 파견 예정"', "en")

    assert "North Korea" in found
    assert "10,000" not in found


@pytest.mark.parametrize(
    ("headline", "wrong"),
    [
        ("Ким Чен Ын принял делегацию «Единой России», Путин передал подарок", "Putin"),
        ("Ex-CIA analyst: Kim got little from Putin for his shells", "US-Geheimdienste"),
        ("Ex-CIA analyst: Kim got little from Putin for his shells", "Lieferungen"),
        ("Séoul convoque l'ambassadeur de Russie après l'envoi de troupes nord-coréennes", "Militär"),
        ("Two dead as boat carrying North Korean loggers sinks off Russia", "Soldaten"),
    ],
    ids=["another clause", "an office of once", "little", "what for", "no soldiers"],
)
def test_who_has_no_part_in_it_is_left_out(headline: str, wrong: str) -> None:
    found = words_of(headline, "de")

    assert found
    assert wrong not in found


def test_a_wide_colon_hands_over_as_a_narrow_one_does() -> None:
    assert words_of("泽连斯基：两名朝鲜战俘愿赴韩国", "de").startswith("Laut Selenskyj: ")


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        (
            "Зеленський подякував Сеулу за позицію щодо військових КНДР",
            "Selenskyj dankt Südkorea: Nordkoreas Militär",
        ),
        ("Путин поблагодарил Ким Чен Ына за помощь в Курской области", "Putin dankt Kim Jong Un: Kursk"),
        (
            "Seúl advierte a Moscú contra transferir tecnología a Corea del Norte",
            "Südkorea warnt Moskau: Nordkorea – Technologie",
        ),
        (
            "Lavrov warns US, South Korea and Japan against bloc aimed at Pyongyang",
            "Lawrow warnt: die USA, Südkorea, Japan, Pjöngjang – Achse/Block",
        ),
        ('김여정 "한미훈련은 전쟁 연습"…러 외무부도 "도발" 비난', "Kim Yo Jong (Äußerung): Übungen"),
    ],
)
def test_whom_thanks_or_a_warning_is_for_stands_before_what_for(headline: str, line: str) -> None:
    assert words_of(headline, "de").startswith(line)


def test_those_who_are_no_soldiers_are_things_that_readers_have_a_name_for() -> None:
    wording = Wording(WATCH, "en")

    assert all(wording.thing(id) for id in line_details._CIVILIANS)


def test_a_meeting_whose_subject_is_not_read_is_none_of_the_states_behind_it() -> None:
    headline = "Сибіга обговорив з японським колегою постачання снарядів з КНДР до Росії"

    assert "Treffen" not in words_of(headline, "de")
    assert words_of("Встреча глав МИД России и КНДР прошла в Москве", "de").startswith("Treffen: ")
