"""Lists of feeds as other readers write and accept them: OPML 2.0, with what only we know in a namespace of our own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from tumen.catalogue import strict
from tumen.errors import ConfigError
from tumen.model import Source, SourceKind

OURS = "urn:tumen:source"
LARGEST = 10 * 1024 * 1024  # the longest list in the wild holds some thousand feeds: under 2 MiB
SEARCHES = ("news.google.com", "api.gdeltproject.org")
FEEDS = (SourceKind.FEED, SourceKind.SEARCH_FEED)


def import_opml(path: Path) -> tuple[Source, ...]:
    """The feeds of an OPML file in its order, each address once; ConfigError when it is not OPML or an address is odd.

    Outlines without a feed address (folders, links, notes) are passed over.
    """
    found: dict[str, Source] = {}
    taken: set[str] = set()
    for outline in _outlines(path):
        source = _source(outline, taken, str(path))
        if source.url not in found:
            found[source.url] = source
            taken.add(source.id)
    return tuple(found.values())


def export_opml(sources: Iterable[Source], *, title: str = "Tumen: sources") -> str:
    """The feeds among the sources as an OPML 2.0 document; sources without a feed have no place in one."""
    lines = [_outline(source) for source in sources if source.kind in FEEDS and source.url]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<opml version="2.0" xmlns:tumen="{OURS}">',
            f"<head><title>{escape(title)}</title></head>",
            "<body>",
            *lines,
            "</body>",
            "</opml>",
            "",
        ]
    )


def _outline(source: Source) -> str:
    said = {
        "type": "rss",
        "text": source.name,
        "title": source.name,
        "xmlUrl": source.url,
        "htmlUrl": source.homepage,
        "language": source.language or "",
        "tumen:id": source.id,
        "tumen:kind": str(source.kind),
        "tumen:country": source.country or "",
        "tumen:enabled": "" if source.enabled else "false",
    }
    return "<outline " + " ".join(f"{key}={_quoted(value)}" for key, value in said.items() if value) + "/>"


def _quoted(value: str) -> str:
    # XML 1.0 has no way to write control characters, escaped or not.
    return quoteattr(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", value))


def _outlines(path: Path) -> list[Mapping[str, str]]:
    """The attributes of every outline that names a feed."""
    file = str(path)
    found: list[Mapping[str, str]] = []
    roots: list[str] = []

    def refuse(*_: object) -> None:
        raise ConfigError(file, "", "a list of feeds needs no document type; entities in it are refused")

    def start(name: str, attributes: dict[str, str]) -> None:
        roots.append(name)
        if name.lower() == "outline" and attributes.get("xmlUrl", "").strip():
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(file, "", f"is larger than {LARGEST // 1024 // 1024} MiB")
        parser.Parse(path.read_bytes(), True)
    except (OSError, expat.ExpatError) as e:
        raise ConfigError(file, "", str(e)) from e
    if roots[0].lower() != "opml":
        raise ConfigError(file, "", f"is not OPML: it begins with <{roots[0][:40]}>")
    return found


def _source(outline: Mapping[str, str], taken: set[str], file: str) -> Source:
    name = " ".join((outline.get("text") or outline.get("title") or "").split())
    url = _web(outline["xmlUrl"])
    try:
        strict.address(url)
    except ValueError as e:
        raise ConfigError(file, f"outline {name or url!r}: xmlUrl", str(e)) from e
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    homepage = _web(outline.get("htmlUrl", ""))
    return Source(
        id=_free(outline.get("tumen:id") or name or host, host, taken),
        name=name or host,
        kind=SourceKind.SEARCH_FEED if host in SEARCHES else SourceKind.FEED,
        url=url,
        homepage=homepage if _is_address(homepage) else "",
        language=_language(outline.get("language", "")),
        country=outline.get("tumen:country") or None,
        outlet="aggregator" if host in SEARCHES else "newspaper",
        enabled=outline.get("tumen:enabled") != "false",
        note="" if outline.get("tumen:enabled") != "false" else "switched off in the imported list",
    )


def _web(url: str) -> str:
    """The address with the schemes that only feed readers know put right."""
    return re.sub(r"^feed:(//)?(?!https?:)", "https://", url.strip()).removeprefix("feed:").removeprefix("//")


def _is_address(url: str) -> bool:
    try:
        return bool(strict.address(url))
    except ValueError:
        return False


def _language(said: str) -> str | None:
    match = re.match(r"[a-z]{2,3}(?![a-z])", said.strip().lower())
    return match[0] if match else None


def _free(wanted: str, host: str, taken: set[str]) -> str:
    """An id made from the wanted name, else from the host, numbered when another source has it."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or re.sub(r"[^a-z0-9]+", "-", host).strip("-") or "feed"
    slug = slug[:56].strip("-")
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
