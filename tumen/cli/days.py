"""Days and spans of time as options write them: 2023-07-25, 2023-07, 24h, 7d."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from tumen.errors import ConfigError
from tumen.wiring import clock

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SPAN = re.compile(r"([0-9]+)([mhd])")
_UNIT = {"m": "minutes", "h": "hours", "d": "days"}
_LONGEST = timedelta(days=36_500)  # a hundred years: before any report, and still a day that a calendar has
_DIGITS = 9  # more of them than the longest span has in minutes


def span(text: str, option: str) -> timedelta:
    """Return "24h", "90m" or "7d" as a span; ConfigError names the option and says how to write one."""
    match = _SPAN.fullmatch(text.strip())
    if not match:
        raise ConfigError("command line", option, f"'{text}' is not a time span: write it as 30m, 24h or 7d")
    written = match[1].lstrip("0")
    if not written:
        raise ConfigError("command line", option, "must be longer than zero")
    long = len(written) > _DIGITS
    found = _LONGEST if long else timedelta(**{_UNIT[match[2]]: int(written)})
    if long or found > _LONGEST:
        raise ConfigError("command line", option, f"must be at most {_LONGEST.days}d")
    return found


def day(written: str, option: str, *, last: bool = False) -> date | None:
    """Return "2023-07-25", "2023-07", "2023" or "7d" (ago) as a day, of a month or year the first one or the `last`.

    None for nothing; ConfigError names the option and says how to write one.
    """
    if not written:
        return None
    found = _DAY.fullmatch(written.strip())
    if found is None:
        if _SPAN.fullmatch(written.strip()):
            return (clock() - span(written, option)).date()
        raise ConfigError("command line", option, f"'{written}' is no day: write it as 2023-07-25, 2023-07 or 7d")
    year = int(found[1])
    month = int(found[2] or (12 if last else 1))
    try:
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError as e:
        raise ConfigError("command line", option, f"there is no day {written}") from e
