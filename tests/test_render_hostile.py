"""Nothing that others wrote acts in a page, a text or a chat; the page's last look stops whatever would."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.digests import (
    BRIDGE,
    DESK,
    FULL,
    HOSTILE,
    NIS_FEB,
    NOON,
    TROOPS,
    channel,
    digest,
    item,
    report,
    sentence,
)
from tests.support.payloads import ADDRESSES, texts
from tests.support.sweeps import sweep
from tumen.delivery.clean import clean
from tumen.delivery.render import render
from tumen.delivery.render.allowlist import audit
from tumen.delivery.render.inert import inert
from tumen.delivery.safe_links import safe_url, shown_host
from tumen.errors import RenderError
from tumen.model import Coverage, Digest, Earlier, LeftOut, OpenKind, OpenPoint, Relation, Trouble

PAYLOADS = texts()
GOOD_TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "table",
    "tbody",
    "tr",
    "td",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "span",
    "strong",
    "br",
}


class Reading(HTMLParser):
    """What a browser would find: tags, attributes, addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.styles = ""
        self._sheet = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.styles += "".join(value or "" for name, value in attrs if name == "style")
        self._sheet = tag == "style"
        self.links |= {value or "" for name, value in attrs if name in {"href", "src", "background", "action"}}

    def handle_data(self, data: str) -> None:
        if self._sheet:
            self.styles += data

    def handle_endtag(self, tag: str) -> None:
        self._sheet = False


def poisoned(text: str, url: str | None = "https://example.org/a") -> Digest:
    """A digest in which everything that comes from outside is this text."""
    bad = replace(
        HOSTILE,
        development_id="dev",
        headline=text,
        sentences=(sentence(text, "bad1"),),
        changes=(text,),
        origins=(text,),
        themes=(text,),
        reports=(
            report(1, document_id="bad1", publisher=text, title=text, url=url, state=text, language=text),
            report(2, document_id="bad2", publisher=text, title=text, url=url, duplicate_of="bad1"),
        ),
        earlier=Earlier(development_id=text, headline=text, told=NOON, relation=Relation.FOLLOWS),
    )
    said = replace(NIS_FEB, claimant=text, metric=text)
    return digest(
        bad,
        still_open=tuple(
            OpenPoint(kind=kind, development_id=text, headline=text, metric=text, figures=(said,), day=NOON.date())
            for kind in OpenKind
        ),
        background=(bad,),
        left_out=(LeftOut(reason=text, document_id=text),),
        coverage=Coverage(reached=1, of=2, troubles=(Trouble(source_id="x", name=text, reason=text),)),
        id=text,
    )


def page_of(bad: Digest, name: str = "desk") -> str:
    return render(bad, channel(), replace(DESK, name=name)).parts["html"]


def test_there_are_more_than_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 400


def test_no_payload_acts_in_the_page() -> None:
    for payload in PAYLOADS:
        page = page_of(poisoned(payload), payload)
        found = Reading(page)

        assert found.tags <= GOOD_TAGS, payload
        assert not {name for name in found.attributes if name.startswith("on")}, payload
        assert not found.attributes & {"src", "background", "action", "srcset", "poster", "formaction"}, payload
        assert found.links <= {"https://example.org/a", "#i1r1"}, payload
        assert "url(" not in found.styles.lower(), payload


def test_a_page_has_a_class_only_where_a_rule_names_it_and_texts_keep_theirs() -> None:
    page = page_of(digest(item(1, headline='Kim says class="b" and <p class="b"> twice')))
    sheet = "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    classes = set(" ".join(re.findall(r"<[^>]* class=\"([^\"]*)\"", page)).split())

    assert classes == {name for name in classes if f".{name}" in sheet} >= {"bg", "a"}
    assert 'Kim says class="b" and &lt;p class="b"&gt; twice' in page


def test_a_payload_is_shown_as_the_text_it_is() -> None:
    page = page_of(poisoned("<script>alert(1)</script> & {{7*7}}"))

    assert html.escape("<script>alert(1)</script> & {{7*7}}", quote=False) in page
    assert "49" not in html.unescape(page).replace("#5a6570", "").split("{{7*7}}")[1][:20]


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_is_not_plain_http_is_no_link(url: str) -> None:
    assert safe_url(url) == ""
    page = page_of(poisoned("text", url))

    assert Reading(page).links <= {"#i1r1"}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("HTTPS://Example.ORG/A?b=1&c=2#d", "https://example.org/A?b=1&c=2#d"),
        ("http://пример.рф/путь", "http://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://nknеws.org/", "https://xn--nknws-1we.org/"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("https://example.org/a\"b'<c>`d", "https://example.org/a%22b%27%3Cc%3E%60d"),
        ("https://example.org/%D0%BF(1)", "https://example.org/%D0%BF%281%29"),
    ],
)
def test_the_host_shown_is_the_host_of_the_link(url: str, shown: str) -> None:
    assert safe_url(url) == shown
    assert shown_host(shown) == (urlsplit(shown).hostname or "")
    assert shown_host(shown) in page_of(poisoned("text", url))


