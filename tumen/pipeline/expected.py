"""What should have happened by now, as a reader was told, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from tumen.analysis.digest.history.announcement import plans
from tumen.analysis.digest.history.said_before import NEAR
from tumen.analysis.digest.history.still_open import NOTHING_EXPECTED, Expected, due_days
from tumen.storage import Archive, due, settling


def expected(archive: Archive, reader_id: str, since: datetime | None, until: datetime) -> Expected:
    """What the reader was told to be due in a digest from `since` to `until`, or soon, however long ago that was.

    Beside it stand the reports that say what became of it, also those that this reader was not told.
    """
    soon = [until.date() + timedelta(days=n) for n in range(NEAR.days + 1)]
    days = [*due_days(since.date(), until.date()), *soon] if since else []
    announcing = list(due(archive.search, days))
    if not announcing:
        return NOTHING_EXPECTED
    homes = {judgement.development_id for _, judgement in announcing if judgement.development_id}
    told = archive.past.told_of(reader_id, homes)
    wanted = {plan: None for one in told for document in one.documents for plan, _ in plans(document)}
    found = (settling(archive.search, plan, until.date()) for plan in wanted if plan.day in days)
    return Expected(told=told, reported=[pair[0] for pair in found if pair])
