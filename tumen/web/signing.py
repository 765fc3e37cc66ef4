"""Lets those in who are signed in, and signs in and out: a cookie for people, HTTP Basic for programs."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from functools import cache
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Final, TypeVar
from urllib.parse import parse_qs, quote, urlsplit

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from tumen.web.guard import App, Receive, Scope, Send
from tumen.web.sessions import Session, Sessions

COOKIE: Final = "tumen-session"
OPEN: Final = frozenset({"/sign-in", "/style.css"})  # what is shown to whoever is not signed in
SIGNED: Final = "tumen.signed"  # where a request has its session
_MOST: Final = 100_000  # bytes of a form: a reason and two hundred ids are a tenth
_FIELDS: Final = 1_000
_TRIED_AT_ONCE: Final = 2  # passwords
T = TypeVar("T")

Form = Mapping[str, list[str]]


class SignedIn:
    """An application that is answered to those who are signed in; others are led to the page for it.

    Programs (feed readers, curl) name themselves by HTTP Basic with each request; they read and correct nothing.
    """

    def __init__(self, app: App, sessions: Sessions) -> None:
        self._app, self._sessions = app, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, lead to the page for signing in, or refuse with 401."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        scope[SIGNED] = session = self._sessions.find(key_of(scope))
        if session or scope.get("path") in OPEN or await self._is_program(scope):
            await self._app(scope, receive, send)
            return
        await _refused(scope)(scope, receive, send)

    async def _is_program(self, scope: Scope) -> bool:
        headers = scope["headers"]
        if not any(name.lower() == b"authorization" for name, _ in headers):
            return False
        return await tried(lambda: self._sessions.knows(headers, address_of(scope)))


async def tried(is_right: Callable[[], T]) -> T:
    """Try a password beside everything else: it takes a tenth of a second, and guesses may not keep pages waiting."""
    return await run_sync(is_right, limiter=_limiter())


@cache
def _limiter() -> CapacityLimiter:
    return CapacityLimiter(_TRIED_AT_ONCE)


def _refused(scope: Scope) -> Response:
    named = {name.lower(): value for name, value in scope["headers"]}
    is_person = b"text/html" in named.get(b"accept", b"") and b"authorization" not in named
    if is_person and scope.get("method") in ("GET", "HEAD"):
        asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='/')}", 303)
    headers = {"WWW-Authenticate": 'Basic realm="Tumen", charset="UTF-8"'}
    return Response("Log in to see this page.\n", 401, headers)


def session_of(request: Request) -> Session | None:
    """Who asks, if signed in by a cookie."""
    found = request.scope.get(SIGNED)
    return found if isinstance(found, Session) else None


def key_of(scope: Scope) -> str:
    """The key of the session that a request brings; "" without one, or with two that differ.

    Cookies of other servers under the same host name come along (each port of 127.0.0.1 sees those of all the others),
    in forms that no standard allows: they are passed over.
    """
    sent = (value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"cookie")
    pairs = (pair.partition("=") for cookies in sent for pair in cookies.split(";"))
    keys = {value.strip() for name, _, value in pairs if name.strip() == COOKIE}
    return keys.pop() if len(keys) == 1 else ""


def address_of(scope: Scope) -> str:
    """From where a request comes: an address, of IPv6 the net of one household or office; "" where it is not known."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, IPv4Address):
        return str(address)
    # A server of both listens by IPv6 only, and sees every caller of IPv4 under one net.
    return str(address.ipv4_mapped or IPv6Network((int(address) >> 64 << 64, 64)))


async def form_of(request: Request) -> Form | None:
    """What a form sent; None where it is too long, cut off, or no form."""
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST:
                return None
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/x-www-form-urlencoded":
            return None
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_FIELDS)
    except (ClientDisconnect, ValueError):
        return None


def is_from_its_page(form: Form, session: Session | None) -> bool:
    """Whether a form carries the token of the session that sends it: a page of another site cannot know it."""
    given = form.get("token", [])
    return session is not None and len(given) == 1 and hmac.compare_digest(given[0].encode(), session.form.encode())


def signed_in(key: str, to: str, *, secure: bool) -> Response:
    """Go on to a page of ours, with the session's cookie, which no script reads and no other site's form sends."""
    response = RedirectResponse(local(to), 303)
    response.set_cookie(COOKIE, key, httponly=True, samesite="lax", secure=secure, path="/")
    return response


def signed_out(*, secure: bool) -> Response:
    """Go to the page for signing in, without the cookie."""
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=secure)
    return response


def local(to: str) -> str:
    """An address of ours; the first page for any other one."""
    try:
        parts = urlsplit(to)
    except ValueError:
        return "/"
    is_plain = to.isprintable() and "\\" not in to and not to.startswith("//")
    return to if is_plain and to.startswith("/") and not parts.scheme and not parts.netloc else "/"
