"""Which readers the deployed schedules cover: written down when they are deployed, compared with the readers of now.

A reader who moves to a time zone that no schedule is for would otherwise get nothing, and nobody would be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tumen.model import Reader

FILE = "schedules.json"  # in the home


def keep(home: Path, covered: Iterable[tuple[str, str]]) -> None:
    """Write down for which schedules and time zones digests are deployed."""
    home.mkdir(parents=True, exist_ok=True)
    pairs = sorted(set(covered))
    (home / FILE).write_text(json.dumps([{"schedule": s, "timezone": z} for s, z in pairs], indent=1), encoding="utf-8")


def uncovered(home: Path, readers: Iterable[Reader]) -> list[str]:
    """Return a line for each reader whom no deployed schedule covers; none where nothing was ever deployed."""
    try:
        rows = json.loads((home / FILE).read_text(encoding="utf-8"))
        covered = {(row["schedule"], row["timezone"]) for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return []
    return [
        f"reader {reader.id!r} ({reader.schedule}, {reader.timezone}) is on no schedule and gets no digests: deploy "
        "again (`python -m flows.server.deploy`, or restart `make serve`)"
        for reader in readers
        if (str(reader.schedule), reader.timezone) not in covered
    ]
