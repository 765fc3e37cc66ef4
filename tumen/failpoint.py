"""Places where a test may kill, fail or delay the process. Without TUMEN_FAIL in the environment they do nothing.

`TUMEN_FAIL=name[:n][:kill|raise|sleep=S]`: at the n-th passage (1) of `name` do this (kill). Read at every passage
and not through settings, because it must reach any process a test starts, however it was started.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter

_passed: Counter[str] = Counter()


class FailpointError(Exception):
    """What `TUMEN_FAIL=…:raise` raises: no error of ours, so that nothing handles it."""


def failpoint(name: str) -> None:
    """Do what the environment asks for at this place; nothing otherwise."""
    wanted = os.environ.get("TUMEN_FAIL")
    if wanted and wanted.split(":", 1)[0] == name:
        _passed[name] += 1
        _act(name, wanted.split(":")[1:])


def forget_passages() -> None:
    """Start counting anew, for several faults in one process."""
    _passed.clear()


def _act(name: str, options: list[str]) -> None:
    nth = next((int(option) for option in options if option.isdigit()), 1)
    action = next((option for option in options if not option.isdigit()), "kill")
    if _passed[name] != nth:
        return
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif action == "raise":
        raise FailpointError(name)
    elif action.startswith("sleep="):
        time.sleep(float(action.removeprefix("sleep=")))
    else:
        raise ValueError(f"TUMEN_FAIL: unknown action {action!r}")
