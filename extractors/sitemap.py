"""News sitemaps to drafts: what a site lists for search engines, with headline and date."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree

from extractors.entries import Entry, extracted
from extractors.extracted import Extracted
from tumen.errors import ExtractError, FailureCode
from tumen.model import Raw, Source

ROOT = re.compile(r"<(?:\w+:)?urlset\b", re.IGNORECASE)


def extract(document: str, raw: Raw, source: Source) -> Extracted:
    """Return what a news sitemap lists; ExtractError (not_a_feed) where no address has a headline."""
    parser = lxml.etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", document).encode("utf-8", "replace")
    tree = lxml.etree.fromstring(body, parser=parser)
    rows = [] if tree is None else [node for node in tree.iter() if _name(node) == "url"]
    entries = [entry for entry in map(_entry, rows) if entry.title]
    if not entries:
        reason = "the sitemap has no headlines: only a news sitemap is a source"
        raise ExtractError(source.id, reason, code=FailureCode.NOT_A_FEED)
    return extracted(entries, raw, source)


def _entry(row: Any) -> Entry:
    # Pictures and films have a title and an address of their own.
    said: dict[str, str] = {}
    for part in row:
        for node in part.iter() if _name(part) == "news" else [part]:
            said.setdefault(_name(node), " ".join((node.text or "").split()))
    return Entry(
        link=said.get("loc", ""),
        title=said.get("title", ""),
        dates=tuple(filter(None, (said.get("publication_date"), said.get("lastmod")))),
        site=said.get("name", ""),
        language=said.get("language", ""),
    )


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
