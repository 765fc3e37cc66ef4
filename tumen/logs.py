"""Log records for people, with their fields in the text; or for programs, each a JSON object on a line."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from tumen.invisible_characters import plain

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


class JsonLines(logging.Formatter):
    """A record as one JSON object: at, level, logger, message, its fields, and `error` with the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a field that JSON does not know stands there as text."""
        given = {name: value for name, value in vars(record).items() if name not in _USUAL}
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        # In ASCII: what a terminal would obey is escaped, and no reader of the lines needs to know an encoding.
        return json.dumps({**given, **line}, default=str)


def write_as(form: str) -> None:
    """Have the log on this process's error output be "text" or "json"."""
    for handler in logging.getLogger().handlers:
        if form == "json":
            handler.filters = [one for one in handler.filters if not isinstance(one, Fields)]
            handler.setFormatter(JsonLines())
        else:
            if not any(isinstance(one, Fields) for one in handler.filters):
                handler.addFilter(Fields())
            handler.setFormatter(Visible("%(levelname)s %(name)s: %(message)s"))


class Visible(logging.Formatter):
    """Log lines, tracebacks included, without what a terminal does not show or would obey."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is printed."""
        return plain(super().format(record))
