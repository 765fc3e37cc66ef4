"""Serves the pages: nothing from elsewhere, no script; a login where one is set; who is signed in corrects."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, Final

from anyio.to_thread import current_default_thread_limiter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router

from tumen.desk import Desk
from tumen.errors import Busy, ConfigError, StorageError
from tumen.model import Source
from tumen.web.errors import Answering
from tumen.web.feeds import FEEDS
from tumen.web.guard import App, Guarded, Message, Receive, Scope, Send
from tumen.web.login import Login
from tumen.web.page_cache import KeptAnswers, Standing
from tumen.web.pages import SEARCHED, Page
from tumen.web.rendering import SEARCH, SENT, SINGLE, WHOLE, Made, Maker, Wanted
from tumen.web.sessions import Sessions
from tumen.web.signing import (
    Form,
    SignedIn,
    address_of,
    form_of,
    is_from_its_page,
    key_of,
    local,
    session_of,
    signed_in,
    signed_out,
    tried,
)
from tumen.web.templating import NOBODY, Visitor

if TYPE_CHECKING:
    from tumen.web.workers import Workers

log = logging.getLogger("tumen")

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A digest as it was sent has its styles in it; it may do nothing, and belongs to no site.
_AS_SENT: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups; frame-ancestors 'none'"
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with it a browser sends forms with the origin "null", as from nobody.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
NOT_FROM_HERE: Final = (
    "This form was not sent from a page of yours, or you are signed out: sign in, open the page again and send it anew."
)
_NOT_NOW: Final = "The archive cannot be read now: try again in a minute, or look at the log of tumen web."
_NOT_KEPT: Final = "The archive cannot keep a correction now: look at the page again, or at the log of tumen web."
Correct = Callable[[Form, str], str]
Make = Callable[[Wanted], Made]
# What shows the state of sources or deliveries is another one after every commit; so may be the page of a document,
# which says what it was read from.
_OF_ALL: Final = frozenset({"sources", "document", "digest", SENT})
_LONGEST: Final = 500  # letters of a query whose answer is kept
# Two processors make no more pages at once, and each connection to the archive holds 64 MB.
_AT_ONCE: Final = 4
# Requests that wait for a page to be made or for a commit to end: more than a desk has readers.
_WAITING: Final = 64


def application(
    desk: Desk,
    sources: Sequence[Source],
    now: Callable[[], datetime],
    hosts: Collection[str],
    login: str = "",
    correct: Correct | None = None,
    site: str = "",
    workers: Workers | None = None,
) -> App:
    """The pages as an ASGI application that answers to these hosts only, after `login` (see `Login`) if given.

    `correct` carries out what the form of somebody signed in corrects, and returns the page to go on to.
    `site`: the address by which feeds name the pages. `workers`: who make the pages, if not this process; they
    are closed with it.
    """
    sessions = Sessions(Login(login) if login else None, now)
    maker = Maker(desk, sources, now, site)
    kept, standing = KeptAnswers(now), Standing(desk.archive)
    make = workers.make if workers else _few(maker.make)
    routes = _Site(maker, make, kept, standing, sessions, correct if login else None, site).routes()
    # Not Starlette itself, which answers an unexpected error with two words before anybody else can.
    served: App = Router(routes=routes, lifespan=_lifespan(workers))
    guarded = Guarded(SignedIn(served, sessions) if login else served, hosts)
    return _Headed(
        Answering(guarded, lambda number: maker.written(("error.html.j2", {"number": number}), status=500).body)
    )


def _lifespan(workers: Workers | None) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _WAITING
        yield
        if workers:
            await run_in_threadpool(workers.close)

    return lifespan


def _few(make: Make) -> Make:
    free = BoundedSemaphore(_AT_ONCE)

    def one_of_few(wanted: Wanted) -> Made:
        with free:
            return make(wanted)

    return one_of_few


class _Site:
    """The answers to each address."""

    def __init__(
        self,
        maker: Maker,
        make: Make,
        kept: KeptAnswers,
        standing: Standing,
        sessions: Sessions,
        correct: Correct | None,
        site: str,
    ) -> None:
        self._is_encrypted = site.startswith("https://")
        self._maker, self._make, self._kept, self._standing = maker, make, kept, standing
        self._sessions, self._correct = sessions, correct

    def routes(self) -> list[Route]:
        """Every address there is."""
        return [
            *(Route(f"/{kind}", self._whole(kind), methods=["GET"]) for kind in (*WHOLE, *FEEDS)),
            *(Route(f"/{kind}/{{id}}", self._single(kind), methods=["GET"]) for kind in SINGLE),
            Route("/search", self._search, methods=["GET"]),
            Route("/sent/{id}/{part}", self._sent, methods=["GET"]),
            Route("/sign-in", self._asking, methods=["GET"]),
            Route("/sign-in", self._sign_in, methods=["POST"]),
            Route("/sign-out", self._sign_out, methods=["POST"]),
            Route("/correct", self._corrected, methods=["POST"]),
            Route("/style.css", self._styles, methods=["GET"]),
            Route("/{rest:path}", self._lost, methods=["GET"]),
        ]

    def _made(self, request: Request, wanted: Wanted) -> Response:
        """The same answer again while the archive stands as it did, to the same visitor."""
        address = (wanted.kind, wanted.id, *wanted.given.items(), wanted.visitor)
        try:
            if sum(map(len, wanted.given.values())) + len(wanted.id) > _LONGEST:
                return _answer(request, self._make(wanted))
            standing = self._standing.of_all() if wanted.kind in _OF_ALL else self._standing.of_known()
            return _answer(request, self._kept.answer(address, standing, lambda: self._make(wanted)))
        except StorageError as e:
            log.error("page not made", extra={"page": wanted.kind, "reason": str(e)})
            return self._page(request, ("problem.html.j2", {"problem": _NOT_NOW}), 503)

    def _page(self, request: Request, page: Page | None, status: int = 200) -> Response:
        return _answer(request, self._maker.written(page, self._visitor(request), status))

    def _visitor(self, request: Request) -> Visitor:
        signed = session_of(request)
        return Visitor(signed.user, signed.form, self._correct is not None) if signed else NOBODY

    def _whole(self, kind: str) -> Callable[[Request], Response]:
        return lambda request: self._made(request, Wanted(kind, visitor=self._visitor(request)))

    def _single(self, kind: str) -> Callable[[Request], Response]:
        return lambda request: self._made(
            request, Wanted(kind, request.path_params["id"], visitor=self._visitor(request))
        )

    def _search(self, request: Request) -> Response:
        given = {name: value for name, value in request.query_params.items() if name in SEARCHED}
        return self._made(request, Wanted(SEARCH, given=given, visitor=self._visitor(request)))

    def _sent(self, request: Request) -> Response:
        given = {"part": request.path_params["part"], "digest": request.query_params.get("digest", "")}
        return self._made(request, Wanted(SENT, request.path_params["id"], given, self._visitor(request)))

    def _styles(self, request: Request) -> Response:
        return _answer(request, Made(self._maker.style.encode(), "text/css; charset=utf-8"))

    def _asking(self, request: Request) -> Response:
        to = local(request.query_params.get("next", "/"))
        return self._page(request, ("sign_in.html.j2", {"next": to, "problem": ""}))

    async def _sign_in(self, request: Request) -> Response:
        form = await form_of(request) or {}
        user, password, to = ((form.get(name) or [""])[0] for name in ("user", "password", "next"))
        key = await tried(lambda: self._sessions.begin(user, password, address_of(request.scope)))
        if key is not None:
            return signed_in(key, to, secure=self._is_secure(request))
        problem = "That name and password do not fit, or there were too many tries: wait a minute."
        return self._page(request, ("sign_in.html.j2", {"next": local(to), "problem": problem}), 403)

    async def _sign_out(self, request: Request) -> Response:
        if not is_from_its_page(await form_of(request) or {}, session_of(request)):
            return self._page(request, ("problem.html.j2", {"problem": NOT_FROM_HERE}), 403)
        self._sessions.end(key_of(request.scope))
        return signed_out(secure=self._is_secure(request))

    def _is_secure(self, request: Request) -> bool:
        """Whether readers come by TLS: a proxy that ends it may not say so."""
        return self._is_encrypted or request.url.scheme == "https"

    async def _corrected(self, request: Request) -> Response:
        form, session = await form_of(request) or {}, session_of(request)
        if self._correct is None or session is None or not is_from_its_page(form, session):
            return self._page(request, ("problem.html.j2", {"problem": NOT_FROM_HERE}), 403)
        try:
            to = await run_in_threadpool(self._correct, form, session.user)
        except ConfigError as e:
            return self._page(request, ("problem.html.j2", {"problem": f"{e.key}: {e.reason}"}), 400)
        except Busy as e:
            return self._page(request, ("problem.html.j2", {"problem": str(e)}), 503)
        except StorageError as e:
            log.error("correction not kept", extra={"reason": str(e)})
            return self._page(request, ("problem.html.j2", {"problem": _NOT_KEPT}), 503)
        return RedirectResponse(local(to), 303)

    def _lost(self, request: Request) -> Response:
        return self._page(request, None)


def _answer(request: Request, made: Made) -> Response:
    headers = {"Content-Security-Policy": _AS_SENT if made.as_sent else _POLICY, "ETag": made.tag}
    if made.to:
        return RedirectResponse(made.to, made.status)
    if made.status == 200 and _has(request, made.tag):
        return Response(status_code=304, headers=headers)
    return Response(made.body, made.status, headers={**headers, "Content-Type": made.kind})


def _has(request: Request, tag: str) -> bool:
    """Whether the browser has the answer with this tag. A proxy that compresses answers makes tags weak (RFC 9110)."""
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in given.split(",")}


class _Headed:
    """Gives every answer, refusals and failures too, the headers of a page."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in {**_HEADERS, "Content-Security-Policy": _POLICY}.items():
                    own.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, headed)
