"""The runtime of a flow or task: archive, network and channels; log lines go to the run's log, without secrets."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tumen.wiring import Runtime, open_runtime

# What every log record carries anyway; all else came by `extra` and is what the line is about.
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "flow_run_id", "task_run_id"}


class Fields(logging.Filter):
    """Writes the fields of a record into its text, because Prefect stores only the text."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `name=value` for each field; never hold a record back."""
        given = {name: value for name, value in vars(record).items() if name not in _USUAL}
        if given:
            fields = " ".join(f"{name}={value}" for name, value in given.items())
            record.msg, record.args = f"{record.getMessage()}: {fields}", None
            for name in given:
                delattr(record, name)
        return True


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
