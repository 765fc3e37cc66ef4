"""Web servers on loopback that remember who connected and what was asked, and answer as a test tells them.

127.0.0.1 is the public internet of the tests (the fetcher is told to trust it), every other address of 127.0.0.0/8 is
an internal net that must never see a connection.
"""

from __future__ import annotations

import contextlib
import functools
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.support.waiting import GUARD
from tumen.fetch import Fetcher
from tumen.model import Source, SourceHealth, SourceKind

PUBLIC = "127.0.0.1"
INTERNAL = "127.0.0.2"
AGENT = "tumen/0.1 (+https://watch.example/about; feeds=3)"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>Feed</title><item><title>One</title></item></channel></rss>"


@dataclass(frozen=True)
class Ask:
    """A request as it came: header names in lower case; `at` is the monotonic second it was complete."""

    method: str
    target: str
    headers: Mapping[str, str]
    at: float

    @property
    def host(self) -> str:
        return self.headers.get("host", "").rsplit(":", 1)[0]


@dataclass(frozen=True)
class Reply:
    """A well-behaved answer."""

    status: int = 200
    body: bytes = FEED
    headers: Mapping[str, str] = field(default_factory=dict)

    def bytes(self) -> bytes:
        given = {"Content-Length": str(len(self.body)), **self.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        return f"HTTP/1.1 {self.status} Because\r\n{head}\r\n".encode("latin-1") + self.body


@dataclass(frozen=True)
class Hang:
    """Says this much and nothing more, until the site closes or `until` is set."""

    first: bytes = b""
    until: threading.Event | None = None


Answer = Reply | Hang | bytes | Iterable[bytes]


@dataclass
class Site:
    """One server: its port, how many connections were accepted, and all requests."""

    answer: Callable[[Ask], Answer]
    port: int = 0
    accepts: int = 0
    asks: list[Ask] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/feed", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def count(self, path: str) -> int:
        return sum(ask.target == path for ask in self.asks)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    site: Site
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        if self.tls is not None:
            # The handshake is left to the thread of the connection: this one has others to accept.
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up on a hostile server is no news."""


class Handler(socketserver.StreamRequestHandler):
    server: Server
    disable_nagle_algorithm = True

    def handle(self) -> None:
        site = self.server.site
        with site.lock:
            site.accepts += 1
        with contextlib.suppress(OSError):
            while (ask := self._read()) and not site.stopping.is_set():
                with site.lock:
                    site.asks.append(ask)
                if not self._answer(site.answer(ask), site):
                    return

    def _read(self) -> Ask | None:
        line = self.rfile.readline(65536).decode("latin-1").split()
        if len(line) < 2:
            return None
        headers = {}
        while (header := self.rfile.readline(65536).decode("latin-1").rstrip("\r\n")) != "":
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        return Ask(method=line[0], target=line[1], headers=headers, at=time.monotonic())

    def _answer(self, answer: Answer, site: Site) -> bool:
        """Send; whether the connection stays open."""
        if isinstance(answer, Reply):
            self.wfile.write(answer.bytes())
            return True
        if isinstance(answer, Hang):
            self.wfile.write(answer.first)
            (answer.until or site.stopping).wait(GUARD)
            return False
        for piece in [answer] if isinstance(answer, bytes) else answer:
            self.wfile.write(piece)
            if site.stopping.is_set():
                break
        return False


@contextlib.contextmanager
def site(
    answer: Callable[[Ask], Answer] | Answer,
    *,
    address: str = PUBLIC,
    port: int = 0,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Site]:
    """A server that answers so."""
    told = Site(answer if callable(answer) else lambda _: answer)
    with Server((address, port), Handler, bind_and_activate=True) as server:
        server.site = told
        server.tls = tls
        told.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield told
        finally:
            told.stopping.set()
            server.shutdown()
            thread.join(5)


def drip(pieces: Iterable[bytes], seconds: float, until: Callable[[], bool] = lambda: False) -> Iterator[bytes]:
    """The pieces with a pause before each."""
    for piece in pieces:
        if until():
            return
        time.sleep(seconds)
        yield piece


class Names:
    """A resolver of given names: each answer in turn, the last one for ever. Everything else is unknown."""

    def __init__(
        self, names: Mapping[str, Sequence[Sequence[str]]] | None = None, *, rest: str | None = PUBLIC
    ) -> None:
        self._names = {name: list(answers) for name, answers in (names or {}).items()}
        self._rest = rest
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self._names.get(host)
        if answers is None:
            if self._rest is None or not host.endswith(".example"):
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return [self._rest]
        return answers.pop(0) if len(answers) > 1 else answers[0]


@functools.cache
def no_certificates() -> ssl.SSLContext:
    """Reading the system's hundred certificates for every fetcher would take most of the tests' time."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def fetcher(**options: Any) -> Fetcher:
    """A fetcher for loopback, without pauses between requests unless a test wants them."""
    plain: dict[str, Any] = {
        "user_agent": AGENT,
        "resolve": Names(),
        "trusted": [PUBLIC],
        "gap": 0.0,
        "tls": no_certificates(),
    }
    return Fetcher(**{**plain, **options})


def source(url: str, id_: str = "news", kind: SourceKind = SourceKind.FEED, **facts: Any) -> Source:
    return Source(id=id_, name=id_.title(), kind=kind, url=url, **facts)


def never(id_: str = "news") -> SourceHealth:
    return SourceHealth(source_id=id_)
