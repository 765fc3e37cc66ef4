"""Lines with a verb: who does what is told where the headline's words leave nothing open, and nowhere else."""

from __future__ import annotations

import pytest

from tests.test_lines import LANGUAGES, WATCH, told, words_of
from tumen.analysis.digest.lines.act_line import TELLING
from tumen.analysis.digest.lines.act_parties import CUES, OFFICES
from tumen.analysis.digest.lines.act_reading import GIVING
from tumen.analysis.digest.lines.wording import PLURAL, act_slots, check_act, check_party

READ = ("de", "en", "es", "fr", "ja", "ko", "pl", "ru", "uk", "zh")


def rows(table: str, language: str) -> dict[str, tuple[str, ...]]:
    return dict(WATCH.vocabulary.table(table, language))


@pytest.mark.parametrize("language", READ)
def test_every_act_and_all_people_of_headlines_have_words_in_every_language_with_lines(language: str) -> None:
    acts, people = set(rows("headline_acts", language)), {*rows("headline_parties", language)} - {*CUES}

    assert len(acts) > 25
    for reader in LANGUAGES:
        assert acts <= set(rows("line_acts", reader)), reader
        assert people - {"spokesman"} <= set(rows("line_parties", reader)), reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_act_that_is_told_as_planned_where_the_text_says_so_has_words_for_it_or_no_line(language: str) -> None:
    acts = rows("line_acts", language)

    assert set(TELLING) <= {*acts, "accuse"}
    assert set(GIVING) <= set(acts)
    assert set(OFFICES) - {"spokesman"} <= set(rows("line_parties", language))


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        (
            "У МЗС України засудили відправку північнокорейських «будівельників» на Курщину",
            "en",
            "The Foreign Ministry of Ukraine condemns: North Korea, Kursk – builders",
        ),
        (
            "Сеул засудив візит Шойгу до Пхеньяна",
            "de",
            "Südkorea verurteilt: Schoigu, Pjöngjang",
        ),
        (
            "Зеленський подякував Японії за санкції проти компаній РФ і КНДР",
            "ru",
            "Зеленский благодарит Японию: Россия, КНДР – санкции, компании",
        ),
        (
            "韩国外交部谴责朝鲜向俄罗斯派兵",
            "en",
            "South Korea's Foreign Ministry condemns: North Korea, Russia – troop deployment",
        ),
        ("クレムリン、金正恩氏の訪ロ報道を否定", "ko", "크렘린, 부인: 김정은, 러시아"),
        ("외교부, 러시아 대사 초치…북러 협력 항의", "en", "South Korea's Foreign Ministry summons the ambassador of Russia"),
        ("Nordkoreas Botschafter dankt Moskau für Weizenlieferungen", "en", "The ambassador of North Korea thanks Moscow: wheat"),
        ("Séoul accuse Moscou d'aider Pyongyang, la Russie nie", "en", "South Korea accuses Moscow: Pyongyang"),
        ("Corea del Norte niega haber enviado armas a Rusia", "de", "Nordkorea dementiert: Russland – Waffen"),
        ("Putin gratuluje Kimowi rocznicy założenia partii", "en", "Putin congratulates Kim Jong Un: anniversaries and parades"),
        ("В Москву прибыл министр культуры КНДР", "en", "A minister of North Korea arrives in Moscow"),
        ("Сто российских школьников отправились в Пхеньян", "de", "Kinder aus Russland reisen nach Pjöngjang"),
        ("Генштаб: КНДР передала РФ 120 реактивних установок", "en", "North Korea hands over to Russia"),
    ],
)  # fmt: skip
def test_who_does_what_is_told_with_the_verb(headline: str, language: str, text: str) -> None:
    assert words_of(headline, language).startswith(text)


@pytest.mark.parametrize(
    "headline",
    [
        "Россия не осудила отправку солдат КНДР",
        "Осудит ли Сеул визит Шойгу в Пхеньян?",
        "Житель Сеула поблагодарил Россию за визу в КНДР",
        "Paris condamne l'envoi de troupes nord-coréennes en Russie",
        "«Сеул осудил визит Шойгу в Пхеньян» - так не бывает",
        "Путина поздравил Ким Чен Ын",
        "Russland bestätigt Tod nordkoreanischer Soldaten nicht",
        "В Кремле подтвердил бы это Ким Чен Ын",
        '김여정 "한미훈련은 전쟁 연습"…러 외무부도 "도발" 비난',
        "プーチン氏、北朝鮮兵への感謝か",
    ],
)
def test_what_is_negated_asked_quoted_or_done_by_somebody_unread_has_no_verb(headline: str) -> None:
    line = words_of(headline, "en")

    verbs = ("condemns", "thanks", "congratulates", "confirms", "denies")
    assert not any(verb in line for verb in verbs), line


def test_a_place_that_somebody_leaves_is_not_where_he_goes() -> None:
    assert words_of("최선희 외무상, 러 여성포럼 참석차 평양 출발", "en").startswith("Choe Son Hui leaves Pyongyang")


def test_what_is_said_by_another_is_told_with_whose_word_it_is() -> None:
    assert words_of("Росія передала КНДР пшеницю – ГУР", "en").endswith("(HUR)")
    assert "Russia" in words_of("Росія передала КНДР пшеницю – ГУР", "en")


def test_who_has_his_own_act_behind_another_is_not_its_teller() -> None:
    assert "(Russia)" not in words_of("Corea del Norte condena las maniobras, Rusia guarda silencio", "en")


