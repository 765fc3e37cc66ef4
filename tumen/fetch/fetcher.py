"""The one way out: everything that is read from the network is asked for here."""

from __future__ import annotations

import base64
import hashlib
import math
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import httpx2

from tumen.errors import ExtractError, FailureCode, FetchError
from tumen.fetch import address_guard, health, limits, moves
from tumen.fetch.exchange import Exchange, Reply, parse
from tumen.fetch.hosts import GAP, Hosts
from tumen.fetch.limits import Budget, Caps
from tumen.fetch.mailbox import Mailboxes
from tumen.fetch.redirects import FinalReply, RedirectFollower
from tumen.fetch.retry_and_freshness import retry_after
from tumen.fetch.robots import ReplyStore, Robots
from tumen.model import Raw, Source, SourceHealth, SourceKind, Validators

FEEDS = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
PAGES = "text/html, application/xhtml+xml, */*;q=0.1"

# Pages of a site, not files it offers to feed readers: robots.txt speaks of these.
CRAWLED = frozenset({SourceKind.LISTING, SourceKind.PAGE})

# 203 came through a proxy that changed it, 226 is the part of a feed that is new (RFC 3229); both are the answer.
ANSWERS = frozenset({200, 203, 226})

# A site without a robots.txt says so in one of these ways; 429 says that we ask too often.
NO_RULES = frozenset(range(400, 500)) - {429}

WEB_PORTS = frozenset({80, 443})

