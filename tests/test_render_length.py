"""A short digest is a line for each development; a full one holds as many in full as its form does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.support.digests import DESK, FULL, channel, crowded, digest, sentence
from tests.support.digests import item as made
from tumen.delivery.mail import wire_size
from tumen.delivery.render import render
from tumen.delivery.render.email import LONGEST_MAIL, USUAL_MAIL
from tumen.model import Digest, LeftOut, LeftOutCode, Length, Message


def told(digest: Digest, length: Length, form: str = "email") -> Message:
    return render(digest, channel(form), replace(DESK, length=length), theme_names={})


@pytest.mark.parametrize("form", ["email", "file"])
def test_a_short_digest_has_a_line_for_each_development_and_counts_without_titles(form: str) -> None:
    short, usual = (told(FULL, length, form).parts["text"] for length in (Length.SHORT, Length.USUAL))

    for item in FULL.items[1:2]:
        assert item.headline in short
        assert item.sentences[0].text[:40] not in short
        assert item.sentences[0].text[:40] in usual
    assert "A tour of the bridge" in usual
    assert "A tour of the bridge" not in short


@pytest.mark.parametrize("form", ["email", "file"])
def test_where_nothing_is_told_in_full_each_line_stands_once_and_more_than_nothing_is_not_said(form: str) -> None:
    parts = told(FULL, Length.SHORT, form).parts

    for text in (parts["text"], parts["html"]):
        assert "In short" not in text
        assert "more in brief" not in text


def test_a_short_slack_message_quotes_nothing() -> None:
    short, usual = (told(FULL, length, "slack").parts["slack"] for length in (Length.SHORT, Length.USUAL))

    assert "rich_text_quote" in usual
    assert "rich_text_quote" not in short
    assert json.loads(short)["blocks"]


def test_a_full_mail_holds_more_than_a_usual_one_and_no_more_than_mail_programs_show() -> None:
    usual, full = (
        sum(map(wire_size, told(crowded(60), length).parts.values())) for length in (Length.USUAL, Length.FULL)
    )

    assert usual < full <= LONGEST_MAIL


def test_a_usual_mail_of_a_crowded_day_has_ten_items_and_thirty_lines_and_keeps_to_sixty_kilobytes() -> None:
    parts = told(crowded(60), Length.USUAL).parts
    named = [n for n in range(1, 61) if f"Development number {n}:" in " ".join(parts["text"].split())]

    assert sum(map(wire_size, parts.values())) <= USUAL_MAIL
    assert named == list(range(1, 41))


def below(n: int) -> Digest:
    """A digest that left out so many developments for being less important than its reader asks for."""
    minor = (
        LeftOut(development_id=f"D{i}", reason="less important", code=LeftOutCode.MINOR, title=f"Small matter {i}")
        for i in range(n)
    )
    return replace(FULL, left_out=tuple(minor))


@pytest.mark.parametrize(
    ("length", "titles", "where"),
    [(Length.SHORT, 0, "30 titles not shown here"), (Length.USUAL, 10, "20 titles not"), (Length.FULL, 30, "")],
)
@pytest.mark.parametrize("form", ["email", "file"])
def test_what_is_below_the_minimum_is_counted_and_its_titles_are_shown_or_it_is_said_where_they_are(
    length: Length, titles: int, where: str, form: str
) -> None:
    parts = told(below(30), length, form).parts

    for text in (parts["text"], parts["html"]):
        assert text.count("Small matter") == titles
        assert (where or "titles not shown") in text if where else "titles not shown" not in text
        assert "less important than this reader asks for" in text


def long_items(n: int, sentences: int) -> Digest:
    """A digest with so many developments, each with so many very long sentences in Korean."""
    long = "외무성 대변인은 목요일 대표단이 주말까지 머물며 두 건의 문서에 서명할 것이라고 밝혔다. " * 9
    return digest(
        *(
            replace(made(i), sentences=tuple(sentence(f"{k} {long}", f"doc{i * 10}") for k in range(sentences)))
            for i in range(1, n + 1)
        )
    )


def test_a_mail_of_ten_very_long_items_keeps_to_sixty_kilobytes_and_says_what_it_cut() -> None:
    parts = told(long_items(10, 6), Length.USUAL).parts
    whole = told(long_items(10, 6), Length.USUAL, "file").parts

    assert sum(map(wire_size, parts.values())) <= USUAL_MAIL
    for text in (parts["text"], parts["html"]):
        assert "more sentences: in the full page and the JSON" in text
        assert all(one.headline in " ".join(text.split()) for one in long_items(10, 6).items)
    assert "more sentences" not in whole["html"]
    assert whole["html"].count("외무성") > parts["html"].count("외무성")


def test_ten_short_items_lose_no_sentence() -> None:
    assert "more sentences" not in told(long_items(2, 6), Length.USUAL).parts["text"]
