"""Serves the pages: nothing from elsewhere, no script; a login where one is set; who is signed in corrects."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from hashlib import sha256
from typing import Final

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tumen.desk import Desk
from tumen.errors import ConfigError, StorageError
from tumen.model import Source
from tumen.web import pages
from tumen.web.feeds import FEEDS
from tumen.web.guard import App, Guarded, Message, Receive, Scope, Send
from tumen.web.kept import KeptAnswers
from tumen.web.pages import Page, Rooms
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
)
from tumen.web.templating import NOBODY, Links, Visitor, environment, render, style_of

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
Correct = Callable[[Form, str], str]
# Pages that many open and that read much; what shows the state of sources or deliveries is made each time.
_KEPT: Final = frozenset({"/", "/figures", "/calendar", "/people", "/storyline/{id}", "/figures/{id}", "/people/{id}"})
# Two processors make no more pages at once, and each connection to the archive holds 64 MB.
_AT_ONCE: Final = 4


def application(
    desk: Desk,
    sources: Sequence[Source],
    now: Callable[[], datetime],
    hosts: Collection[str],
    login: str = "",
    correct: Correct | None = None,
    site: str = "",
) -> App:
    """The pages as an ASGI application that answers to these hosts only, after `login` ("user:password") if given.

    `correct` carries out what the form of somebody signed in corrects, and returns the page to go on to.
    `site`: the address by which feeds name the pages.
    """
    sessions = Sessions(login, now)
    routes = _Site(desk, sources, now, sessions, correct if login else None, site).routes()
    served: App = Starlette(routes=routes, lifespan=_few_at_once)
    return _Headed(Guarded(SignedIn(served, sessions) if login else served, hosts))


@asynccontextmanager
async def _few_at_once(_: Starlette) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = _AT_ONCE
    yield


class _Site:
    """The answers to each address."""

    def __init__(
        self,
        desk: Desk,
        sources: Sequence[Source],
        now: Callable[[], datetime],
        sessions: Sessions,
        correct: Correct | None,
        site: str,
    ) -> None:
        self._desk, self._sources, self._now = desk, sources, now
        self._sessions, self._correct, self._site = sessions, correct, site
        self._templates, self._links = environment(), Links()
        self._kept = KeptAnswers(now)
        self._style = style_of(self._templates)

    def routes(self) -> list[Route]:
        """Every address there is."""
        whole: dict[str, Callable[[Rooms], Page | None]] = {
            "/": pages.today,
            "/figures": pages.figures,
            "/sources": pages.sources,
            "/digests": pages.digests,
            "/calendar": pages.calendar,
            "/people": pages.people,
        }
        single: dict[str, Callable[[Rooms, str], Page | None]] = {
            "/development/{id}": pages.development,
            "/document/{id}": pages.document,
            "/storyline/{id}": pages.storyline,
            "/figures/{id}": pages.figures,
            "/people/{id}": pages.person,
            "/digest/{id}": pages.digest,
        }
        return [
            *(Route(path, self._whole(path, make), methods=["GET"]) for path, make in whole.items()),
            *(Route(path, self._single(path, make), methods=["GET"]) for path, make in single.items()),
            Route("/search", self._search, methods=["GET"]),
            Route("/sent/{id}/{part}", self._sent, methods=["GET"]),
            *(Route(f"/{name}", self._feed(name), methods=["GET"]) for name in FEEDS),
            Route("/sign-in", self._asking, methods=["GET"]),
            Route("/sign-in", self._sign_in, methods=["POST"]),
            Route("/sign-out", self._sign_out, methods=["POST"]),
            Route("/correct", self._corrected, methods=["POST"]),
            Route("/style.css", self._styles, methods=["GET"]),
            Route("/{rest:path}", self._lost, methods=["GET"]),
        ]

    def _rooms(self) -> Rooms:
        return Rooms(self._desk, self._sources, self._now(), self._site)

    def _page(self, request: Request, page: Page | None, status: int = 200) -> Response:
        status = status if page else 404
        template, facts = page or ("lost.html.j2", {})
        signed = session_of(request)
        visitor = Visitor(signed.user, signed.form, self._correct is not None) if signed else NOBODY
        written = render(self._templates, template, facts, self._links, self._desk.names.label, visitor)
        return _answer(request, written, "text/html; charset=utf-8", status=status)

    def _whole(self, path: str, make: Callable[[Rooms], Page | None]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            return self._page(request, make(self._rooms()))

        return self._remembered(answer) if path in _KEPT else answer

    def _remembered(self, answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """The same answer again while the archive stands as it did, to the same visitor."""

        def again(request: Request) -> Response:
            if request.headers.get("if-none-match"):
                return answer(request)
            signed = session_of(request)
            address = (request.url.path, signed.form if signed else "")
            return self._kept.answer(address, self._desk.archive.search.state(), lambda: answer(request))

        return again

    def _single(self, path: str, make: Callable[[Rooms, str], Page | None]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            id = request.path_params["id"]
            # PostgreSQL takes no text with NUL.
            page = make(self._rooms(), id) if "\x00" not in id else None
            # Who follows an old digest's link to what was merged since comes to where it is now.
            if page is not None and (elsewhere := page[1].get("moved_to")):
                return RedirectResponse(self._links.to("development", elsewhere), 302)
            return self._page(request, page)

        return self._remembered(answer) if path in _KEPT else answer

    def _search(self, request: Request) -> Response:
        return self._page(request, pages.search(self._rooms(), dict(request.query_params)))

    def _sent(self, request: Request) -> Response:
        """A message of a delivery exactly as it was sealed: its HTML locked in, anything else as plain text."""
        wanted, part = request.path_params["id"], request.path_params["part"]
        digest_id = request.query_params.get("digest", "")
        if "\x00" in digest_id:
            return self._lost(request)
        deliveries = self._desk.archive.outbox.deliveries(digest_id=digest_id, limit=1_000)
        found = next((one.message.parts.get(part) for one in deliveries if one.id == wanted), None)
        if found is None:
            return self._lost(request)
        kind = "text/html" if part == "html" else "text/plain"
        return _answer(request, found, f"{kind}; charset=utf-8", policy=_AS_SENT)

    def _feed(self, name: str) -> Callable[[Request], Response]:
        write, kind = FEEDS[name]
        return lambda request: _answer(request, write(self._rooms()), kind)

    def _styles(self, request: Request) -> Response:
        return _answer(request, self._style, "text/css; charset=utf-8")

    def _asking(self, request: Request) -> Response:
        to = local(request.query_params.get("next", "/"))
        return self._page(request, ("sign_in.html.j2", {"next": to, "problem": ""}))

    async def _sign_in(self, request: Request) -> Response:
        form = await form_of(request) or {}
        user, password, to = ((form.get(name) or [""])[0] for name in ("user", "password", "next"))
        key = self._sessions.begin(user, password, address_of(request.scope))
        if key is not None:
            return signed_in(key, to, secure=request.url.scheme == "https")
        problem = "That name and password do not fit, or there were too many tries: wait a minute."
        return self._page(request, ("sign_in.html.j2", {"next": local(to), "problem": problem}), 403)

    async def _sign_out(self, request: Request) -> Response:
        if not is_from_its_page(await form_of(request) or {}, session_of(request)):
            return self._page(request, ("problem.html.j2", {"problem": NOT_FROM_HERE}), 403)
        self._sessions.end(key_of(request.scope))
        return signed_out()

    async def _corrected(self, request: Request) -> Response:
        form, session = await form_of(request) or {}, session_of(request)
        if self._correct is None or session is None or not is_from_its_page(form, session):
            return self._page(request, ("problem.html.j2", {"problem": NOT_FROM_HERE}), 403)
        try:
            to = await run_in_threadpool(self._correct, form, session.user)
        except ConfigError as e:
            return self._page(request, ("problem.html.j2", {"problem": f"{e.key}: {e.reason}"}), 400)
        except StorageError as e:
            return self._page(request, ("problem.html.j2", {"problem": str(e)}), 503)
        return RedirectResponse(local(to), 303)

    def _lost(self, request: Request) -> Response:
        return self._page(request, None)


def _answer(request: Request, body: str, kind: str, *, status: int = 200, policy: str = _POLICY) -> Response:
    encoded = body.encode(errors="replace")
    tag = f'"{sha256(encoded).hexdigest()[:32]}"'
    headers = {"Content-Security-Policy": policy, "ETag": tag}
    if status == 200 and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(encoded, status, headers={**headers, "Content-Type": kind})


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
