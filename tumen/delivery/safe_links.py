"""Which third-party addresses are made into links, and how: honest to look at, harmless in every form."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from tumen.invisible_characters import is_all_seen

# Longer addresses break mail programs and are nearly always session state.
LONGEST_URL = 1_000
LONGEST_HOST = 253  # of a name in DNS

# Most addresses, of which nothing has to be read closely: what is below leaves them as they are.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SIGN = r"[A-Za-z0-9%/:=&~+!$,;._-]"
_PLAIN = re.compile(
    rf"https?://(?P<host>{_LABEL}(?:\.{_LABEL})+)(?:/{_SIGN}*)?(?:\?(?:{_SIGN}|\?)+)?(?:#(?:{_SIGN}|\?)+)?"
)
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


@lru_cache(maxsize=8192)  # a report's address stands in a digest as page, text and JSON, and on many pages
def safe_url(url: str | None) -> str:
    """An http(s) address without user, in pure ASCII, whose host is what it seems; "" for anything else."""
    text = (url or "").strip()
    if not text or len(text) > LONGEST_URL:
        return ""
    if (plain := _PLAIN.fullmatch(text)) and len(plain["host"]) <= LONGEST_HOST:
        return text
    if _odd(text):
        return ""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return ""
    host = _host(parts.hostname or "")
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc or not host:
        return ""
    netloc = f"{host}:{port}" if port else host
    address = urlunsplit(
        (parts.scheme.lower(), netloc, _ascii(parts.path), _ascii(parts.query), _ascii(parts.fragment))
    )
    return address if len(address) <= LONGEST_URL else ""


def _odd(text: str) -> bool:
    """Backslashes and invisible characters are read differently by different programs."""
    return "\\" in text or " " in text or not is_all_seen(text)


def _host(name: str) -> str:
    """The host in lower-case ASCII (punycode, so that a Cyrillic а never poses as a Latin a); "" when it is none."""
    try:
        host = name.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return ""
    return host if _HOST.fullmatch(host) and len(host) <= LONGEST_HOST else ""


def _ascii(part: str) -> str:
    """Percent-encode what could end an attribute, a link in a chat or a plain-text address; keep what is encoded."""
    return quote(part, safe="%/:=&?~+!$,;.-_")


def shown_host(url: str) -> str:
    """The host of an address from `safe_url`, as it is shown beside the link."""
    return urlsplit(url).hostname or ""
