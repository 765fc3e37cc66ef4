"""HTML to plain text: paragraphs stay, markup goes, hidden parts and control characters with it. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html

from extractors.html_elements import BLOCKS, ELEMENTS, SILENT
from extractors.mojibake import repaired

AT_START = frozenset(["br", "li", "tr", "dt", "dd"])  # begin a line, and what follows begins its own
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?(?:-->|\Z)|<![a-zA-Z\[][^<>]*>|-->", re.DOTALL)
_ELEMENT = "|".join(sorted(ELEMENTS, key=len, reverse=True))
CLOSING = re.compile(rf"</(?:{_ELEMENT})\s*>|<(?:br|hr|img|p)\b[^<>]*>", re.IGNORECASE)
# The name of a programme, a film or a column in angle brackets, as Korean and Japanese papers write it. A tag has the
# name of an element, or an attribute, or its end.
NAME = re.compile(
    rf"<((?!(?i:{_ELEMENT})(?!\w))"
    r"(?:[A-Z]{3,}|[A-Z][^\W_]*(?:[ ,.!?'’&-]{1,3}[^\W_]+){1,12})[!?.]?)>(?![^<]{0,200}</)"
)
CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)  # of a feed that was escaped as a whole
OPENING = re.compile(r"<+(?=[a-zA-Z/!])|-->")
TAG_OR_OPENING = re.compile(rf"{TAG.pattern}|{OPENING.pattern}", re.DOTALL)
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# Invisible letters that split words for a reader of bytes, and the marks that make text read backwards.
SILENT_PART = re.compile(r"<(script|style|iframe|noscript|template|object|svg)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
KEPT = "\ue0f0", "\ue0f1"  # stand for the brackets of a name while tags are taken out
IN_KEPT = re.compile(f"{KEPT[0]}([^{''.join(KEPT)}]*){KEPT[1]}|[{''.join(KEPT)}]")
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
SPACES = re.compile(r"[ \t\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
ROUNDS = 3  # feeds were seen to escape their HTML twice; a third time is the margin
LINKS = 50  # of one item; link farms have thousands


class PlainText(str):
    """Text that its writer says is no markup: what looks like a tag in it is part of what it says."""

    __slots__ = ()


def plain(markup: str) -> str:
    """Return the text of an HTML fragment with its paragraphs, without any markup; text that is no HTML stays."""
    if isinstance(markup, PlainText):
        return unmarked(repaired(markup))
    text = repaired(markup)
    for turn in range(ROUNDS if "<" in text or "&" in text else 0):
        text = CDATA.sub(r"\1", text)
        if not (TAG.search(text) or ENTITY.search(text)):
            break
        text = _rendered(text.replace("\n", "<br>") if turn and TAG.search(text) else text)
    return clean(text)


def unmarked(text: str) -> str:
    """Return plain text with all that it says, tidied; what could be read as a tag stands in other brackets."""
    text = INVISIBLE.sub("", text)
    return tidy(TAG_OR_OPENING.sub(_bracketed, text) if "<" in text or "-->" in text else text)


def _bracketed(match: re.Match[str]) -> str:
    return match[0] if NAME.match(match.string, match.start()) else match[0].replace("<", "‹").replace(">", "›")


def shown_length(markup: str) -> int:
    """Return about how many characters a reader sees of an HTML fragment."""
    if isinstance(markup, PlainText) or "<" not in markup:
        return len(markup)
    return len(" ".join(html.unescape(TAG.sub(" ", SILENT_PART.sub(" ", markup))).split()))


def clean(text: str) -> str:
    """Return text without anything that could be read as a tag, tidied."""
    text = INVISIBLE.sub("", text)
    if "<" in text or "-->" in text:
        for _ in range(ROUNDS):
            text = TAG.sub(_name_only, text)
        text = OPENING.sub("", text)  # of tags that are cut off, or made of the halves of others
    return tidy(IN_KEPT.sub(_in_brackets, text) if KEPT[0] in text or KEPT[1] in text else text)


def _in_brackets(match: re.Match[str]) -> str:
    """A name in its brackets again; the text can hold our signs itself, with a tag between them."""
    whole = f"<{match[1]}>"
    return whole if match[1] and NAME.fullmatch(whole) else match[1] or ""


def _name_only(match: re.Match[str]) -> str:
    return f"{KEPT[0]}{match[0][1:-1]}{KEPT[1]}" if NAME.fullmatch(match[0]) else ""


def line(markup: str) -> str:
    """Return the text of an HTML fragment on one line, as for a title."""
    return " ".join(plain(markup).split())


def tidy(text: str) -> str:
    """Return the text in normal form C, without invisible or lone characters, blank lines only between paragraphs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = INVISIBLE.sub("", text.encode("utf-8", "replace").decode("utf-8"))
    lines = [row.strip() for row in SPACES.sub(" ", text).split("\n")]
    return unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())


