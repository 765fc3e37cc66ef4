"""Answers that were made a moment ago, given again while nothing that they show has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from starlette.responses import Response

LASTS: Final = timedelta(minutes=1)  # a page says what time it is, and how many sources answer
MOST: Final = 100  # pages of some 50 kB; what all readers open is among them


class KeptAnswers:
    """Answers by address, each with the state of the archive that it shows."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._answers: OrderedDict[Hashable, tuple[Hashable, datetime, Response]] = OrderedDict()
        self._lock = Lock()

    def answer(self, address: Hashable, state: Hashable, make: Callable[[], Response]) -> Response:
        """What was answered at an address for this state a minute ago at most, else what is made now.

        Only pages are kept: no redirect, and nothing that was not found.
        """
        now = self._now()
        with self._lock:
            found = self._answers.get(address)
        if found and found[0] == state and timedelta(0) <= now - found[1] < LASTS:
            return found[2]
        made = make()
        if made.status_code == 200:
            with self._lock:
                self._answers[address] = (state, now, made)
                self._answers.move_to_end(address)
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)
        return made
