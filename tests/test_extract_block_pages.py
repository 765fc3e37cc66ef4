"""A page served instead of the one asked for is called by its name, and an article about such things is still an article."""

from __future__ import annotations

import pytest

import extractors
from extractors.block_pages import block_page
from tests.support.replies import reply, source
from tumen.errors import ExtractError
from tumen.model import SourceKind

CHALLENGE = """<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>news.example</h1>
<p>Verify you are human by completing the action below. news.example needs to review the security of your connection
before proceeding. This may take a few seconds; your browser will then be sent on.</p></body></html>"""
BLOCK_PAGES = [
    (CHALLENGE, "blocked"),
    ("<html><head><script src='/cdn-cgi/cf_chl_opt'></script></head><body></body></html>", "blocked"),
    ("<html><body><p>Pardon Our Interruption</p></body></html>", "blocked"),
    ("<html><body><p>Подтвердите, что запросы отправляли вы, а не робот</p></body></html>", "blocked"),
    ("<html><body><form><input name=u><input type='password' name=p></form></body></html>", "login"),
    ("<html><body><p>Войдите, чтобы продолжить чтение</p></body></html>", "login"),
    ("<html><body><h1>news.example</h1><p>This domain is for sale. Make an offer.</p></body></html>", "parked"),
    ("<html><body><p>This domain has expired.</p></body></html>", "parked"),
    ("<html><body><p>We are down for maintenance and will be right back.</p></body></html>", "maintenance"),
    ("<html><body><p>На сайте ведутся работы</p></body></html>", "maintenance"),
]


@pytest.mark.parametrize(("html", "code"), BLOCK_PAGES)
@pytest.mark.parametrize("kind", [SourceKind.FEED, SourceKind.LISTING, SourceKind.SEARCH_FEED])
def test_a_block_page_is_named_whatever_was_asked_for(html: str, code: str, kind: SourceKind) -> None:
    with pytest.raises(ExtractError) as caught:
        extractors.extract(reply(html), source(kind))

    assert caught.value.code == code


@pytest.mark.parametrize("html", [CHALLENGE, BLOCK_PAGES[6][0]])
def test_a_block_page_of_many_words_is_not_taken_for_an_article(html: str) -> None:
    with pytest.raises(ExtractError) as caught:
        extractors.extract(reply(html), source(SourceKind.PAGE))

    assert caught.value.code in ("blocked", "parked")


STORY = (
    "<p>The bank's site is down for maintenance after an attack on Monday, its spokesman told reporters.</p>"
    "<p>Customers were asked to solve a captcha each time they wanted to sign in to continue, he added.</p>"
    "<p>An engineer who asked not to be named said that the wall had been built in a hurry, and badly.</p>"
)


def test_an_article_about_captchas_on_a_page_with_a_log_in_form_is_an_article() -> None:
    page = f"<html><body><form><input type='password'></form><article><h1>Bank down</h1>{STORY * 4}</article></body></html>"

    [draft] = extractors.extract(reply(page), source(SourceKind.PAGE)).drafts

    assert "captcha" in draft.text
    assert block_page(f"<p>{STORY * 20}</p>") is None
