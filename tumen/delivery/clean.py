"""Third-party text made harmless to look at, and third-party addresses made honest, before any form is built."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from tumen.unseen import is_all_seen, is_unseen

# Real scripts stack up to three marks on a letter (Vietnamese, Thai, Hebrew with cantillation); towers of marks
# paint over the neighbouring lines.
MOST_MARKS = 3

# Longer addresses break mail programs and are nearly always session state.
LONGEST_URL = 1_000

# How channels set off words and name links: **bold**, __italic__, ~~struck~~, `code`, [words](https://…). A sentence
# cut out of a longer run has half of them.
_SET_OFF = re.compile(r"\*\*|~~|(?<!\w)__|__(?!\w)|(?<!`)`(?!`)")
_NAMED_LINK = re.compile(r"\[([^\[\]\n]*)\]\(https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)")

# What both need; a single "_" is in most user names and needs no closer look.
_MARKS = re.compile(r"\*\*|~~|__|`|\]\(")

_SPACE = re.compile(r"\s+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
_TOWER = re.compile(rf"((?:\x00.){{{MOST_MARKS}}})(?:\x00.)+")


def clean(text: str, limit: int = 2_000) -> str:
    """One line of visible text without a channel's marks: no control, bidi, zero-width or private characters, at most
    `limit` characters."""
    text = text[: limit * 8]
    if text.isascii() and text.isprintable() and not _MARKS.search(text):
        return shorten(" ".join(text.split()), limit)  # most texts: nothing in them can be unseen or a mark
    visible = _SPACE.sub(" ", text).translate(_VISIBLE)
    if "\x00" in visible:
        visible = _TOWER.sub(r"\1", visible).replace("\x00", "")
    return shorten(_SPACE.sub(" ", unmarked(visible)).strip(), limit)


def unmarked(text: str) -> str:
    """The words of a post without the marks that set them off, links by their words."""
    return _SET_OFF.sub("", _NAMED_LINK.sub(r"\1", text))


class _Visible(dict[int, str]):
    """What becomes of each character, learnt as they come: nothing, itself, or itself with NUL before a mark."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        mark = unicodedata.category(letter) in {"Mn", "Me"}
        self[point] = "" if is_unseen(letter) else f"\x00{letter}" if mark else letter
        return self[point]


_VISIBLE = _Visible()


def shorten(text: str, limit: int) -> str:
    """The text itself, or its beginning with an ellipsis: never more than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@lru_cache(maxsize=8192)  # a report's address stands in a digest as page, text and JSON, and on many pages
def safe_url(url: str | None) -> str:
    """An http(s) address without user, in pure ASCII, whose host is what it seems; "" for anything else."""
    text = (url or "").strip()
    if not text or len(text) > LONGEST_URL or _odd(text):
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
    return host if _HOST.fullmatch(host) and len(host) <= 253 else ""


def _ascii(part: str) -> str:
    """Percent-encode what could end an attribute, a link in a chat or a plain-text address; keep what is encoded."""
    return quote(part, safe="%/:=&?~+!$,;.-_")


def shown_host(url: str) -> str:
    """The host of an address from `safe_url`, as it is shown beside the link."""
    return urlsplit(url).hostname or ""
