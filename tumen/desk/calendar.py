"""Announced dates: what reports say will happen on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tumen.analysis.digest.announcement import AHEAD, is_plan
from tumen.analysis.text.search_tokens import Term, fact
from tumen.desk.desk import Desk
from tumen.desk.wording import frame_words
from tumen.model import Document, Frame, Report, Stage
from tumen.storage import Sought

# A calendar goes on showing what was just expected.
PAST: Final = timedelta(days=30)
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What is announced for a day: in words, with its development and the first report of it."""

    day: date
    what: str
    development_id: str
    title: str
    report: Report


def announced(desk: Desk, since: date) -> list[Announced]:
    """What was announced for days from `since` on, in order; the same day of one development once."""
    planned = ((Term((fact("stage", Stage.PLANNED),)),),)
    # One announced longer ago was told again nearer to its day.
    page = desk.archive.search.documents(Sought(words=planned, since=since - AHEAD), limit=_MOST)
    made: dict[tuple[str, date], Announced] = {}
    for document, judgement in reversed(page.items):
        home = judgement.development_id if judgement else None
        for frame in document.frames:
            if home and frame.day and frame.day >= since and is_announcement(document, frame):
                report = desk.report(document, judgement)
                one = Announced(
                    day=frame.day,
                    what=frame_words(frame, desk.names.label),
                    development_id=home,
                    title=document.draft.title,
                    report=report,
                )
                made.setdefault((home, frame.day), one)
    return sorted(made.values(), key=lambda one: (one.day, one.development_id))


def is_announcement(document: Document, frame: Frame) -> bool:
    """Whether it is said that somebody will do something on a day after the report; a possibility is no plan."""
    published = document.draft.published
    ahead = frame.day is not None and published is not None and published.date() < frame.day <= published.date() + AHEAD
    return ahead and is_plan(frame)
