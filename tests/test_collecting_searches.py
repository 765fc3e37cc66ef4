"""What a search finds is its publisher's, never the engine's, and is one document however often it is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.listener import Listener, listening
from tests.support.web import Reply
from tests.support.web import source as source_at
from tumen.analysis.digest.publishers import Outlets
from tumen.model import Draft, Judgement, Role, SourceKind
from tumen.pipeline.publishers import UNNAMED, Publishers


def found(*items: tuple[str, str, str, str]) -> Reply:
    """A reply of a search: headline, name and site of the publisher, and the engine's own number for the item."""
    rows = "".join(
        f"<item><title>{title} - {name}</title><link>https://engine.example/rss/articles/{number}?oc=5</link>"
        f"<guid isPermaLink='false'>{number}</guid><pubDate>Sun, 01 Mar 2026 09:00:00 GMT</pubDate>"
        f"<source url='{site}'>{name}</source></item>"
        for title, name, site, number in items
    )
    return Reply(body=f"<rss version='2.0'><channel><title>x - Search</title>{rows}</channel></rss>".encode())


BRIDGE = ("Bridge over the border river opens", "The Post", "https://post.example")
SHIPS = ("Two ships leave the eastern port", "Wire Agency", "https://www.wire.example")


@pytest.fixture
def listener():
    with listening(kind=SourceKind.SEARCH_FEED, outlet="aggregator") as made:
        made.sources += (
            source_at("https://wire.example/rss", "wire", homepage="https://www.wire.example", enabled=False),
        )
        yield made


def test_a_search_brings_headlines_with_their_publishers(listener: Listener) -> None:
    listener.listen(found((*BRIDGE, "AAA"), (*SHIPS, "BBB")))

    assert [(d.draft.title, d.draft.site) for d in listener.documents()] == [
        (BRIDGE[0], "The Post"),
        (SHIPS[0], "Wire Agency"),
    ]


def test_the_engine_is_counted_as_nobodys_source(listener: Listener) -> None:
    listener.listen(found((*BRIDGE, "AAA"), (*SHIPS, "BBB")))
    pairs = [(d, Judgement(document_id=d.id, role=Role.FIRST)) for d in listener.documents()]
    outlets = Outlets(listener.sources)

    assert outlets.count(pairs) == 2
    assert {outlets.publisher(document) for document, _ in pairs} == {"The Post", "Wire Agency"}


def test_the_same_article_under_another_number_of_the_engine_is_the_same_document(listener: Listener) -> None:
    listener.listen(found((*BRIDGE, "AAA"), (*SHIPS, "BBB")))
    done = listener.listen(found((*BRIDGE, "CCC"), (*SHIPS, "BBB")), hours=30)

    assert (done.new, done.edited, len(listener.titles())) == (0, 0, 2)


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
