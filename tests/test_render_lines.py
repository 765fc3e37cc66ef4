"""An item with a line: the line is its headline in every form, the original stands beneath it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.support.digests import DESK, channel, digest, item, report, sentence
from tumen.delivery.render import record_of, render
from tumen.model import Citation, Item, Line, Message

KOREAN = "국정원 “북한군 1만1000명”"
ENGLISH = "NIS: about 11,000 North Korean troops in Russia"


def told(headline: str, *, line: str, language: str = "en") -> Item:
    first = report(1, title=KOREAN, language="ko")
    cited = (Citation(document_id=first.document_id, start=0, end=5),)
    return item(
        1, headline=headline, sentences=(), reports=(first,), line=Line(text=line, language=language, citations=cited)
    )


def rendered(one: Item, form: str) -> Message:
    return render(digest(one), channel(form), DESK)


@pytest.mark.parametrize(("form", "part"), [("email", "html"), ("email", "text"), ("slack", "slack")])
def test_the_line_is_the_headline_with_its_report_and_the_original_stands_beneath(form: str, part: str) -> None:
    shown = rendered(told(KOREAN, line=ENGLISH), form).parts[part]

    assert shown.index(ENGLISH) < shown.index("[1]") < shown.index(KOREAN)


@pytest.mark.parametrize(("form", "part"), [("email", "html"), ("email", "text"), ("slack", "slack")])
def test_what_is_in_another_language_than_the_readers_is_marked_with_its_name(form: str, part: str) -> None:
    one = replace(told(KOREAN, line=ENGLISH), sentences=(sentence("국정원은 26일 밝혔다.", "doc1"),))

    shown = re.sub(r"<[^>]*>", "", rendered(one, form).parts[part])

    assert "1만1000명” (Korean)" in shown
    assert "밝혔다. (Korean)" in shown


def test_what_is_in_the_readers_language_has_no_such_mark() -> None:
    one = item(3, sentences=(sentence("Something happened.", "doc30"),))

    assert "(English" not in rendered(one, "email").parts["text"].partition("Something happened.")[2].splitlines()[0]


def test_the_line_is_what_a_chat_and_the_subject_say() -> None:
    message = rendered(told(KOREAN, line=ENGLISH), "chat")

    assert (ENGLISH in message.parts["short"], ENGLISH in message.subject) == (True, True)
    assert KOREAN not in message.parts["short"] + message.subject


def test_a_headline_in_the_readers_language_is_not_shown_beneath_the_line() -> None:
    english = told("Agency counts 11,000 troops", line=ENGLISH)
    english = replace(english, reports=(report(1, title="Agency counts 11,000 troops – Herald"),))

    shown = rendered(english, "email").parts["text"]

    assert (shown.count(ENGLISH), shown.count("Agency counts 11,000 troops")) == (1, 1)  # the latter among the reports


def test_the_json_has_the_line_with_its_citations_and_null_where_there_is_none() -> None:
    first, second = record_of(digest(told(KOREAN, line=ENGLISH), item(2)))["items"]

    assert first["line"] == {
        "text": ENGLISH,
        "language": "en",
        "citations": [{"document": "doc1", "start": 0, "end": 5}],
    }
    assert (first["headline"], second["line"]) == (KOREAN, None)


def test_a_report_that_only_the_line_rests_on_is_among_the_reports_shown() -> None:
    cited = (Citation(document_id="doc19", start=0, end=5),)
    one = item(1, sentences=(), reports=tuple(report(n) for n in range(1, 20)))
    assert "Report number 19" not in rendered(one, "email").parts["text"]

    one = replace(one, line=Line(text=ENGLISH, language="en", citations=cited))

    assert "Report number 19" in rendered(one, "email").parts["text"]


def test_a_figure_stands_above_the_sentences_in_the_readers_language_with_the_mark_of_its_report() -> None:
    cited = Citation(document_id="doc10", start=0, end=4)
    counted = replace(item(1), figures=(Line(text="Troops: 12,000 (NIS)", language="en", citations=(cited,)),))
    text = render(digest(counted), channel("file"), DESK).parts["text"]
    slack = render(digest(counted), channel("slack"), DESK).parts["slack"]

    assert "Troops: 12,000 (NIS) [1]" in text
    assert text.index("Troops: 12,000") < text.index(counted.sentences[0].text[:20])
    assert "Troops: 12,000 (NIS)" in slack
