"""Lists of feeds as other readers write and accept them: OPML 2.0, with what only we know in a namespace of our own."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from tumen.analysis.text import xml_repair
from tumen.catalogue import strict
from tumen.catalogue.sources import RESERVED, place
from tumen.errors import ConfigError
from tumen.model import Outlet, Source, SourceKind

OURS = "urn:tumen:source"
LARGEST = 10 * 1024 * 1024  # the longest list in the wild holds some thousand feeds: under 2 MiB
SEARCHES = ("news.google.com", "api.gdeltproject.org")
DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["'][^>]{0,100}\?>""")
FEED_TYPES = ("", "rss", "atom", "rdf", "feed", "include", "json", "jsonfeed")
ESCAPED_TWICE = 2  # rounds: a list that was escaped as a whole by one program and again by the next
WRITTEN = ("id", "name", "kind", "url", "homepage", "language", "country", "outlet", "enabled", "note")
FEEDS = (SourceKind.FEED, SourceKind.SEARCH_FEED)


@dataclass(frozen=True, slots=True)
class Imported:
    """The feeds of a list, and what could not be taken from it with the reason."""

    sources: tuple[Source, ...]
    refused: tuple[str, ...] = ()


def import_opml(path: Path, known: Iterable[Source] = ()) -> Imported:
    """The feeds of an OPML file in its order, each address once, none that is `known` already.

    Outlines without a feed address (folders, links, notes) are passed over. ConfigError when it is not OPML, or holds
    nothing but addresses that are refused.
    """
    found: list[Source] = []
    refused: list[str] = []
    ours = {source.id: source.url for source in known}
    places = {place(url): id_ for id_, url in ours.items() if url}
    taken = set(ours) | RESERVED
    for outline in _outlines(path):
        try:
            source = _source(outline, taken)
        except ValueError as e:
            refused.append(f"{_name(outline) or outline['xmlurl'][:80]!r}: {e}")
            continue
        if (other := places.setdefault(place(source.url), source.id)) == source.id:
            found.append(source)
            taken.add(source.id)
        elif other in ours:
            refused.append(f"{source.name}: source {other!r} already has this address")
    if refused and not found and not ours:
        raise ConfigError(str(path), "outline", refused[0])
    return Imported(tuple(found), tuple(refused))


def as_toml(sources: Iterable[Source]) -> str:
    """Sources as tables for sources.toml; what has its default is left out."""
    plain = Source(id="", name="", kind=SourceKind.FEED, url="")
    tables = []
    for source in sources:
        said = {name: getattr(source, name) for name in WRITTEN}
        lines = [
            f"{name} = {'true' if value is True else 'false' if value is False else _toml_text(str(value))}"
            for name, value in said.items()
            if name in ("id", "name", "kind") or value != getattr(plain, name)
        ]
        tables.append("\n".join(["[[source]]", *lines, ""]))
    return "\n".join(tables)


def _toml_text(text: str) -> str:
    # JSON's strings are TOML's, except that TOML refuses the control character 7F unescaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


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
        raise ConfigError(file, "", "document type declarations and entities are not allowed")

    def start(name: str, attributes: dict[str, str]) -> None:
        roots.append(name)
        said = {key.lower(): value for key, value in attributes.items()}
        if said.get("type", "").lower() in ("rss", "atom"):
            said["xmlurl"] = said.get("xmlurl") or said.get("url", "")
        if name.lower() == "outline" and said.get("xmlurl", "").strip():
            found.append({key: _once_escaped(value) for key, value in said.items()})

    def parse(text: bytes, encoding: str | None = None) -> None:
        parser = expat.ParserCreate(encoding)
        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = start
        parser.Parse(text, True)

    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(file, "", f"the file is larger than {LARGEST // 1024 // 1024} MiB")
        text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").lstrip()
        try:
            parse(text)
        except expat.ExpatError:
            # Lists written by hand have a bare "&" in their addresses, and HTML's entities in their names.
            found.clear()
            roots.clear()
            parse(xml_repair.repaired(_decoded(text)).encode(), "utf-8")
    except (OSError, expat.ExpatError, ValueError, LookupError) as e:
        raise ConfigError(file, "", str(e)) from e
    if roots[0].lower() != "opml":
        raise ConfigError(file, "", f"not an OPML file: it begins with <{roots[0][:40]}>")
    return found


def _decoded(text: bytes) -> str:
    if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text.decode("utf-16", "replace")
    said = DECLARED.match(text)
    return text.decode(said[1].decode("ascii") if said else "utf-8", "replace")


def _once_escaped(value: str) -> str:
    for _ in range(ESCAPED_TWICE if "&" in value else 0):
        value = value.replace("&amp;", "&")
    return value


def _name(outline: Mapping[str, str]) -> str:
    return " ".join((outline.get("text") or outline.get("title") or "").split())


def _source(outline: Mapping[str, str], taken: Collection[str]) -> Source:
    """The source that an outline names; ValueError for an address that is none of the web's."""
    name, url = _name(outline), _web(outline["xmlurl"])
    if "+" in outline.get("type", ""):
        raise ValueError(f"a page that is taken apart by {outline['type'][:40]}, not a feed")
    strict.address(url)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    homepage = _web(outline.get("htmlurl", ""))
    enabled = outline.get("tumen:enabled") != "false"
    return Source(
        id=_free(outline.get("tumen:id") or name or host, host, taken),
        name=name or host,
        kind=SourceKind.SEARCH_FEED if host in SEARCHES else SourceKind.FEED,
        url=url,
        homepage=homepage if _is_address(homepage) else "",
        language=_language(outline.get("language", "")),
        country=_country(outline.get("tumen:country", "")),
        outlet=Outlet.AGGREGATOR if host in SEARCHES else Outlet.NEWSPAPER,
        enabled=enabled,
        note="" if enabled else "Disabled in the imported list.",
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


def _country(said: str) -> str | None:
    return said if re.fullmatch("[A-Z]{2,3}", said) else None


def _free(wanted: str, host: str, taken: Collection[str]) -> str:
    """An id made from the wanted name, else from the host, numbered when another source has it."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or re.sub(r"[^a-z0-9]+", "-", host).strip("-") or "feed"
    slug = slug[:56].strip("-")
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
