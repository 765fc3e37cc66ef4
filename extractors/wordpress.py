"""Exports of a WordPress site to drafts: what was published; pictures, drafts and menus are passed over."""

from __future__ import annotations

from typing import Any

import lxml.etree

from extractors import items
from extractors.exports import Rows
from extractors.extracted import Extracted
from extractors.xml_elements import elements
from tumen.model import Raw, Source

HEAD = 4096  # bytes in which the root element names what it speaks of
SPEAKS = b"wordpress.org/export/"
PUBLISHED = "publish"
TEXTS = frozenset({"post", "page"})
NEVER = "0000"  # how a day begins that a draft does not have


def is_export(body: bytes) -> bool:
    """Tell whether XML is an export of a WordPress site."""
    return SPEAKS in body[:HEAD]


def extract(raw: Raw, source: Source) -> Extracted:
    """Return the posts and pages of an export; ExtractError when it cannot be read."""
    rows: list[dict[str, str]] = []
    passed, site = 0, ""
    for name, node in elements(raw, source, "title", "item"):
        if name == "title":
            site = site or (node.text or "").strip()
            continue
        if _said(node, "post_type") in TEXTS and _said(node, "status") == PUBLISHED:
            rows.append(_row(node, site))
        else:
            passed += 1
        node.clear()
    notes = [f"{passed} pictures, drafts, menus and the like passed over"] if passed else []
    return items.of_rows(Rows(tuple(rows)), raw, source, notes=notes)


def _row(item: Any, site: str) -> dict[str, str]:
    moment = _said(item, "post_date_gmt")
    return {
        "title": _said(item, "title"),
        "html": _html(item),
        "url": _said(item, "link"),
        "date": moment if moment and not moment.startswith(NEVER) else _said(item, "pubDate"),
        "author": _said(item, "creator"),
        "site": site,
    }


def _html(item: Any) -> str:
    """The text; its summary has the same name in another namespace."""
    found = item.findall("{*}encoded")
    texts = {lxml.etree.QName(node).namespace or "": (node.text or "").strip() for node in found}
    return max(texts.items(), key=lambda said: ("excerpt" not in said[0], len(said[1])), default=("", ""))[1]


def _said(item: Any, name: str) -> str:
    return (item.findtext(name) or item.findtext(f"{{*}}{name}") or "").strip()
