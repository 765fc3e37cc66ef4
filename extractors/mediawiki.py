"""Pages exported from a MediaWiki to drafts: titles, last revisions, text without wiki markup."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from extractors import items
from extractors.exports import Rows
from extractors.extracted import Extracted
from extractors.xml_elements import elements
from tumen.model import Raw, Source

HEAD = 4096  # bytes in which the root element stands
NESTING = 12  # templates inside each other; articles have up to eight
INNERMOST = re.compile(r"\{\{[^{}]*\}\}|\{\|(?:(?!\{\||\|\}).)*\|\}", re.DOTALL)
NOTES = re.compile(
    r"<ref[^<>]*/>|<ref[^<>]*>(?:(?!<ref).)*?</ref>|<!--(?:(?!<!--|-->).)*-->", re.DOTALL | re.IGNORECASE
)
TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
EMBEDDED = re.compile(r"\[\[(?:[^\[\]|:]*:[^\[\]]*)\]\]")
LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
OUTSIDE = re.compile(r"\[https?://[^\s\[\]]+(?:\s([^\[\]]*))?\]")
HEADING = re.compile(r"^={2,6}\s*(.+?)\s*={2,6}\s*$", re.MULTILINE)
MARKS = re.compile(r"'{2,5}|^[*#:;]+\s*", re.MULTILINE)


def is_export(body: bytes) -> bool:
    """Tell whether XML is an export of a MediaWiki."""
    return b"<mediawiki" in body[:HEAD]


def extract(raw: Raw, source: Source) -> Extracted:
    """Return the pages of an export, talk pages and redirects passed over; ExtractError when it cannot be read."""
    rows: list[dict[str, str]] = []
    passed, base = 0, ""
    for name, node in elements(raw, source, "{*}base", "{*}page"):
        if name == "base":
            base = node.text or ""
            continue
        if _text(node, "ns") in ("", "0") and node.find("{*}redirect") is None:
            rows.append(_row(node, base))
        else:
            passed += 1
        node.clear()
    notes = [f"{passed} talk pages, redirects and the like passed over"] if passed else []
    return items.of_rows(Rows(tuple(rows)), raw, source, notes=notes)


def plain(markup: str) -> str:
    """Return the text of wiki markup."""
    text = NOTES.sub("", markup)
    for _ in range(NESTING):
        text, replaced = INNERMOST.subn("", text)
        if not replaced:
            break
    text = EMBEDDED.sub("", LINK.sub(_named, text))
    text = HEADING.sub(r"\1", OUTSIDE.sub(lambda match: match[1] or "", text))
    return MARKS.sub("", TAGS.sub("", text)).strip()


def _named(match: re.Match[str]) -> str:
    """The words of a link; a file or category is none."""
    target = match[0][2:].partition("|")[0]
    return match[0] if ":" in target else match[1]


def _row(page: Any, base: str) -> dict[str, str]:
    title, revision = _text(page, "title"), page.find("{*}revision[last()]")
    place = base.rpartition("/")[0]
    return {
        "title": title,
        "text": plain(_text(revision, "text")) if revision is not None else "",
        "date": _text(revision, "timestamp") if revision is not None else "",
        "url": f"{place}/{quote(title.replace(' ', '_'))}" if place else "",
    }


def _text(node: Any, name: str) -> str:
    return (node.findtext(f"{{*}}{name}") or "").strip()
