"""From an address to the reply that stands at the end of its redirects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from tumen.errors import FetchError
from tumen.fetch.exchange import Exchange, Reply, join, parse
from tumen.fetch.hosts import Hosts
from tumen.fetch.leash import Leash

# RFC 9309 asks for five at least; browsers follow twenty, feeds need two.
HOPS = 5

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The last reply, and where the permanent redirects at the start of the way lead (None: there were none)."""

    reply: Reply
    moved_to: str | None = None


class Traveller:
    """Follows redirects, each a new asking: its own turn, its own look at the address."""

    def __init__(self, exchange: Exchange, hosts: Hosts) -> None:
        self._exchange = exchange
        self._hosts = hosts

    def go(self, url: str, headers: Mapping[str, str], leash: Leash) -> Arrival:
        """The reply at the end; raises FetchError, blocked_redirect for a way we do not go."""
        # A password in the address is in the headers already; left here, every relative redirect would carry it on.
        here = parse(url, leash).copy_with(userinfo=b"")
        seen, moved_to, permanent = {str(here)}, None, True
        for hop in range(HOPS + 1):
            reply = self._ask(here, headers, leash, first=hop == 0)
            if reply.status not in REDIRECTS or "location" not in reply.headers:
                return Arrival(reply=reply, moved_to=moved_to)
            there = _next(here, reply, seen, leash)
            headers = headers if origin(there) == origin(here) else _for_strangers(headers)
            here = there
            permanent = permanent and reply.status in PERMANENT
            moved_to = str(here) if permanent else moved_to
        raise leash.error("blocked_redirect", f"more than {HOPS} redirects")

    def _ask(self, url: httpx2.URL, headers: Mapping[str, str], leash: Leash, *, first: bool) -> Reply:
        try:
            with self._hosts.turn(url.host, leash):
                return self._exchange.get(url, headers, leash)
        except FetchError as e:
            if first or e.code != "blocked_address":
                raise
            raise leash.error("blocked_redirect", f"redirected to an address we do not go to: {e.reason}") from e


def origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    """What has to be the same for two addresses to belong to the same site."""
    return url.scheme, url.host, url.port


def _for_strangers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without the password that was meant for another site."""
    return {name: value for name, value in headers.items() if name != "Authorization"}


def _next(here: httpx2.URL, reply: Reply, seen: set[str], leash: Leash) -> httpx2.URL:
    try:
        there = join(here, reply.headers["location"], leash)
    except FetchError as e:
        raise leash.error("blocked_redirect", f"redirected to no address of the web: {e.reason}") from e
    if there.userinfo:
        raise leash.error("blocked_redirect", "redirected to an address with a user in it")
    if here.scheme == "https" and there.scheme == "http":
        raise leash.error("blocked_redirect", f"redirected from https to http at {there.host}")
    if str(there) in seen:
        raise leash.error("blocked_redirect", f"redirected in a circle at {there.host}")
    seen.add(str(there))
    return there
