"""What a person may ask of a run, as types: Prefect makes its form of them and refuses the rest when a run is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tumen.model import Reader

# The ids of sources and readers as config/*.toml may write them.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=64)]
Schedule = Literal["hourly", "daily", "weekly"]
Zone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$", max_length=64)]
Copies = Annotated[int, Field(ge=1, le=365)]


def addressed(
    readers: Sequence[Reader], *, reader: str | None = None, schedule: str | None = None, timezone: str | None = None
) -> list[str]:
    """Return the ids of the readers that are meant: all of them, less by each thing that is said.

    A reader nobody knows is returned too, so that the run says that there is no such reader.
    """
    if reader is not None:
        return [reader]
    return [one.id for one in readers if schedule in (None, one.schedule) and timezone in (None, one.timezone)]


def alerted(readers: Sequence[Reader], *, reader: str | None) -> list[str]:
    """Return the ids of the readers that want alerts, or the one that is meant."""
    return [reader] if reader is not None else [one.id for one in readers if one.alerts]
