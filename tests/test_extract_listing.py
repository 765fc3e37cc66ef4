"""A page of links without a feed is read like one."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors import listing
from tumen.errors import ExtractError
from tumen.model import Raw, Source, SourceKind

CASES = sorted((Path(__file__).parent / "cases" / "listing").glob("*.html"))
NOW = datetime(2025, 10, 7, tzinfo=UTC)


def a_source(**facts: Any) -> Source:
    return Source(id="list", name="List", kind=SourceKind.LISTING, **{"url": "https://list.example/", **facts})


def a_raw(body: bytes, source: Source) -> Raw:
    return Raw(
        id="r",
        source_id=source.id,
        url=source.url,
        final_url=source.url,
        status=200,
        content_type="text/html",
        body=body,
        fetched_at=NOW,
    )


@pytest.mark.parametrize("page", CASES, ids=lambda page: page.stem)
def test_a_list_gives_its_articles_with_their_dates(page: Path) -> None:
    wanted = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    source = a_source(**wanted["source"])

    drafts = listing.extract(a_raw(page.read_bytes(), source), source).drafts

    assert [
        {"title": d.title, "url": d.url, "published": d.published and d.published.isoformat()} for d in drafts
    ] == wanted["drafts"]


def test_reading_a_list_again_gives_the_same_keys() -> None:
    source = a_source(**json.loads(CASES[0].with_suffix(".json").read_text(encoding="utf-8"))["source"])
    raw = a_raw(CASES[0].read_bytes(), source)

    first, again = (listing.extract(raw, source).drafts for _ in range(2))

    assert [draft.key for draft in first] == [draft.key for draft in again]
    assert len({draft.key for draft in first}) == len(first)


PAGES_WITHOUT_ARTICLES = [
    b"",
    b"\x00\x01",
    b"<html><body><form action='/login'><input name='user'><a href='/forgot'>I have forgotten my password, help</a></form></body></html>",
    b"<html><body><nav><a href='/about/us/and/our/history'>About us and our long history</a></nav></body></html>",
    b"<html><body><a href='https://other.example/a'>A headline of somebody else's site, and long</a></body></html>",
]


@pytest.mark.parametrize("body", PAGES_WITHOUT_ARTICLES)
def test_a_page_without_articles_is_a_failure_and_not_an_empty_day(body: bytes) -> None:
    source = a_source()

    with pytest.raises(ExtractError) as caught:
        listing.extract(a_raw(body, source), source)

    assert caught.value.code == "not_a_feed"


FARM = "".join(f"<a href='/a/{n}'>A headline that is long enough, number {n}</a>" for n in range(20_000))
HOSTILE = {
    "a farm of links": FARM,
    "a farm in cells": FARM.replace("<a ", "<td><p><a ").replace("</a>", "</a></p></td>"),
    "deep nesting": "<div>" * 20_000 + "<a href='/a/1'>A headline that is long enough</a>" + "</div>" * 20_000,
    "links in links": "<a href='/x'>" * 20_000,
    "an endless headline": f"<a href='/y'>{'word ' * 400_000}</a>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_makes_the_reading_slow(name: str) -> None:
    source = a_source()
    began = time.process_time()

    with suppress(ExtractError):
        listing.extract(a_raw(HOSTILE[name].encode(), source), source)

    assert time.process_time() - began < 4


def test_only_the_part_of_the_page_that_is_named_is_read() -> None:
    page = (
        "<div id='top'><a href='/a/1'>A headline that stands at the top of it</a></div>"
        "<div class='list news'><p><a href='/a/2'>A headline that stands in the list</a></p></div>"
        "<div><a href='/a/3'>A headline that stands below the list</a></div>"
    )
    source = a_source(select={"area": r"\bnews\b"})

    drafts = listing.extract(a_raw(page.encode(), source), source).drafts

    assert [draft.url for draft in drafts] == ["https://list.example/a/2"]


def test_a_page_of_posts_gives_their_texts_their_links_and_none_of_what_the_program_says() -> None:
    page = CASES[0].with_name("channel.html")
    source = a_source(url="https://t.me/s/port_rajin")

    drafts = listing.extract(a_raw(page.read_bytes(), source), source).drafts

    assert [draft.text for draft in drafts] == [
        "На борту 40 грузовиков и груз зерна.\n\nРазгрузка займёт день.",
        "#порт #зерно\nОткрыть его обещают в ноябре.",
        "Он увёз уголь.",
    ]
    assert drafts[0].links == ("https://paper.example/news/7",)


POSTS = {
    "timeline": '<div class="timeline-item"><a class="tweet-link" href="/desk/status/1#m"></a><span class="tweet-date">'
    '<a href="/desk/status/1#m" title="Oct 6, 2025 · 7:00 AM UTC">6h</a></span>'
    '<div class="tweet-content media-body">The bridge opened. Lorries cross.</div></div>',
    "microformats": '<article class="h-entry"><div class="e-content p-name"><p>The bridge opened. Lorries cross.</p></div>'
    '<a class="u-url" href="/desk/status/1"><time class="dt-published" datetime="2025-10-06T07:00:00Z">10:00</time></a>'
    "</article>",
}


@pytest.mark.parametrize("form", POSTS)
def test_the_title_of_a_post_is_its_first_sentence_and_not_its_hour(form: str) -> None:
    source = a_source()

    [draft] = listing.extract(a_raw(f"<html><body>{POSTS[form]}".encode(), source), source).drafts

    assert (draft.title, draft.text, draft.url) == (
        "The bridge opened.",
        "Lorries cross.",
        "https://list.example/desk/status/1",
    )
    assert draft.published == datetime(2025, 10, 6, 7, tzinfo=UTC)
