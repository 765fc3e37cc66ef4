"""The line of an item: what happened, in the reader's language, and never more than the headline says."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.support.documents import NOON, document, shipped_watch
from tumen.analysis.digest.lines.line import line
from tumen.analysis.digest.lines.subject import subject
from tumen.analysis.digest.lines.wording import Wording, check_template
from tumen.analysis.digest.selection.headline import best_headline, headlines
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text
from tumen.model import Certainty, Document, EntryKind, Line, Slot

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "ru", "ko", "de")
WATCH = shipped_watch()
SHORT = 3  # letters of a name that may stand inside another word
RESPELLED = {"во", "на", "vom", "zum", "zur", "im", "an", "den"}


def cases() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads((CASES / "lines" / "lines.toml").read_text(encoding="utf-8"))["case"]
    return rows


def told(headline: str, language: str, text: str = "") -> Line | None:
    return of(document(headline, text), language)


def of(one: Document, language: str) -> Line | None:
    named = best_headline([one], WATCH.vocabulary, Publishers(()), language=language, latest=False)
    return line(named, WATCH, language=language)


def words_of(headline: str, language: str) -> str:
    found = told(headline, language)
    return found.text if found else ""


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["headline"])
def test_a_headline_gives_its_line_in_each_language(case: dict[str, str]) -> None:
    found = {language: words_of(case["headline"], language) for language in LANGUAGES if language in case}

    assert found == {language: case[language] for language in LANGUAGES if language in case}


def test_a_headline_in_the_readers_language_is_the_line_itself_without_its_outlet() -> None:
    found = told("Lavrov arrives in Pyongyang - TASS", "en")

    assert found is not None
    assert found.text == "Lavrov arrives in Pyongyang"
    assert [(c.start, c.end) for c in found.citations] == [(0, 27)]


@pytest.mark.parametrize(
    "headline",
    [
        "Putin did not meet Kim Jong Un",
        "Kim Jong Un crosses the border for talks with Putin",
        "Kim Jong Un to hold talks with Putin",
        "Putin and Kim Jong Un plan to meet",
        "Putin may meet Kim Jong Un",
        "Aide of Putin and Kim Jong Un met in Moscow",
        "Zelensky says Putin met Kim Jong Un",
        "Belousov says Putin will meet Kim Jong Un",
        "Putin met Kim Jong Un, monitors say",
        "Putin met Kim Jong Un - study",
    ],
)
def test_what_is_denied_planned_or_said_by_others_is_never_told_as_a_meeting_that_took_place(headline: str) -> None:
    assert not re.search(r"trafen sich", words_of(headline, "de"))


@pytest.mark.parametrize(
    "headline",
    [
        "Посол Лаврова прибыл в Пхеньян",
        "Делегация во главе с Лавровым прибыла в Пхеньян",
        "Russian parliament speaker arrives in Pyongyang",
        "Lavrov's aide arrives in Pyongyang",
    ],
)
def test_who_is_not_the_subject_did_not_do_it(headline: str) -> None:
    assert not re.search(r"라브로프, 평양 도착|러시아, 평양 도착", words_of(headline, "ko"))


@pytest.mark.parametrize(
    ("headline", "wrong"),
    [
        ("US carrier arrives in South Korea as Kim Jong Un writes to Putin", "Ankunft"),
        ("North Korea opens museum for troops killed in Ukraine", "Verluste"),
        ("Kim Jong Un arrives in Moscow to meet Putin", "Putin"),
        ("김정은, 러시아 파병 부대 귀환을 빌어", "Rückkehr"),
        ("Лавров и Ким Чен Ын так и не отказались от сигарет", "Dementi"),
        ("Did Putin meet Kim Jong Un?", "Treffen"),
        ("Shoigu meets Kim Jong Un with Putin's greetings", "Putin"),
        ("Putin toasts guests amid talk of a visit to Pyongyang", "Besuch"),
        ("Russia pushes security talks with North Korea", "Treffen"),
        ("Putin mocked for having to travel to North Korea", "Besuch"),
        ("Kim Jong Un hopes for a Putin visit", "Besuch"),
        ("Россия добивается переговоров с КНДР", "Treffen"),
        ("Кожемяко надеется на визит Ким Чен Ына", "Besuch"),
        ("러시아, 북한에 회담 제안", "Treffen"),
        ("러 여행사, 북 원산갈마 관광객 모집", "Anwerbung"),
    ],
)
def test_a_topic_names_no_happening_of_somebody_else(headline: str, wrong: str) -> None:
    found = words_of(headline, "de")

    assert found
    assert wrong not in found


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("라브로프 방북 연기", "Visit (postponed): Lavrov, North Korea"),
        ("라브로프 방북 무산", "Visit (called off): Lavrov, North Korea"),
        ("Визит Лаврова в КНДР отложили до весны", "Visit (postponed): Lavrov, North Korea"),
        ("Putin-Besuch in Nordkorea verschoben", "Visit (postponed): Putin, North Korea"),
        ("La visite de Poutine en Corée du Nord annulée", "Visit (called off): Putin, North Korea"),
        ("Визит Лаврова в КНДР не отменён", "Lavrov, North Korea"),
    ],
)
def test_a_visit_that_was_put_off_is_told_as_that(headline: str, text: str) -> None:
    assert words_of(headline, "en") == text


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("Завтра в Пхеньян прибывает Лавров", "Arrival (planned): Lavrov, Pyongyang (18 Jun)"),
        ("라브로프 러 외무, 20∼22일 방북", "Visit (planned): Lavrov, North Korea (20 Jun)"),
    ],
)
def test_what_a_headline_puts_on_a_day_to_come_is_not_told_as_done(headline: str, line: str) -> None:
    assert words_of(headline, "en") == line


def test_who_thanks_or_warns_is_no_source_in_german() -> None:
    assert words_of("Putin thanks North Korean soldiers", "de") == "Putin dankt Nordkoreas Militär"
    assert words_of("Budanov says 8,000 North Korean troops are in Kursk", "de").startswith("Laut Budanow: ")


def test_who_only_tells_it_is_named_as_the_source_and_not_among_those_it_happened_to() -> None:
    found = words_of("North Korea has suffered casualties in Kursk, Britain says", "de")

    assert found.startswith("Laut Großbritannien: ")


def test_a_genitive_is_no_speaker() -> None:
    assert not words_of("North Korea's growing fleet slams into Russian cliffs", "de").startswith("Laut")


def test_a_grave_happening_that_is_only_spoken_of_is_not_named() -> None:
    assert words_of("Байден разрешил Украине наносить удары по военным КНДР", "en").startswith("Biden, Ukraine, ")
    assert words_of("Військові КНДР і далі обстрілюють Сумщину з Курської області", "en").startswith("North Korea")


def test_nothing_is_taken_from_the_text_beneath_the_headline() -> None:
    with_text = told(
        "Лавров прибыл в Пхеньян", "en", "Ранее Шойгу посетил Москву. Путин направил послание Ким Чен Ыну."
    )

    assert with_text is not None
    assert with_text.text == "Lavrov arrived in Pyongyang"


def test_a_reader_whose_language_has_no_lines_gets_none() -> None:
    assert told("Лавров прибыл в Пхеньян", "fr") is None


def test_a_watch_without_a_subject_has_no_line_in_another_language() -> None:
    one = document("Лавров прибыл в Пхеньян", "")
    named = best_headline([one], WATCH.vocabulary, Publishers(()), language="en", latest=False)

    assert line(named, WATCH.without_subject(), language="en") is None


@cache
def invented(every: int) -> list[Document]:
    """What every so manieth headline of our own says."""
    titles = [case["headline"] for case in cases()]
    for file, key in (("frames/headlines.jsonl", "title"), ("gists/gists.jsonl", "gist")):
        titles += [json.loads(row)[key] for row in (CASES / file).read_text(encoding="utf-8").splitlines()]
    return [document(title, "") for title in titles[::every]]


def names_in(one: Document, found: Line, watch: Watch) -> set[str]:
    """Every name, in every case, of what the cited places name."""
    language, ids = found.language, set()
    for m in one.mentions:
        if any(m.start < c.end and c.start < m.end for c in found.citations):
            ids |= set(watch.sides_watched) if watch.entry(m.concept).kind == EntryKind.PAIR else {m.concept}
            ids |= {watch.entry(m.concept).side, watch.party(m.concept)} - {""}  # 방북, a capital that denies
    return {name for id in ids for name in watch.entry(id).names.get(language, ())} | said_in(one, found, watch)


def said_in(one: Document, found: Line, watch: Watch) -> set[str]:
    """Who speaks, the day and the quantities that stand in the cited places, as the words for readers have them."""
    wording, said = Wording(watch, found.language), set()
    numbers = find_numbers(Text(one.draft.title, watch.vocabulary, language=one.language))

    def is_cited(start: int, end: int) -> bool:
        return any(start < c.end and c.start < end for c in found.citations)

    for frame in one.frames:
        if frame.claimant and any(is_cited(*span) for span in frame.spans_of(Slot.CLAIMANT)):
            said.add(wording.speaker(frame.claimant))
        if frame.day and any(is_cited(*span) for span in frame.spans_of(Slot.DAY)):
            said.add(wording.day(frame.day, NOON.year))
    for c in found.citations:
        said |= {wording.speaker(term.kind) for term in watch.speakers.in_name(one.draft.title[c.start : c.end])}
    said |= {f"{wording.amount(n.low, n.high)}" for n in numbers if n.unit == "%" and is_cited(n.start, n.end)}
    for claim in one.claims:
        in_title = any(is_cited(n.start, n.end) and n.low == claim.low for n in numbers)
        if is_cited(claim.start, claim.end) or in_title:
            said |= {wording.amount(claim.low, claim.high), wording.metric(claim.metric)}
    return said - {""}


def own_words(language: str) -> set[str]:
    """The words of the templates."""
    tables = [
        WATCH.vocabulary.table(name, language)
        for name in (
            *("line_topics", "line_sentences", "line_words", "line_changes", "line_things"),
            *("line_acts", "line_parties"),
        )
    ]
    texts = [text for table in tables for entries in table.values() for text in entries]
    return {word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", " ", text))}


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.gate)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_made_line_is_a_templates_or_the_name_of_what_stands_in_the_cited_places(
    language: str, every: int
) -> None:
    allowed, made = own_words(language), 0
    for one in invented(every):
        found = of(one, language)
        if found is None or one.language == language:
            continue
        made += 1
        rest = found.text.lower()
        names = names_in(one, found, WATCH)
        joined = {name.removeprefix("dem ").removeprefix("der ") for name in names}  # "vom Kreml"
        for name in sorted({*names, *joined}, key=len, reverse=True):
            # "UN" is no part of "Äußerung"
            whole = re.escape(name.lower())
            rest = re.sub(rf"\b{whole}\b" if name.isascii() and len(name) <= SHORT else whole, " ", rest)
        left = {word for word in re.findall(r"[^\W_]+", rest) if word not in allowed | RESPELLED}

        assert not left, (one.draft.title, found.text)

    assert made > 100 / every


@pytest.mark.parametrize("template", ["{nobody} met", "{who met", "[{who} met", "{who} met]"])
def test_a_template_with_an_unknown_slot_or_open_brackets_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"slot|close"):
        check_template(template)


def test_a_name_with_a_figure_would_state_one_that_no_report_states() -> None:
    shown = [name for entry in WATCH.entries for names in entry.names.values() for name in names]

    assert shown
    assert not [name for name in shown if re.search(r"\d", name)]


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        ("В КНДР заявили о гибели 600 солдат в России", "en", "600"),
        ("ГУР: КНДР направит в Россию 25 тысяч рабочих", "en", "25,000"),
        ("북한, 러시아에 노동자 1만2천명 파견", "en", "12,000"),
        ("North Korea sends 12,000 workers to Russia", "de", "12.000"),
        ("North Korea sends 12,000 workers to Russia", "ko", "12,000"),
    ],
)
def test_a_line_has_the_figure_of_its_headline_and_cites_it(headline: str, language: str, text: str) -> None:
    found = told(headline, language)

    assert found is not None
    assert text in found.text
    cited = "".join(headline[c.start : c.end] for c in found.citations)
    assert any(figure in cited for figure in ("600", "25", "12", "1만2천"))


@pytest.mark.parametrize(
    "headline", ["КНДР может направить в Россию 25 тысяч рабочих", "КНДР обсуждает рабочих для России"]
)
def test_a_figure_of_what_only_may_be_stands_behind_what_says_so(headline: str) -> None:
    found = words_of(headline, "en")

    assert "25" not in found or "(possible)" in found


def test_a_line_says_the_day_that_its_headline_says() -> None:
    assert words_of("Лавров посетит Пхеньян 11 июля", "en").endswith("(11 Jul)")
    assert "(" not in words_of("Лавров прибыл в Пхеньян", "en")


def test_whose_word_it_is_stands_behind_a_topic_that_does_not_name_them() -> None:
    assert (
        words_of("NIS: N. Korea sends more troops to Russia", "de") == "Nordkorea schickt nach Russland: Truppen (NIS)"
    )
    assert words_of("Peskov: N. Korea sends more troops to Russia", "de").count("Peskow") == 1


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("또 러 파병 유가족 만난 김정은", "Meeting: Kim Jong Un – families"),
        ("Путин принял в Кремле главу МИД КНДР Цой Сон Хи", "Putin and Choe Son Hui met"),
        ("러 파견된 北노동자 월급은 13만원", "Deployment: North Korea, Russia – workers, salaries"),
    ],
    ids=["a state in a meeting of others", "a state's house in a meeting of its head", "a sum without its currency"],
)
def test_a_line_does_not_name_what_has_no_part_in_it(headline: str, text: str) -> None:
    found = words_of(headline, "en")

    assert set(re.findall(r"\w+", found)) <= set(re.findall(r"\w+", text))
    assert "13" not in found


def test_a_country_that_opens_to_visitors_is_no_opening_of_a_house() -> None:
    assert "개통" not in words_of("North Korea slowly reopens to Russia", "ko")
    assert "개설" in words_of("North Korea opens bridge to Russia", "ko")


@pytest.mark.parametrize("headline", ["두만강 자동차다리 상판 설치 시작", "북한 군인들, 러시아 도로 건설에 참가"])
def test_the_end_of_a_word_makes_nothing_doubtful(headline: str) -> None:
    assert all(frame.certainty is Certainty.CERTAIN for frame in document(headline, "").frames)
    assert any(frame.certainty is Certainty.MAY for frame in document("북한군 러시아 파병설", "").frames)


def test_a_body_that_only_watches_a_meeting_stands_behind_it() -> None:
    found = words_of("Spotkanie Kim Dzong Una i Putina niepokoi Departament Stanu USA", "en")

    assert found == "Meeting: Kim Jong Un, Putin (the US State Department)"


@pytest.mark.parametrize(("number", "has"), [("6,000", True), ("6", False)])
def test_a_figure_of_the_headline_is_its_own_though_the_text_repeats_it(number: str, has: bool) -> None:
    headline = f"North Korea has suffered more than {number} casualties in Russia, UK says"
    found = told(
        headline, "de", f"North Korea has suffered more than {number} casualties in Kursk, the UK said on Monday."
    )

    assert found is not None
    assert (number.replace(",", ".") in found.text) is has
    assert not has or number in [headline[c.start : c.end] for c in found.citations]


def test_a_denial_names_only_who_denies() -> None:
    assert "(" not in words_of("N. Korea denounces sanctions monitoring report as 'fabrication'", "de")


def test_an_embassy_is_not_the_country_it_stands_for_and_a_trip_is_no_train() -> None:
    assert words_of("김정은, 평양 러시아대사관 방문", "en") == "Visit: Kim Jong Un, Pyongyang"
    assert "Verkehr" not in words_of("МИД подтвердил поездку Лаврова в КНДР", "de")
    assert "Verkehr" in words_of("Поезда в Пхеньян пойдут через Хасан", "de")


def test_the_person_who_speaks_first_in_a_korean_headline_does_the_rest_too() -> None:
    assert words_of("김정은 “어디든 이긴다”…러 파병군 표창", "en").startswith(
        "Kim Jong Un honours: Russia – troop deployment"
    )


def test_a_figure_that_counts_what_the_topic_is_stands_for_the_topic() -> None:
    found = words_of("North Korea has suffered more than 6,000 casualties in Russia, UK says", "de")

    assert found.count("Verluste") == 1
    assert "6.000" in found


@pytest.mark.parametrize(
    ("headline", "label"),
    [
        ("Kim Jong Un crosses Russian border for talks with Putin", "meeting"),
        ("Russia seeks regular security talks with North Korea", "meeting"),
        ("North Korea responds to Russia troop deployment claims", "deployment"),
        ("Kim Jong Un receives drones as gifts in Russia", "meeting"),
        ("США и Южная Корея договорились об ответе на сотрудничество России и КНДР", "agreement"),
        ("Poutine et Kim Jong-un promettent d'aider, avant le sommet avec Donald Trump", "meeting"),
    ],
    ids=["an aim", "a wish", "a word about it", "a thing", "what others agreed", "an occasion to come"],
)
def test_what_the_headline_does_not_tell_as_happened_is_no_label(headline: str, label: str) -> None:
    reader = "de" if headline.isascii() else "en"
    word = WATCH.vocabulary.table("line_topics", reader)[label][0]

    assert (found := words_of(headline, reader))
    assert not found.startswith(word)


def test_a_state_before_a_colon_is_where_its_own_act_and_not_who_says_it() -> None:
    assert words_of("North Korea: Kim Jong Un shows off missiles to Shoigu", "de").startswith("Vorführung: Kim Jong Un")
    assert (
        words_of("Russia-Ukraine war: missiles hit Dnipro; Blinken says Moscow seeks North Korean weapons", "de")
        == "Blinken (Äußerung): Nordkorea, Moskau – Waffen"
    )


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        (
            "Kremlin “firmly” denies North Korean troops fight in Kursk",
            "de",
            "Dementi vom Kreml: Nordkoreas Militär, Kursk",
        ),
        ("Kim Jong Un visits a plant in Russia's Far East", "de", "Besuch von Kim Jong Un im russischen Fernen Osten"),
        ("Kim Jong Un visits a plant in Russia's Far East", "ru", "Визит Ким Чен Ына на Дальний Восток"),
    ],
)
def test_a_preposition_is_joined_as_the_language_writes_it(headline: str, language: str, text: str) -> None:
    assert words_of(headline, language) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_headline_that_says_too_little_is_named_by_whom_its_report_is_about(language: str) -> None:
    one = document("Пять вещей дня", "Главное. Путин примет Ким Чен Ына в России, где они обсудят Украину и Курск.")
    (headline,) = headlines([one], WATCH.vocabulary, Publishers(()), language=language, latest=False)
    assert language == "ru" or line(headline, WATCH, language=language) is None

    named = subject(headline, WATCH, language=language)
    assert named is not None
    assert (
        named.text
        == {
            "en": "Subject: Putin, Kim Jong Un, Russia",
            "ru": "Тема: Путин, Ким Чен Ын, Россия",
            "ko": "주제: 푸틴, 김정은, 러시아",
            "de": "Thema: Putin, Kim Jong Un, Russland",
        }[language]
    )
    assert [one.draft.full_text[c.start : c.end] for c in named.citations] == ["Путин", "Ким Чен Ына", "России"]


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("North Korea's Kim Jong Un Expected to Meet Putin in Russia", "Treffen (geplant): Kim Jong Un, Putin"),
        ("Putin briefs Kim Jong Un by phone ahead of Alaska meeting with Trump", "Telefonat: Putin, Kim Jong Un"),
        ("김정은, 푸틴에 마체고라 대사 별세 조전", "Kim Jong Un, Putin, Mazegora"),
        ("Putin's leg twitching returns as he sits opposite Kim Jong Un", "Putin, Kim Jong Un"),
    ],
    ids=["what is expected", "whom another meeting is with", "who mourns", "a thing of a person"],
)
def test_a_label_holds_for_those_who_are_named_with_it(headline: str, text: str) -> None:
    assert words_of(headline, "de") == text


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        ("СМИ: Россия передала КНДР технологии", "en", "Russia hands over to North Korea: technology (media reports)"),
        (
            "Ukraine's spy chief: North Korea supplies shells to Russia",
            "de",
            "Nordkorea liefert an Russland: Munition (HUR)",
        ),
        (
            "Zeitung: Nordkorea schickt Soldaten nach Kursk",
            "en",
            "North Korea sends to Kursk: troops (according to a source)",
        ),
        ("Report: Russia repaid Pyongyang", "de", "Russland, Pjöngjang (ein Bericht)"),
        ("Kim Jong Un in Russia: leaders hold talks with Putin", "de", "Kim Jong Un und Putin trafen sich"),
        (
            "AP: Kirby says North Korea sent missiles to Russia",
            "de",
            "Laut Kirby: Lieferungen und Entsendungen – Nordkorea, Russland – Raketen",
        ),
    ],
    ids=["media", "a state's official", "a paper without a name", "a report", "no speaker", "a medium that passes on"],
)
def test_a_headline_that_opens_with_whose_word_it_is_is_not_told_as_done(
    headline: str, language: str, text: str
) -> None:
    assert words_of(headline, language).startswith(text)


@pytest.mark.parametrize(
    "headline",
    [
        "Поедет ли Путин в Пхеньян? В Кремле ответили",
        "Is Putin visiting Pyongyang? Kremlin answers",
        "푸틴 방북하나…크렘린 답변",
        "Czy Putin odwiedzi Koreę Płn. w maju?",
    ],
)
def test_a_question_is_no_happening_though_words_follow_it(headline: str) -> None:
    found = words_of(headline, "de")

    assert found
    assert "Besuch" not in found


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            "Japan, South Korea, US condemn Russia-North Korea pact",
            "Japan, Südkorea und die USA verurteilen: Russland, Nordkorea – Vertrag",
        ),
        ("North Korea sent arms to Russia, Seoul says", "Laut Südkorea: Lieferungen und Entsendungen – Nordkorea"),
        ("North Korea, Russia deny prisoner swap", "Nordkorea und Russland dementieren: Kriegsgefangene"),
        ("Pyongyang denies shipping shells to Russia", "Pjöngjang dementiert: Russland – Munition"),
    ],
)
def test_who_says_or_denies_it_is_named_with_those_who_do_so_too(headline: str, text: str) -> None:
    assert words_of(headline, "de").startswith(text)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Lawrow besucht morgen Pjöngjang", "Lavrov to visit Pyongyang (18 Jun)"),
        ("Lawrow reist am Freitag nach Nordkorea", "Lavrov to leave for North Korea (20 Jun)"),
        ("Lavrov se rend vendredi en Corée du Nord", "Lavrov to leave for North Korea (20 Jun)"),
        ("Лавров в пятницу прибывает в Пхеньян", "Lavrov to arrive in Pyongyang (20 Jun)"),
        ("Пак Чон Чхон отбыл в Москву", "Pak Jong Chon left for Moscow"),
        ("Цой Сон Хи едет в Минск и Москву", "Departure: Choe Son Hui → Belarus, Moscow"),
        ("Пак Чон Чхон отбыл из Москвы", "Pak Jong Chon leaves Moscow"),
        ("Kim Dzong Un przywitał saperów wracających z Rosji do Pjongjangu", "Kim Jong Un, Russia, Pyongyang"),
        (
            "Nordkorea will 5000 Bauarbeiter in den russisch besetzten Donbass schicken",
            "Labour and recruitment (planned): North Korea",
        ),
        ("Gespräche in Moskau: Nordkoreas Choe trifft Lawrow und Putin", "Meeting: Choe Son Hui, Lavrov, Putin"),
        ("북러 외무장관 원산서 전략대화", "Meeting: Russia, North Korea, Wonsan"),
        ("Прямые поезда Москва – Пхеньян начнут ходить", "Transport: Moscow, Pyongyang – rail"),
    ],
)
def test_a_journey_or_meeting_is_told_for_the_day_and_those_of_the_headline(headline: str, text: str) -> None:
    assert words_of(headline, "en").startswith(text)


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        ("Russian foreign minister Lavrov thanks North Korea for its support", "de", "Lawrow dankt Nordkorea"),
        ("US warns North Korea against supplying arms to Russia", "de", "Die USA warnen Nordkorea: Russland"),
        ("Putin dankt den Soldaten Nordkoreas", "en", "Putin gives thanks: North Korea – troops"),
        ("Putin reacts to US threats against North Korea", "de", "Putin reagiert: die USA, Nordkorea"),
        ("Ким Ё Чжон высмеяла «фантазии» Сеула о её встрече с россиянами", "en", "Kim Yo Jong, South Korea, Russia"),
        ("Товарооборот России и КНДР вырос на 72%", "en", "Trade: Russia, North Korea – +72 %"),
        (
            "EE.UU. sanciona a un banco ruso por ayudar a Pyongyang",
            "en",
            "The United States imposes sanctions: Russia – payments and banks",
        ),
        ("Запуск парома Владивосток – Расон отложен до весны", "en", "Launch (postponed): Vladivostok, Rason"),
        (
            "러 메드베데프, 北 노동당 창건 80주년 열병식 참석",
            "en",
            "Medvedev attends: North Korea – anniversaries and parades",
        ),
    ],
)
def test_a_line_says_what_a_person_would_say_of_the_headline(headline: str, language: str, text: str) -> None:
    assert words_of(headline, language).startswith(text)


def test_trade_has_no_share_that_its_headline_does_not_give_a_direction() -> None:
    assert "%" not in words_of("Товарооборот России и КНДР изменился на 72%", "en")


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Biden says North Korea sent shells to Russia", "Laut Biden: "),
        ("Biden administration says North Korea sent shells to Russia", "Laut den USA: "),
        ("Biden administration warns North Korea over shells for Russia", "Die USA (Äußerung): "),
    ],
)
def test_who_speaks_for_a_state_is_no_part_of_what_is_said_and_an_office_is_no_person(headline: str, text: str) -> None:
    assert words_of(headline, "de").startswith(text)
    assert {frame.claimant for frame in document(headline, "").frames} <= {"white-house", "usa"}


def test_a_place_that_something_is_called_after_is_no_place() -> None:
    assert words_of("북한 맥주 '두만강' 러시아 상륙", "en") == "North Korea, Russia – beer"
    assert "Tumen" in words_of("북한 주민들 두만강 건너 러시아로", "en")


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Россия и КНДР начнут выпуск общих почтовых марок", "Russia and North Korea to start: stamps"),
        ("Benidorm des Nordens: Kims Strand wartet auf Russen", "Kim Jong Un, Russia – beach"),
        (
            "Corea del Norte y Rusia, las grandes ausentes del Mundial femenino de ajedrez",
            "North Korea, Russia – chess",
        ),
        (
            "Нарышкин встретился с замминистра КНДР на форуме",
            "Naryshkin meets a deputy minister of North Korea – forum",
        ),
        ("Report: Russia repaid Pyongyang", ""),
    ],
)
def test_common_things_of_a_headline_are_told_beside_the_names(headline: str, text: str) -> None:
    assert words_of(headline, "en").startswith(text)


def test_no_more_than_three_things_stand_in_a_line_and_none_twice() -> None:
    found = words_of("Россия и КНДР вместе продают пиво, рыбу, крабов, мёд и пиво", "en")

    assert found.count("beer") == 1
    assert [word for word in ("beer", "fish", "crab", "honey") if word in found] == ["beer", "fish", "crab"]


def test_common_things_change_no_line_where_their_language_has_no_names_for_them() -> None:
    assert not WATCH.vocabulary.table("line_things", "uk")
    assert WATCH.vocabulary.table("headline_things", "uk")


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("김정은, 푸틴에게 위로전문", "Kim Jong Un sent a message to Putin"),
        ("金正恩氏、プーチン大統領に祝電", "Kim Jong Un sent a message to Putin"),
        ("普京向金正恩致贺电", "Putin sent a message to Kim Jong Un"),
        ("Кожемяко полетел в Пхеньян", "Kozhemyako left for Pyongyang"),
        ("푸틴, 김정은에 선물", "Putin gave a present to Kim Jong Un"),
        ("金正恩会见拉夫罗夫", "Kim Jong Un and Lavrov met"),
        ("Министр обороны РФ Белоусов прибыл в Пхеньян", "Belousov arrived in Pyongyang"),
    ],
)
def test_a_headline_that_leaves_open_neither_who_nor_whom_is_a_sentence(headline: str, text: str) -> None:
    assert words_of(headline, "en") == text


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        ("푸틴, 김정은에 선물", "ru", "Подарок Путина Ким Чен Ыну"),
        ("푸틴, 김정은에 선물", "de", "Geschenk von Putin an Kim Jong Un"),
        ("Кожемяко полетел в Пхеньян", "ko", "코제먀코, 평양행"),
        ("Кожемяко полетел в Пхеньян", "de", "Abreise von Koschemjako nach Pjöngjang"),
    ],
)
def test_such_a_sentence_is_one_in_every_readers_language(headline: str, language: str, text: str) -> None:
    assert words_of(headline, language) == text


@pytest.mark.parametrize(
    "headline",
    [
        "김정은, 러 국방차관 접견",
        "푸틴, 김정은·시진핑에 축전",
        "김정은, 푸틴에 축전 보낼 듯",
        "金正恩将会见拉夫罗夫",
    ],
)
def test_who_met_or_wrote_is_left_open_where_the_headline_does(headline: str) -> None:
    assert not re.search(r"\bmet\b|sent a message", words_of(headline, "en"))


def test_what_was_decided_or_is_meant_is_still_to_come() -> None:
    assert words_of("Лавров намерен посетить КНДР в июле", "en") == "Lavrov to visit North Korea"
    assert words_of("Ким Чен Ын решил отправить ещё солдат в Россию", "en") == "Kim Jong Un to send troops to Russia"


def test_a_speaker_whom_only_the_registry_knows_stands_behind_no_opener_of_somebody_else() -> None:
    text = 'Das schreibt die "Financial Times" unter Berufung auf Geheimdienste.'

    found = told("Bericht: Nordkorea liefert Russland Raketenwerfer", "en", text)
    assert found is not None
    assert found.text == "North Korea supplies to Russia: rocket launchers (according to a source)"


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        ("North Korea scraps plan to send workers to Russia: report", "de", "(ein Bericht)"),
        ("Россия поставит в КНДР 50 тысяч тонн муки – посол", "en", "(according to a source)"),
        ("러, 북에 정제유 100만 배럴 공급…英 단체 분석", "en", "(according to a source)"),
        ("UK: North Korea has suffered over 6,000 casualties in Kursk in Russia", "de", "(Großbritannien)"),
        ("Kim ordered soldiers to Russia, Pyongyang says", "de", "(Nordkorea)"),
    ],
)
def test_a_line_ends_with_whose_word_it_is_wherever_the_headline_says_so(
    headline: str, language: str, text: str
) -> None:
    assert words_of(headline, language).endswith(text)


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        ("Putin and Kim Jong Un shake hands, sign nothing", "de", "Putin, Kim Jong Un"),
        (
            "Lavrov accuses US of building bloc against North Korea, Russia",
            "de",
            "Lawrow macht den USA Vorwürfe: Nordkorea, Russland – Achse/Block",
        ),
        ("김정은 탄 열차 러시아 하산역 통과", "en", "Kim Jong Un, Russia, Khasan"),
        ("북러, 2027년까지 문화교류 계획 서명", "en", "Signing: Russia, North Korea"),
        ("한·우크라 정상 통화…북한군 러 파병 논의", "en", "Phone call: Ukraine"),
        ("Russland soll Nordkorea eine Luftabwehr geliefert haben", "en", "Transfers (possible): Russia, North Korea"),
        ("Putin würde Nordkoreas Machthaber Kim Jong Un erneut treffen", "en", "Meeting (possible): Putin"),
        ("Belousow trifft am Samstag in Nordkorea ein", "en", "Belousov to arrive in North Korea (21 Jun)"),
        ("Ким Чен Ын проводил российскую делегацию", "en", "Kim Jong Un, Russia"),
        ("미·일 정상, 북러 군사협력 논의", "en", "Russia, North Korea – ties"),
        ("Медведев возглавит делегацию на торжествах в КНДР", "en", "Celebration (planned): Medvedev, North Korea"),
    ],
)
def test_a_word_with_another_meaning_or_mood_is_not_told_as_the_first(headline: str, language: str, text: str) -> None:
    assert words_of(headline, language).startswith(text)


def test_dead_workers_are_no_soldiers() -> None:
    lead = "The bodies of two North Korean workers were found on a building site in Yuzhno-Sakhalinsk, Russian police said."

    found = told("Two North Koreans found dead on Sakhalin building site", "de", lead)
    assert found is None or "Soldaten" not in found.text
    assert "Soldaten" in words_of("2,000 North Korean soldiers killed in Kursk, NIS says", "de")


@pytest.mark.parametrize(
    ("headline", "language", "text"),
    [
        ("김정은, 푸틴에 전승절 축전", "en", "Kim Jong Un sent a message to Putin (anniversaries and parades)"),
        ("Путин поздравил Ким Чен Ына с Новым годом", "ko", "푸틴, 김정은에 메시지 (새해)"),
        ("Shoigu and Kim discuss memorial", "de", "Schoigu und Kim Jong Un trafen sich (Gedenkstätte)"),
        ("Lavrov arrives in Pyongyang for talks on drones", "ru", "Прибытие Лаврова в Пхеньян (беспилотники)"),
        ("Lavrov arrives in Pyongyang as Russia launches drones", "ru", "Прибытие Лаврова в Пхеньян"),
        ("Lavrov arrives in Pyongyang, Russia launches drones", "ru", "Прибытие Лаврова в Пхеньян"),
    ],
)
def test_a_sentence_has_the_things_of_its_own_clause_behind_it(headline: str, language: str, text: str) -> None:
    assert words_of(headline, language) == text


def test_whose_word_it_is_and_the_day_share_their_parentheses() -> None:
    assert words_of("Лавров посетит КНДР 11–13 июля — МИД", "en").endswith("(Russia's Foreign Ministry, 11 Jul)")


def test_a_topic_has_no_thing_of_what_goes_on_beside_it() -> None:
    found = words_of("North Korea's Choe leaves for Moscow as Pyongyang hails new missile", "de")

    assert found == "Choe Son Hui reist nach Moskau"
