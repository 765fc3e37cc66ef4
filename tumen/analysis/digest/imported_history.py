"""What was imported with dates of long ago: it is known and no news, and what a later report adds to it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tumen.analysis.digest.situation import Situation
from tumen.model import IMPORTED, Development, Document, Judgement, LeftOut, LeftOutCode, Told


def is_old(document: Document, look_back: timedelta) -> bool:
    """Whether a document was imported and published longer before that than a new reader is told of.

    What a source sends is news whenever it was published: it was found late. So is what somebody wants told, and what
    has no date, which has that of its import.
    """
    draft = document.draft
    if draft.source_id != IMPORTED or draft.tell or draft.published is None or document.seen is None:
        return False
    return draft.published < document.seen - look_back


def is_history(development: Development, situation: Situation) -> bool:
    """Whether a report that was imported as history began it: what it says has been known since."""
    return bool(development.documents) and development.documents[0] in situation.history


def begun_by_history(situation: Situation) -> tuple[Told, ...]:
    """What such reports began, as a reader knows it who asks."""
    return tuple(
        Told(
            development_id=one.id,
            storyline_id=one.storyline_id or one.id,
            headline=one.title,
            at=one.published or one.first_seen,
        )
        for one in situation.developments.values()
        if is_history(one, situation) and one.id not in situation.told
    )


def imported(old: Sequence[tuple[Document, Judgement]]) -> list[LeftOut]:
    """One entry for all that an import told of long ago: how many developments, and of which days."""
    if not old:
        return []
    ids = dict.fromkeys(judgement.development_id for _, judgement in old if judgement.development_id)
    days = sorted(day for document, _ in old if (day := _day(document)))
    span = " – ".join(dict.fromkeys(day.isoformat() for day in (days[0], days[-1])))
    reason = f"imported, and reported {span}, before what is news to this reader: tumen timeline shows it"
    entry = LeftOut(reason=reason, code=LeftOutCode.IMPORTED, title=span, times=len(ids) or len(old))
    return [replace(entry, development_id=next(iter(ids))) if ids else replace(entry, document_id=old[0][0].id)]


def _day(document: Document) -> date | None:
    return document.draft.published.date() if document.draft.published else None
