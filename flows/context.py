"""The runtime of a flow or task: archive, network and channels; log lines go to the run's log, without secrets."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tumen.logs import Fields
from tumen.wiring import Runtime, open_runtime

_FIELDS = Fields()


_open: ContextVar[Runtime | None] = ContextVar("open runtime", default=None)


@contextmanager
def opened() -> Iterator[Runtime]:
    """Yield the runtime that is open in this run; when none is, open one and close it at the end.

    A flow opens it around its tasks and subflows: loading the configuration takes half a second, and once is enough.
    """
    found = _open.get()
    if found is not None:
        yield found
        return
    with open_runtime() as runtime, _logged(runtime):
        token = _open.set(runtime)
        try:
            yield runtime
        finally:
            _open.reset(token)


@contextmanager
def _logged(runtime: Runtime) -> Iterator[None]:
    log = logging.getLogger("tumen")
    log.setLevel(logging.INFO)
    filters = (_FIELDS, runtime.channels.redaction)
    for one in filters:
        log.addFilter(one)
    try:
        yield
    finally:
        for one in filters:
            log.removeFilter(one)
