"""Waiting for something another thread or process does. How long it takes is never what a test asserts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
# Seconds after which a test that hangs fails instead. A process of twenty seconds has taken more than two minutes on two
# cores that a dozen others wanted; a guard ends what hangs and says nothing of what is slow.
GUARD = 900.0


def wait_until(wanted: Callable[[], T]) -> T:
    """The first answer that is true; AssertionError when none comes, so that no test hangs for ever."""
    answer = await_true(wanted, GUARD, pause=0.01)
    assert answer, "waited for nothing"
    return answer


def await_true(wanted: Callable[[], T], seconds: float, *, pause: float = 0.3) -> T:
    """The first answer that is true, else the last one before the time was over: the test can say what it saw."""
    until = time.monotonic() + seconds
    while not (answer := wanted()) and time.monotonic() < until:
        time.sleep(pause)
    return answer
