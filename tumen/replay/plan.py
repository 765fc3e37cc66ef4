"""What to replay, and the result of a replay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tumen import stream
from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Reader, Schedule

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to replay: the stream, where to write, how often a digest is due, and what is watched and known before.

    `language`: that of the reader. Digests of seven days or more are a weekly reader's.
    """

    path: Path
    out: Path
    watch: Watch
    chronicle: Sequence[ChronicleEntry] = ()
    every: timedelta = timedelta(hours=24)
    processes: int = 2
    language: str = "en"

    @property
    def reader(self) -> Reader:
        """For whom the digests are composed."""
        schedule = Schedule.WEEKLY if self.every >= WEEK else Schedule.DAILY
        return Reader(id="replay", name="Replay", language=self.language, schedule=schedule)


@dataclass(slots=True)
class Tally:
    """The result of a replay, for run.json and the screen."""

    documents: int = 0
    relevant: int = 0
    developments: int = 0
    claims: int = 0
    digests: int = 0
    rejected: list[stream.Rejected] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    halves: list[float] = field(default_factory=list)  # seconds for the first and the second half of the documents
    peak_mb: float = 0.0
