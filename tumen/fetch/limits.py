"""How much time and data one request may take, wherever its bytes come from."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Self

from tumen.errors import FailureCode, FetchError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """Seconds and bytes allowed. `each`: one network operation; `total`: all of them, redirects included.

    `wire` counts bytes as they come, `decoded` those after gzip. `cut` keeps the beginning of a longer body.
    """

    total: float
    each: float = 10.0
    wire: int
    decoded: int
    cut: bool = False


# A timeout per read never fires against a server that drips a byte per half second, hence `total`. miniflux waits
# 10 s to connect, 20 s in all and takes 15 MB; Mastodon 10 s and 1 MB; RFC 9309 asks for 500 KiB of a robots.txt.
FEED = Caps(total=30.0, wire=10 * MIB, decoded=15 * MIB)
PAGE = Caps(total=45.0, wire=5 * MIB, decoded=5 * MIB)
ROBOTS = Caps(total=15.0, wire=MIB, decoded=512 * 1024, cut=True)

# Everything before the body: one set of headers, and whatever 1xx replies come before it. The library reads 64 KiB at
# a time and may have the beginning of the body with it.
HEAD = 192 * 1024


class Budget(float):
    """What is left of one request's limits, handed to every network operation as its timeout.

    It is a float (`caps.each`) because that is what the HTTP library passes on, untouched, to each connect, read
    and write; ours then ask it how long is left. `private_host` is the one host that may have a private address.
    """

    caps: Caps
    source_id: str
    private_host: str | None
    ports: frozenset[int]

    def __new__(cls, caps: Caps, *_: object, **__: object) -> Self:
        return super().__new__(cls, caps.each)

    def __init__(
        self, caps: Caps, source_id: str, *, private_host: str | None = None, ports: frozenset[int] = frozenset()
    ) -> None:
        self.caps = caps
        self.source_id = source_id
        self.private_host = private_host
        self.ports = ports
        self._until = time.monotonic() + caps.total
        self._wire = 0
        self._head = 0
        self._in_head = True

    def seconds(self) -> float:
        """How long the next operation may take; raises FetchError(timeout) when nothing is left."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise self.error(FailureCode.TIMEOUT, f"no complete response within {self.caps.total:g} s")
        return min(self.caps.each, left)

    def spend(self, count: int) -> None:
        """Count bytes that came; raises FetchError(too_large) past the cap, headers and all."""
        self._wire += count
        self._head += count if self._in_head else 0
        if self._head > HEAD:
            raise self.error(FailureCode.TOO_LARGE, f"more than {HEAD} bytes of headers")
        if self._wire > self.caps.wire:
            raise self.error(FailureCode.TOO_LARGE, f"the response is larger than {self.caps.wire} bytes")

    def head(self) -> None:
        """From here on headers are read."""
        self._head, self._in_head = 0, True

    def body(self) -> None:
        """From here on a body is read."""
        self._in_head = False

    def pause(self, seconds: float) -> None:
        """Do not count time that was spent waiting for our own turn."""
        self._until += seconds

    def error(self, code: FailureCode, reason: str, status: int | None = None) -> FetchError:
        """The error of this asking."""
        return FetchError(self.source_id, reason, code=code, status=status)


# How the reason begins for a request that was refused before it left this machine.
NOT_PUBLIC = "not a public address"
