"""What something costs, told without a clock on the wall: calls made, or processor time of this thread."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType


def calls(work: Callable[[], object]) -> int:
    """How many functions, Python's and C's, this thread calls for the work: the same on every machine."""
    counted = 0

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def growth(cost: Callable[[int], float], size: int) -> float:
    """How many times the cost grows when the size grows four times: 4 in proportion, 16 with its square."""
    return cost(4 * size) / cost(size)


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time of this thread, for work inside one C function, where counting calls says nothing.

    The least of three: other processes do not count, but they empty the caches. Compare two; never hold one against
    a number of seconds.
    """

    def once() -> float:
        began = time.thread_time()
        work()
        return time.thread_time() - began

    return max(min(once() for _ in range(3)), 1e-6)
