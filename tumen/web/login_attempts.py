"""Wrong passwords, counted: who guesses is stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

# Ten wrong passwords a minute are a person who forgot; a program that guesses tries thousands. Each address is counted
# by itself, or who guesses would keep everybody out; all together are bounded against who has many addresses.
TRIES: Final = 10
ALTOGETHER: Final = 20 * TRIES
PER: Final = timedelta(minutes=1)


class Tries:
    """The wrong tries of the last minute, with the address of each."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._wrong: list[tuple[datetime, str]] = []
        self._lock = Lock()

    def count(self, is_right: Callable[[], bool], address: str) -> bool:
        """Whether a try is right; never where this address, or all together, had too many wrong ones."""
        with self._lock:
            now = self._now()
            self._wrong = [(at, whose) for at, whose in self._wrong if now - at < PER]
            if len(self._wrong) >= ALTOGETHER or sum(whose == address for _, whose in self._wrong) >= TRIES:
                return False
            # Counted before it is tried, or many at once would all be tried.
            self._wrong.append((now, address))
        right = is_right()
        if right:
            with self._lock:
                self._wrong = self._without((now, address))
        return right

    def _without(self, one: tuple[datetime, str]) -> list[tuple[datetime, str]]:
        left = list(self._wrong)
        if one in left:
            left.remove(one)
        return left
