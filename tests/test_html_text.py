"""HTML becomes text with its paragraphs, and no text becomes HTML again."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.html_text import PlainText, clean, line, links, plain, shown_length, web
from tests.support.sweeps import sweep

CASES = [
    ("", ""),
    ("plain", "plain"),
    ("two\n\nparagraphs", "two\n\nparagraphs"),
    ("a < b and b > c", "a < b and b > c"),
    ("AT&T &amp; co", "AT&T & co"),
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("one<br>two<br/>three", "one\ntwo\nthree"),
    ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    ("<p>so <b>bold</b>, <i>so</i> <u>there</u>.</p>", "so bold, so there."),
    ("<script>x</script>y<style>z</style>", "y"),
    ("<p hidden>x</p><p aria-hidden=true>y</p><p style='DISPLAY : none'>z</p>seen", "seen"),
    ("&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;", "one\n\ntwo"),
    ("&amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt;", "x"),
    ("<!-- <p>no</p> -->yes", "yes"),
    ("<!--><img src=x onerror=alert(1)>-->yes", "yes"),
    ("<![CDATA[kept]]>", "kept"),
    ("<svg><a xlink:href='javascript:x'>y</a></svg>z", "z"),
    ("<<b>b>x", "x"),
    ("<\x00script>x", "x"),
    ("soft\u00adhyphen zero\u200bwidth \u202eback", "softhyphen zerowidth back"),
    ("e\u0301", "é"),
    ("a\u00a0\u3000b\t c", "a b c"),
    ("<pre>a\n  b</pre>", "a\nb"),
    ("&#128;5 &#0; &#x110000;", "€5 \ufffd \ufffd"),
]


@pytest.mark.parametrize(("markup", "text"), CASES)
def test_markup_says_its_text(markup: str, text: str) -> None:
    assert plain(markup) == text


@given(st.text(alphabet=st.sampled_from("<>/!-abp=\"'& ;lgt#x\n\x00\u200b\ud800é"), max_size=120))
@sweep(500)
def test_no_text_has_markup_or_control_letters_left(markup: str) -> None:
    for text in (plain(markup), clean(markup), line(markup)):
        assert not re.search(r"</?[a-zA-Z][^<>]*>|<!--|<![a-zA-Z\[][^<>]*>", text)
        assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Cf") and c != "\n"]


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_only_addresses_of_the_web_are_links_each_once() -> None:
    markup = (
        "<a href='/a'>1</a><a href='https://x.example/b#c'>2</a><a href='javascript:x'>3</a><a>4</a><a href='/a'>5</a>"
        "<a href='mailto:a@b'>6</a><a href='//other.example/'>7</a><a href='http://[::1'>8</a>"
    )

    assert links(markup, "https://s.example/dir/") == (
        "https://s.example/a",
        "https://x.example/b#c",
        "https://other.example/",
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.example/",
        "http://",
        "http:///path",
        "http://x.example:99999/",
        "http://[::1",
        "http://user:secret@x.example/",
        'http://x.example/"onclick="x',
        "http://x.example/a b",
        "http://x.example/<b>",
        "mailto:a@b.example",
        None,
    ],
)
def test_what_is_no_address_of_the_web_is_none(url: str | None) -> None:
    assert web(url, "") is None


@pytest.mark.parametrize(
    "said",
    [
        "Seen on <KBS News 9> and <MBC>",
        "The film <The Long Bridge> opens",
        "Prices < 5 & > 3 rise",
        "«<Первый Мост>» снят",
    ],
)
def test_names_in_angle_brackets_stay_whether_escaped_or_not(said: str) -> None:
    assert plain(said) == said
    assert plain(html.escape(said)) == said
    assert plain(PlainText(said)) == said
    assert plain(f"<p>{html.escape(said)}</p>") == said


@given(st.lists(st.sampled_from(["<KBS>", "<b>", "</p>", "<A B C>", "<script src=x>", "<!-- x", "-->", "two ", "< 5"])))
def test_plain_text_loses_no_word_and_holds_no_tag(parts: list[str]) -> None:
    said = " ".join(parts)

    shown = plain(PlainText(said))

    assert re.findall(r"\w+", shown) == re.findall(r"\w+", said)
    assert not re.search(r"<(?!KBS>)/?[a-zA-Z!]", shown)


def test_the_fuller_text_is_that_of_which_a_reader_sees_more() -> None:
    picture = '<figure><img src="https://site.example/uploads/a-long-address-of-a-picture.jpg" alt="x"/></figure>'
    script = f"<p>Short.</p><script>{'x = 1; ' * 50}</script>"

    assert shown_length("Officials signed a plan.") > max(shown_length(picture), shown_length(script))
    assert shown_length("<b>&nbsp;&nbsp;</b>") == 0
