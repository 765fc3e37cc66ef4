"""The processes of `python -m flows.server.serve`: started together, watched, and stopped in the opposite order."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from flows.server.terminal import say

# Enough for a run to finish the message in hand; what still runs after it is killed, and the ledger copes with that.
PATIENCE = 30.0
SHOWN = 2000  # characters from the end of the log of a child that died

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Child:
    """One process and the file with its output."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None


class Children:
    """Starts `python -m …` processes and stops them all when it is left, whatever happened."""

    def __init__(self, logs: Path, stop: threading.Event) -> None:
        self._logs, self._stop = logs, stop
        self._children: list[Child] = []

    def start(self, name: str, *command: str) -> Child:
        """Start one, with its output in the logs folder."""
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self._logs / f"{name}.log"
        # A session of its own: Ctrl-C reaches us alone, and we say in which order they end.
        with log.open("ab") as output:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        child = Child(name, process, log)
        self._children.append(child)
        return child

    def wait(self, look: Callable[[], None] = lambda: None) -> None:
        """Wait until it is time to stop, or until one of them has died; `look` is called every half second."""
        while not self._stop.wait(0.5):
            if any(not child.alive() for child in self._children):
                return
            look()

    def verdict(self) -> int:
        """0 when asked to stop; 1 when a child died or did not answer: then the end of its log is shown."""
        if self._stop.is_set():
            return 0
        dead = next((child for child in self._children if not child.alive()), self._children[0])
        say(f"The {dead.name} stopped or did not answer. The end of {dead.log}:")
        for line in dead.log.read_text(errors="replace")[-SHOWN:].splitlines():
            say(f"  {line}")
        return 1

    def __enter__(self) -> Children:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for child in reversed(self._children):
            _end(child)


def _end(child: Child) -> None:
    # SIGINT is what a terminal would have sent: Prefect's server and worker both put their things in order on it.
    for name, seconds in ((signal.SIGINT, PATIENCE), (signal.SIGKILL, PATIENCE)):
        if child.alive():
            child.process.send_signal(name)
        try:
            child.process.wait(seconds)
            return
        except subprocess.TimeoutExpired:
            continue


def _end_with_parent() -> None:
    """Between fork and exec: end with the parent when it is killed, and handle the signals that it may ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
