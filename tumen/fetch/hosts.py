"""What a host may expect: one request at a time, never two within a second, and none any more once it is silent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tumen.errors import FailureCode
from tumen.fetch.limits import Budget

# One request a second is what crawlers agree on where a site says nothing.
GAP = 1.0

# A site may ask for more; past a minute it would rather not be read by machines, and one host would hold a run.
LONGEST_GAP = 60.0

# Longer than the slowest reply of a neighbour in the queue: who waits longer gives up, and is asked next time.
PATIENCE = 120.0

# A host that let two requests in a row run dry would let the other thirty as well: it is given up for this run.
MOST_UNANSWERED = 2
NO_ANSWER = frozenset({FailureCode.TIMEOUT, FailureCode.REFUSED, FailureCode.DNS})


class Host:
    """One host's turn, and when it was last let go."""

    def __init__(self, gap: float) -> None:
        self.lock = threading.Lock()
        self.left_at = float("-inf")
        self.gap = gap


class Hosts:
    """Who may ask which host now. `clock` and `sleep` count seconds."""

    def __init__(self, *, clock: Callable[[], float], sleep: Callable[[float], None], gap: float = GAP) -> None:
        self._clock = clock
        self._sleep = sleep
        self._gap = gap
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, name: str, budget: Budget) -> Iterator[None]:
        """Hold the host's turn; waiting for it is not counted against the budget.

        Raises FetchError(timeout) when the turn does not come.
        """
        host = self._host(name)
        asked = self._clock()
        if not host.lock.acquire(timeout=PATIENCE):
            raise budget.error(FailureCode.TIMEOUT, f"waited too long for our other requests to end: {name}")
        try:
            self._sleep(max(0.0, host.left_at + host.gap - self._clock()))
            budget.pause(self._clock() - asked)
            try:
                yield
            finally:
                # Counted from the reply: what leaves here a second apart may arrive together.
                host.left_at = self._clock()
        finally:
            host.lock.release()

    def slow(self, name: str, gap: float) -> None:
        """Leave more time between requests to this host, as its robots.txt asks."""
        self._host(name).gap = max(self._gap, min(gap, LONGEST_GAP))

    def _host(self, name: str) -> Host:
        with self._lock:
            return self._hosts.setdefault(name.lower(), Host(self._gap))
