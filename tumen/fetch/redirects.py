"""From an address to the reply at the end of its redirects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import httpx2

from tumen.errors import FailureCode, FetchError
from tumen.fetch.exchange import Exchange, Reply, join, parse
from tumen.fetch.hosts import Hosts
from tumen.fetch.limits import Budget

# RFC 9309 asks for five at least; browsers follow twenty, feeds need two.
HOPS = 5

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalReply:
    """The last reply, and where the permanent redirects at the start of the chain lead (None: there were none)."""

    reply: Reply
    moved_to: str | None = None


class RedirectFollower:
    """Follows redirects; each is a new request with its own turn and its own check of the address."""

    def __init__(self, exchange: Exchange, hosts: Hosts) -> None:
        self._exchange = exchange
        self._hosts = hosts

    def follow(self, url: str, headers: Mapping[str, str], budget: Budget) -> FinalReply:
        """The reply at the end; raises FetchError, blocked_redirect for a redirect that is refused."""
        # A password in the address is in the headers already; left here, every relative redirect would carry it on.
        here = parse(url, budget).copy_with(userinfo=b"")
        seen, moved_to, permanent = {str(here)}, None, True
        for hop in range(HOPS + 1):
            reply = self._ask(here, headers, budget, first=hop == 0)
            if reply.status not in REDIRECTS or "location" not in reply.headers:
                return FinalReply(reply=reply, moved_to=moved_to)
            there = _next(here, reply, seen, budget)
            headers = headers if origin(there) == origin(here) else _without_password(headers)
            here = there
            permanent = permanent and reply.status in PERMANENT
            moved_to = str(here) if permanent else moved_to
        raise budget.error(FailureCode.BLOCKED_REDIRECT, f"too many redirects (more than {HOPS})")

    def _ask(self, url: httpx2.URL, headers: Mapping[str, str], budget: Budget, *, first: bool) -> Reply:
        try:
            with self._hosts.turn(url.host, budget):
                return self._exchange.get(url, headers, budget)
        except FetchError as e:
            if first or e.code != FailureCode.BLOCKED_ADDRESS:
                raise
            raise budget.error(FailureCode.BLOCKED_REDIRECT, f"redirected to a blocked address: {e.reason}") from e


def origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    """What has to be the same for two addresses to belong to the same site."""
    return url.scheme, url.host, url.port


def _without_password(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without the password that was meant for another site."""
    return {name: value for name, value in headers.items() if name != "Authorization"}


def _next(here: httpx2.URL, reply: Reply, seen: set[str], budget: Budget) -> httpx2.URL:
    try:
        there = join(here, reply.headers["location"], budget)
    except FetchError as e:
        raise budget.error(FailureCode.BLOCKED_REDIRECT, f"redirected to an invalid address: {e.reason}") from e
    if there.userinfo:
        raise budget.error(FailureCode.BLOCKED_REDIRECT, "redirected to a URL that contains a user name")
    if here.scheme == "https" and there.scheme == "http":
        raise budget.error(FailureCode.BLOCKED_REDIRECT, f"redirected from https to http: {there.host}")
    if str(there) in seen:
        raise budget.error(FailureCode.BLOCKED_REDIRECT, f"redirect loop: {there.host}")
    seen.add(str(there))
    return there
