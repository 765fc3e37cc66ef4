"""What a search finds is its publisher's, never the engine's, and is one document however often it is found."""

from __future__ import annotations

import pytest

from tests.support.listener import Listener, listening
from tests.support.web import Reply
from tests.support.web import source as source_at
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.model import Judgement, Role, SourceKind


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
    publishers = Publishers(listener.sources)

    assert publishers.count(pairs) == 2
    assert {publishers.name(document) for document, _ in pairs} == {"The Post", "Wire Agency"}


def test_the_same_article_under_another_number_of_the_engine_is_the_same_document(listener: Listener) -> None:
    listener.listen(found((*BRIDGE, "AAA"), (*SHIPS, "BBB")))
    done = listener.listen(found((*BRIDGE, "CCC"), (*SHIPS, "BBB")), hours=30)

    assert (done.new, done.edited, len(listener.titles())) == (0, 0, 2)