def links(markup: str, base: str) -> tuple[str, ...]:
    """Return the web addresses that an HTML fragment links to, each once, at most 50."""
    if "<a" not in markup.lower():
        return ()
    found = (linked(anchor.get("href", ""), base) for anchor in _tree(markup).iter("a"))
    return tuple(dict.fromkeys(url for url in found if url))[:LINKS]


def linked(url: str, base: str = "") -> str | None:
    """Return the address of a link as a browser reads it: without line breaks, its spaces written out."""
    return web(re.sub(r"[\t\r\n]+", "", url.strip()).replace(" ", "%20"), base)


def web(url: str | None, base: str = "") -> str | None:
    """Return the address made absolute, when it is one of the web; None for every other scheme and for none."""
    if not url or not url.strip():
        return None
    try:
        whole = urljoin(base, url.strip())
        parts = urlsplit(whole)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or not port_is_a_number:
        return None
    return None if re.search(r"[\s\x00-\x1f\x7f<>\"]", whole) or "@" in parts.netloc else whole[:2048]


def _rendered(markup: str) -> str:
    markup = NAME.sub(rf"{KEPT[0]}\1{KEPT[1]}", markup)
    return html.unescape("".join(_pieces(_tree(markup)))) if TAG.search(markup) else html.unescape(markup)


def _tree(markup: str) -> Any:
    # The parser would take a NUL for the end of the document.
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        body = f"<div>{INVISIBLE.sub('', markup)}</div>".encode("utf-8", "replace")
        tree = lxml.html.document_fromstring(body, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return lxml.html.Element("div")
    return tree


def _pieces(root: Any) -> Iterator[str]:
    """The text of a tree in reading order, line breaks where blocks begin and end; iterative, trees can be deep."""
    silent = 0
    for event, node in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield "" if silent else node.tail or ""
            continue
        tag = node.tag.lower() if isinstance(node.tag, str) else ""
        off = tag in SILENT or is_hidden(node)
        if event == "start":
            silent += off
            if not silent:
                yield _break(tag) + (_collapsed(node.text, tag))
            continue
        silent -= off
        if not silent:
            yield ("" if tag in AT_START else _break(tag)) + (_collapsed(node.tail, tag))


def _break(tag: str) -> str:
    if tag in AT_START:
        return "\n"
    if tag in ("td", "th"):
        return " "
    return "\n\n" if tag in BLOCKS else ""


def _collapsed(text: str | None, tag: str) -> str:
    return text or "" if tag == "pre" else re.sub(r"\s+", " ", text or "")


def is_hidden(node: Any) -> bool:
    """Tell whether an element says that it is not shown."""
    given = node.attrib
    return bool("hidden" in given or given.get("aria-hidden") == "true" or HIDDEN.search(given.get("style", "")[:1000]))


def document(text: str) -> Any:
    """Return the tree of a page, without comments; of what cannot be parsed an empty one."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        body = INVISIBLE.sub("", text).encode("utf-8", "replace")
        return lxml.html.document_fromstring(body or b"<p></p>", parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return lxml.html.Element("div")
