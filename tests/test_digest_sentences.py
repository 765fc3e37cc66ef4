"""The sentences beneath a headline: whole, on the subject, and saying something more; rather none than others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.documents import document, shipped_watch
from tumen.analysis.digest.selection import quality
from tumen.analysis.digest.selection.quality import Headline, is_broken_off, is_cut
from tumen.analysis.digest.selection.summary import sentences
from tumen.analysis.text.language import normal
from tumen.analysis.text.tokens import terms
from tumen.model import Document

WATCH = shipped_watch()
VOCABULARY = WATCH.vocabulary
TITLE = "Kozhemyako opens a ferry line from Vladivostok to Rason"
MORE = "The ferry carries ninety passengers and forty lorries on each crossing, Kozhemyako told the crowd at the pier."


def told(text: str, title: str = TITLE) -> list[str]:
    one: Document = document(title, text)
    return [sentence.text for sentence in sentences([one], WATCH, language="en", headline=title)]


@pytest.mark.parametrize(
    "twin",
    [
        f"{TITLE}.",
        f"{TITLE} - Harbour Herald.",
        f"VLADIVOSTOK, June 17 (Harbour Wire) - {TITLE}.",
        "A ferry line from Vladivostok to Rason opens, Kozhemyako says.",
    ],
)
def test_a_sentence_that_only_repeats_the_headline_is_never_told(twin: str) -> None:
    assert told(f"{twin} {MORE}") == [MORE]
    assert told(twin) == []


@pytest.mark.parametrize(
    "cut",
    ["Kozhemyako said that the ferry from Vladivostok would also…", "Ferry crossings of the Rason line will be [...]"],
)
def test_a_sentence_that_is_cut_off_is_never_told(cut: str) -> None:
    assert told(f"{MORE} {cut}") == [MORE]


def test_a_report_of_the_readers_language_that_tells_nothing_hides_no_other() -> None:
    russian = (
        "Кожемяко сообщил, что паром из Владивостока в Расон берёт за один рейс девяносто пассажиров и сорок машин."
    )
    bare, full = document(TITLE), document("Кожемяко открыл паром Владивосток – Расон", russian)

    assert [s.text for s in sentences([bare, full], WATCH, language="en", headline=TITLE)] == [russian]
    assert [s.text for s in sentences([document(TITLE, MORE), full], WATCH, language="en", headline=TITLE)] == [MORE]


def test_where_the_body_was_cut_its_last_sentence_is_none() -> None:
    assert told(f"{MORE} Passengers of the first ferry from Vladivostok were greeted with songs by the mayor of") == [
        MORE
    ]


def test_a_text_of_one_line_without_a_full_stop_is_a_sentence() -> None:
    assert told(MORE.rstrip(".")) == [MORE.rstrip(".")]


def test_a_sidebar_of_the_stored_page_is_never_told() -> None:
    sidebar = "Two polar bears were born in the zoo of another town on Sunday. The keepers ask visitors for patience."

    assert told(f"{sidebar} {MORE}") == [MORE]
    assert told(sidebar) == []


ON = "Kozhemyako cut a ribbon of red silk and then shook hands with everybody on the pier."


@pytest.mark.parametrize(
    ("after", "goes_on"),
    [
        ("Matsegora watched the ceremony in the rain from a bench beside the customs shed.", True),
        ("The service will bring 2,000 North Korean workers to building sites a year.", True),
        ("Nobody watched the ceremony in the rain from a bench beside the customs shed.", False),
    ],
)
def test_a_sentence_behind_one_on_the_subject_goes_on_with_a_name_or_a_claimed_figure(
    after: str, goes_on: bool
) -> None:
    assert (after in told(f"{ON} {after}")) is goes_on


def test_only_one_sentence_in_a_row_goes_on() -> None:
    far = "Matsegora later wrote about the weather of that week."
    between = "Nobody had seen so much rain fall on a festive morning."

    page = " ".join([between] * 16)  # more than a paragraph, all of which would be near the subject

    assert far not in told(f"{ON} {between} {far} {page}")
    assert far in told(f"{ON} {between} {far}")


@pytest.mark.parametrize(
    ("opening", "told_at_all"),
    [
        ("Matsegora and Lavrov watched the ceremony in the rain from a bench.", True),
        ("Matsegora watched the ceremony in the rain from a bench all morning.", False),
    ],
)
def test_an_opening_with_two_names_goes_on_with_the_headline(opening: str, told_at_all: bool) -> None:
    rest = " ".join(["Nobody had seen so much rain on a festive morning."] * 16)  # more than a paragraph

    assert (told(f"{opening} {rest}") == [opening]) is told_at_all


@pytest.mark.parametrize(("others", "told_at_all"), [(1, True), (16, False)])
def test_of_a_short_report_a_sentence_in_which_somebody_speaks_is_told(others: int, told_at_all: bool) -> None:
    title = "Russia's parliament ratifies the treaty with North Korea"
    speaks = "Rudenko told the deputies on this occasion that nobody else has anything to fear from it."
    rest = "Nobody had seen so much rain on a festive morning. "

    assert (speaks in told(f"{speaks} {rest * others}", title)) is told_at_all


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Flights from Moscow to Pyongyang begin on July 27", "Nordwind will fly a Boeing with 440 seats."),
        (
            "U.S. sanctions three firms over arms trade with North Korea",
            "Treasury named Rafael Orlov and two firms of his brother, it said.",
        ),
        (
            "В Приморье не подтвердили приезд рабочих из КНДР",
            "Краевое ведомство таких заявок не получало, сообщили там.",
        ),
        ("Руденко провёл консультации в Пхеньяне", "Об этом и о графике следующих контактов говорили обе делегации."),
        ("김정은, 러시아 대표단 접견", "이 자리에는 당 국제부 간부들도 함께 참석했다고 통신은 전했다."),
        ("Moskau schickt Kohle nach Nordkorea", "Es gehe um 40.000 Tonnen im Halbjahr, so der Hafenbetreiber."),
        ("Moscou livre du charbon à Pyongyang", "Selon le port, 40 000 tonnes partiront avant la fin de l'été."),
    ],
)
def test_a_short_report_that_says_more_than_its_headline_is_told(title: str, body: str) -> None:
    assert told(body, title) == [body]


def test_of_a_round_up_without_a_happening_what_names_a_side_is_told() -> None:
    plain = document(
        "Morning brief: a deal is near", "Good morning. Coffee costs more. Kyiv would swap two wounded North Koreans."
    )
    round_up = replace(plain, relevant=True, features=replace(plain.features, round_up=True))

    found = sentences([round_up], WATCH, language="en", headline=plain.draft.title)

    assert [sentence.text for sentence in found] == ["Kyiv would swap two wounded North Koreans."]


@pytest.mark.parametrize(
    ("language", "title", "told_first", "doubt"),
    [
        ("en", "North Koreans fought in Kursk, an NGO says", "The head of Blue told LRT that a unit met them on 25 October.", "Ukrainian officials have not confirmed it."),
        ("ru", "Корейцы воевали под Курском, сообщила НКО", "Глава организации рассказал, что бой с корейцами был 25 октября.", "Подтверждений этим словам пока не поступало, сведения не подтверждены."),
        ("ko", "북한군 쿠르스크서 교전…NGO", "단체 대표는 북한군이 10월 25일 국경에서 교전했다고 말했다.", "이 주장은 독립적으로 확인되지 않았다."),
        ("de", "Nordkoreaner kämpften in Kursk, sagt eine Hilfsorganisation", "Der Leiter sagte, die Einheit habe sie am 25. Oktober getroffen.", "Die Angaben ließen sich nicht unabhängig bestätigen."),
        ("zh", "组织称朝鲜士兵在库尔斯克参战", "该组织负责人表示，部队十月二十五日在边境遇到朝鲜士兵。", "这一说法尚未得到证实，基辅方面没有回应。"),
    ],
)  # fmt: skip
def test_what_says_that_it_is_unconfirmed_is_told_with_it(
    language: str, title: str, told_first: str, doubt: str
) -> None:
    assert doubt in told(f"{told_first} {doubt}", title)


@pytest.mark.parametrize(
    ("title", "mistake", "right"),
    [
        ("CORRECTION: North Korea's shells for Russia", "In a report on North Korea we said the containers could hold five million rockets.", "The minister's number is 500,000."),
        ("Исправление: снаряды КНДР для России", "Мы сообщали, что Северная Корея отправила пять миллионов снарядов.", "Министр назвал 500 тысяч."),
        ("Korrektur: Granaten aus Nordkorea für Russland", "Wir haben berichtet, Nordkorea habe fünf Millionen Raketen geliefert.", "Der Minister nannte 500.000."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_only_with_what_corrects_it(title: str, mistake: str, right: str) -> None:
    assert told(f"{mistake} {right}", title) == [f"{mistake} {right}"]
    assert told(mistake, title) == []


def test_a_sentence_begins_behind_the_dateline() -> None:
    title = "Kozhemyako opens a ferry line from Vladivostok to Rason in North Korea"

    assert told(f"SEOUL, June 17 (Yonhap) -- {MORE}", title) == [MORE]


def test_of_a_round_up_only_what_happened_on_the_subject_is_told() -> None:
    title = "War at a glance: what we know on day 700"
    other = "Guards of Ukraine counted twenty drones of Russia above three of its towns that night, and it rained."
    subject = "Lavrov arrived in Pyongyang on Tuesday for talks with Choe Son Hui, the ministry said in Moscow."
    plain = document(title, f"{other} {subject} {other.replace('twenty', 'thirty')}")
    round_up = replace(plain, features=replace(plain.features, round_up=True))

    found = sentences([round_up], WATCH, language="en", headline=title)

    assert [sentence.text for sentence in found] == [subject]


def test_a_sentence_that_names_the_headlines_actor_in_other_words_is_on_the_subject() -> None:
    title = "Russia and DPRK open a pier"
    other = "Children from North Korea waved at three ships and a brass band played all morning."

    assert told(other, title) == [other]


def repeats(sentence: str, headline: str, language: str, outlet: str = "") -> bool:
    counts = terms(normal(sentence), language, VOCABULARY)
    return Headline(headline, VOCABULARY).repeated_by(sentence, counts, language, outlet)


@pytest.mark.parametrize(("new", "again"), [(3, True), (4, False)])
def test_four_new_words_or_figures_are_something_more(new: int, again: bool) -> None:
    fresh = ["crowd", "children", "flags", "300"][-new:]

    assert repeats(f"{TITLE}: {' '.join(fresh)}", TITLE, "en") is again


@pytest.mark.parametrize(("new", "again"), [("三个港口开放", True), ("三个港口开放贸易区", False)])
def test_in_chinese_eight_new_pairs_of_characters_are_something_more(new: str, again: bool) -> None:
    title = "金正恩会见绍伊古"

    assert repeats(f"{title}，{new}", title, "zh") is again


def test_the_name_of_the_outlet_is_no_news() -> None:
    named = f"{TITLE}: crowd, children, flags Northern Harbour Herald"

    assert repeats(named, TITLE, "en", "Northern Harbour Herald")
    assert not repeats(named, TITLE, "en")


@pytest.mark.parametrize(("text", "cut"), [("He said so…", True), ("He said so [...]", True), ("“Well… yes.”", False)])
def test_a_text_is_cut_where_its_end_says_so(text: str, cut: bool) -> None:
    assert is_cut(text) is cut


@pytest.mark.parametrize(
    ("body", "broken"),
    [
        ("The armored train carrying North Korean leader Kim Jong-un h", True),
        ("Pociąg pancerny z przywódcą Korei Północnej w", True),
        ("Бронепоезд с лидером КНДР с", True),
        ("North Korea showed a missile of the type A", False),
        ("Leaders expected to discuss a deal as both face sanctions", False),
        ("김정은 국무위원장이 러시아에 도착했다 고", False),
    ],
)
def test_a_sentence_that_ends_in_one_small_letter_is_broken_off(body: str, broken: bool) -> None:
    assert is_broken_off(body, 0, len(body)) is broken


def test_a_sentence_before_the_mark_of_a_cut_is_broken_off() -> None:
    body = "Trains run again. The second train of […]"

    assert is_broken_off(body, 18, 37)
    assert not is_broken_off(body, 0, 17)


def test_titles_are_not_read_word_by_word_where_a_sentence_shares_a_name_with_its_headline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    monkeypatch.setattr(quality, "terms", lambda text, *others: read.append(text) or terms(text, *others))
    sharing = "Rason has seen no ferry for ten years, and ninety passengers and forty lorries now cross on each trip."
    other = "The harbour master counted ninety passengers and forty lorries on the first crossing of the new line."

    def titles_read(text: str) -> int:
        read.clear()
        reports = [replace(document(TITLE, text), id=str(n)) for n in range(20)]
        sentences(reports, WATCH, language="en", headline=TITLE)
        return sum(said == normal(TITLE) for said in read)

    assert titles_read(sharing) == 0
    assert titles_read(other) == 20


KIM = "Kim Jong Un meets Shoigu in Pyongyang"


@pytest.mark.parametrize(
    ("language", "leaning"),
    [
        ("en", "He also laid flowers with Matsegora at the monument that day."),
        ("ru", "Он также возложил с Мацегорой цветы к памятнику в этот день."),
        ("de", "Er legte mit Mazegora an jenem Tag auch Blumen am Denkmal nieder."),
        ("ko", "그는 이날 마체고라 대사와 함께 기념비에 꽃을 바쳤다."),
        ("zh", "他当天还与马采戈拉一起向纪念碑献了花。"),
    ],
)
def test_a_sentence_that_opens_with_a_pronoun_is_told_behind_the_one_before_it_only(
    language: str, leaning: str
) -> None:
    before = {
        "en": "Lavrov opened the embassy's new wing with 40 guests.",
        "ru": "Лавров открыл новое крыло посольства при 40 гостях.",
        "de": "Lawrow eröffnete den neuen Flügel der Botschaft mit 40 Gästen.",
        "ko": "라브로프 장관은 손님 40명과 대사관 새 건물을 열었다.",
        "zh": "拉夫罗夫与40名来宾一起为使馆新楼揭幕，并发表讲话。",
    }[language]
    cut = {"en": "Lavrov…", "ru": "Лавров…", "de": "Lawrow…", "ko": "라브로프…", "zh": "拉夫罗夫…"}[language]

    def told_in(text: str) -> list[str]:
        one = replace(document(KIM, text), language=language)
        return [s.text for s in sentences([one], WATCH, language=language, headline=KIM)]

    assert leaning in told_in(f"{before} {leaning}")
    assert leaning not in told_in(f"{cut} {leaning}")


@pytest.mark.parametrize(
    "cut",
    [
        "Kozhemyako opened the ferry line with ninety guests, a ceremony that came as",
        "Kozhemyako opened the ferry line with ninety guests at the invitation of the",
    ],
)
def test_a_text_that_ends_in_a_word_that_ends_no_sentence_was_cut(cut: str) -> None:
    assert told(cut) == []
    assert told("Ninety guests of Kozhemyako came and forty lorries, the mayor said") != []


def test_what_one_paragraph_says_beside_its_subject_is_told_where_it_is_a_fact() -> None:
    aside = "France and Japan spoke against it."
    idle = "The band went home early and wet after all of it."

    assert told(f"{MORE} {aside} {idle}") == [MORE, aside]


def test_a_sentence_of_another_language_that_says_the_headline_again_is_not_told() -> None:
    russian = replace(document("Шойгу в Пхеньяне", "Ким Чен Ын провёл встречу с Шойгу в Пхеньяне."), id="ru")
    more = replace(document("Шойгу в Пхеньяне", "Ким Чен Ын принял Шойгу, встречу вёл Мацегора."), id="ru")

    assert sentences([document(KIM), russian], WATCH, language="en", headline=KIM) == ()
    assert len(sentences([document(KIM), more], WATCH, language="en", headline=KIM)) == 1


FULL = (
    "Kim Jong Un met Shoigu on Tuesday in the hall of the party, the agency said in its report of the day.",
    "Shoigu brought a letter and thirty boxes of presents from Putin and the ministers.",
    "Shoigu also watched 400 dancers with Choe Son Hui in the theatre of the city.",
    "Shoigu then went with Matsegora to the museum of the war beside the old railway station.",
    "Shoigu dined with Kozlov on the ship that had brought 900 sailors from the north.",
)


@pytest.mark.parametrize(
    ("foreign", "quoted"),
    [
        ("Ким Чен Ын принял приглашение Путина посетить Москву, сообщил Песков.", 1),
        ("Песков рассказал Шойгу о выставке 70 картин.", 0),
    ],
)
def test_an_outcome_in_another_language_stands_before_the_last_detail_in_the_readers(foreign: str, quoted: int) -> None:
    other = replace(document("Шойгу в Пхеньяне", foreign), id="ru")

    told_of_both = sentences([document(KIM, " ".join(FULL)), other], WATCH, language="en", headline=KIM)

    assert len(told_of_both) == 4
    assert sum(one.citations[0].document_id == "ru" for one in told_of_both) == quoted


@pytest.mark.parametrize(
    ("foreign", "quoted"),
    [
        ("Разведка НИС сообщила, что в Расоне было 300 гостей.", 1),
        ("Разведка НИС сообщила, что там было 300 гостей.", 0),  # whose word it is, and one figure
        ("Индекс поднялся до 2700 пунктов впервые за 10 месяцев.", 0),  # a line of the page
    ],
)
def test_whose_word_it_is_and_what_names_nothing_are_no_facts_of_another_language(foreign: str, quoted: int) -> None:
    own = document(KIM, "Kim Jong Un met Shoigu on Tuesday in the hall of the party, the agency said.")
    other = replace(document("Разведка НИС о встрече с Шойгу в Пхеньяне", foreign), id="ru", origins=("nis",))

    found = sentences([own, other], WATCH, language="en", headline=KIM)

    assert sum(one.citations[0].document_id == "ru" for one in found) == quoted


def test_sentences_in_the_readers_language_come_first() -> None:
    russian = replace(document("Паром открыт", "Мацегора и Лавров привезли 300 гостей в Расон."), id="ru")
    first, second = sentences([russian, document(TITLE, MORE)], WATCH, language="en", headline=TITLE)

    assert (first.text, second.citations[0].document_id) == (MORE, "ru")


def test_a_bullet_and_a_stray_quotation_mark_are_no_part_of_a_sentence() -> None:
    assert told(f"▲ {MORE} 'They [...]") == [MORE]


@pytest.mark.parametrize(
    "line",
    [
        "VIDEO: Kozhemyako opens the ferry line to Rason with a song of the harbour 👇",
        "기자: 코제먀코 주지사는 라선에서 여객선 노선의 개통을 어떻게 보고 있습니까.",
        "Видео: Кожемяко открывает паромную линию в Расон под песни портового хора.",
        "记者：科热米亚科如何评价开往罗先的渡轮航线以及朝鲜方面的接待工作。",
    ],
)
def test_a_line_of_a_transcript_or_beside_a_picture_is_never_told(line: str) -> None:
    assert told(line) == []
    assert told(f"{MORE} {line}") == [MORE]
