"""Arguments that several commands share, and how they are read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Literal

from cyclopts import Parameter

from tumen.errors import ConfigError

Flag = Annotated[bool, Parameter(negative=(), show_default=False)]
Json = Annotated[bool, Parameter(name="--json", help="Answer in JSON.", negative=(), show_default=False)]
Shipped = Literal["shipped", "none"]

_SPAN = re.compile(r"(\d+)([mhd])")
_UNIT = {"m": "minutes", "h": "hours", "d": "days"}


def span(text: str, option: str) -> timedelta:
    """Return "24h", "90m" or "7d" as a span; ConfigError names the option and says how to write one."""
    match = _SPAN.fullmatch(text.strip())
    if not match:
        raise ConfigError("command line", option, f"'{text}' is not a time span: write it as 30m, 24h or 7d")
    if int(match[1]) == 0:
        raise ConfigError("command line", option, "must be longer than zero")
    return timedelta(**{_UNIT[match[2]]: int(match[1])})
