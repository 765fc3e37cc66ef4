"""What was announced for a day, and the reports that say what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from tumen.analysis.digest.history.announcement import CLOCKS, Plan, happened, kinds_of, settles
from tumen.analysis.text.search_tokens import Term, fact
from tumen.model import Document, Judgement, Role
from tumen.storage.search import Search
from tumen.storage.search_request import Sought

_MOST: Final = 1_000  # reports of plans for these days
_LATEST: Final = 200  # reports of one kind by one of the same parties since a plan: the latest say what became of it


def due(search: Search, days: Collection[date]) -> Iterator[tuple[Document, Judgement]]:
    """The judged reports that announce something for one of these days, the newest first."""
    if days:
        group = tuple(Term((fact("due", day.isoformat()),)) for day in days)
        for document, judgement in search.documents(Sought(words=(group,)), limit=_MOST).items:
            if judgement is not None:
                yield document, judgement


def settling(search: Search, plan: Plan, until: date) -> tuple[Document, Judgement | None] | None:
    """The latest report up to a day that says that a plan came about or was called off; None where there is none."""
    doers = [fact("actor", principal) for principal in sorted(plan.principals)]
    doers += [fact("concept", thing) for thing in sorted(plan.objects)]
    kinds = [fact("done", kind) for kind in sorted(kinds_of(plan))]
    words = (tuple(Term((one,)) for one in doers), tuple(Term((one,)) for one in kinds))
    sought = Sought(words=words, since=plan.by, until=until + CLOCKS)
    for document, judgement in search.documents(sought, limit=_LATEST).items:
        is_news = judgement is None or judgement.role is not Role.BACKGROUND
        if is_news and any(settles(one, plan) for one in happened(document)):
            return document, judgement
    return None
