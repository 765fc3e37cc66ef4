"""Lists of feeds go out and come in as other readers know them, and no list can do harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tumen.catalogue.opml import export_opml, import_opml
from tumen.errors import ConfigError
from tumen.model import Source, SourceKind

AGENCY = Source(
    id="agency-ko",
    name='Agency "North & South" <Korean>',
    kind=SourceKind.FEED,
    url="https://news.example/rss?desk=north&lang=ko",
    homepage="https://news.example/",
    language="ko",
    country="KR",
)
SEARCH = Source(
    id="search", name="Search", kind=SourceKind.SEARCH_FEED, url="https://news.google.com/rss/search?q=x", language="en"
)
MINISTRY = Source(id="ministry", name="Ministry", kind=SourceKind.LISTING, url="https://ministry.example/news")

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Subscriptions</title></head><body>
  <outline text="Korea" title="Korea">
    <outline type="rss" text="Агентство" xmlUrl="http://one.example/feed" htmlUrl="http://one.example" language="ru-RU"/>
    <outline type="rss" title="Only a title" xmlUrl="feed://two.example/rss.xml"/>
    <outline type="rss" text="Again" xmlUrl="http://one.example/feed"/>
  </outline>
  <outline text="Daily" xmlUrl=" https://three.example/a " htmlUrl="javascript:alert(1)"/>
  <outline text="Daily" xmlUrl="https://three.example/b"/>
  <outline text="a note without a feed"/>
  <outline type="link" text="a link" url="https://four.example"/>
</body></opml>
"""


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "feeds.opml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    off = replace(AGENCY, id="off", url="https://off.example/rss", enabled=False)

    back = import_opml(written(tmp_path, export_opml([AGENCY, SEARCH, MINISTRY, off]))).sources

    assert [source.id for source in back] == ["agency-ko", "search", "off"]
    assert back[0] == AGENCY
    assert back[1].kind is SourceKind.SEARCH_FEED
    assert not back[2].enabled


def test_other_readers_find_name_and_addresses_where_they_look(tmp_path: Path) -> None:
    root = ElementTree.fromstring(export_opml([AGENCY, MINISTRY]))

    outlines = root.findall("./body/outline")

    assert root.tag == "opml"
    assert root.get("version") == "2.0"
    assert [outline.get("xmlUrl") for outline in outlines] == [AGENCY.url]
    assert outlines[0].get("type") == "rss"
    assert outlines[0].get("text") == outlines[0].get("title") == AGENCY.name
    assert outlines[0].get("htmlUrl") == AGENCY.homepage


def test_a_list_of_another_reader_is_read_in_its_order_each_address_once(tmp_path: Path) -> None:
    sources = import_opml(written(tmp_path, FOREIGN)).sources

    assert [source.url for source in sources] == [
        "http://one.example/feed",
        "https://two.example/rss.xml",
        "https://three.example/a",
        "https://three.example/b",
    ]
    assert [source.id for source in sources] == ["one-example", "only-a-title", "daily", "daily-2"]
    assert [source.name for source in sources] == ["Агентство", "Only a title", "Daily", "Daily"]
    assert [source.language for source in sources] == ["ru", None, None, None]
    assert sources[2].homepage == ""


def test_control_characters_in_a_name_still_give_a_list_that_can_be_read(tmp_path: Path) -> None:
    odd = replace(AGENCY, name="a\x00b\x1b[31m\ufffe\ud800c")

    [back] = import_opml(written(tmp_path, export_opml([odd]))).sources

    assert back.name == "ab[31mc"


def test_a_list_with_some_odd_addresses_gives_the_others_and_names_the_odd_ones(tmp_path: Path) -> None:
    rows = "".join(
        f'<outline text="{name}" xmlUrl="{url}"/>'
        for name, url in [
            ("Good", "https://one.example/rss"),
            ("The same on http", "http://ONE.example:80/rss"),
            ("A file", "file:///etc/passwd"),
            ("No port", "https://two.example:99999/rss"),
            ("Half an address", "https://[::1/rss"),
            ("Good too", "https://three.example/rss"),
        ]
    )

    found = import_opml(written(tmp_path, f"<opml><body>{rows}</body></opml>"))

    assert [source.name for source in found.sources] == ["Good", "Good too"]
    assert [reason.split(":")[0] for reason in found.refused] == ["'A file'", "'No port'", "'Half an address'"]


@pytest.mark.parametrize(
    "outline",
    [
        '<outline text="A" xmlurl="https://a.example/?x=1&amp;y=2"/>',
        '<outline text="A" XMLURL="https://a.example/?x=1&amp;y=2"/>',
        '<outline text="A" xmlUrl="https://a.example/?x=1&y=2"/>',
        '<outline text="A" type="RSS" url="https://a.example/?x=1&amp;y=2"/>',
        '<outline text="A" xmlUrl="feed:https://a.example/?x=1&amp;y=2"/>',
        '<outline><outline><outline text="A" xmlUrl="https://a.example/?x=1&amp;y=2"/></outline></outline>',
    ],
)
def test_the_quirks_of_other_readers_are_understood(tmp_path: Path, outline: str) -> None:
    [source] = import_opml(written(tmp_path, f"<opml><head/><body>{outline}</body></opml>")).sources

    assert source.url == "https://a.example/?x=1&y=2"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "iso-8859-5"])
def test_a_list_in_an_old_table_of_letters_is_read(tmp_path: Path, encoding: str) -> None:
    named = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{named}"?>\n<opml><body><outline text="Агентство" xmlUrl="https://a.example/"/></body></opml>'
    blank = b"\n " if encoding == "windows-1251" else b""

    [source] = import_opml(written(tmp_path, blank + text.encode(encoding))).sources

    assert source.name == "Агентство"


def test_a_list_nested_ten_thousand_deep_is_read(tmp_path: Path) -> None:
    deep = "<outline>" * 10_000 + '<outline text="A" xmlUrl="https://a.example/"/>' + "</outline>" * 10_000

    [source] = import_opml(written(tmp_path, f"<opml><body>{deep}</body></opml>")).sources

    assert source.name == "A"


HARMFUL = [
    ("", "no element"),
    ("just text", "syntax error"),
    ("<html><body>log in</body></html>", "not an OPML file"),
    ('<opml><body><outline xmlUrl="http://x/"', ""),
    (
        '<!DOCTYPE opml [<!ENTITY a "aaaa">]><opml><body><outline text="&a;" xmlUrl="http://x/"/></body></opml>',
        "not allowed",
    ),
    ('<opml><body><outline text="t" xmlUrl="file:///etc/passwd"/></body></opml>', "http://"),
    ('<opml><body><outline text="t" xmlUrl="http://me:secret@x.example/"/></body></opml>', "password"),
]


@pytest.mark.parametrize(("text", "reason"), HARMFUL)
def test_a_harmful_or_broken_list_is_refused_with_its_name(tmp_path: Path, text: str, reason: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        import_opml(path)

    assert caught.value.file == str(path)
    assert reason in caught.value.reason


def test_a_missing_list_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        import_opml(tmp_path / "nowhere.opml")
