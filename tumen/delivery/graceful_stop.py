"""Asked to stop in the middle of a message: the answer is waited for, so that nothing becomes unknown by haste."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# SIGALRM is how a time limit of the process ends it: Prefect's for a flow, for one. Windows has none.
SIGNALS = (signal.SIGINT, signal.SIGTERM, *([signal.SIGALRM] if hasattr(signal, "SIGALRM") else []))

log = logging.getLogger(__name__)


@contextmanager
def graceful_stop() -> Iterator[Callable[[], bool]]:
    """Give a question: was this process asked to stop? Ctrl-C, SIGTERM and an alarm answer it instead of breaking in.

    Whoever asks a second time is obeyed at once. Afterwards the signal takes its usual course. Outside the main
    thread nothing is changed, because signals are handled there only.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    asked: list[int] = []
    usual = {number: signal.getsignal(number) for number in SIGNALS}

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        _restore(usual)
        log.warning("graceful_stop the messages being sent; interrupt again to stop at once")

    for number in SIGNALS:
        signal.signal(number, note)
    try:
        yield lambda: bool(asked)
    finally:
        _restore(usual)
    if asked:
        signal.raise_signal(asked[0])


def _restore(usual: dict[signal.Signals, signal._HANDLER]) -> None:
    for number, handler in usual.items():
        # None stands for a handler that was not set from Python; it cannot be put back from here.
        if handler is not None:
            signal.signal(number, handler)
