"""The line of an item: what happened, in the reader's language, and never more than the headline says."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.documents import document, shipped_watch
from tumen.analysis.digest.headline import best_headline
from tumen.analysis.digest.line import line
from tumen.analysis.digest.publishers import Publishers
from tumen.analysis.digest.wording import check_template
from tumen.analysis.matching.watch import Watch
from tumen.model import Document, EntryKind, Line

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("en", "ru", "ko", "de")
WATCH = shipped_watch()


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
    ],
)
def test_a_topic_names_no_happening_of_somebody_else(headline: str, wrong: str) -> None:
    found = words_of(headline, "de")

    assert found
    assert wrong not in found


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


def invented() -> Iterator[Document]:
    for case in cases():
        yield document(case["headline"], "")
    for row in (CASES / "frames" / "headlines.jsonl").read_text(encoding="utf-8").splitlines():
        yield document(json.loads(row)["title"], "")
    for row in (CASES / "gists" / "gists.jsonl").read_text(encoding="utf-8").splitlines():
        yield document(json.loads(row)["gist"], "")


def names_in(one: Document, found: Line, watch: Watch) -> set[str]:
    """Every name, in every case, of what the cited places name."""
    language, ids = found.language, set()
    for m in one.mentions:
        if any(m.start < c.end and c.start < m.end for c in found.citations):
            ids |= set(watch.sides_watched) if watch.entry(m.concept).kind == EntryKind.PAIR else {m.concept}
    return {name for id in ids for name in watch.entry(id).names.get(language, ())}


def own_words(language: str) -> set[str]:
    """The words of the templates."""
    tables = [WATCH.vocabulary.table(name, language) for name in ("line_topics", "line_sentences", "line_words")]
    texts = [text for table in tables for entries in table.values() for text in entries]
    return {word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", " ", text))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_made_line_is_a_templates_or_the_name_of_what_stands_in_the_cited_places(language: str) -> None:
    allowed, made = own_words(language), 0
    for one in invented():
        found = of(one, language)
        if found is None or one.language == language:
            continue
        made += 1
        rest = found.text.lower()
        for name in sorted(names_in(one, found, WATCH), key=len, reverse=True):
            rest = rest.replace(name.lower(), " ")
        left = {word for word in re.findall(r"[^\W_]+", rest) if word not in allowed and word not in ("во",)}

        assert not left, (one.draft.title, found.text)

    assert made > 100


@pytest.mark.parametrize("template", ["{nobody} met", "{who met", "[{who} met", "{who} met]"])
def test_a_template_with_an_unknown_slot_or_open_brackets_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"slot|close"):
        check_template(template)


def test_a_name_with_a_figure_would_state_one_that_no_report_states() -> None:
    shown = [name for entry in WATCH.entries for names in entry.names.values() for name in names]

    assert shown
    assert not [name for name in shown if re.search(r"\d", name)]
