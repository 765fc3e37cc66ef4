"""Acts tell in the same words, whatever the language, what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import read, shipped_watch
from tests.support.sweeps import sweep
from tumen.analysis.extraction.event_types import AND, NOTHING, event_types, find_event_types
from tumen.analysis.matching.matcher import parse
from tumen.analysis.matching.spellings import spellings

VOCABULARY = shipped_watch().vocabulary
LANGUAGES = sorted(code for code, tables in VOCABULARY.languages.items() if "event_types" in tables)
FULL = ("en", "ru", "ko", "zh", "ja", "pl", "uk", "de", "fr", "es")

SAID = {
    "arrive": {
        "en": "The minister arrived in Wonsan on Monday",
        "ru": "Министр прибыл в Вонсан",
        "ko": "장관이 원산에 도착했다",
        "zh": "部长抵达元山",
        "ja": "大臣が元山に到着した",
        "pl": "Minister przybył do Wonsanu",
        "uk": "Міністр прибув до Вонсана",
        "de": "Der Minister ist in Wonsan eingetroffen",
        "fr": "Le ministre est arrivé à Wonsan",
        "es": "El ministro llegó a Wonsan",
        "it": "Il ministro è arrivato a Wonsan",
        "cs": "Ministr přiletěl do Wonsanu",
    },
    "sign": {
        "en": "They signed a paper on fishing",
        "ru": "Стороны подписали бумагу о рыбе",
        "ko": "양측이 문서에 서명했다",
        "zh": "双方签署文件",
        "ja": "双方が文書に署名した",
        "pl": "Strony podpisały dokument",
        "uk": "Сторони підписали документ",
        "de": "Beide Seiten unterzeichneten ein Papier",
        "fr": "Les deux parties ont signé un texte",
        "es": "Ambas partes firmaron un texto",
        "pt": "As partes assinaram um texto",
        "tr": "Taraflar belgeyi imzaladı",
    },
    "deny": {
        "en": "The embassy denied it",
        "ru": "Посольство это опровергло",
        "ko": "대사관은 이를 부인했다",
        "zh": "大使馆否认此事",
        "ja": "大使館はこれを否定した",
        "pl": "Ambasada zaprzecza",
        "uk": "Посольство це заперечило",
        "de": "Die Botschaft dementiert das",
        "fr": "L'ambassade dément",
        "es": "La embajada lo niega",
        "bg": "Посолството отрича",
        "nl": "De ambassade ontkent dit",
    },
    "deploy": {
        "en": "A brigade was deployed in autumn",
        "ru": "Бригаду перебросили осенью",
        "ko": "가을에 여단을 파견하였다",
        "zh": "秋天派遣一个旅",
        "ja": "秋に旅団を派遣した",
        "pl": "Jesienią rozmieszczono brygadę",
        "uk": "Бригаду перекинули восени",
        "de": "Im Herbst wurde eine Brigade entsandt",
        "fr": "Une brigade a été déployée",
        "es": "Una brigada fue desplegada: el despliegue duró poco",
    },
    "letter": {
        "en": "He sent a telegram of condolence",
        "ru": "Он направил телеграмму соболезнования",
        "ko": "조전을 보냈다",
        "zh": "他发去唁电",
        "ja": "弔電を送った",
        "pl": "Wysłał depeszę kondolencyjną",
        "uk": "Він надіслав телеграму",
        "de": "Er schickte ein Telegramm",
        "fr": "Il a envoyé un télégramme",
        "es": "Envió un telegrama",
    },
    "kill": {
        "en": "Four sappers were killed",
        "ru": "Погибли четыре сапёра",
        "ko": "공병 4명이 전사했다",
        "zh": "四名工兵阵亡",
        "ja": "工兵四人が戦死した",
        "pl": "Zginęło czterech saperów",
        "uk": "Загинули четверо саперів",
        "de": "Vier Pioniere wurden getötet",
        "fr": "Quatre sapeurs ont été tués",
        "es": "Cuatro zapadores murieron",
    },
    "open": {
        "en": "The pier was opened with songs",
        "ru": "Причал открыли с песнями",
        "ko": "부두 개통식이 열렸다",
        "zh": "码头举行落成典礼",
        "ja": "桟橋の開通式があった",
        "pl": "Przystań otwarto śpiewem",
        "uk": "Причал відкрили піснями",
        "de": "Der Steg wurde eröffnet",
        "fr": "Le quai a été inauguré",
        "es": "Se inauguró el muelle",
    },
    "warn": {
        "en": "Tokyo warned of a price",
        "ru": "Токио предупредил о цене",
        "ko": "도쿄가 경고했다",
        "zh": "东京发出警告",
        "ja": "東京は警告した",
        "pl": "Tokio ostrzega przed ceną",
        "uk": "Токіо попередив про ціну",
        "de": "Tokio warnt vor dem Preis",
        "fr": "Tokyo met en garde",
        "es": "Tokio advierte del precio",
    },
}

CASES = [(act, language, text) for act, texts in SAID.items() for language, text in texts.items()]


# What a headline says by another verb than a report's body does.
TERSE = (
    ("support", "en", "Tokyo lauds the choir of Oslo"),
    ("show", "en", "Tokyo flaunts its new bell"),
    ("visit", "en", "Tokyo's mayor checks out the bell works of Oslo"),
    ("depart", "en", "Tokyo's mayor bound for Oslo by tram"),
    ("arrive", "en", "Tokyo's mayor touches down in Oslo"),
    ("return", "en", "Tokyo's mayor on way home from Oslo"),
    ("supply", "en", "Tokyo sent shells to Oslo"),
    ("recruit", "en", "They are sent to work in Oslo"),
    ("deny", "en", "Tokyo sees no proof of the song"),
    ("show", "pl", "Tokio pochwaliło się nowym dzwonem"),
    ("depart", "pl", "Burmistrz wyjeżdża z Oslo"),
    ("arrive", "pl", "Burmistrz wylądował w Oslo"),
    ("talks", "pl", "Burmistrz sfotografował się z chórzystą"),
    ("exercise", "ru", "Хоры провели учение на озере"),
    ("talks", "ru", "Мэр пообщался с хористами"),
    ("arrest", "ru", "Хору снизили штраф"),
    ("build", "ru", "В Осло завершили монтаж колоколов"),
    ("talks", "ko", "시장, 합창단 격려"),
    ("memorial", "ko", "시장, 종지기 묘역 참배"),
    ("build", "ko", "종탑 공정률 60%"),
    ("recruit", "ko", "종지기들 하루 18시간 노예처럼 일해"),
    ("confirm", "ko", "오슬로, 노래 사실 확인"),
    ("arrive", "ja", "市長がモスクワ入り"),
    ("strike", "en", "Russia has fired North Korean missiles at Odesa"),
    ("strike", "uk", "Росія вдарила північнокорейськими ракетами"),
    ("strike", "de", "Charkiw mit nordkoreanischen Raketen beschossen"),
    ("strike", "fr", "Moscou a tiré des missiles nord-coréens"),
    ("strike", "es", "Rusia lanzó misiles norcoreanos"),
    ("strike", "pl", "Rosja użyła północnokoreańskich rakiet"),
    ("strike", "ko", "러, 북한산 미사일 사용"),
    ("strike", "zh", "俄军使用朝鲜导弹"),
    ("strike", "ja", "ロシアが北朝鮮製ミサイルを使用"),
    ("capture", "ru", "Сообщили о пленении двух солдат"),
    ("kill", "ko", "병사 수백 명 죽거나 다쳐"),
    ("deploy", "ko", "특수부대, 블라디보스토크 이동"),
    ("supply", "zh", "俄一年供油百万桶"),
    ("supply", "de", "Jede zweite Granate kommt aus Nordkorea"),
    ("deploy", "de", "Pjöngjang schickt Tausende Bausoldaten"),
    ("build", "zh", "奥斯陆为钟楼招标"),
    ("talks", "zh", "两市市长密谈两小时"),
)


@pytest.mark.parametrize(("act", "language", "text"), TERSE, ids=lambda value: value[:20])
def test_terse_headlines_name_their_act(act: str, language: str, text: str) -> None:
    assert act in event_types(read(text, language))


def test_a_trip_that_ends_is_a_visit_and_a_return() -> None:
    assert event_types(read("Mayor sings as Oslo trip ends")) == ("visit", "return")


@pytest.mark.parametrize(
    "text",
    [
        "종탑 건설현장에서 노래했다",
        "노래는 확인되지 않았다",
        "The choirmaster said he could not yet confirm the song.",
        "Хормейстер не может подтвердить песню.",
        "合唱团团长表示歌曲尚未证实。",
        "Der Chorleiter hat das Lied noch nicht bestätigt.",
    ],
)
def test_a_building_site_is_no_building_and_what_is_not_confirmed_no_confirmation(text: str) -> None:
    assert not {"build", "confirm"} & set(event_types(read(text, "ko")))


@pytest.mark.parametrize(("act", "language", "text"), CASES, ids=lambda value: value[:20])
def test_one_happening_is_one_act_in_every_language(act: str, language: str, text: str) -> None:
    assert act in event_types(read(text, language))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Kim to visit Khabarovsk in May", ("plan", "visit")),
        ("ru", "Лавров посетит Вонсан", ("plan", "visit")),
        ("ko", "다음 달 방문할 예정", ("plan", "visit")),
        ("zh", "外长将访问平壤", ("plan", "visit")),
        ("ja", "外相が訪朝へ", ("plan", "visit")),
        ("pl", "Minister odwiedzi Wonsan", ("plan", "visit")),
        ("de", "Er reiste nach Wonsan ab: die Reise dauert", ("depart", "visit")),
    ],
)
def test_an_announcement_is_told_apart_from_the_visit(language: str, text: str, expected: tuple[str, ...]) -> None:
    assert event_types(read(text, language)) == expected


def test_a_visit_that_took_place_is_no_plan() -> None:
    assert event_types(read("Kim visited Khabarovsk in May", "en")) == ("visit",)
    assert event_types(read("Minister odwiedził Wonsan", "pl")) == ("visit",)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Seoul summoned the ambassador", "The ambassador returned to Seoul"),
        ("Parliament ratified the treaty", "The treaty was signed"),
        ("Moscow vetoed the mandate", "Council members voted on the mandate"),
        ("Two soldiers were captured", "Two soldiers were decorated"),
        ("The flight was cancelled", "The flight departed"),
    ],
)
def test_different_happenings_have_different_acts(first: str, second: str) -> None:
    assert set(event_types(read(first, "en"))) != set(event_types(read(second, "en")))


def test_acts_come_in_the_order_of_the_text_each_once() -> None:
    text = "Denied at first, then confirmed: the shipment arrived, the second shipment too"

    assert event_types(read(text, "en")) == ("deny", "confirm", "supply", "arrive")


def test_positions_count_in_the_text_as_it_came() -> None:
    text = "Ｓｉｇｎｅｄ — und\u00ad dann ratified"

    found = [(act, text[start:end]) for act, start, end in find_event_types(read(text, "en"))]

    assert found == [("sign", "Ｓｉｇｎｅｄ"), ("ratify", "ratified")]


@pytest.mark.parametrize("text", ["a so-called republic", "attack drones on show", "the death toll", "signs of spring"])
def test_phrases_that_only_look_like_acts_are_passed_over(text: str) -> None:
    assert not {"call", "strike", "kill", "die", "sign"} & set(event_types(read(text, "en")))


# Words that hold an act and say another thing, in the languages in which headlines were found to do so.
NO_ACT = [
    ("thank", "en", "Coffers fill up again thanks to the neighbours"),
    ("thank", "ru", "Торговля выросла благодаря новому мосту"),
    ("thank", "de", "Mehr Züge dank der neuen Brücke"),
    ("thank", "es", "Más trenes gracias a un puente"),
    ("launch", "en", "Guests tour the largest rocket launch site"),
    ("launch", "en", "Operators launch a ferry service"),
    ("launch", "ko", "손님들 위성발사장 방문"),
    ("kill", "ko", "국방성 부상 김철수, 포럼 참석차 출국"),
    ("fight", "ko", "해방탑에 꽃다발"),
    ("fight", "zh", "客人向解放塔献花"),
    ("fight", "ja", "客が解放塔に花を手向けた"),
    ("fight", "fr", "Deux pays s'affrontent sur les sanctions"),
    ("open", "fr", "Le pays envoie de nouveaux ouvriers"),
    ("sign", "ru", "Флаги на улицах: фото прислали подписчики"),
    ("sign", "uk", "Прапори на вулицях: підписатися на канал"),
    ("swap", "ru", "Министры обменялись поздравлениями"),
    ("swap", "uk", "Міністри обмінялися привітаннями"),
    ("swap", "de", "Glückwünsche ausgetauscht"),
    ("swap", "fr", "Les ministres ont échangé des messages"),
    ("celebrate", "ru", "Связи крепнут, отметил министр"),
    ("celebrate", "uk", "Зв'язки міцніють, відзначив міністр"),
    ("strike", "ru", "Делегация применила право вето"),
    ("strike", "uk", "Делегація застосувала право вето"),
    ("return", "ru", "Парламент завершил процесс ратификации"),
    ("warn", "ru", "Помощь в связи с последствиями наводнений"),
    ("vote", "en", "Pact violates UN Security Council resolutions"),
    ("vote", "pl", "Umowa narusza rezolucje"),
    ("award", "pl", "Uczniowie pojadą w nagrodę nad morze"),
    ("letter", "en", "Leaders meet in defiant message to West"),
]


@pytest.mark.parametrize(("act", "language", "text"), NO_ACT, ids=lambda value: value[:20])
def test_words_that_hold_an_act_and_say_another_thing_are_passed_over(act: str, language: str, text: str) -> None:
    assert act not in event_types(read(text, language))


@pytest.mark.parametrize(
    ("act", "language", "text"),
    [
        ("thank", "es", "El líder da las gracias a su aliado"),
        ("letter", "ru", "Министры обменялись поздравлениями"),
        ("letter", "ko", "테러 희생자에 위문전문"),
        ("swap", "ru", "Стороны обменялись пленными"),
        ("celebrate", "ru", "Посольство отметило годовщину"),
        ("celebrate", "uk", "Столиця до 75-річчя держави"),
        ("launch", "en", "Army launches a missile"),
        ("strike", "en", "Army launches an attack"),
        ("open", "en", "Operators launch a ferry service"),
        ("sanction", "en", "Treasury makes four hundred designations"),
        ("protest", "en", "Leaders slam the declaration"),
    ],
)
def test_what_is_meant_beside_such_words_is_found(act: str, language: str, text: str) -> None:
    assert act in event_types(read(text, language))


def test_a_language_without_a_table_has_no_acts() -> None:
    assert find_event_types(read("Signed and sealed", "tlh")) == ()
    assert event_types(read("", "en")) == ()


def test_the_ten_main_languages_know_every_act() -> None:
    for language in FULL:
        known = {act for name in VOCABULARY.table("event_types", language) for act in name.split(AND)}

        assert known - {NOTHING} == set(VOCABULARY.event_types), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_can_match_and_belongs_to_one_act(language: str) -> None:
    owners: dict[str, str] = {}
    for name, forms in VOCABULARY.table("event_types", language).items():
        assert all(act == NOTHING or act in VOCABULARY.event_types for act in name.split(AND))
        for form in forms:
            parse(form)
            for spelling in spellings(form):
                assert owners.setdefault(spelling.lower(), name) == name, form


@sweep(100)
@given(
    st.text(max_size=80),
    st.sampled_from([(act, language, said) for act, spoken in SAID.items() for language, said in spoken.items()]),
    st.text(max_size=80),
)
def test_an_act_is_found_between_any_two_texts_and_every_find_lies_in_the_text(
    before: str, given_act: tuple[str, str, str], after: str
) -> None:
    act, language, said = given_act
    text = f"{before}\n{said}\n{after}"

    found = find_event_types(read(text, language))

    assert act in {name for name, _, _ in found}
    assert all(name in VOCABULARY.event_types and 0 <= start < end <= len(text) for name, start, end in found)
