"""Sources: the places we listen to (config/sources.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tumen.catalogue.strict import Key, address, any_text, flag, ident, mapping, one_of, only, read, rows, span, text
from tumen.errors import ConfigError
from tumen.model import Outlet, Paywall, Source, SourceKind, StateLink

SELECTORS = {
    SourceKind.LISTING: ("links", "date", "area"),  # patterns
    SourceKind.FEED: ("items", "title", "text", "date", "link"),  # paths in a list in JSON
}
RESERVED = frozenset({"corpus", "robots.txt"})  # ids under which the archive keeps what no source sent
MAILBOX = re.compile(r"(?:env:[A-Z][A-Z0-9_]{0,99}|maildir:/[^\x00-\x1f#]{1,500})(?:#[A-Za-z0-9._@+=-]{1,200})?")
FLOOR = timedelta(minutes=30)  # what readers of feeds agree on as the least a server may expect of us


def _code(letters: str) -> Key:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(letters, value):
            raise ValueError(f'must be a language or country code such as "ko" or "KR", not {value!r}')
        return value

    return Key(check, default=None)


def _interval(value: Any) -> timedelta:
    given: timedelta = span(value)
    if given < FLOOR:
        raise ValueError("must be at least 30m: no server is asked more often")
    return given


def _pattern(value: Any) -> str:
    try:
        re.compile(text(value))
    except re.error as e:
        raise ValueError(f"is not a valid pattern: {e}") from e
    return str(value)


def _select(value: Any) -> Mapping[str, str]:
    found: Mapping[str, str] = mapping(_pattern)(value)
    return found


def _place(value: Any) -> str:
    """A web address, or a mailbox: env:NAME of a variable that holds its address, maildir:/PATH, a List-Id behind #."""
    return str(value) if isinstance(value, str) and MAILBOX.fullmatch(value) else str(address(value))


SOURCE = {
    "id": Key(ident),
    "name": Key(text),
    "kind": Key(one_of(SourceKind)),
    "url": Key(_place, default=""),
    "homepage": Key(address, default=""),
    "language": _code("[a-z]{2,3}"),
    "country": _code("[A-Z]{2,3}"),
    "outlet": Key(one_of(Outlet), default=Outlet.NEWSPAPER),
    "state": _code("[A-Z]{2,3}"),
    "state_link": Key(one_of(StateLink), default=StateLink.NONE),
    "family": Key(ident, default=""),
    "paywall": Key(one_of(Paywall), default=Paywall.NO),
    "interval": Key(_interval, default=timedelta(hours=1)),
    "full_text": Key(flag, default=False),
    "enabled": Key(flag, default=True),
    "note": Key(any_text, default=""),
    "allow_private": Key(flag, default=False),
    "select": Key(_select, default={}),
}


def load_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources of a file in its order; ConfigError names file, table and key of a mistake.

    No address may stand twice: it would be asked twice. A source that is switched off says why in its note; one that
    is switched on has an address.
    """
    data = read(path)
    only(data, ("source",), file=str(path))
    found = tuple(Source(**row) for row in rows(data, "source", SOURCE, file=str(path)))
    asked: dict[str, str] = {}
    for source in found:
        _sensible(source, str(path))
        if source.url and (first := asked.setdefault(place(source.url), source.id)) != source.id:
            raise ConfigError(str(path), f"source {source.id!r}.url", f"source {first!r} already has this address")
    return found


def _sensible(source: Source, file: str) -> None:
    where = f"source {source.id!r}"
    if source.id in RESERVED:
        raise ConfigError(file, f"{where}.id", "is a reserved id: choose another")
    if source.enabled and not source.url and source.kind is not SourceKind.CORPUS:
        raise ConfigError(file, f"{where}.url", "is missing: a source without an address must be disabled")
    if not source.enabled and not source.note:
        raise ConfigError(file, f"{where}.note", "must say why the source is disabled")
    if source.url and (source.kind is SourceKind.MAILBOX) != bool(MAILBOX.fullmatch(source.url)):
        raise ConfigError(file, f"{where}.url", "is env:NAME or maildir:/PATH for kind = 'mailbox', and for no other")
    known = SELECTORS.get(source.kind, ())
    if source.select and not known:
        raise ConfigError(file, f"{where}.select", "is allowed only for kind = 'listing' and 'feed'")
    if unknown := sorted(set(source.select) - set(known)):
        many = f"has no selector {unknown[0]!r} for kind = '{source.kind}'"
        raise ConfigError(file, f"{where}.select", f"{many} (known: {', '.join(known)}; links is for a listing)")


def place(url: str) -> str:
    """Return the address as a server sees it: the same for http and https, with and without a default port.

    Each letter in a mailbox is a place of its own.
    """
    if MAILBOX.fullmatch(url):
        return url
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').lower()}{port}{parts.path or '/'}{query}"
