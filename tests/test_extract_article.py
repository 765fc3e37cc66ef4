"""A page says what its file of expectations says; block pages, captions and other things are refused by name."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

import extractors
from extractors import metadata
from tests.support.replies import reply, source
from tumen.errors import ExtractError
from tumen.model import SourceKind

CASES = sorted((Path(__file__).parent / "cases" / "article").glob("*.html"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_says_what_is_written_beside_it(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    body = path.read_text(encoding="utf-8").encode(wanted.get("encoding", "utf-8"))

    found = extractors.extract(
        reply(body, "text/html", wanted["url"]), source(SourceKind.PAGE, **wanted.get("source", {}))
    )

    [draft] = found.drafts
    facts = {key: getattr(draft, key) for key in wanted["draft"]}
    assert {k: v.isoformat() if isinstance(v, datetime) else v for k, v in facts.items()} == wanted["draft"]
    for piece in wanted["says"]:
        assert piece in draft.text
    for piece in wanted["never"]:
        assert piece not in draft.full_text


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body>{body}</body></html>"


REFUSED = [
    (page("<h1>Just a moment...</h1><p>Checking.</p>"), "blocked"),
    (page("<p>Enable JavaScript and cookies to continue</p>"), "blocked"),
    (page("<form>Log in <input name=user></form>"), "no_text"),
    (page(""), "no_text"),
    ("plain words without any markup at all, but quite a lot of them", "not_a_page"),
    ("%PDF-1.7 \x00\x01", "not_a_page"),
    ('{"a": 1}', "not_a_page"),
    ("", "not_a_page"),
]


@pytest.mark.parametrize(("body", "code"), REFUSED)
def test_what_has_no_article_is_refused_by_name(body: str, code: str) -> None:
    with pytest.raises(ExtractError) as caught:
        extractors.extract(reply(body), source(SourceKind.PAGE))

    assert caught.value.code == code


def test_the_canonical_address_of_another_scheme_is_not_followed() -> None:
    paragraph = "<p>A road bridge across the border river opened to lorries on Monday, the ministry said.</p>"
    html = page(f"<article>{paragraph * 3}</article>", '<link rel="canonical" href="javascript:alert(1)">')

    [draft] = extractors.extract(reply(html, url="https://s.example/7"), source(SourceKind.PAGE)).drafts

    assert draft.url == "https://s.example/7"


DEEP = '{"@type": "NewsArticle", "headline": "H"}'
for _ in range(50):
    DEEP = f'{{"@graph": [{DEEP}]}}'
ODD_HEADS = [
    '<script type="application/ld+json">{"@type": "NewsArticle", "author": 7, "datePublished": ["x"], "publisher": null}</script>',
    '<script type="application/ld+json">[[[[[[1]]]]]]</script>',
    f'<script type="application/ld+json">{DEEP}</script>',
    '<script type="application/ld+json">{broken</script>',
    '<meta property="og:title"><meta content="x"><meta name="" content="y">',
    '<link rel="canonical"><link rel="canonical" href="">',
    "<time datetime>",
]


@pytest.mark.parametrize("head", ODD_HEADS)
def test_an_odd_head_says_nothing_and_does_no_harm(head: str) -> None:
    told = metadata.read(page("<p>text</p>", head), "https://s.example/7")

    assert told.dates == ()
    assert told.title == ""
    assert told.canonical == ""
