"""What a site's robots.txt allows us (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from tumen.errors import FetchError

# RFC 9309 §2.4: not longer than a day; and a site that was down a moment ago deserves another look sooner.
KEPT = timedelta(hours=24)
KEPT_UNREACHABLE = timedelta(hours=1)

# Failures of the address itself: the page would meet the same, and its name is the better reason to give.
OF_THE_ADDRESS = frozenset({"blocked_address", "dns"})


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
        return "" if allowed else "robots.txt does not allow it"

    def delay(self, agent: str) -> float:
        """Seconds the site asks us to leave between two requests; 0 when it says nothing."""
        return float(self.parsed.crawl_delay(agent) or 0.0) if self.parsed is not None else 0.0


class Robots:
    """Rules of every site asked so far. `read` gets a robots.txt: its bytes, or FetchError."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}
        self._lock = threading.Lock()

    def rules(self, origin: str, read: Callable[[str], bytes], now: datetime) -> Rules:
        """The rules of a site (scheme://host[:port]), read at most once a day."""
        with self._lock:
            known = self._rules.get(origin)
        if known is None or known.until <= now:
            known = ask(f"{origin}/robots.txt", read, now)
            with self._lock:
                self._rules[origin] = known
        return known


def ask(url: str, read: Callable[[str], bytes], now: datetime) -> Rules:
    """4xx means that there are no rules; 5xx and silence mean that nothing may be fetched for now (§2.3.1).

    Raises FetchError for an address that leads nowhere, robots.txt or not.
    """
    try:
        text = read(url).decode("utf-8", errors="replace")
    except FetchError as e:
        if e.code in OF_THE_ADDRESS:
            raise
        if e.status is not None and 400 <= e.status < 500 and e.status != 429:
            return Rules(until=now + KEPT)
        return Rules(until=now + KEPT_UNREACHABLE, closed=f"robots.txt could not be read: {e.reason}")
    return Rules(until=now + KEPT, parsed=Protego.parse(text.removeprefix("\ufeff")))
