"""A feed of any make says what its file of expectations says; what is no feed is refused by name."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import extractors
from extractors.feed_ttl import freshness
from tests.support.replies import NOW, reply, source
from tests.support.sweeps import sweep
from tumen.errors import ExtractError
from tumen.model import Draft, SourceKind

CASES = sorted((Path(__file__).parent / "cases" / "feed").glob("*.xml"))


def said(draft: Draft, key: str) -> object:
    value = getattr(draft, key)
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_feed_says_what_is_written_beside_it(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    facts = dict(wanted.get("source", {}))
    kind = SourceKind(facts.pop("kind", "feed"))

    found = extractors.extract(reply(path.read_bytes()), source(kind, **facts))

    shown = [{key: said(draft, key) for key in row} for draft, row in zip(found.drafts, wanted["drafts"], strict=False)]
    assert shown == wanted["drafts"]
    assert len(found.drafts) == len(wanted["drafts"])
    assert len(found.quarantined) == len(wanted.get("quarantined", []))
    for item, reason in zip(found.quarantined, wanted.get("quarantined", []), strict=True):
        assert reason in item.reason
    if "ttl_minutes" in wanted:
        assert found.ttl == timedelta(minutes=wanted["ttl_minutes"])


def test_every_case_of_a_feed_has_its_expectations() -> None:
    assert len(CASES) >= 11
    assert all(path.with_suffix(".json").exists() for path in CASES)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_two_drafts_of_a_reply_have_one_key_and_every_key_is_the_same_again(path: Path) -> None:
    first = extractors.extract(reply(path.read_bytes()), source()).drafts
    again = extractors.extract(reply(path.read_bytes()), source()).drafts

    assert len({draft.key for draft in first}) == len(first)
    assert [draft.key for draft in first] == [draft.key for draft in again]


NO_FEEDS = [
    (b"", "empty"),
    (b"\xef\xbb\xbf \n", "empty"),
    (b"<!DOCTYPE html><html><head><title>Log in</title></head><body><form></form></body></html>", "web page"),
    (
        b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'><body>nothing here</body></html>",
        "web page",
    ),
    (b"<rss version='2.0'><channel><title>Empty</title></channel></rss>", "no entries"),
    (b"/etc/passwd", "not a feed"),
    (b"https://news.example/feed", "not a feed"),
    (b"{}", "has no items"),
    (b'{"items": []}', "has no items"),
    (b"[[[[", "JSON"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "not a feed"),
    (b"Too many requests", "not a feed"),
]


@pytest.mark.parametrize(("body", "reason"), NO_FEEDS)
def test_what_is_no_feed_is_refused_by_name(body: bytes, reason: str) -> None:
    with pytest.raises(ExtractError) as caught:
        extractors.extract(reply(body), source())

    assert caught.value.code == "not_a_feed"
    assert reason in caught.value.reason


def test_a_body_that_names_a_file_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<rss version='2.0'><channel><item><title>secret</title></item></channel></rss>")

    with pytest.raises(ExtractError):
        extractors.extract(reply(str(secret)), source())


def feed(text: str, encoding: str, declared: str | None) -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = f"<item><title>{text}</title><link>https://s.example/1</link><description>{text * 3}</description></item>"
    return f'{head}<rss version="2.0"><channel><title>{text}</title>{item}</channel></rss>'.encode(encoding)


RUSSIAN = "Делегация прибыла в Пхеньян; стороны обсудили мост"
KOREAN = "두만강 다리 상판이 이어졌다, 뚫린 길"
JAPANESE = "国境の橋が開通、両国の閣僚が出席した"
CHINESE = "图们江大桥合龙，两国官员出席仪式"
ENCODINGS = [
    (RUSSIAN, "utf-8", "utf-8", None),
    (RUSSIAN, "utf-8", None, None),
    (RUSSIAN, "utf-8", "windows-1251", "ru"),
    (RUSSIAN, "cp1251", "windows-1251", None),
    (RUSSIAN, "cp1251", "utf-8", "ru"),
    (RUSSIAN, "cp1251", None, "ru"),
    (RUSSIAN, "cp1251", "iso-8859-1", "ru"),
    (RUSSIAN, "koi8-r", "koi8-r", None),
    (RUSSIAN, "koi8-r", "windows-1251", "ru"),
    (RUSSIAN, "utf-16", "utf-16", None),
    (RUSSIAN, "utf-16-le", "utf-16", None),
    (KOREAN, "cp949", "euc-kr", None),
    (KOREAN, "cp949", "euc-kr", "ko"),
    (KOREAN, "cp949", None, "ko"),
    (KOREAN, "cp949", "utf-8", "ko"),
    (KOREAN, "utf-8-sig", "euc-kr", "ko"),
    (JAPANESE, "shift_jis", "shift_jis", None),
    (JAPANESE, "euc_jp", "euc-jp", "ja"),
    (JAPANESE, "euc_jp", None, "ja"),
    (JAPANESE, "iso2022_jp", "iso-2022-jp", "ja"),
    (CHINESE, "gb18030", "gb2312", None),
    (CHINESE, "gb18030", None, "zh"),
    (CHINESE, "utf-8", "gb2312", "zh"),
    ("圖們江大橋合龍", "big5", "big5", "zh"),
]


@pytest.mark.parametrize(("text", "encoding", "declared", "language"), ENCODINGS)
def test_letters_are_right_whatever_the_feed_declares(
    text: str, encoding: str, declared: str | None, language: str | None
) -> None:
    [draft] = extractors.extract(reply(feed(text, encoding, declared)), source(language=language)).drafts

    assert draft.title == text


def test_a_header_that_says_the_table_is_believed_where_the_document_says_nothing() -> None:
    [draft] = extractors.extract(
        reply(feed(RUSSIAN, "cp1251", None), "text/xml; charset=windows-1251"), source()
    ).drafts

    assert draft.title == RUSSIAN


def test_text_that_came_with_wrong_letters_is_mended_or_kept_apart_and_never_becomes_a_document() -> None:
    twice = RUSSIAN.encode().decode("latin-1")
    lost = RUSSIAN.encode("cp1251").decode("utf-8", "replace")
    body = feed(twice, "utf-8", "utf-8").replace(
        b"</channel>", f"<item><title>{lost}</title></item><item><title>Sound</title></item></channel>".encode()
    )

    found = extractors.extract(reply(body), source())

    assert [draft.title for draft in found.drafts] == [RUSSIAN, "Sound"]
    assert ["unreadable characters" in item.reason for item in found.quarantined] == [True]
    assert found.quarantined[0].raw_id == "raw-1"


def test_one_broken_letter_does_not_cost_a_whole_feed_its_table() -> None:
    body = feed(RUSSIAN * 20, "utf-8", "utf-8").replace("мост".encode(), "мос".encode() + b"\xd1", 1)

    [draft] = extractors.extract(reply(body), source(language="ru")).drafts

    assert "Делегация прибыла в Пхеньян" in draft.title


LANGUAGES = [("ru", RUSSIAN), ("ko", KOREAN), ("ja", JAPANESE), ("zh", CHINESE)]


@given(st.sampled_from(LANGUAGES), st.integers(1, 400), st.sampled_from(["utf-8", "windows-1251", "euc-kr", None]))
@sweep(80)
def test_texts_cut_at_any_byte_cost_no_letter_of_the_others(
    said: tuple[str, str], cut: int, declared: str | None
) -> None:
    language, text = said
    teaser = (text * 3).encode()[:cut]
    items = b"".join(
        b"<item><title>%s</title><guid>%d</guid><description>%s...</description></item>" % (text.encode(), n, teaser)
        for n in range(8)
    )
    head = f'<?xml version="1.0" encoding="{declared}"?>'.encode() if declared else b""
    body = head + b'<rss version="2.0"><channel><title>x</title>' + items + b"</channel></rss>"

    drafts = extractors.extract(reply(body), source(language=language)).drafts

    whole = teaser.decode("utf-8", "ignore")
    assert [draft.title for draft in drafts] == [text] * 8
    assert all(draft.text.rstrip(".\ufffd").rstrip() in (whole.rstrip(". "), "") for draft in drafts)


@given(st.integers(0, 10_000))
@example(58)  # within its first letter
@settings(max_examples=60)
def test_a_feed_cut_at_any_byte_gives_only_right_letters(cut: int) -> None:
    item = f"<item><title>{RUSSIAN}</title><description>{KOREAN} {CHINESE}</description></item>"
    body = f'<rss version="2.0"><channel><title>x</title>{item * 6}</channel></rss>'.encode()
    right = set(f"{RUSSIAN}{KOREAN}{CHINESE}\ufffd \n<>/abcdefghijklmnopqrstuvwxyz")

    try:
        drafts = extractors.extract(reply(body[: cut % len(body)]), source(language="ru")).drafts
    except ExtractError:
        return

    assert set("".join(draft.full_text for draft in drafts)) <= right


@pytest.mark.parametrize(("other", "table"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (KOREAN, "cp949")])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251"])
def test_a_feed_put_together_from_two_tables_is_read_piece_by_piece(other: str, table: str, declared: str) -> None:
    language = "ko" if table == "cp949" else "ru"
    rows = [text.encode(encoding) for text, encoding in [(CHINESE, "utf-8"), (other, table)] * 3]
    items = b"".join(b"<item><title>%s</title><guid>%d</guid></item>" % (row, n) for n, row in enumerate(rows))
    body = f'<?xml version="1.0" encoding="{declared}"?>'.encode() + b"<rss><channel>" + items + b"</channel></rss>"

    drafts = extractors.extract(reply(body), source(language=language)).drafts

    assert [draft.title for draft in drafts] == [CHINESE, other] * 3


def test_texts_cut_inside_a_letter_do_not_cost_the_table_that_was_declared() -> None:
    cut = (KOREAN * 2).encode("cp949")[:-1]
    item = b"<item><title>%s</title><description>%s...</description></item>" % (KOREAN.encode("cp949"), cut)
    body = b'<?xml version="1.0" encoding="euc-kr"?><rss><channel>' + item * 9 + b"</channel></rss>"

    drafts = extractors.extract(reply(body), source(language="ru")).drafts

    assert {draft.title for draft in drafts} == {KOREAN}


def test_one_quotation_mark_of_an_old_table_within_utf8_is_that_mark_and_a_cut_one_is_shown_as_lost() -> None:
    item = (
        b"<item><title>Caf\xe9s open: Moscow\x92s caf\xe9s</title><description>The end \xe2\x80...</description></item>"
    )
    other = f"<item><title>{KOREAN}</title></item>".encode()

    [draft, _] = extractors.extract(reply(b"<rss><channel>" + item + other + b"</channel></rss>"), source()).drafts

    assert (draft.title, draft.text) == ("Cafés open: Moscow’s cafés", "The end \ufffd...")


def test_a_site_that_moves_to_https_brings_no_entry_twice() -> None:
    old = "<rss version='2.0'><channel><item><title>T</title><guid>http://s.example/?p=1</guid></item></channel></rss>"

    [before] = extractors.extract(reply(old), source()).drafts
    [after] = extractors.extract(reply(old.replace("http:", "https:")), source()).drafts

    assert before.key == after.key
    assert before.url == "http://s.example/?p=1"


def test_trackers_in_an_address_make_no_new_entry_but_the_address_stays_as_given() -> None:
    plain = (
        "<rss version='2.0'><channel><item><title>T</title><link>https://s.example/a?no=5</link></item></channel></rss>"
    )

    [before] = extractors.extract(reply(plain), source()).drafts
    [after] = extractors.extract(reply(plain.replace("?no=5", "?no=5&amp;utm_source=rss")), source()).drafts

    assert before.key == after.key
    assert after.url == "https://s.example/a?no=5&utm_source=rss"


def test_an_edited_entry_keeps_its_key() -> None:
    first = "<rss version='2.0'><channel><item><title>Eight thousand</title><guid>g</guid></item></channel></rss>"

    [before] = extractors.extract(reply(first), source()).drafts
    [after] = extractors.extract(reply(first.replace("Eight", "Eleven")), source()).drafts

    assert before.key == after.key
    assert before.title != after.title


def test_more_entries_than_any_feed_has_are_kept_apart_with_the_reason() -> None:
    items = "".join(f"<item><title>Item {number}</title></item>" for number in range(2003))

    found = extractors.extract(reply(f"<rss version='2.0'><channel>{items}</channel></rss>"), source())

    assert len(found.drafts) == 2000
    assert len(found.quarantined) == 3
    assert "beyond the first 2000" in found.quarantined[0].reason


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("<ttl>30</ttl>", 30),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 60),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 720),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency><ttl>9</ttl>", 1440),
        ("<skipHours><hour>13</hour><hour>14</hour></skipHours>", 180),
        ("<skipHours><hour>3</hour></skipHours>", None),
        ("<skipDays><day>Tuesday</day><day>Wednesday</day></skipDays>", 36 * 60),
        ("<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(24)) + "</skipHours>", None),
    ],
)
def test_a_feed_that_says_how_long_it_stays_fresh_is_heard(said: str, minutes: int | None) -> None:
    wait = freshness(f"<rss><channel>{said}<item/></channel></rss>", NOW)

    assert wait == (timedelta(minutes=minutes) if minutes is not None else None)


def rss(items: str, channel: str = "<link>https://site.example/</link>") -> str:
    return f"<rss version='2.0' xmlns:yandex='http://news.yandex.ru'><channel>{channel}{items}</channel></rss>"


@pytest.mark.parametrize(
    ("link", "guid", "url"),
    [
        ("https://site.example", "https://site.example/a/1", "https://site.example/a/1"),
        ("https://site.example/", "12", "https://site.example/"),
        ("https://site.example/a/1", "https://site.example/?p=1", "https://site.example/a/1"),
        ("/a/1", "/a/1", "https://feeds.example/a/1"),
        ("", "https://site.example/a/1", "https://site.example/a/1"),
        ("", "12", None),
        ("", "bridge-survey", None),
        ("https://site.example/?x=1&amp;amp;y=2", "12", "https://site.example/?x=1&y=2"),
    ],
)
def test_an_entry_cites_its_own_address_and_never_the_front_page_or_a_bare_guid(
    link: str, guid: str, url: str | None
) -> None:
    item = f"<item><title>One</title>{f'<link>{link}</link>' if link else ''}<guid>{guid}</guid></item>"

    [draft] = extractors.extract(replace(reply(rss(item)), final_url="https://feeds.example/rss"), source()).drafts

    assert draft.url == url


def test_the_whole_text_is_taken_under_whatever_name_a_paper_gives_it() -> None:
    item = "<item><title>T</title><description>Short.</description><yandex:full-text>The whole report.</yandex:full-text></item>"

    [draft] = extractors.extract(reply(rss(item)), source()).drafts

    assert draft.text == "The whole report."


def test_text_that_atom_and_json_feed_call_plain_keeps_what_looks_like_a_tag() -> None:
    said = "Told on &lt;KBS News 9&gt; and in &lt;A Long Bridge&gt;"
    entry = (
        f"<entry><id>1</id><title type='text'>{said}</title><summary type='text'>{said}: 1 &lt; 2.</summary></entry>"
    )
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{entry}</feed>"
    told = {"id": "1", "title": html.unescape(said), "content_text": f"{html.unescape(said)}: 1 < 2.\n\nMore."}
    shown = "Told on <KBS News 9> and in ‹A Long Bridge›"

    [by_atom] = extractors.extract(reply(atom), source()).drafts
    [by_json] = extractors.extract(reply(json.dumps({"items": [told]})), source()).drafts

    assert (by_atom.title, by_atom.text) == (shown, f"{shown}: 1 < 2.")
    assert (by_json.title, by_json.text) == (shown, f"{shown}: 1 < 2.\n\nMore.")


def test_a_news_sitemap_is_a_feed_and_a_sitemap_without_headlines_is_none() -> None:
    news = (
        "<news:news><news:publication><news:name>Daily</news:name><news:language>en</news:language></news:publication>"
    )
    news += "<news:publication_date>2025-10-06T09:00:00+09:00</news:publication_date><news:title>Bridge &amp; river</news:title></news:news>"
    sites = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    listed = "<?xml version='1.0' encoding='UTF-8'?><urlset {}><url><loc>https://site.example/a</loc>{}</url></urlset>"

    [draft] = extractors.extract(reply(listed.format(sites, news)), source()).drafts

    assert (draft.title, draft.url, draft.site) == ("Bridge & river", "https://site.example/a", "Daily")
    assert draft.published is not None
    assert draft.published.isoformat() == "2025-10-06T00:00:00+00:00"
    with pytest.raises(ExtractError, match="only a news sitemap"):
        extractors.extract(reply(listed.format(sites, "")), source())


def test_a_list_of_wordpress_and_any_list_by_its_table_are_feeds() -> None:
    post = {
        "id": 7,
        "date_gmt": "2025-10-06T00:00:00",
        "link": "https://site.example/7",
        "title": {"rendered": "A &amp; B"},
    }
    other = {"data": {"list": [{"head": {"main": "A & B"}, "at": "2025-10-06 09:00 KST", "to": "/7", "body": "Text."}]}}
    select = {"items": "data.list", "title": "head.main", "text": "body", "date": "at", "link": "to"}

    [one] = extractors.extract(
        reply(json.dumps([{**post, "content": {"rendered": "<p>Text.</p>"}}])), source(country="KR")
    ).drafts
    [two] = extractors.extract(reply(json.dumps(other)), source(select=select)).drafts

    assert one.url == "https://site.example/7"
    assert {(draft.title, draft.text, draft.published) for draft in (one, two)} == {("A & B", "Text.", one.published)}
    assert one.published is not None
    assert one.published.isoformat() == "2025-10-06T00:00:00+00:00"


def entries_of(items: str) -> list[Draft]:
    body = f'<rss version="2.0"><channel><title>S</title><link>https://site.example/</link>{items}</channel></rss>'
    return list(extractors.extract(reply(body.encode()), source()).drafts)


@pytest.mark.parametrize(
    "content",
    [
        "<iframe src='https://v.example/e'>Your browser does not show iframes, and we are sorry about that.</iframe>",
        "<div style='display:none'>What a counter hides is longer than what a reader sees of it.</div>",
        "<script>var code = 'longer than what a reader sees of the text of this entry';</script>",
        "<!-- what a system says to itself is longer than what a reader sees of the text -->",
    ],
)
def test_a_body_of_which_a_reader_sees_nothing_beats_none_that_says_something(content: str) -> None:
    item = f"<title>A</title><description>Forty lorries crossed.</description><encoded><![CDATA[{content}]]></encoded>"
    body = item.replace("encoded>", "content:encoded>")

    [draft] = entries_of(f"<item>{body}<link>https://site.example/1</link></item>")

    assert draft.text == "Forty lorries crossed."


@pytest.mark.parametrize(
    ("link", "more", "cited"),
    [
        ("https://site.example/index.php", "<guid>https://site.example/news/{n}</guid>", "https://site.example/news/{n}"),
        ("https://site.example/a {n}", "", "https://site.example/a%20{n}"),
        ("https://count.example/~r/{n}/", "<feedburner:origLink>https://site.example/{n}</feedburner:origLink>",
         "https://site.example/{n}"),
    ],
)  # fmt: skip
def test_the_address_of_an_entry_is_its_own_behind_fronts_counters_and_blanks(link: str, more: str, cited: str) -> None:
    found = entries_of(
        "".join(f"<item><title>T{n}</title><link>{link}</link>{more}</item>".format(n=n) for n in (1, 2))
    )

    assert [draft.url for draft in found] == [cited.format(n=1), cited.format(n=2)]


def test_a_tag_that_is_closed_under_another_name_costs_neither_its_entry_nor_the_next() -> None:
    found = entries_of(
        "<item><title>One</titel><link>https://site.example/1</link></item><item><title>Two</title></item>"
    )

    assert [draft.title for draft in found][-1] == "Two"
    assert "One" in found[0].title


@pytest.mark.parametrize("name", ["yandex:full-text", "mailru:full-text", "rambler:fulltext", "full_text"])
def test_a_whole_text_is_known_by_its_name_whatever_stands_before_it(name: str) -> None:
    item = f"<title>A</title><description>Short.</description><{name}>Forty lorries crossed on Monday.</{name}>"

    [draft] = entries_of(f"<item>{item}</item>")

    assert draft.text == "Forty lorries crossed on Monday."


def test_a_picture_in_a_news_sitemap_gives_neither_title_nor_address() -> None:
    row = (
        "<url><image:image><image:loc>https://site.example/a.jpg</image:loc><image:title>Picture</image:title></image:image>"
        "<loc>https://site.example/1</loc><news:news><news:title>Bridge opens</news:title></news:news></url>"
    )

    [draft] = extractors.extract(
        reply(f'<urlset xmlns:news="n" xmlns:image="i">{row}</urlset>'.encode()), source()
    ).drafts

    assert (draft.title, draft.url) == ("Bridge opens", "https://site.example/1")
