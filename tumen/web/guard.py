"""Who gets an answer from a server of this machine: its own hosts and its own pages, over HTTP and websockets.

A page that some other site had a browser load can point its own name at this machine (DNS rebinding); it then reads
what the server says and starts what it likes. The browser still names that site in Host and Origin.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?")
_REFUSED = (
    b"Refused: this server answers to its own host names and its own pages only. "
    b"Names that lead to it through a proxy stand in TUMEN_SERVER_HOSTS, separated by commas.\n"
)


def listed(environ: Mapping[str, str]) -> frozenset[str]:
    """The names of TUMEN_SERVER_HOSTS, in small letters."""
    names = environ.get("TUMEN_SERVER_HOSTS", "").split(",")
    return frozenset(name.strip().lower() for name in names if name.strip())


def basic(headers: Collection[tuple[bytes, bytes]]) -> tuple[str, str] | None:
    """Name and password that a request brings by HTTP Basic (RFC 7617); None with none, or another one beside it."""
    given = [value for name, value in headers if name.lower() == b"authorization"]
    if len(given) != 1 or not given[0].lower().startswith(b"basic "):
        return None
    try:
        user, colon, password = base64.b64decode(given[0][6:], validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (user, password) if colon else None


def knows(login: str, headers: Collection[tuple[bytes, bytes]]) -> bool:
    """Whether a request brings this login ("user:password") by HTTP Basic."""
    given = basic(headers)
    return given is not None and hmac.compare_digest(":".join(given).encode(), login.encode())


@dataclass(frozen=True, slots=True)
class Guarded:
    """An ASGI application that others than its own hosts and pages do not reach.

    The port is not compared with ours: behind a tunnel it is another one. A page's origin has to be the very host and
    port it asks, or one of `origins`; a request without Origin comes from a program, a person's own click,
    or a picture, frame or script on another site, which the browser's Sec-Fetch headers tell apart.
    """

    app: App
    hosts: Collection[str]
    origins: Collection[str] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be answered; refuse the rest with 403, before anybody has read it."""
        if scope["type"] == "lifespan" or self._answered(scope["headers"], scope.get("method", "GET")):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(_REFUSED)).encode())]
            await send({"type": "http.response.start", "status": 403, "headers": headers})
            await send({"type": "http.response.body", "body": _REFUSED})

    def _answered(self, headers: Collection[tuple[bytes, bytes]], method: str) -> bool:
        hosts, origins = _all(headers, b"host"), _all(headers, b"origin")
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if found is None or found["name"] not in self.hosts:
            return False
        if method not in _READING and _is_sent_elsewhere(headers) and not set(origins) & set(self.origins):
            return False
        own = {f"http://{hosts[0]}", f"https://{hosts[0]}", *self.origins}
        return all(origin in own for origin in origins) if origins else not _is_embedded_elsewhere(headers)


def _is_embedded_elsewhere(headers: Collection[tuple[bytes, bytes]]) -> bool:
    """Whether a page of another site asks for a part of itself, often without Origin; a link may lead here."""
    if "cross-site" not in _all(headers, b"sec-fetch-site"):
        return False
    return _all(headers, b"sec-fetch-mode") != ["navigate"] or _all(headers, b"sec-fetch-dest") != ["document"]


def _is_sent_elsewhere(headers: Collection[tuple[bytes, bytes]]) -> bool:
    """Whether a page of another site, or of another origin of this one (another port or subdomain), sends it."""
    return any(said not in ("same-origin", "none") for said in _all(headers, b"sec-fetch-site"))


def _all(headers: Collection[tuple[bytes, bytes]], wanted: bytes) -> list[str]:
    return [value.decode("latin-1").lower() for name, value in headers if name.lower() == wanted]
