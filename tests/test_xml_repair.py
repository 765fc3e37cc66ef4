"""One bad token costs that token: feeds and lists of feeds are read around it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractors
from tests.support.replies import reply, source
from tumen.analysis.text.xml_repair import repaired
from tumen.catalogue.opml import import_opml

TOKENS = [
    ("&", "&"), ("AT&T", "AT&T"), ("Q&A;", "Q&A;"), ("&amp;", "&"), ("caf&eacute;", "café"), ("&nbsp;", ""),
    ("&LT;", "<"), ("&unknown;", "&unknown;"), ("&#55357;&#56832;", "😀"), ("&#xD83D;&#xDE00;", "😀"),
    ("&#55357;", ""), ("&#0;", ""), ("&#x1F;", ""), ("&#9999999;", ""), ("&#55000;", "\ud6d8"), ("\x0b", ""),
    ("&#8217;", "’"), ("&copy=2", "&copy=2"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "means"), TOKENS)
def test_a_bad_token_in_a_title_costs_neither_the_feed_nor_the_list(tmp_path: Path, written: str, means: str) -> None:
    items = f"<item><title>Bridge {written} open</title></item><item><title>Second</title></item>"
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>"
    rows = f'<outline text="Bridge {written} open" xmlUrl="https://a.example/f"/><outline text="Second" xmlUrl="https://b.example/f"/>'
    (tmp_path / "list.opml").write_text(f"<opml><body>{rows}</body></opml>", encoding="utf-8")

    drafts = extractors.extract(reply(feed), source()).drafts
    sources = import_opml(tmp_path / "list.opml").sources

    shown = " ".join(f"Bridge {means} open".split())
    assert [draft.title for draft in drafts] == [shown, "Second"]
    assert [one.name for one in sources] == [shown, "Second"]


@given(st.lists(st.sampled_from([token for token, _ in TOKENS] + ["a", " ", ";", "#", "x41;", "<b/>"]), max_size=12))
@settings(max_examples=300)
def test_whatever_stands_in_it_a_repaired_text_is_xml_and_repairing_twice_changes_nothing(parts: list[str]) -> None:
    text = repaired(f"<a href='{''.join(parts).replace('<b/>', '')}'>{''.join(parts)}</a>")

    ElementTree.fromstring(text)
    assert repaired(text) == text


def test_what_stands_in_a_cdata_section_is_left_as_it_is() -> None:
    assert repaired("<a>x & y<![CDATA[x & y &eacute;]]>&eacute;</a>") == "<a>x &amp; y<![CDATA[x & y &eacute;]]>é</a>"


def test_entities_that_a_document_declares_stay_its_own() -> None:
    document = '<!DOCTYPE a [<!ENTITY house "x">]><a>&house;</a>'

    assert repaired(document) == document


@pytest.mark.parametrize("before", [f"<!--{'x' * 9_000}-->", "<?xml-stylesheet href='x'?>" * 400, "\n" * 9_000])
def test_a_feed_begins_where_its_root_does_however_much_stands_before(before: str) -> None:
    feed = f"<?xml version='1.0'?>{before}<rss version='2.0'><channel><item><title>One</title></item></channel></rss>"

    [draft] = extractors.extract(reply(feed), source()).drafts

    assert draft.title == "One"


def test_a_list_that_was_escaped_twice_gives_the_addresses_that_were_meant(tmp_path: Path) -> None:
    row = '<outline text="Bridge &amp;amp; river" xmlUrl="https://a.example/f?x=1&amp;amp;y=2"/>'
    (tmp_path / "list.opml").write_text(f"<opml><body>{row}</body></opml>", encoding="utf-8")

    [one] = import_opml(tmp_path / "list.opml").sources

    assert (one.name, one.url) == ("Bridge & river", "https://a.example/f?x=1&y=2")


def test_a_page_that_another_reader_takes_apart_is_refused_with_the_reason(tmp_path: Path) -> None:
    rows = '<outline text="P" type="HTML+XPath" xmlUrl="https://a.example/p"/><outline text="B" xmlUrl="https://b.example/f"/>'
    (tmp_path / "list.opml").write_text(f"<opml><body>{rows}</body></opml>", encoding="utf-8")

    found = import_opml(tmp_path / "list.opml")

    assert [one.name for one in found.sources] == ["B"]
    assert found.refused == ("'P': a page that is taken apart by HTML+XPath, not a feed",)
