"""Which readers the deployed schedules cover: written down when they are deployed, compared with the readers of now.

A reader who moves to an hour or a time zone that no schedule is for would otherwise be told late, when another reader's
schedule wakes, and nobody would know why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tumen.analysis.digest.due import wakes
from tumen.model import Reader

FILE = "schedules.json"  # in the home


def keep(home: Path, covered: Iterable[tuple[str, str]]) -> None:
    """Write down at which cron lines of which time zones digests are deployed."""
    home.mkdir(parents=True, exist_ok=True)
    pairs = sorted(set(covered))
    (home / FILE).write_text(json.dumps([{"cron": c, "timezone": z} for c, z in pairs], indent=1), encoding="utf-8")


def kept(home: Path) -> set[tuple[str, str]]:
    """The cron lines and time zones at which digests are deployed; none where nothing was ever deployed."""
    return _kept(home) or set()


def _kept(home: Path) -> set[tuple[str, str]] | None:
    try:
        rows = json.loads((home / FILE).read_text(encoding="utf-8"))
        return {(row["cron"], row["timezone"]) for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return None


def uncovered(home: Path, readers: Iterable[Reader]) -> list[str]:
    """Return a line for each reader whom no deployed schedule covers; none where nothing was ever deployed."""
    covered = _kept(home)
    if covered is None:
        return []
    missing = [
        (reader, next((wake for wake in wakes(reader) if (wake[0].line, wake[1]) not in covered), None))
        for reader in readers
    ]
    return [
        f"reader {reader.id!r} ({wake[0].line}, {wake[1]}) is on no schedule and gets no digests in time: deploy "
        "again (`python -m flows.server.deploy`); `make serve` does so by itself within a minute"
        for reader, wake in missing
        if wake is not None
    ]