# Headers of no use later, and the one that would have us keep what we never send back.
NOT_KEPT = frozenset({"set-cookie", "set-cookie2"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What one asking may take, by what is asked for."""

    feed: Caps = limits.FEED
    page: Caps = limits.PAGE
    robots: Caps = limits.ROBOTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A polite answer: `raw` is None when nothing has changed. Save `health` together with what `raw` held."""

    raw: Raw | None
    health: SourceHealth


class Fetcher:
    """Asks sources and pages: one request at a time to a host and one a second, public addresses only.

    `user_agent` says who asks and where to complain. `resolve` names → addresses; `trusted` addresses count as public;
    `clock` and `sleep` (seconds) set the pace between requests; `slow_interval` is the pause for servers without
    validators; in `store` robots.txt files outlive the process; in `environ` stand the addresses of mailboxes. Safe to
    use from several threads.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        resolve: address_guard.Resolve = address_guard.resolve,
        trusted: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        gap: float = GAP,
        tls: ssl.SSLContext | None = None,
        limits: FetchLimits | None = None,
        slow_interval: timedelta = health.SLOW_INTERVAL,
        store: ReplyStore | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.clock = clock
        self._agent = user_agent
        self._name = user_agent.split("/", 1)[0].strip() or "tumen"
        self._limits = limits or FetchLimits()
        self._slow_interval = slow_interval
        self._hosts = Hosts(clock=clock, sleep=sleep, gap=gap)
        guard = address_guard.AddressGuard(resolve=resolve, trusted=trusted)
        self._exchange = Exchange(guard, tls=tls)
        self._mailboxes = Mailboxes(guard, environ or {}, tls)
        self._redirects = RedirectFollower(self._exchange, self._hosts)
        self._robots = Robots(store)

    def fetch(self, source: Source, known: SourceHealth, now: datetime) -> Fetched:
        """What the source has now, or that nothing has changed; raises FetchError, whose code says what went wrong."""
        started = self.clock()
        known = health.own(source, known)
        if source.kind is SourceKind.MAILBOX:
            return self._letters(source, known, now)
        url = moves.address(source, known)
        budget = self._budget(source, self._limits.page if source.kind in CRAWLED else self._limits.feed)
        if source.kind in CRAWLED:
            self._ask_robots(source, url, now)
        final = self._redirects.follow(url, {**self._headers(source, url), **conditions(known.validators)}, budget)
        now += passed(self.clock() - started)
        if final.reply.status == 304 and conditions(known.validators):
            after = health.unchanged(source, known, final.reply.headers, now, slow_interval=self._slow_interval)
            return Fetched(raw=None, health=moves.moved(after, final.moved_to, now))
        raw = answer(source, url, final, budget, now)
        after = health.answered(source, known, final.reply.headers, now, slow_interval=self._slow_interval)
        return Fetched(raw=raw, health=moves.moved(after, final.moved_to, now))

    def _letters(self, source: Source, known: SourceHealth, now: datetime) -> Fetched:
        """The new mails of a mailbox; where it was read to is kept as the validator of a server is."""
        came = self._mailboxes.read(source, known.validators.etag or "")
        headers = {"etag": came.mark}
        if came.body is None:
            return Fetched(raw=None, health=health.unchanged(source, known, headers, now))
        raw = Raw(
            id=raw_id(source.id, source.url, came.body, now),
            source_id=source.id,
            url=source.url,
            final_url=source.url,
            status=200,
            content_type="application/mbox",
            body=came.body,
            fetched_at=now,
        )
        return Fetched(raw=raw, health=health.answered(source, known, headers, now))

    def fetch_page(self, source: Source, url: str, now: datetime) -> Raw:
        """A page a source links to, if the site's robots.txt allows it; raises FetchError (code robots if not)."""
        budget, final = self._page(source, url, now, {})
        return answer(source, url, final, budget, now)

    def fetch_page_again(self, source: Source, url: str, known: Validators, now: datetime) -> Raw | None:
        """The same page as it is now, None when the server says that nothing changed; raises FetchError."""
        budget, final = self._page(source, url, now, conditions(known))
        if final.reply.status == 304 and conditions(known):
            return None
        return answer(source, url, final, budget, now)

    def _page(
        self, source: Source, url: str, now: datetime, conditional: Mapping[str, str]
    ) -> tuple[Budget, FinalReply]:
        budget = self._budget(source, self._limits.page)
        if parse(url, budget).userinfo:
            raise budget.error(FailureCode.BLOCKED_ADDRESS, "the URL contains a user name")
        self._ask_robots(source, url, now)
        return budget, self._redirects.follow(url, {**self._headers(source, url, PAGES), **conditional}, budget)

    def failed(
        self, source: Source, known: SourceHealth, error: FetchError | ExtractError, now: datetime
    ) -> SourceHealth:
        """The source's health after this error: named state, since when, why, and when to try again."""
        return health.failed(source, known, error, now)

    def close(self) -> None:
        """Close all connections."""
        self._exchange.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask_robots(self, source: Source, url: str, now: datetime) -> None:
        budget = self._budget(source, self._limits.robots)
        page = parse(url, budget)

        def read(address: str) -> Raw:
            headers = {"User-Agent": self._agent, "Accept": "text/plain, */*;q=0.1", "Accept-Encoding": "gzip"}
            return answer(
                source, address, self._redirects.follow(address, headers, budget), budget, now, ANSWERS | NO_RULES
            )

        rules = self._robots.rules(str(page.copy_with(raw_path=b"/", userinfo=b"")).rstrip("/"), read, now)
        if refusal := rules.refusal(str(page), self._name):
            raise budget.error(FailureCode.ROBOTS, f"{page.host}: {refusal}")
        if delay := rules.delay(self._name):
            self._hosts.slow(page.host, delay)

    def _headers(self, source: Source, url: str, accept: str = "") -> dict[str, str]:
        accept = accept or (PAGES if source.kind in CRAWLED else FEEDS)
        headers = {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": "gzip"}
        return {**headers, **(authorization(url) if url == source.url else {})}

    def _budget(self, source: Source, caps: Caps) -> Budget:
        own = parse(source.url, Budget(caps, source.id)) if source.url else None
        ports = WEB_PORTS | ({own.port} if own and own.port else set())
        private = own.raw_host.decode("ascii") if own and source.allow_private else None
        return Budget(caps, source.id, private_host=private, ports=ports)


def passed(seconds: float) -> timedelta:
    """Time that went by, in whole seconds, counted up: no server must see us come back a moment too early.

    What took less than half a second took none, so that a run against a quiet server has the times it was given.
    """
    return timedelta(seconds=math.ceil(seconds)) if seconds >= 0.5 else timedelta(0)


def conditions(known: Validators) -> dict[str, str]:
    """The validators as request headers, byte for byte; never one of our own making."""
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in given.items() if value}


def authorization(url: str) -> dict[str, str]:
    """The user and password a person wrote into a source's address, as the header they stand for."""
    user = httpx2.URL(url).userinfo
    return {"Authorization": f"Basic {base64.b64encode(user).decode('ascii')}"} if user else {}


def answer(
    source: Source, url: str, final: FinalReply, budget: Budget, now: datetime, answers: Collection[int] = ANSWERS
) -> Raw:
    """The reply as raw bytes to keep; raises FetchError(http) for any other status than an answer's."""
    reply = final.reply
    if reply.status not in answers:
        error = budget.error(FailureCode.HTTP, status_reason(reply), reply.status)
        error.retry_after = retry_after(reply.headers, now)
        raise error
    final_url = str(reply.url.copy_with(userinfo=b""))
    return Raw(
        id=raw_id(source.id, final_url, reply.body, now),
        source_id=source.id,
        url=bare(url),
        final_url=final_url,
        status=reply.status,
        content_type=reply.headers.get("content-type", ""),
        body=reply.body,
        fetched_at=now,
        validators=health.given(reply.headers),
        headers={name: value for name, value in reply.headers.items() if name not in NOT_KEPT},
    )


def bare(url: str) -> str:
    """The address exactly as it was given, only without a user and password in it."""
    parsed = httpx2.URL(url)
    return str(parsed.copy_with(userinfo=b"")) if parsed.userinfo else url


def raw_id(source_id: str, url: str, body: bytes, now: datetime) -> str:
    """An id that the same reply at the same moment always has."""
    facts = f"{source_id}\0{url}\0{now.isoformat()}\0".encode(errors="backslashreplace")
    return hashlib.sha256(facts + hashlib.sha256(body).digest()).hexdigest()[:20]


def status_reason(reply: Reply) -> str:
    """A status in words for the people who read a source's state."""
    known = {
        304: "not modified, although the request had no condition",
        401: "password required",
        402: "payment required",
        403: "access denied",
        404: "not found",
        410: "permanently removed",
        429: "too many requests",
        451: "unavailable for legal reasons",
        503: "overloaded or down for maintenance",
    }
    words = known.get(reply.status, "redirect without a target" if 300 <= reply.status < 400 else "")
    return f"HTTP {reply.status}{f' ({words})' if words else ''}: {reply.url.host}"
