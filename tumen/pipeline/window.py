"""Where a reader's digest begins: at the last one's end, or a bounded look back for one who is new or returns.

What was reported before a reader was there is not news to be told at once: it counts as known, and only what a later
report adds to it is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tumen.model import Reader, Schedule
from tumen.storage import Archive

# Shorter than a month is an outage or a holiday, after which a reader wants everything; it is also longer than the
# longest schedule, a week, several times over.
AWAY = timedelta(days=30)

# A first digest covers at least what every later one does.
_COVERS = {Schedule.WEEKLY: timedelta(days=7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """From which moment (None: never told anything) and behind which ingest number a digest tells.

    `newly` is set where this digest is a beginning: the moment before which everything counts as known. `known` is
    that moment for this reader, from this digest or an earlier one; None where the archive is no older than the reader.
    """

    since: datetime | None
    since_seq: int
    newly: datetime | None = None
    known: datetime | None = None


def look_back(reader: Reader) -> timedelta:
    """How old news may be for a reader who was told nothing yet."""
    return max(timedelta(days=reader.look_back_days), _COVERS.get(reader.schedule, timedelta(0)))


def beginning(archive: Archive, reader: Reader, now: datetime) -> Beginning:
    """Return where the reader's next digest begins."""
    last, mark = archive.digests.last(reader.id), archive.digests.mark(reader.id)
    back = look_back(reader)
    start = max(archive.documents.first_seq(seen_from=now - back) - 1, mark)
    if start > mark and (last is None or _was_away(archive, last.until, now - back)):
        return Beginning(since=now - back if last else None, since_seq=start, newly=now - back, known=now - back)
    # A clock that was put back would make a window that ends before it begins.
    since = min(last.until, now) if last else None
    return Beginning(since=since, since_seq=mark, known=archive.digests.begins(reader.id))


def _was_away(archive: Archive, last: datetime, bound: datetime) -> bool:
    """Whether documents kept coming while the reader got no digest.

    Where none came either, the whole installation stood still or its clock was wrong, and nothing was missed.
    """
    newest = archive.documents.last_seen(before=bound)
    return newest is not None and newest - last > AWAY
