"""What a page says of other stories, of comments or of today is never taken for what it says of its article."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import extractors
from extractors.page_identity import headline, own_address
from tests.support.replies import HERE, reply, source
from tumen.model import Draft, SourceKind

PARAGRAPH = "<p>The ministry said on Monday that forty lorries crossed the new bridge in the first hour of traffic.</p>"
OTHER = {"@type": "NewsArticle", "url": "https://site.example/old", "datePublished": "2020-01-01", "headline": "Old"}
OWN = {"@type": "NewsArticle", "datePublished": "2025-10-06T09:00:00+09:00", "headline": "Bridge opens"}


def linked(*rows: dict[str, object]) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(row)}</script>' for row in rows)


def draft(head: str = "", before: str = "", behind: str = "", url: str = "https://site.example/n/bridge") -> Draft:
    article = f"<article><h1>Bridge opens</h1>{PARAGRAPH * 4}</article>"
    page = f"<!doctype html><html><head><title>Bridge opens</title>{head}</head><body>{before}{article}{behind}</body></html>"

    [found] = extractors.extract(replace(reply(page), url=url, final_url=url), source(SourceKind.PAGE)).drafts
    return found


def day(found: Draft) -> str | None:
    return found.published.date().isoformat() if found.published else None


@pytest.mark.parametrize(
    "box",
    [
        "<div class='comments'><div class='c'><span class='date'>8 November 2025</span><p>Nice.</p></div></div>",
        "<ul id='related-news'><li><span class='date'>01.02.2024</span> <a href='/x'>Another story, long over</a></li></ul>",
        "<div class='story'><span class='date'>01.02.2024</span><a href='/x'>Another story, long over by now</a></div>",
        "<div class='topbar'><span class='date'>Monday, 10 November 2025</span></div>",
        "<div class='today'><time class='date'>10 November 2025</time></div>",
        "<div class='sidebar'><p class='date'>10 November 2025</p></div>",
    ],
)
@pytest.mark.parametrize("place", ["before", "behind"])
def test_the_date_of_another_box_is_not_that_of_the_article(box: str, place: str) -> None:
    assert day(draft(**{place: box})) is None
    assert day(draft(**{place: box}, url="https://site.example/2025/10/06/bridge")) == "2025-10-06"


def test_a_date_line_of_the_article_is_its_date() -> None:
    assert day(draft(before="<div class='date'>6 October 2025 10:00</div>")) == "2025-10-06"


def test_two_witnesses_that_agree_beat_the_first() -> None:
    stale = "<meta property='article:published_time' content='2019-01-01T00:00:00Z'><meta name='date' content='2025-10-06T10:30:00Z'>"
    found = draft(stale, url="https://site.example/2025/10/06/bridge")

    assert found.published is not None
    assert found.published.isoformat() == "2025-10-06T10:30:00+00:00"


@pytest.mark.parametrize(
    "rows",
    [
        [OTHER, OWN],
        [OWN, OTHER],
        [OTHER, {**OWN, "headline": "Other words", "url": "https://site.example/n/bridge"}],
        [OTHER, {**OWN, "headline": "Other words", "mainEntityOfPage": {"@id": "https://site.example/n/bridge.html"}}],
        [{**OWN, "@type": "LiveBlogPosting", "liveBlogUpdate": [{**OTHER, "@type": "BlogPosting"}]}],
    ],
)
def test_of_several_articles_that_a_page_describes_its_own_counts(rows: list[dict[str, object]]) -> None:
    found = draft(linked(*rows))

    assert found.published is not None
    assert found.published.isoformat() == "2025-10-06T00:00:00+00:00"
    assert found.title in ("Bridge opens", "Other words")


def test_an_article_at_another_address_under_another_headline_is_no_evidence() -> None:
    assert day(draft(linked(OTHER))) is None


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://site.example/n/bridge-opens", "https://site.example/n/bridge-opens"),
        ("https://www.site.example/n/bridge", "https://www.site.example/n/bridge"),
        ("/n/the-bridge", "https://site.example/n/the-bridge"),
        ("http://localhost:3000/n/bridge", "https://site.example/n/bridge"),
        ("http://10.0.0.7/n/bridge", "https://site.example/n/bridge"),
        ("https://agency.example/n/bridge", "https://site.example/n/bridge"),
        ("https://site.example/", "https://site.example/n/bridge"),
    ],
)
def test_a_page_names_only_addresses_of_its_own_site(canonical: str, url: str) -> None:
    assert draft(f"<link rel='canonical' href='{canonical}'>").url == url
    assert draft(f"<meta property='og:url' content='{canonical}'>").url == url or canonical == "https://site.example/"


@pytest.mark.parametrize(
    "title",
    [
        "Bridge opens | The Daily",
        "Bridge opens - The Daily",
        "Bridge opens — World — The Daily",
        "Bridge opens|The Daily",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline_and_the_headline_none_of_the_text(title: str) -> None:
    found = draft(f"<meta property='og:title' content='{title}'><meta property='og:site_name' content='The Daily'>")

    assert found.title == "Bridge opens"
    assert not found.text.startswith("Bridge opens")


def test_a_headline_that_goes_on_behind_a_dash_stays_whole() -> None:
    title = "Kim – Putin talks: what is known"

    assert draft(f"<meta property='og:title' content='{title}'>").title == title


def dated(head: str = "", body: str = "", url: str = HERE) -> str:
    text = "<p>Forty lorries crossed the new bridge on Monday, the ministry of transport said in a statement.</p>" * 2
    page = (
        f"<html><head>{head}</head><body><article><h1>Bridge opens for lorries</h1>{text}</article>{body}</body></html>"
    )
    read = extractors.extract(reply(page, url=url), source(SourceKind.PAGE)).drafts[0]
    return str(read.published)[:10]


JSON_LD = '<script type="application/ld+json">{}</script>'
OTHERS = {
    "the day of a change": ('<meta property="article:modified_time" content="2025-09-09T00:00:00Z">', ""),
    "a list of other articles": (JSON_LD.format('{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":'
                                                '"Other","datePublished":"2025-09-09"}]}'), ""),
    "the foot of the site": ("", "<footer>© 2025 Site. Last build September 9, 2025</footer>"),
    "the next article": ("", '<article><h1>Ship leaves the port</h1><time itemprop="datePublished" datetime="2025-09-09">'
                             "9 Sep</time></article>"),
    "two numbers of which either may be the day": ("", '<div class="article-date">09/08/2025</div>'),
}  # fmt: skip


@pytest.mark.parametrize("place", OTHERS)
def test_a_page_without_a_date_of_its_own_takes_none_from(place: str) -> None:
    assert dated(*OTHERS[place]) == "None"


@pytest.mark.parametrize("wrapped", ["//<![CDATA[\n{}\n//]]>", "<!-- {} -->", "{}"])
def test_what_a_page_says_in_a_comment_or_with_a_comma_too_many_is_heard(wrapped: str) -> None:
    said = '{"@type":"NewsArticle","headline":"Bridge opens for lorries","datePublished":"2025-09-08",}'

    assert dated(JSON_LD.format(wrapped.replace("{}", said))) == "2025-09-08"


@pytest.mark.parametrize("number", ["20250908", "202509081000", "20250908100000", "AEN20250908001200315"])
def test_a_day_in_an_address_with_an_hour_and_a_number_behind_it_is_that_day(number: str) -> None:
    assert dated(url=f"https://site.example/view/{number}") == "2025-09-08"


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://site.example/news", False),
        ("https://site.example:8080/news/bridge-opens", False),
        ("https://site.example/news/bridge-opens?full=1", True),
        ("https://www.site.example/news/bridge-opens", True),
    ],
)
def test_a_page_calls_itself_by_no_section_and_no_workshop(canonical: str, kept: bool) -> None:
    url = "https://site.example/news/bridge-opens"

    assert own_address(canonical, url) == (canonical if kept else "")
    assert own_address("https://site.example/news/bridge-opens", f"{url}/amp") == url


@pytest.mark.parametrize("title", ["Bridge opens | Paper", "The Paper: Bridge opens", "Bridge opens - The Paper"])
def test_the_name_of_a_site_stands_before_a_headline_and_in_short_behind_it(title: str) -> None:
    assert headline(title, "", "The Paper") == "Bridge opens"
