"""What is the same stays the same: ids, contents and addresses, and what is not is never merged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumen.analysis.assessment.identity import canonical_url, content_hash, document_id
from tumen.model import Draft

SAME = [
    ("http://s.example/a", "https://s.example/a"),
    ("https://s.example/a#comments", "https://s.example/a"),
    ("https://s.example/a?utm_source=rss&utm_medium=feed", "https://s.example/a"),
    ("https://s.example/a?fbclid=xyz", "https://s.example/a"),
    ("https://s.example:443/a", "https://s.example/a"),
    ("http://s.example:80/a", "https://s.example/a"),
    ("https://S.Example/a", "https://s.example/a"),
    ("https://s.example/a?b=2&a=1", "https://s.example/a?a=1&b=2"),
    ("https://s.example/view?idxno=5&utm_campaign=x", "https://s.example/view?idxno=5"),
]
DIFFERENT = [
    ("https://s.example/articleView.html?idxno=1", "https://s.example/articleView.html?idxno=2"),
    ("https://s.example/read?no=1", "https://s.example/read?no=2"),
    ("https://s.example/article?oid=001&aid=1", "https://s.example/article?oid=001&aid=2"),
    (
        "https://s.example/kcna.user.article.retrieveNewsViewInfoList.kcmsf?q=YQ==",
        "https://s.example/kcna.user.article.retrieveNewsViewInfoList.kcmsf?q=Yg==",
    ),
    ("https://s.example/A", "https://s.example/a"),
    ("https://en.s.example/a", "https://s.example/a"),
    ("https://s.example/?p=1", "https://s.example/?p=2"),
    ("https://s.example/a/1", "https://s.example/a/11"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_write_one_address_are_one(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_articles_never_share_an_address(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("url", [url for pair in SAME + DIFFERENT for url in pair])
def test_a_canonical_address_is_its_own(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@given(st.text(max_size=80))
def test_no_text_makes_an_address_that_raises(text: str) -> None:
    assert isinstance(canonical_url(text), str)
    assert isinstance(canonical_url(f"http://{text}"), str)


def test_an_id_is_of_source_and_key_together_and_the_same_for_ever() -> None:
    assert document_id("tass-en", "https://tass.com/1") == "68febfc9c90d1d9f5300"
    assert document_id("a", "b") != document_id("b", "a")
    assert document_id("ab", "c") != document_id("a", "bc")


def test_a_changed_title_or_text_is_another_content_and_a_changed_date_is_not() -> None:
    draft = Draft(source_id="s", key="k", title="Title", text="Text")

    assert content_hash(draft) != content_hash(replace(draft, text="Text."))
    assert content_hash(draft) != content_hash(replace(draft, title="Title."))
    assert content_hash(draft) == content_hash(replace(draft, published_raw="today", author="A"))
