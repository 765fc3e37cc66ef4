"""A publisher is one publisher, by whatever way its report came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.documents import document
from tests.support.web import source as source_at
from tumen.analysis.digest.selection.publishers import UNNAMED, Publishers, site
from tumen.model import Document, Draft, Judgement, Role, Source, SourceKind

TASS = Source(
    id="tass",
    name="TASS",
    kind=SourceKind.FEED,
    url="https://tass.com/rss/v2.xml",
    homepage="https://tass.com",
    state="Russia",
    state_link="state-owned",
    family="tass",
)
TASS_RU = replace(TASS, id="tass-ru", name="ТАСС", url="https://tass.ru/rss", homepage="https://tass.ru")
POST = Source(id="post", name="The Post", kind=SourceKind.FEED, url="https://post.example/feed")
SEARCH = Source(id="search", name="A search", kind=SourceKind.SEARCH_FEED, url="https://news.engine.example/rss")
PUBLISHERS = Publishers((SEARCH, TASS, TASS_RU, POST))


def by(source: str, *, site: str = "", links: tuple[str, ...] = (), url: str | None = None) -> Document:
    made = document("Shoigu arrives in Pyongyang", source=source)
    return replace(
        made, id=f"{source}/{site}/{links}/{url}", draft=replace(made.draft, site=site, links=links, url=url)
    )


def pairs(*documents: Document) -> list[tuple[Document, Judgement]]:
    return [(d, Judgement(document_id=d.id, role=Role.FIRST)) for d in documents]


@pytest.mark.parametrize(
    "found",
    [
        by("search", site="TASS"),
        by("search", site="tass.com"),
        by("search", links=("https://tass.com",), url="https://news.engine.example/articles/1"),
        by("search", url="https://tass.com/politics/1"),
        by("imported", url="https://www.tass.com/politics/1"),
        by("tass-ru"),
    ],
)
def test_an_agency_is_one_publisher_and_marked_as_its_states_whichever_way_it_came(found: Document) -> None:
    assert PUBLISHERS.count(pairs(by("tass"), found)) == 1
    assert PUBLISHERS.report(found, pairs(found)[0][1]).state == "Russia"


def test_other_publishers_count_for_themselves_and_a_search_for_none() -> None:
    reports = pairs(by("tass"), by("post"), by("search", site="Elsewhere"), by("search", url="https://else.example/a"))

    assert PUBLISHERS.count(reports) == 4
    assert PUBLISHERS.name(by("search", site="Elsewhere")) == "Elsewhere"
    assert PUBLISHERS.name(by("imported", url="https://www.else.example/a")) == "else.example"


def test_a_copy_counts_for_nobody() -> None:
    (first, judged), (copy, _) = pairs(by("tass"), by("post"))

    assert PUBLISHERS.count([(first, judged), (copy, replace(judged, document_id=copy.id, duplicate_of=first.id))]) == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.tass.com/politics/1?x=1", "tass.com"),
        ("http://user:pw@Tass.com:8080/", "tass.com"),
        ("tass.com", "tass.com"),
        ("tass.com:8080/x", "tass.com"),
        ("www.tass.com/feed", "tass.com"),
        ("//tass.com#a", "tass.com"),
        ("The Post", ""),
        ("stream", ""),
        ("", ""),
    ],
)
def test_a_site_is_the_host_without_its_trimmings(address: str, expected: str) -> None:
    assert site(address) == expected


SITES = [
    (Draft(source_id="news", key="1", title="T", site="The Post"), "The Post"),
    (Draft(source_id="news", key="1", title="T", site="wire.example"), "Wire"),
    (Draft(source_id="news", key="1", title="T", site="www.wire.example"), "Wire"),
    (Draft(source_id="news", key="1", title="T", site="other.example"), "other.example"),
    (Draft(source_id="news", key="1", title="T", url="https://other.example/a"), "other.example"),
    (Draft(source_id="news", key="1", title="T", url="https://engine.example/a"), UNNAMED),
    (Draft(source_id="news", key="1", title="T", site="news.engine.example", url="https://engine.example/a"), UNNAMED),
    (
        Draft(source_id="news", key="1", title="T", links=("https://www.wire.example",), url="https://engine.example/"),
        "Wire",
    ),
    (Draft(source_id="news", key="1", title="T", site="[::1"), "[::1"),
]


@pytest.mark.parametrize(("draft", "name"), SITES)
def test_a_publisher_is_named_by_name_by_site_or_not_at_all(draft: Draft, name: str) -> None:
    engine = source_at("https://engine.example/rss", kind=SourceKind.SEARCH_FEED, outlet="aggregator")
    wire = source_at("https://wire.example/rss", "wire", homepage="https://www.wire.example")
    known = Publishers([engine, wire])

    assert known.named(draft, engine).site == name
    assert known.named(replace(draft, source_id="wire"), wire) == replace(draft, source_id="wire")


@pytest.mark.parametrize(
    ("source", "url", "name"),
    [
        ("feeds.journal.example", "https://www.journal.example/1", "journal.example"),
        ("rss.paper.co.uk", "https://paper.co.uk/2", "paper.co.uk"),
        ("feeds.station.example", "https://today.example/3", "feeds.station.example"),
        ("feeds.times.co.uk", "https://other.co.uk/4", "feeds.times.co.uk"),
        ("The Journal", "https://www.journal.example/5", "The Journal"),
    ],
)
def test_the_host_of_a_feed_is_no_publisher_of_its_own(source: str, url: str, name: str) -> None:
    assert PUBLISHERS.name(by(source, site=source, url=url)) == name


def test_two_feeds_of_one_site_are_one_publisher() -> None:
    reports = pairs(
        by("a", site="feeds.journal.example", url="https://journal.example/1"),
        by("b", site="rss.journal.example", url="https://www.journal.example/2"),
    )

    assert PUBLISHERS.count(reports) == 1
