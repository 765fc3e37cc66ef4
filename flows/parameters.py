"""The parameters of the flows as types: Prefect makes its forms from them and rejects other values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, StringConstraints

from tumen.errors import ConfigError
from tumen.model import Reader

# The ids of sources and readers as config/*.toml may write them. Empty stands for all: for a parameter that may be null
# the form of the web UI makes a choice between "str" and "None" instead of a field to write into.
Name = Annotated[str, StringConstraints(pattern=r"^([a-z0-9][a-z0-9._-]*)?$", max_length=64)]
Schedule = Literal["", "hourly", "daily", "weekly"]
Zone = Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*)?$", max_length=64)]
Hands = Annotated[int, Field(ge=0, le=64)]
Copies = Annotated[int, Field(ge=1, le=365)]


def addressed(readers: Sequence[Reader], *, reader: str = "", schedule: str = "", timezone: str = "") -> list[str]:
    """Return the ids of the readers a run is for: `reader` alone, or all with this schedule and time zone."""
    if reader:
        return [reader]
    return [one.id for one in readers if schedule in ("", one.schedule) and timezone in ("", one.timezone)]


def nobody(*, schedule: str, timezone: str) -> str:
    """Return why a run for a schedule or a time zone has no reader; ConfigError when there is no such time zone."""
    if timezone:
        try:
            ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError) as e:
            raise ConfigError("parameters", "timezone", f"no such time zone: {timezone} (as in Asia/Seoul)") from e
    wanted = ", ".join(one for one in (schedule, timezone) if one) or "anything"
    return f"no reader of readers.toml asks for {wanted}: nothing was written"


def alerted(readers: Sequence[Reader], *, reader: str) -> list[str]:
    """Return the ids of the readers to alert: `reader` alone, or all with alerts."""
    return [reader] if reader else [one.id for one in readers if one.alerts]
