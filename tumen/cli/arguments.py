"""Arguments that several commands share, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Annotated, Literal

from cyclopts import Parameter

from tumen.errors import ConfigError

Flag = Annotated[bool, Parameter(negative=(), show_default=False)]
Json = Annotated[bool, Parameter(name="--json", help="Answer in JSON.", negative=(), show_default=False)]
Shipped = Literal["shipped", "none"]
Language = Literal["en", "ru", "ko", "de"]

Mapped = Annotated[Sequence[str], Parameter(name="--map", negative=(), show_default=False)]

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


def pairs(given: Sequence[str], option: str, known: Collection[str]) -> dict[str, str]:
    """Return ["text=story_text"] as {"text": "story_text"}; ConfigError names the option and what is known."""
    found: dict[str, str] = {}
    for text in given:
        fact, sign, key = text.partition("=")
        if not sign or fact.strip() not in known:
            reason = f"'{text}' is not of the form FACT=KEY with one of the facts {', '.join(known)}"
            raise ConfigError("command line", option, reason)
        found[fact.strip()] = key.strip()
    return found
