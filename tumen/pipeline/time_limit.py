"""A limit of processor time for work on one text, so that none keeps all others waiting."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class TimeLimitError(Exception):
    """The work took more processor time than it may."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitError in the block when the process has computed for so many seconds since it began.

    Regular expressions are broken off too. Outside the main thread, where no signal arrives, and on systems without
    such timers nothing is limited. Such blocks do not stand in each other.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> NoReturn:
        raise TimeLimitError(f"took more than {seconds:g} processor seconds")

    usual = signal.signal(signal.SIGVTALRM, over)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, usual)
