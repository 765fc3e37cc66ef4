"""Waiting for something another thread or process does. How long it takes is never what a test asserts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
GUARD = 120.0  # seconds after which a test that hangs fails instead


def wait_until(wanted: Callable[[], T]) -> T:
    """The first answer that is true; AssertionError when none comes, so that no test hangs for ever."""
    ends = time.monotonic() + GUARD
    while not (answer := wanted()):
        assert time.monotonic() < ends, "waited for nothing"
        time.sleep(0.01)
    return answer
