"""How headlines and reports put a figure and hand it to somebody: forms that ten languages share, with invented texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.documents import read, shipped_watch
from tests.test_claims_kinds import is_same, rates, said_by, told
from tests.test_dials_attribution import speaking
from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.extraction.numbers import find_numbers

HEADLINES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases/claims/headlines.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        # a capital in the case of a place, a list of states, a chief of one
        ("ru", "В Киеве насчитали 9 тысяч солдат КНДР под Курском\n\n", "Киев"),
        ("ru", "В Сеуле ранее сообщили о 9 тысячах солдат КНДР в России\n\n", "Сеул"),
        ("uk", "У Сеулі порахували 9 тисяч солдатів КНДР у Росії\n\n", "Сеул"),
        (
            "ru",
            "Вашингтон, Сеул и Киев говорят о 9 тысячах солдат КНДР в Курской области\n\n",
            "Вашингтон, Сеул и Киев",
        ),
        ("en", "Seoul and Washington say 9,000 North Korean soldiers are in Russia\n\n", "Seoul and Washington"),
        ("en", "Ukraine's spy chief told us that 9,000 North Korean soldiers are in Russia.", "Ukraine's spy chief"),
        # verbs of counting and finding
        ("en", "Budanov puts North Koreans in Kursk at 9,000 soldiers\n\n", "Budanov"),
        ("ru", "Южнокорейская разведка нашла под Курском 9 тысяч солдат КНДР\n\n", "Южнокорейская разведка"),
        ("es", "Ucrania identificó a 40 oficiales norcoreanos en Rusia\n\n", "Ucrania"),
        ("ja", "韓国国防省は、北朝鮮のコンテナ8000個がロシアに送られたとの見方を示しました。", "韓国国防省"),
        # a name that no table has: before the colon, behind its title
        ("ru", "Чекунков: Расон посетили более 600 туристов из России\n\n", "Чекунков"),
        ("en", "Lee Seong-hun: 300 North Korean soldiers killed in Kursk\n\n", "Lee Seong-hun"),
        (
            "ko",
            "러시아 극동개발부 장관 체쿤코프는 북한 라선에 관광객 700명이 다녀왔다고 말했습니다.",
            "극동개발부 장관 체쿤코프",
        ),
        # an unnamed speaker behind the dash, or between the leaders and the quotation
        ("uk", "Семеро офіцерів КНДР загинули на Курщині - джерела\n\n", "джерела"),
        ("ko", '러 파병 북한군 추가 파견…정부 소식통 "병력 3천명 규모"\n\n', "정부 소식통"),
        ("ko", "쿠르스크서 북한군 7명 사망…우크라 정보총국\n\n", "정보총국"),
        # who blacklists, with a dateline before, in the passive, in Japanese
        (
            "en",
            "Treasury targets Russian bank over North Korea\n\nFour entities were designated for moving money.",
            "Treasury",
        ),
        (
            "en",
            "Bank listed\n\nWASHINGTON -- The Treasury on Monday blacklisted four companies in Russia for North Korea.",
            "The Treasury",
        ),
        ("ja", "政府、ロ朝の武器取引で船舶6隻を資産凍結へ\n\n", "政府"),
        ("de", "Seoul setzt sechs russische Schiffe wegen Waffen aus Nordkorea auf Sanktionsliste\n\n", "Seoul"),
        # the sentence behind says whose the figure is
        (
            "en",
            "Troops from North Korea\n\nSome 9,000 North Korean soldiers are in Russia. That figure is from Lloyd Austin.",
            "Lloyd Austin",
        ),
        (
            "ru",
            "Войска КНДР\n\nТак считают не все. В России 9 тысяч солдат КНДР. Об этом сообщил Зеленский.",
            "Зеленский",
        ),
        # "the agency" is who was named before
        (
            "en",
            "South Korea's NIS warns on shells\n\nNorth Korea sent 9,000 containers to Russia, the agency told lawmakers.",
            "NIS",
        ),
        # a body that no table has, which "в ведомстве" points back to; a body of a state behind its verb
        (
            "ru",
            "Козы для КНДР\n\nРоссельхознадзор оформил сертификаты. В Расон из Приморья ушли 432 козы, уточнили в ведомстве.",
            "Россельхознадзор",
        ),
        ("en", "Seven North Korean soldiers killed near Kursk, says Ukraine's HUR\n\n", "HUR"),
        ("es", "Ucrania nombró ante la ONU a tres generales norcoreanos que estarían en Rusia\n\n", "Ucrania"),
        ("zh", "美方称已有8000名朝鲜士兵抵达库尔斯克", "美方"),
        (
            "ja",
            "韓国のシン・ウォンシク国防相は、北朝鮮のコンテナ8000個がロシアに送られたと述べました。",
            "シン・ウォンシク国防相",
        ),
        # the second sentence of a headline
        ("pl", "Batalion z Korei Północnej. Zełenski: 3 tys. żołnierzy w Rosji\n\n", "Zełenski"),
    ],
)
def test_a_figure_is_handed_to_whom_the_words_name(language, text, who):
    claimant, _ = said_by(text, language)[0]

    assert is_same(who, claimant), claimant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Live blog: 9,000 North Korean soldiers in Russia\n\n"),
        ("fr", "Soldats nord-coréens: 3 000 soldats en Russie\n\n"),
        ("pl", '"Batalion" z Korei Północnej. 3 tys. żołnierzy w Rosji\n\n'),
        ("en", "North Korea and Russia\n\n9,000 North Korean soldiers are said to be in Russia.\n\nA thousand words."),
    ],
)
def test_a_tag_the_people_counted_and_a_passive_speak_of_nothing(language, text):
    assert said_by(text, language)[0][0] is None


def test_two_states_that_speak_together_are_named_without_the_label_of_one():
    (claimant, _), *_ = said_by("Seoul and Washington say 9,000 North Korean soldiers are in Russia\n\n")

    assert claimant == "Seoul and Washington"


def test_a_name_in_small_letters_is_a_plain_word():
    text = "В Расон отправили 15 козлов, уточнили в ведомстве."

    assert "Козлов" not in {one.name for one in find_attributions(read(text, "ru"), shipped_watch())}
    assert shipped_watch().speakers.find(read(text, "ru")) == []
    assert shipped_watch().speakers.find(read("Козлов прибыл в Расон.", "ru")) != []


@pytest.mark.parametrize(("before", "who"), [("В Вашингтоне также", ["usa"]), ("В Вашингтоне вчера", [])])
def test_a_capital_speaks_right_before_a_verb_in_the_plural(before: str, who: list[str]) -> None:
    assert speaking(f"{before} заявили, что так и будет.", "ru") == who


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        # officers fall with a force and are counted apart from it
        ("uk", "Семеро офіцерів КНДР загинули на Курщині\n\n", [("troops_killed", 7)]),
        ("en", "Seven North Korean officers killed in Russia's Kursk region\n\n", [("troops_killed", 7)]),
        ("de", "Sieben nordkoreanische Offiziere bei Kursk in Russland getötet\n\n", [("troops_killed", 7)]),
        ("pl", "Siedmiu oficerów z Korei Północnej zginęło pod Kurskiem w Rosji\n\n", [("troops_killed", 7)]),
        ("es", "Ucrania identificó a 40 oficiales norcoreanos en Rusia\n\n", [("other", 40)]),
        # guests and students without the word
        (
            "ru",
            "Тургруппа из Хабаровска уехала в КНДР\n\nВ составе 31 человек, сообщили в компании.",
            [("tourists", 31)],
        ),
        (
            "ru",
            "Двадцать шесть жителей Хабаровска вернулись из КНДР\n\nТуристы из России провели там пять дней.",
            [("tourists", 26)],
        ),
        ("ru", "Обучение в вузах России проходят 26 врачей из КНДР.", [("students", 26)]),
        (
            "en",
            "Some 26 North Korean doctors will study at Russian universities this autumn, the rector said.",
            [("students", 26)],
        ),
        (
            "ko",
            '국정원 "북한군 2천명 추가 파병"\n\n국정원은 3월 이후 1천200명이 러시아로 더 넘어갔다고 보고했다.',
            [("troops_deployed", 2000), ("troops_deployed", 1200)],
        ),
        ("ko", "국정원 “북 폭풍군단 4개 여단 1만2000명 파병”\n\n", [("other", 4), ("troops_deployed", 12000)]),
        # wages are money; income is no import
        ("en", "North Korean workers in Russia are paid $3 an hour.", [("money", 3)]),
        ("ko", "북한이 러시아 파병으로 연 2억 달러의 수입을 올린다.", [("money", 200_000_000)]),
        # how long people work, who was asked, who ran away, what it was before
        ("en", "North Korean workers in Russia describe 15-hour days.", [("other", 15)]),
        ("ko", "러 파견 북한 노동자들은 하루 16시간 일한다.", [("other", 16)]),
        ("ru", "Рабочие из КНДР в России трудятся 16 часов в сутки.", [("other", 16)]),
        (
            "en",
            "The report on North Korean labour in Russia rests on interviews with 28 former workers.",
            [("other", 28)],
        ),
        ("en", "In Russia 30 North Korean soldiers deserted.", [("other", 30)]),
        (
            "en",
            "North Korea sent 9,000 containers to Russia, up from the 7,000 counted in March.",
            [("containers", 9000), ("containers", 7000)],
        ),
        # few who ran away, a part of those before, several figures before one noun, several tens
        ("pl", "Jedenastu żołnierzy Korei Północnej zdezerterowało w Rosji.", [("other", 11)]),
        (
            "en",
            "More than 11,000 North Korean soldiers are in Russia, over 3,000 of whom are at the front.",
            [("troops_deployed", 11000), ("troops_deployed", 3000)],
        ),
        (
            "fr",
            "La Corée du Nord aurait envoyé en Russie 1 500, 3 000 ou 11 000 hommes.",
            [("troops_deployed", 1500), ("troops_deployed", 3000), ("troops_deployed", 11000)],
        ),
        ("ru", "В России погибли три десятка солдат КНДР.", [("troops_killed", 30)]),
        # both sides on one list, officers beside a force, a unit that somebody forms, people hired with other visas
        (
            "en",
            "Seoul blacklists 4 Russian ships, 8 people over arms trade with Pyongyang\n\n",
            [("other", 4), ("other", 8)],
        ),
        (
            "uk",
            "На полігонах у Росії готують 12 тисяч військових КНДР, зокрема 500 офіцерів і трьох генералів.",
            [("troops_deployed", 12000), ("other", 500), ("other", 3)],
        ),
        (
            "uk",
            "Росія готує підрозділ із КНДР\n\nІдеться про дві тисячі осіб, заявив Андрій Юсов.",
            [("troops_deployed", 2000)],
        ),
        (
            "ru",
            "Суд в России оштрафовал фирму за привлечение к труду 31 гражданина КНДР с учебными визами.",
            [("workers", 31)],
        ),
        ("ko", "영국은 러시아를 도운 북한 관리 2명을 제재했다.", [("other", 2)]),
        ("zh", "朝鲜派兵俄罗斯\n\n韩国国家情报院说有1500人已抵达俄远东。", [("troops_deployed", 1500)]),
        # a counter that counts no people, minutes, words for numbers
        ("ko", "러시아로 간 북한군은 군사용어 100여개를 배운다.", [("other", 100)]),
        ("en", "Podcast on North Korea and Russia: 38 min.", []),
        ("pl", "Osiemnastu żołnierzy Korei Północnej zginęło w Rosji.", [("troops_killed", 18)]),
        ("ru", "КНДР передала России более миллиона снарядов.", [("shells", 1_000_000)]),
        ("uk", "КНДР передала Росії дев'ятсот контейнерів.", [("containers", 900)]),
        ("es", "Corea del Norte envió quinientos soldados a Rusia.", [("troops_deployed", 500)]),
        ("de", "Nordkorea schickte Russland eine Million Granaten.", [("shells", 1_000_000)]),
    ],
)
def test_a_figure_is_read_as_what_it_counts(language, text, claims):
    assert told(text, language) == claims


@pytest.mark.parametrize(
    ("language", "word", "value"),
    [("fr", "dix", 10), ("es", "once", 11), ("pl", "stu", 100), ("de", "elf", 11), ("fr", "seize", 16)],
)
def test_a_word_of_several_languages_is_a_number_in_its_own_only(language, word, value):
    assert [n.low for n in find_numbers(read(f"\n\n{word} obus soldados żołnierzy Soldaten", language))] == [value]
    assert find_numbers(read(f"\n\n{word} they did it", "en")) == ()


def test_invented_headlines_written_without_sight_of_the_rules_give_their_figures_and_whose_they_are():
    f1, claimant = rates(HEADLINES)

    assert f1 >= 0.93
    assert claimant >= 0.88


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Putin arrives in Pyongyang for first visit in 24 years\n\nThe Il-96 landed at 2:45 a.m. Kim, 40, waited on the tarmac. Article 3 of the 2000 treaty will be replaced.",
        ),
        (
            "en",
            "Russia, North Korea mark 65 years since the 1961 pact\n\nThe 10-minute ceremony took place in Hall No. 2. It was the 4th of its kind.",
        ),
        (
            "en",
            "Choe leaves Moscow after 5-day trip\n\nHer Il-62 had covered 6,400 kilometres. She is 61.",
        ),
        (
            "en",
            "Kim watches test of 240mm rocket launcher meant for Russia\n\nThe launcher's range is 65 km, state media in North Korea said.",
        ),
        (
            "ru",
            "Лавров: отношениям России и КНДР 76 лет\n\nМинистр провёл в Вонсане 3 дня. Температура воды была 24 градуса.",
        ),
        (
            "ru",
            "В Пхеньяне открылась 17-я выставка с участием России\n\nОна займёт павильон № 3 и продлится до 21 октября.",
        ),
        (
            "ko",
            "푸틴, 24년 만에 방북…오전 2시 도착\n\n김정은 위원장은 40대다. 제13차 회의는 다음 달 3일 열린다.",
        ),
        (
            "ja",
            "プーチン氏、24年ぶり訪朝\u300019日に首脳会談\n\n会談は2時間に及んだ。第4条は相互支援を定める。",
        ),
        (
            "zh",
            "普京时隔24年访问朝鲜\n\n会谈持续2小时。条约第4条规定相互援助。金正恩今年40岁。",
        ),
        (
            "de",
            "Putin erstmals seit 24 Jahren in Nordkorea\n\nDer 71-Jährige landete um 2.45 Uhr. Artikel 4 regelt den Beistand.",
        ),
        (
            "pl",
            "Putin po 24 latach znów w Korei Północnej\n\n71-letni prezydent wylądował o 2.45. Rozmowy trwały 2 godziny.",
        ),
        (
            "uk",
            "Путін уперше за 24 роки прилетів до КНДР\n\nЛітак сів о 2:45. 71-річний президент пробув там 2 дні.",
        ),
        (
            "fr",
            "Poutine en Corée du Nord pour la première fois en 24 ans\n\nL'article 4 du traité prévoit une aide. Il a 71 ans.",
        ),
        (
            "es",
            "Putin visita Corea del Norte por primera vez en 24 años\n\nEl artículo 4 prevé ayuda mutua. Tiene 71 años.",
        ),
        (
            "en",
            "5 things to know about Russia and North Korea\n\n1. The treaty. 2. The troops. 3. The shells. Reading time: 4 min.",
        ),
        (
            "en",
            "North Korea and Russia: Ukraine lost 40 soldiers in the fighting, Kyiv said",
        ),
        (
            "en",
            "Subscribers only: 50% off. North Korea sends envoy to Russia. Support us from $2 a month.",
        ),
        (
            "en",
            "North Korea marks 76th anniversary; Russian envoy, 62, attends\n\nThe 3-hour parade began at 20:00 in front of 1st Army Corps veterans.",
        ),
        (
            "ko",
            "북러 조약 1주년…푸틴 3월 방북 가능성\n\n제4조는 상호 지원을 규정한다. 73세인 푸틴은 24년 만에 방북했다.",
        ),
        (
            "ru",
            "Ким Чен Ын отметил 80-ю годовщину освобождения\n\nПутин прислал телеграмму. Им 72 и 41 год, они знакомы 6 лет.",
        ),
        ("fr", "Abonnez-vous dès 2 euros par mois pour lire sur la Corée du Nord et la Russie."),
        ("en", "Six people familiar with the talks spoke of North Korea and Russia."),
    ],
)
def test_years_ages_articles_ordinals_and_the_pages_own_figures_are_no_claims(language, text):
    assert told(text, language) == []
