"""Announced dates: what reports say will happen on a day, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tumen.analysis.digest.history.announcement import AHEAD, CLOCKS, Plan, happened, plans, settles
from tumen.analysis.text.search_tokens import Term, fact
from tumen.desk.desk import Desk
from tumen.desk.wording import frame_words
from tumen.model import Document, Judgement, Report, Stage
from tumen.storage import Sought, settling

# A calendar goes on showing what was just expected.
PAST: Final = timedelta(days=30)
_MOST: Final = 1_000


class Outcome(StrEnum):
    """What became of something announced, as far as reports say."""

    AHEAD = "ahead"  # its day has not passed everywhere
    REPORTED = "reported"
    CALLED_OFF = "called off"
    NOT_REPORTED = "expected, not reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What is announced for a day: in words, with its development and the first report of it.

    `settled`: the report that says what became of it, `settled_in` its development.
    """

    day: date
    what: str
    development_id: str
    title: str
    report: Report
    outcome: Outcome = Outcome.AHEAD
    settled: Report | None = None
    settled_in: str | None = None


def announced(desk: Desk, since: date, today: date) -> list[Announced]:
    """What was announced for days from `since` on, in order; the same day of one development once."""
    planned = ((Term((fact("stage", Stage.PLANNED),)),),)
    # One announced longer ago was told again nearer to its day.
    page = desk.archive.search.documents(Sought(words=planned, since=since - AHEAD), limit=_MOST)
    made: dict[tuple[str, date], Announced] = {}
    found: dict[Plan, tuple[Document, Judgement | None] | None] = {}
    for document, judgement in reversed(page.items):
        home = judgement.development_id if judgement else None
        for plan, frame in plans(document):
            if not home or plan.day < since or plan.day > plan.by + AHEAD or (home, plan.day) in made:
                continue
            if plan not in found:
                found[plan] = settling(desk.archive.search, plan, today)
            one = Announced(
                day=plan.day,
                what=frame_words(frame, desk.names.label),
                development_id=home,
                title=document.draft.title,
                report=desk.report(document, judgement),
            )
            made[home, plan.day] = _with_outcome(desk, one, plan, found[plan], today)
    return sorted(made.values(), key=lambda one: (one.day, one.development_id))


def _with_outcome(
    desk: Desk, one: Announced, plan: Plan, found: tuple[Document, Judgement | None] | None, today: date
) -> Announced:
    if found is None:
        has_passed = plan.day + CLOCKS < today
        return replace(one, outcome=Outcome.NOT_REPORTED if has_passed else Outcome.AHEAD)
    document, judgement = found
    off = all(said.called_off for said in happened(document) if settles(said, plan))
    return replace(
        one,
        outcome=Outcome.CALLED_OFF if off else Outcome.REPORTED,
        settled=desk.report(document, judgement),
        settled_in=judgement.development_id if judgement else None,
    )
