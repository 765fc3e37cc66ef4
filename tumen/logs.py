"""Log records for people: their fields stand in the text, which is all that a terminal or Prefect shows."""

from __future__ import annotations

import logging

from tumen.unseen import plain

# What every log record carries anyway; all else came by `extra` and is what the line is about.
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "flow_run_id", "task_run_id"}


class Fields(logging.Filter):
    """Writes the fields of a record into its text."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `name=value` for each field; never hold a record back."""
        given = {name: value for name, value in vars(record).items() if name not in _USUAL}
        if given:
            fields = " ".join(f"{name}={value}" for name, value in given.items())
            record.msg, record.args = f"{record.getMessage()}: {fields}", None
            for name in given:
                delattr(record, name)
        return True


class Visible(logging.Formatter):
    """Log lines, tracebacks included, without what a terminal does not show or would obey."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is printed."""
        return plain(super().format(record))
