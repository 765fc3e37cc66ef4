"""XML as careless programs write it, made such that a strict parser reads it: one bad token never costs the whole."""

from __future__ import annotations

import html
import re
from html.entities import html5
from xml.sax.saxutils import escape

# Not allowed in XML, neither as letters nor as references.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
NUMBER = r"&#(?:[xX][0-9a-fA-F]{1,6}|\d{1,7});"
PAIR = re.compile(r"&#(?:[xX][dD][89abAB]..|5[56]\d{3});&#(?:[xX][dD][c-fC-F]..|5[67]\d{3});")
REFERENCE = re.compile(NUMBER)
AMPERSAND = re.compile(rf"&(?!(?:amp|lt|gt|quot|apos);|{NUMBER[1:]})(?:([a-zA-Z][a-zA-Z0-9]{{1,31}};))?")
OWN_ENTITIES = re.compile(r"<!ENTITY\b", re.IGNORECASE)
PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^<>\[]*>", re.DOTALL | re.IGNORECASE)


def repaired(text: str) -> str:
    """Return XML without illegal letters and references, HTML's entities as letters, a bare & escaped.

    Only in text and attributes; CDATA sections say what they say. Entities that a document declares stay its own.
    """
    text = ILLEGAL.sub("", text)
    if "&#" in text:
        text = REFERENCE.sub(_legal, PAIR.sub(_joined, text))
    if "&" not in text or OWN_ENTITIES.search(text[:20_000]):
        return text
    parts = CDATA.split(text)
    parts[::2] = [AMPERSAND.sub(_ampersand, part) for part in parts[::2]]
    return "".join(parts)


def root(text: str) -> int:
    """Return where the root element begins, whatever comments and instructions stand before it."""
    place = 0
    while match := PROLOG.match(text, place):
        place = match.end()
    return place


def _joined(match: re.Match[str]) -> str:
    """The letter that two halves of UTF-16 stand for, as JavaScript and Java write it."""
    high, low = (_number(reference) for reference in REFERENCE.findall(match[0]))
    if not (0xD800 <= high <= 0xDBFF and 0xDC00 <= low <= 0xDFFF):
        return match[0]
    return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)


def _legal(match: re.Match[str]) -> str:
    number = _number(match[0])
    return match[0] if number <= 0x10FFFF and not ILLEGAL.match(chr(number)) else ""


def _number(reference: str) -> int:
    digits = reference[2:-1]
    return int(digits[1:], 16) if digits[:1] in "xX" else int(digits)


def _ampersand(match: re.Match[str]) -> str:
    name = match[1]
    return escape(html.unescape(f"&{name}")) if name in html5 else f"&amp;{name or ''}"
