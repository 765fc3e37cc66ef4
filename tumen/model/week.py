"""A week as its reader is told it: by storyline, from what moved first to what moved last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tumen.model.thread import Figure, OpenPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One development of a week, on its day, as the reader is told it; `told`: when it was told before, None if here.

    `documents`: the reports behind it, the first ones first.
    """

    development_id: str
    day: date
    text: str
    told: datetime | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A figure that its party gave before, in this week or earlier, and the one that it gave last."""

    before: Figure
    now: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """What moved in one storyline, the first step first; `is_new`: its reader had not heard of it before this week.

    `title`: the most important of what the digest tells of it, else the last step.
    """

    storyline_id: str
    title: str
    is_new: bool
    steps: tuple[Step, ...]
    revisions: tuple[Revision, ...] = ()
    still_open: tuple[OpenPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A storyline in which nothing moved this week: the last that its reader was told, and of which day that is."""

    storyline_id: str
    text: str
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The storylines of a week, the most important first, and those that were quiet, the latest first."""

    storylines: tuple[Storyline, ...] = ()
    quiet: tuple[Quiet, ...] = ()
