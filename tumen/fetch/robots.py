"""What a site's robots.txt allows us (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from protego import Protego

from tumen.errors import FailureCode, FetchError, StorageError
from tumen.model import Raw

# RFC 9309 §2.4: not longer than a day; and a site that was down a moment ago deserves another look sooner.
KEPT = timedelta(hours=24)
KEPT_UNREACHABLE = timedelta(hours=1)

# The source id under which they are stored; no source has it.
KEPT_AS = "robots.txt"

# Failures of the address itself: the page would meet the same, and its name is the better reason to give.
OF_THE_ADDRESS = frozenset({FailureCode.BLOCKED_ADDRESS, FailureCode.DNS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One site's rules. `parsed` is None where everything is allowed, or (`closed`) nothing."""

    until: datetime
    parsed: Protego | None = None
    closed: str = ""

    def refusal(self, url: str, agent: str) -> str:
        """Why we may not fetch this address; empty when we may."""
        if self.closed:
            return self.closed
        allowed = self.parsed is None or self.parsed.can_fetch(url, agent)
        return "" if allowed else "disallowed by robots.txt"

    def delay(self, agent: str) -> float:
        """Seconds the site asks us to leave between two requests; 0 when it says nothing."""
        return float(self.parsed.crawl_delay(agent) or 0.0) if self.parsed is not None else 0.0


class ReplyStore(Protocol):
    """Where replies outlive a process: `Archive.raws` is one."""

    def keep(self, raw: Raw) -> None:
        """Keep a reply."""

    def newest(self, source_id: str, url: str, since: datetime) -> Raw | None:
        """The last reply from an address, fetched since then."""


class Robots:
    """Rules of every site, each read once a day at the most: also across processes, when there is a store."""

    def __init__(self, store: ReplyStore | None = None) -> None:
        self._store = store
        self._rules: dict[str, Rules] = {}
        self._lock = threading.Lock()

    def rules(self, origin: str, read: Callable[[str], Raw], now: datetime) -> Rules:
        """The rules of a site (scheme://host[:port]). `read` gets a robots.txt: a reply of 2xx or 4xx, or FetchError.

        Raises FetchError for an address that leads nowhere, robots.txt or not.
        """
        with self._lock:
            known = self._rules.get(origin)
        if known is None or known.until <= now:
            known = self._asked(f"{origin}/robots.txt", read, now)
            with self._lock:
                self._rules[origin] = known
        return known

    def _asked(self, url: str, read: Callable[[str], Raw], now: datetime) -> Rules:
        raw = self._remembered(url, now)
        if raw is None:
            try:
                raw = replace(read(url), source_id=KEPT_AS)
            except FetchError as e:
                if e.code in OF_THE_ADDRESS:
                    raise
                return Rules(until=now + KEPT_UNREACHABLE, closed=f"cannot read robots.txt: {e.reason}")
            self._remember(raw)
        return read_rules(raw)

    def _remembered(self, url: str, now: datetime) -> Raw | None:
        # A store that is locked for the moment costs the site one more request, and no source its turn.
        with suppress(StorageError):
            raw = self._store.newest(KEPT_AS, url, now - KEPT) if self._store else None
            # One from the future was read by a clock that ran wrong, and would be obeyed until then.
            return raw if raw is not None and raw.fetched_at <= now else None
        return None

    def _remember(self, raw: Raw) -> None:
        with suppress(StorageError):
            if self._store:
                self._store.keep(raw)


def read_rules(raw: Raw) -> Rules:
    """What a reply means: 4xx, that there are no rules (§2.3.1)."""
    until = raw.fetched_at + KEPT
    if 400 <= raw.status < 500:
        return Rules(until=until)
    return Rules(until=until, parsed=Protego.parse(raw.body.decode("utf-8", errors="replace").removeprefix("\ufeff")))
