"""Whether a Prefect server answers."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable

# Prefect's first start makes a database in some forty migrations: half a minute on a quick machine.
START = 180.0


def answers(api: str) -> bool:
    """Whether the server of this API address (…/api) is up; it says so without a login."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=2) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def awaited(api: str, given_up: Callable[[], bool] = lambda: False, seconds: float = START) -> bool:
    """Wait until the server answers; False after that many seconds, or when the caller gives up."""
    until = time.monotonic() + seconds
    while not given_up() and time.monotonic() < until:
        if answers(api):
            return True
        time.sleep(0.2)
    return False
