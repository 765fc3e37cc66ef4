"""The limits of time and memory of the parser process, as far as this system has them."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from extractors.extracted import ExtractLimits

resource: Any = None
with contextlib.suppress(ImportError):  # Windows has none
    import resource

_STATM = Path("/proc/self/statm")


def missing() -> str:
    """What this system lacks, in words for a person; "" where every limit holds."""
    if resource is None:
        return "this system limits neither memory nor processor time of a parser; one that hangs is ended by the clock"
    if not _STATM.exists():
        return "this system does not limit the memory of a parser; one that hangs is ended all the same"
    return ""


def own_memory() -> int | None:
    """The bytes that our libraries take; None on a system that neither says so nor would keep to a limit."""
    if resource is None:
        return None
    try:
        return int(_STATM.read_text(encoding="ascii").split()[0]) * int(resource.getpagesize())
    except OSError:
        return None


def leave_no_core() -> None:
    """Write no memory image when the process is ended."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bind(limits: ExtractLimits, own: int | None) -> None:
    """Hold this process to these limits from now on; `own` is what it took before it read anything."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    if own is not None:
        # A system may know the limit and refuse it; then it is as on one that does not.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (own + limits.memory, resource.RLIM_INFINITY))
