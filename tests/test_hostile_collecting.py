"""Feeds made to keep the main process busy, to fill it, or to have items taken for others: bounds hold, nothing is lost."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.block_pages import block_page
from tests.support.effort import calls, growth, processor_seconds
from tests.support.listener import Entry, listening, rss
from tests.support.sweeps import sweep
from tests.support.web import NOON
from tumen.model import Draft
from tumen.pipeline.item_identity import matched

LUCK = random.Random(7)
WORDS = [f"word{n}" for n in range(400)]


def prose(count: int) -> str:
    return " ".join(LUCK.choices(WORDS, k=count))


def draft(number: int, **facts: object) -> Draft:
    given_: dict[str, object] = {"source_id": "s", "key": f"k{number}", "title": f"Title {number}", "text": prose(20)}
    return Draft(**{**given_, **facts})  # type: ignore[arg-type]


HOSTILE = {
    "one headline": lambda n: draft(n, title="The same headline for everything", text=prose(600)),
    "one address": lambda n: draft(n, url="https://x.example/one", text=prose(600)),
    "front page": lambda n: draft(n, url="https://x.example/", title="Same", text=prose(600)),
    "no words": lambda n: draft(n, title="", text="!" * n),
    "one letter": lambda n: draft(n, title="a", text="a " * 3000),
    "hangul": lambda n: draft(n, title="같은 제목", text="국경 다리 개통 " * 500 + str(n)),
    "long addresses": lambda n: draft(n, url="https://x.example/?" + "&".join(f"p{k}={n}" for k in range(150))),
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_items_made_alike_are_told_apart_at_a_cost_in_proportion_to_their_number(kind: str) -> None:
    make = HOSTILE[kind]
    known = [make(n) for n in range(25)]
    coming = [make(n + 10_000) for n in range(100)]

    found = matched(coming, known, "https://x.example/")
    grown = growth(lambda count: calls(lambda: matched(coming[:count], known, "https://x.example/")), 25)

    assert len({one.key for one in found}) == len(found)
    assert {(one.url, one.title, one.text) for one in found} == {(one.url, one.title, one.text) for one in coming}
    assert grown < 6


items = st.builds(
    Draft,
    source_id=st.just("s"),
    key=st.sampled_from(["1", "2", "3", "https://x.example/a", "x"]),
    title=st.sampled_from(["", "A", "A headline of several words", "Another headline of words"]),
    text=st.sampled_from(["", "Short.", "one two three four five six seven " * 12, "eight nine ten eleven " * 20]),
    url=st.sampled_from(
        [None, "https://x.example/", "https://x.example/a", "http://x.example/a", "https://x.example/b"]
    ),
    published=st.sampled_from([None, NOON, NOON + timedelta(days=3)]),
)


def unique(drafts: list[Draft]) -> list[Draft]:
    return list({one.key: one for one in drafts}.values())


@sweep(400)
@given(st.lists(items, max_size=6).map(unique), st.lists(items, max_size=6).map(unique))
def test_whatever_comes_every_item_has_a_key_of_its_own_and_none_is_lost(
    coming: list[Draft], known: list[Draft]
) -> None:
    found = matched(coming, known, "https://x.example/")
    again = matched(found, [*known, *(one for one in found if one.key not in {k.key for k in known})])

    assert len({one.key for one in found}) == len(found)
    said = {(one.title, one.text) for one in coming}
    assert {(one.title, one.text) for one in found} == said
    assert {(one.title, one.text) for one in again} == said


@sweep(200)
@given(st.lists(items, max_size=6).map(unique))
def test_a_reply_that_comes_again_is_known_in_whole(coming: list[Draft]) -> None:
    first = matched(coming, [])
    second = matched(coming, first)

    assert [one.key for one in second] == [one.key for one in first]


@pytest.mark.parametrize(
    "piece", ["<script", "<script>", "</script>", "<head><style>", "<", "<input ", "<!--", "&lt;script"]
)
def test_the_search_for_block_pages_takes_time_in_proportion_to_the_page(piece: str) -> None:
    def cost(size: int) -> float:
        return processor_seconds(lambda: block_page(piece * (size // len(piece))))

    assert growth(cost, 100_000) < 9


@pytest.mark.parametrize(("at_once", "most"), [(40, 100), pytest.param(200, 500, marks=pytest.mark.gate)])
def test_one_address_for_every_item_costs_the_same_after_so_many_of_them(
    monkeypatch: pytest.MonkeyPatch, at_once: int, most: int
) -> None:
    monkeypatch.setattr("tumen.storage.documents.IN_ONE_STATEMENT", most)
    with listening() as listener:
        new: list[int] = []

        def listen(name: str, count: int) -> None:
            where = "https://x.example/all"
            found = (Entry(f"{prose(8)} {name}", prose(30), f"{name}-{n}", where) for n in range(count))
            new.append(listener.listen(rss(*found)).new)

        for name in ("first", "second", "third"):
            listen(name, at_once)
        early = calls(lambda: listen("early", 1))
        for name in ("fourth", "fifth"):
            listen(name, at_once)
        late = calls(lambda: listen("late", 1))

        assert new == [at_once, at_once, at_once, 1, at_once, at_once, 1]
        assert len(listener.archive.documents.at_addresses("news", ["https://x.example/all"])) == most
        assert late < 1.1 * early
