"""E-mail addresses: which are plain, and domains in other scripts as mail servers know them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_LOCAL: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}"
_ADDRESS: Final = re.compile(_LOCAL + r"@([A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+|localhost)")
# An @ and the domain after it inside the address of a channel, where it may be percent-encoded.
_DOMAIN: Final = re.compile(r"(?<=@)[^\s/?&@:#,;>]+|(?<=%40)[^\s/?&@:#,;>]+", re.I)
# What the two standards of such names (2003, 2008) lead to two different domains: "straße" or "strasse".
_TWO_READINGS: Final = frozenset("ßς\u200c\u200d")


def is_address(text: str) -> bool:
    """Whether this is one plain ASCII e-mail address, nothing more."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text and len(text) <= 254


def addresses_in(text: str) -> list[str]:
    """Every plain address that stands in a text."""
    return [found[0] for found in _ADDRESS.finditer(text)]


def ascii_address(text: str) -> str:
    """The address with its domain in ASCII ("xn--…"); ValueError, with what to do, when there is no such address."""
    local, _, domain = text.rpartition("@")
    if not local.isascii():
        raise ValueError("has other than ASCII letters before the @, which few mail servers take: name another address")
    address = f"{local}@{ascii_domain(domain)}"
    if not is_address(address):
        raise ValueError("is not one plain e-mail address: write it as name@example.org")
    return address


def ascii_domain(domain: str) -> str:
    """The domain in ASCII; ValueError when it has no form that every program agrees on."""
    if domain.isascii():
        return domain
    try:
        if _TWO_READINGS & set(domain):
            raise ValueError(domain)
        return domain.encode("idna").decode("ascii")
    except ValueError as e:
        raise ValueError("has a domain that cannot be written in ASCII: write it as xn--… yourself") from e


def with_ascii_domains(url: str) -> str:
    """The address of a mail channel with every domain in ASCII; ValueError when one has no such form."""
    return _DOMAIN.sub(lambda found: _in_url(found[0]), url)


def _in_url(domain: str) -> str:
    read = unquote(domain)
    return domain if read.isascii() else ascii_domain(read)
