"""When it happened, read from the text beside the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.documents import read
from tumen.analysis.extraction.event_date import dates_in, event_date

FRIDAY = date(2024, 10, 18)
SAID = [
    ("en", "Kim met Shoigu on Tuesday in Pyongyang.", date(2024, 10, 15), "Tuesday"),
    ("en", "The delegation left yesterday.", date(2024, 10, 17), "yesterday"),
    ("en", "The ship left on Oct. 12.", date(2024, 10, 12), "Oct. 12"),
    ("en", "Soldiers were shipped from Oct. 8 and seen on October 13, 2024.", date(2024, 10, 13), "October 13, 2024"),
    ("ru", "Переговоры прошли 16 октября.", date(2024, 10, 16), "16 октября"),
    ("ru", "Министр прибыл во вторник.", date(2024, 10, 15), "вторник"),
    ("ru", "Накануне стороны подписали план.", date(2024, 10, 17), "Накануне"),
    ("uk", "Зустріч відбулася в середу.", date(2024, 10, 16), "середу"),
    ("pl", "Delegacja przybyła w czwartek.", date(2024, 10, 17), "czwartek"),
    ("de", "Die Delegation traf am Mittwoch ein.", date(2024, 10, 16), "Mittwoch"),
    ("ko", "지난 4일 쿠르스크에서 교전이 있었다.", date(2024, 10, 4), None),
    ("ko", "대표단은 17일 평양을 출발했다.", date(2024, 10, 17), "17일"),
    ("zh", "代表团10月16日抵达平壤。", date(2024, 10, 16), "10月16日"),
    ("zh", "代表团昨天抵达。", date(2024, 10, 17), "昨天"),
    ("ja", "代表団は17日に到着した。", date(2024, 10, 17), "17日"),
    ("ru", "Делегация прибыла 17.10.24 в Пхеньян.", date(2024, 10, 17), "17.10.24"),
    ("ru", "Делегация прибыла 17.10.2024 в Пхеньян.", date(2024, 10, 17), "17.10.2024"),
]


@pytest.mark.parametrize(("language", "text", "day", "words"), SAID)
def test_the_day_is_resolved_beside_the_day_of_publication(language, text, day, words):
    found = event_date(read(f"A headline\n\n{text}", language), FRIDAY)

    assert found == (None if words is None else (day, words))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Lavrov will visit Pyongyang on Tuesday."),
        ("en", "The troops have been there since October 1."),
        ("en", "The treaty of June 19, 2024 stays in force."),
        ("ru", "Министр посетит Пхеньян завтра."),
        ("ko", "오는 25일 회담이 열릴 예정이다."),
        ("zh", "代表团将于明天抵达。"),
        ("en", "The band played and the guests danced."),
    ],
)
def test_announced_and_remembered_days_are_not_the_happening(language, text):
    assert event_date(read(f"A headline\n\n{text}", language), FRIDAY) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The order was given on October 12 last year."),
        ("ru", "Приказ был отдан 12 октября прошлого года."),
        ("uk", "Наказ віддали 12 жовтня минулого року."),
        ("ko", "작년 10월 12일에 명령이 내려졌다."),
        ("zh", "去年10月12日下达了命令。"),
        ("ja", "昨年10月12日に命令が出た。"),
        ("de", "Der Befehl kam am 12. Oktober vergangenen Jahres."),
        ("pl", "Rozkaz wydano 12 października ubiegłego roku."),
        ("fr", "L'ordre est tombé le 12 octobre de l'année dernière."),
        ("es", "La orden llegó el 12 de octubre del año pasado."),
    ],
)
def test_a_day_of_last_year_is_not_the_one_near_the_report(language, text):
    named = read(f"A headline\n\n{text}", language)

    assert (dates_in(named, FRIDAY), event_date(named, FRIDAY)) == ((date(2023, 10, 12),), None)


def test_a_day_near_the_turn_of_the_year_takes_the_nearer_year():
    assert event_date(read("\n\nThe parade took place on December 30.", "en"), date(2025, 1, 2)) == (
        date(2024, 12, 30),
        "December 30",
    )


def test_an_east_asian_date_may_be_a_day_ahead_of_the_feeds_clock():
    assert event_date(read("\n\n대표단은 19일 도착했다.", "ko"), FRIDAY) == (date(2024, 10, 19), "19일")


def test_a_weekday_may_be_a_day_ahead_of_the_feeds_clock_too():
    ahead, six_days_ago = date(2024, 10, 19), date(2024, 10, 12)

    assert event_date(read("\n\nThe plane touched down before dawn on Saturday.", "en"), FRIDAY) == (ahead, "Saturday")
    assert event_date(read("\n\nСамолёт приземлился в субботу ночью.", "ru"), FRIDAY) == (ahead, "субботу")
    assert event_date(read("\n\nThe plane touched down last Saturday.", "en"), FRIDAY) == (six_days_ago, "Saturday")


def test_an_undated_document_takes_a_full_date_from_its_lead_only():
    dated = "\n\nPYONGYANG, June 19, 2024. The leaders signed a treaty."
    vague = "\n\nThe leaders signed a treaty on Wednesday, June 19."
    past = "\n\nThe treaty replaces the pact signed in Moscow, which was in force since July 6, 1961."

    assert event_date(read(dated, "en"), None) == (date(2024, 6, 19), "June 19, 2024")
    assert event_date(read(vague, "en"), None) is None
    assert event_date(read(past, "en"), None) is None


def test_all_named_days_are_listed_once_in_order():
    text = "On Oct. 12 and on Tuesday\n\nOct. 12 again; the pact of June 19, 2024."

    assert dates_in(read(text, "en"), FRIDAY) == (date(2024, 10, 12), date(2024, 10, 15), date(2024, 6, 19))
    assert dates_in(read(text, "en"), None) == (date(2024, 6, 19),)


def test_an_impossible_day_is_no_day():
    assert dates_in(read("31.02.2024 and Feb. 30, 2024", "en"), FRIDAY) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Park Sun-won spoke in Seoul.", 0),
        ("Lavrov spoke on Sun in Seoul.", 1),
        ("Mon-Fri talks in Seoul.", 2),
        ("Sunday-night talks in Seoul.", 1),
    ],
)
def test_a_short_weekday_with_a_hyphen_and_a_small_letter_is_a_name(text: str, days: int) -> None:
    assert len(dates_in(read(text, "en"), FRIDAY)) == days


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "SEOUL, Oct. 18 (Harbour Wire) -- Putin held a meeting with Choe at the Kremlin on Wednesday.", 16),
        ("en", "Pyongyang, October 18 (KCNA) -- Pak met the delegation at the Mansudae Hall on Oct. 17.", 17),
        ("en", "Pyongyang, October 18 (KCNA) -- Pak met the delegation at the Mansudae Hall.", 18),
        ("en", "SEOUL, Oct. 18 (Harbour Wire) -- Pak met the delegation. Some left on Wednesday for good.", 18),
        ("en", "KCNA said on Thursday that Kim met the delegation on Wednesday.", 16),
        ("ko", "(평양 10월 18일발 조선중앙통신) 로씨야대표단이 17일 해방탑을 찾아 꽃바구니를 진정하였다.", 17),
        ("ko", "조선중앙통신은 18일 김정은 위원장이 전날 원산에서 장관을 만났다고 전했다.", 17),
        ("ko", "조선중앙통신은 16일 모스크바에서 의정서에 서명했다고 17일 보도했다.", 16),
        ("ja", "朝鮮中央通信は18日、金正恩氏が17日に代表団と会談したと報じた。", 17),
        ("zh", "朝中社18日报道，金正恩17日会见了俄罗斯代表团。", 17),
        ("ru", "ЦТАК сообщило в четверг, что Ким Чен Ын принял делегацию в среду.", 16),
        ("uk", "ЦТАК повідомило в четвер, що Кім прийняв делегацію у середу.", 16),
        ("de", "KCNA berichtete am Donnerstag, Kim habe am Mittwoch eine Delegation empfangen.", 16),
        ("fr", "KCNA a rapporté jeudi que Kim avait reçu mercredi la délégation.", 16),
        ("es", "KCNA informó el jueves que Kim recibió el miércoles a la delegación.", 16),
        ("pl", "KCNA podała w czwartek, że Kim przyjął delegację w środę.", 16),
    ],
)
def test_a_dateline_or_an_agencys_morning_is_not_the_day_where_another_is_named(language, text, day):
    found = event_date(read(f"A headline\n\n{text}", language), FRIDAY)

    assert found is not None
    assert found[0] == date(2024, 10, day)


def test_the_day_on_which_an_agency_reports_is_no_day_of_a_happening():
    assert event_date(read("국장이 평양을 방문했다고 조선중앙통신이 18일 보도했다.", language="ko"), FRIDAY) is None


def test_the_day_before_is_counted_from_the_day_that_the_text_names():
    abroad = date(2024, 10, 17)  # where the feed's clock is, it is still the day before

    found = event_date(read("조선중앙통신은 18일 김정은이 전날 장관을 만났다고 전했다.", language="ko"), abroad)

    assert found is not None
    assert found[0] == date(2024, 10, 17)
