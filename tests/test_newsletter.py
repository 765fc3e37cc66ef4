"""A letter of linked headlines is parted into its items; a letter that is one text stays one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractors
from extractors import newsletter
from tests.support.file_kinds import MAIL, TEXT
from tumen.model import Draft, Raw, Source, SourceKind

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
STORIES = {
    "https://paper.example/news/1": ("Bridge opens for forty lorries", "Forty lorries crossed. They carried grain."),
    "https://paper.example/news/2": ("Ship leaves the port with grain", "The ship left on Tuesday."),
    "https://paper.example/news/3": ("북러 철도 화물 통계 발표", "통계가 발표됐다."),
}
TRACKED = "https://click.mail.example/c?id=7&u=https%3A%2F%2Fpaper.example%2Fnews%2F"
FORMS = {
    "a linked heading": '<h3><a href="{url}">{title}</a></h3><p>{text}</p>',
    "a heading, and a link to go on": '<h2>{title}</h2><p>{text}</p><p><a href="{url}">Read more</a></p>',
    "cells of a table": '<tr><td><a href="{url}"><img src="a.jpg"></a></td></tr><tr><td><a href="{url}"><b>{title}</b></a>'
    "</td></tr><tr><td>{text}</td></tr>",
    "a list": '<ul><li><a href="{url}">{title}</a> (Paper)<br>{text}</li></ul>',
    "behind a tracker": '<p><a href="{tracked}">{title}</a></p><p>{text}</p>',
    "with sharing": '<div><a href="{url}">{title}</a></div><div>{text}</div><div><a href="https://f.example/{n}">Share</a> '
    '<a href="https://t.example/{n}">Tweet</a></div>',
}
HEAD = (
    '<html><body><div style="display:none">What nobody sees in it</div><p><a href="https://m.example/v">View this email in '
    "your browser</a></p>"
)
FOOT = '<p>You are receiving this email because you signed up. <a href="https://m.example/u">Unsubscribe</a></p><p>1 Road</p>'


def letter(form: str, own: str = "") -> str:
    told = "".join(
        FORMS[form].format(url=url, tracked=TRACKED + url[-1], title=title, text=text, n=url[-1])
        for url, (title, text) in STORIES.items()
    )
    return f"{HEAD}{own}{told}{FOOT}"


def drafts(markup: str, *, kind: SourceKind = SourceKind.MAILBOX) -> list[Draft]:
    mail = MAIL.replace("text/plain", "text/html").replace(TEXT, markup)
    body = (
        f"From mailbox Thu Jan  1 00:00:00 1970\n{mail}\n\n".encode() if kind is SourceKind.MAILBOX else mail.encode()
    )
    source = Source(id="letter", name="The Daily", kind=kind, url="env:X")
    raw = Raw(
        id="r", source_id="letter", url="a.eml", final_url="a.eml", status=200, content_type="", body=body,
        fetched_at=NOON,
    )  # fmt: skip
    return list(extractors.extract(raw, source).drafts)


@pytest.mark.parametrize("form", FORMS)
def test_each_item_of_a_letter_is_a_document_with_its_own_address(form: str) -> None:
    found = drafts(letter(form))

    assert {draft.url: (draft.title, draft.text) for draft in found} == STORIES
    assert {draft.published for draft in found} == {datetime(2025, 10, 6, 1, tzinfo=UTC)}


def test_what_the_desk_writes_above_its_items_is_a_document_under_the_subject_of_the_mail() -> None:
    own = "<p>Good morning. The bridge is open, and the desk tells what that means for grain.</p>"

    first = drafts(letter("a linked heading", own))[0]

    assert (first.title, first.url, first.key) == ("Bridge opens for lorries", None, "<one@daily.example>")
    assert first.text == "Good morning. The bridge is open, and the desk tells what that means for grain."


def test_an_essay_with_a_list_of_other_pages_at_its_end_is_one_text() -> None:
    essay = f"<p>{'The bridge is long, and its history is longer. ' * 20}</p>"

    [only] = drafts(letter("a list", essay))

    assert only.text.startswith("The bridge is long")


def test_a_letter_that_names_two_pages_is_one_text() -> None:
    two = letter("a linked heading").replace('<a href="https://paper.example/news/3">', "").replace("발표</a>", "발표")

    assert len(drafts(two)) == 1


def test_an_imported_letter_is_parted_and_the_mail_of_a_person_is_not(tmp_path: Path) -> None:
    mail = MAIL.replace("text/plain", "text/html").replace(TEXT, letter("a linked heading"))
    (tmp_path / "list.eml").write_text(mail, encoding="utf-8")
    (tmp_path / "own.eml").write_text(mail.replace("List-Id", "X-Other"), encoding="utf-8")

    counts = [len(extractors.read_corpus([tmp_path / name], now=NOON).drafts) for name in ("list.eml", "own.eml")]

    assert counts == [3, 1]


@given(markup=st.text(alphabet='<>/aph1b"= tdr\n&;', max_size=200))
def test_no_markup_is_too_odd_for_a_letter(markup: str) -> None:
    assert all(item.title or item.lines for item in newsletter.items(markup * 3))