# Marks that set words off are taken away once: what stood around them is the author's.
@given(st.text(max_size=200).map(lambda text: re.sub(r"[*~_`]", "", text)))
@settings(max_examples=300)
def test_a_cleaned_text_has_no_invisible_character(text: str) -> None:
    cleaned = clean(text)

    assert not [
        letter for letter in cleaned if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    ]
    assert cleaned == cleaned.strip()
    assert clean(cleaned) == cleaned


@given(st.text(max_size=60) | st.from_regex(r"https?://[^\s]{0,40}"))
@sweep(300)
def test_a_safe_address_is_ascii_http_without_user(url: str) -> None:
    safe = safe_url(url)

    if safe:
        parts = urlsplit(safe)
        assert parts.scheme in {"http", "https"}
        assert "@" not in parts.netloc
        assert safe.isascii()
        assert not set(safe) & set(" \"'<>`\\{}|^()[]")
        assert safe_url(safe) == safe


@given(st.text(alphabet=st.sampled_from("<>&\"'=/!-[]{}%#@ \u202e\u200bабв조선script\n\t"), max_size=60))
@settings(max_examples=60)
def test_no_mixture_of_signs_acts_in_the_page(text: str) -> None:
    found = Reading(page_of(poisoned(text), text))

    assert found.tags <= GOOD_TAGS
    assert not {name for name in found.attributes if name.startswith("on")}


BAD_PAGES = [
    "<p>fine</p>",
    "<!DOCTYPE html><html><script>x</script></html>",
    '<!DOCTYPE html><html><img src="x"></html>',
    '<!DOCTYPE html><html><p onclick="x">x</p></html>',
    "<!DOCTYPE html><html><p class=x>x</p></html>",
    "<!DOCTYPE html><html><p class='x'>x</p></html>",
    "<!DOCTYPE html><html><p>x</html>",
    "<!DOCTYPE html><html><p>x</p></div></html>",
    "<!DOCTYPE html><html><!-- x --></html>",
    "<!DOCTYPE html><html><?php x ?></html>",
    "<!DOCTYPE html><html><![CDATA[x]]></html>",
    '<!DOCTYPE html><html><a href="javascript:x">x</a></html>',
    '<!DOCTYPE html><html><a href="https://elsewhere.example/">x</a></html>',
    '<!DOCTYPE html><html><a href="https://good.example/" href="x">x</a></html>',
    '<!DOCTYPE html><html><p style="background:url(x)">x</p></html>',
    '<!DOCTYPE html><html><p style="width:expression(1)">x</p></html>',
    "<!DOCTYPE html><html><style>@import 'x';</style></html>",
    "<!DOCTYPE html><html><style>p{background:URL (x)}</style></html>",
    "<!DOCTYPE html><html><style>p{behavior:x}</style></html>",
    "<!DOCTYPE html><html><style>p{c:\\75rl}</style></html>",
    '<!DOCTYPE html><html><meta http-equiv="refresh" content="0"></html>',
    '<!DOCTYPE html><html><p id="a b&quot;c">x</p></html>',
    "<!DOCTYPE html><html><p>1 < 2</p></html>",
    "<!DOCTYPE html><html><p>x</p><p",
    "<!DOCTYPE html><html><form></form></html>",
    "<!DOCTYPE html><html><style><p></style></html>",
    "<!DOCTYPE html><html><style>p{c:d}<p></p></style></html>",
    "<!DOCTYPE html><html><!DOCTYPE html></html>",
    '<!DOCTYPE html><html><p id="x">x</p><p id="x" id="y">x</p></html>',
    "<!DOCTYPE html><html><P>x</P></html>",
]


@pytest.mark.parametrize("page", BAD_PAGES)
def test_the_last_look_stops_what_is_not_ours(page: str) -> None:
    with pytest.raises(RenderError):
        audit(page, {"https://good.example/"})


def test_the_last_look_lets_our_own_pages_pass() -> None:
    page = page_of(FULL)

    audit(page, Reading(page).links)


def test_a_page_loads_nothing_and_watches_nobody() -> None:
    page = page_of(digest(TROOPS, BRIDGE)).lower()

    assert not [word for word in ("url(", "src=", "@import", "<img", "<link", "<script", "http-equiv") if word in page]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kim thanks Putin - Bloomberg.com", "Kim thanks Putin - Bloomberg·com"),
        ("see https://evil.example/a?b=c now", "see https∶//evil·example/a?b=c now"),
        ("пишет газета.рф", "пишет газета·рф"),
        ("U.S.-led talks, 2.5bn, No. 7, 3.5", "U.S.-led talks, 2.5bn, No. 7, 3.5"),
        ("a :smile: at 12:30", "a ∶smile: at 12:30"),
        ("AT&T, @all, <!channel>, *b*", "AT＆T, ＠all, ‹!channel›, ∗b∗"),
    ],
)
def test_no_chat_finds_an_address_a_mention_or_a_picture_in_a_text(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize("form", ["chat", "slack"])
def test_a_headline_with_an_address_is_no_live_link_in_a_chat_or_a_notification(form: str) -> None:
    bad = item(
        1, headline="Go to https://evil.example/x or www.evil.example", reports=(report(1, document_id="doc10"),)
    )

    parts = render(digest(bad), channel(form), DESK).parts
    line = parts["short"].splitlines()[0] if form == "chat" else json.loads(parts["slack"])["text"]

    assert line == "Tumen – Go to https∶//evil·example/x or www·evil·example"