def test_a_journey_of_the_present_tense_that_is_to_come_is_told_as_planned() -> None:
    assert words_of("Lawrow besucht morgen Pjöngjang", "ru").startswith("Лавров собирается посетить Пхеньян")


def test_of_what_is_denied_the_figure_is_told_once_as_such() -> None:
    line = words_of("Песков опроверг отправку 10 тысяч солдат КНДР", "en")

    assert line.startswith("Peskov denies:")
    assert "denied" not in line


def test_each_part_of_a_sentence_stands_in_a_cited_place() -> None:
    headline = "Сеул засудив візит Шойгу до Пхеньяна"
    found = told(headline, "en")

    assert found is not None
    cited = [headline[c.start : c.end] for c in found.citations]
    assert cited == ["Сеул", "засудив", "Шойгу", "Пхеньяна"]


def test_a_verb_of_many_stands_behind_several_and_behind_names_that_are_a_plural() -> None:
    assert "verurteilen" in words_of("Japan, South Korea, US condemn Russia-North Korea pact", "de")
    assert words_of("US warns North Korea against supplying arms to Russia", "de").startswith("Die USA warnen")
    for language in ("de", "ru", "en"):
        names = {name for entry in WATCH.entries for name in entry.names.get(language, ())[:1]}
        assert set(rows("line_parties", language)[PLURAL]) <= names


@pytest.mark.parametrize("template", ["{who} thanks {someone}", "{who} <thanks|thank: {what}", "{who thanks"])
def test_a_template_of_an_act_that_is_wrong_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"must close|has no slot"):
        check_act(template)


def test_words_for_people_have_one_place_for_whose_they_are() -> None:
    check_party("a delegation from {}")
    with pytest.raises(ValueError, match="once"):
        check_party("a delegation")


def test_the_slots_of_a_template_are_those_in_braces() -> None:
    assert act_slots("{who} <thanks|thank> {whom:3}[: {what}]") == {"who", "whom", "what"}


def test_another_act_of_the_same_subject_ends_what_the_first_is_about() -> None:
    line = words_of("Президент Польши поблагодарил Южную Корею за танки и осудил КНДР и Россию", "en")

    assert line.startswith("The head of state of Poland thanks South Korea")
    assert "Russia" not in line


def test_whose_a_ministry_is_stands_in_german_without_a_preposition_before_an_article() -> None:
    assert words_of("У МЗС України засудили пуск ракет КНДР для Росії", "de").startswith(
        "Das Außenministerium der Ukraine"
    )


@pytest.mark.parametrize(
    ("headline", "never"),
    [
        ("North Korean soldier captured by Ukraine has died of wounds, Seoul says", "nimmt gefangen"),
        ("North Korean troops sent to Kursk suffer losses", "schickt"),
        ("Kim accused of sending troops to Russia", "Laut Kim"),
        ("Russia sanctioned over North Korea oil", "verhängt"),
    ],
)
def test_an_english_verb_of_what_was_done_to_somebody_is_not_his_act(headline: str, never: str) -> None:
    assert never not in words_of(headline, "de")


def test_nobody_opens_or_closes_a_state() -> None:
    assert words_of("North Korea shuts Wonsan resort to Russians", "de") == "Nordkorea schließt: Wonsan"


def test_of_two_stories_in_one_headline_only_the_speakers_is_told() -> None:
    assert "Öl" not in words_of("Oil jumps 7% after Israel strikes Iran; Russia, North Korea condemn attack", "de")


def test_who_agrees_is_no_source_of_it() -> None:
    line = words_of("Rutte, Yoon agree on intelligence briefing over N. Korean soldiers", "de")

    assert not line.startswith("Laut")


def test_who_is_quoted_behind_a_denial_does_not_deny() -> None:
    assert words_of("北朝鮮、ロシアへの武器供与を否定「米国の作り話」", "en") == "North Korea denies: Russia – weapons"


def test_what_somebody_confirms_stands_behind_a_colon_too() -> None:
    line = words_of("Буданов підтвердив: у Курській області знову військові КНДР", "en")

    assert line == "Budanov confirms: North Korea's military, Kursk"


@pytest.mark.parametrize(
    "headline",
    [
        "Ким Чен Ын принял приглашение Путина",
        "Россия приняла решение о поставках зерна в КНДР",
        "Kim Jong-un reçoit une invitation de Poutine",
        "普京接受金正恩访朝邀请",
    ],
)
def test_who_accepts_a_thing_meets_nobody_and_visits_nothing(headline: str) -> None:
    line = words_of(headline, "de")

    assert not any(word in line for word in ("trafen", "Treffen", "Besuch", "empfängt")), line


def test_from_where_somebody_comes_is_no_part_of_where_he_arrives() -> None:
    assert words_of("Шойгу прилетел в КНДР из Китая", "en") == "Shoigu arrives in North Korea"


def test_no_comment_is_no_rejection() -> None:
    assert words_of("中国外務省、露朝条約への論評を拒否", "en").startswith(
        "The Foreign Ministry of China declines to comment"
    )


def test_whoever_meets_somebody_is_not_always_the_host() -> None:
    assert words_of("俄罗斯外长拉夫罗夫会见朝鲜外相崔善姬", "en") == "Lavrov meets Choe Son Hui"


def test_the_word_of_an_act_is_no_thing_beside_another() -> None:
    assert words_of("韩国召见俄罗斯大使抗议俄朝条约", "de").endswith("Russland, Nordkorea – Vertrag")
