"""A week on a small web: feeds of every temper on one loopback server, and the log of all that was asked of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime

from tests.support.web import NOON, Ask, Reply

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Clock:
    """Simulated time. Sleeping makes it later, for everybody."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock = threading.Lock()

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.seconds += seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    def wait_until(self, moment: datetime) -> None:
        with self._lock:
            self.seconds = max(self.seconds, (moment - NOON).total_seconds())


@dataclass(frozen=True)
class Line:
    """One request in the log: when it came and what it got."""

    at: datetime
    host: str
    target: str
    headers: Mapping[str, str]
    method: str
    status: int
    given: Mapping[str, str]

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


Temper = Callable[[Ask, datetime], Reply]


def edition(now: datetime) -> int:
    """Feeds of this web have something new every 36 hours."""
    return int((now - NOON) / timedelta(hours=36))


def body(now: datetime, ttl: int = 0) -> bytes:
    items = "".join(f"<item>{number}</item>" for number in range(max(0, edition(now) - 3), edition(now) + 1))
    return f"<rss><ttl>{ttl}</ttl>{items}</rss>".encode()


def tagged(tag: str = 'W/"edition {0}"', modified: str = "", **more: str) -> Temper:
    """A feed with validators, answering 304 when it gets them back exactly."""

    def temper(ask: Ask, now: datetime) -> Reply:
        etag = tag.format(edition(now))
        given = {"ETag": etag} if tag else {}
        if modified:
            given["Last-Modified"] = modified.format(edition(now))
        extra = {name.replace("_", "-"): value for name, value in more.items()}
        same_tag = not tag or ask.headers.get("if-none-match") == etag
        same_date = not modified or ask.headers.get("if-modified-since") == given["Last-Modified"]
        return (
            Reply(304, b"", {**given, **extra}) if same_tag and same_date else Reply(200, body(now), {**given, **extra})
        )

    return temper


def expiring(ask: Ask, now: datetime) -> Reply:
    stated = {"Date": format_datetime(now, usegmt=True), "Expires": format_datetime(now + 3 * HOUR, usegmt=True)}
    return Reply(200, body(now), {"ETag": '"x"', **stated})


def overloaded(wait: Callable[[datetime], str], status: int) -> Temper:
    """Overloaded for the second day."""

    def temper(ask: Ask, now: datetime) -> Reply:
        if DAY <= now - NOON < 2 * DAY:
            return Reply(status, b"", {"Retry-After": wait(now)})
        return tagged()(ask, now)

    return temper


def broken_for_a_day(ask: Ask, now: datetime) -> Reply:
    return Reply(500, b"") if now - NOON < DAY else tagged()(ask, now)


def always(status: int, **headers: str) -> Temper:
    return lambda ask, now: Reply(status, b"", headers)


def moved(status: int, place: str) -> Temper:
    def temper(ask: Ask, now: datetime) -> Reply:
        return tagged()(ask, now) if ask.target == place else Reply(status, b"", {"Location": place})

    return temper


FEEDS: Mapping[str, Temper] = {
    "tagged.example": tagged(),
    "dated.example": tagged("", "Sunday, 1-Mar-26 0{0}:00:00 KST"),
    "both.example": tagged('"a{0}""b"', "Sun, 01 Mar 2026 0{0}:00:00 GMT"),
    "shop.example": lambda ask, now: Reply(200, body(now)),
    "patient.example": tagged(Cache_Control="max-age=14400"),
    "expiring.example": expiring,
    "slow.example": lambda ask, now: Reply(200, body(now, ttl=360), {"ETag": '"s"'}),
    "busy.example": overloaded(lambda now: "18000", 429),
    "mending.example": overloaded(lambda now: format_datetime(now + 7 * HOUR, usegmt=True), 503),
    "broken.example": broken_for_a_day,
    "missing.example": always(404),
    "gone.example": always(410),
    "moved.example": moved(301, "/new"),
    "away.example": moved(302, "/new"),
    "restless.example": lambda ask, now: Reply(200, body(now), {"ETag": f'"{now.timestamp()}"'}),
    "delta.example": lambda ask, now: Reply(226, body(now), {"ETag": '"d"', "IM": "feed"}),
}

# Pages that items link to, on hosts whose robots.txt has a temper as well.
ROBOTS: Mapping[str, Reply] = {
    "pages.example": Reply(200, b"User-agent: *\nCrawl-delay: 10\nDisallow: /closed*.html$\nAllow: /\n"),
    "free.example": Reply(404, b""),
    "down.example": Reply(500, b""),
}


@dataclass
class Web:
    """The server's side: answers by host and simulated time, and writes the log."""

    clock: Clock
    log: list[Line] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    open_now: dict[str, int] = field(default_factory=dict)
    most_open: int = 0
    by_hand: list[datetime] = field(default_factory=list)
    crashes: list[datetime] = field(default_factory=list)

    def __call__(self, ask: Ask) -> Reply:
        now = self.clock.now()
        with self.lock:
            self.open_now[ask.host] = self.open_now.get(ask.host, 0) + 1
            self.most_open = max(self.most_open, self.open_now[ask.host])
        reply = self._reply(ask, now)
        with self.lock:
            self.open_now[ask.host] -= 1
            self.log.append(Line(now, ask.host, ask.target, ask.headers, ask.method, reply.status, reply.headers))
        return reply

    def _reply(self, ask: Ask, now: datetime) -> Reply:
        if ask.target == "/robots.txt":
            return ROBOTS.get(ask.host, Reply(404, b""))
        if ask.host in ROBOTS:
            return Reply(200, b"<html>", {})
        return FEEDS[ask.host](ask, now)

    def of(self, host: str, target: str | None = None) -> list[Line]:
        return [line for line in self.log if line.host == host and target in (None, line.target)]

    def was_natural(self, line: Line) -> bool:
        """Whether it came by schedule: not started by a person, and not asked again because a crash lost the reply."""
        by_hand = any(start <= line.at <= start + timedelta(minutes=5) for start in self.by_hand)
        return not by_hand and not any(crash <= line.at <= crash + HOUR for crash in self.crashes)
