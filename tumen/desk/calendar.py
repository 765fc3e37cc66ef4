"""Announced dates: what reports say will happen on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tumen.analysis.text.search_tokens import Term, fact
from tumen.desk.desk import Desk
from tumen.model import Certainty, Document, Frame, Report, Stage
from tumen.storage import Sought

# A plan for later is a year's programme; one announced longer ago was told again nearer to its day.
AHEAD: Final = timedelta(days=120)
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What is announced for a day: in words, with its development and the first report of it."""

    day: date
    what: str
    development_id: str
    title: str
    report: Report


def announced(desk: Desk, since: date, words: Callable[[Frame], str]) -> list[Announced]:
    """What was announced for days from `since` on, in order; the same day of one development once.

    `words` says what a frame tells.
    """
    planned = ((Term((fact("stage", Stage.PLANNED),)),),)
    page = desk.archive.search.documents(Sought(words=planned, since=since - AHEAD), limit=_MOST)
    made: dict[tuple[str, date], Announced] = {}
    for document, judgement in reversed(page.items):
        home = judgement.development_id if judgement else None
        for frame in document.frames:
            if home and frame.day and frame.day >= since and is_announcement(document, frame):
                report = desk.report(document, judgement)
                one = Announced(
                    day=frame.day, what=words(frame), development_id=home, title=document.draft.title, report=report
                )
                made.setdefault((home, frame.day), one)
    return sorted(made.values(), key=lambda one: (one.day, one.development_id))


def is_announcement(document: Document, frame: Frame) -> bool:
    """Whether it is said that somebody will do something on a day after the report; a possibility is no plan."""
    published = document.draft.published
    ahead = frame.day is not None and published is not None and published.date() < frame.day <= published.date() + AHEAD
    return ahead and frame.stage is Stage.PLANNED and frame.certainty is not Certainty.MAY and bool(frame.principals)
