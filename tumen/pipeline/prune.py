"""What an archive keeps only for a while, let go of by age, number and size, so that it does not grow for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tumen.storage import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """For how long, and how much: replies as they came, items in quarantine, wordings of one document.

    `others`: texts of documents that are not about the subject; None keeps them for ever.
    """

    raws: timedelta
    raw_bytes: int
    quarantine: timedelta
    versions: int
    others: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How many of each were deleted; `cut`: how many texts were cut to their beginning."""

    raws: int
    quarantined: int
    versions: int
    cut: int = 0


def prune(archive: Archive, keep: Keep, now: datetime) -> Pruned:
    """Delete what is older or more than is kept; a reply stays as long as an item in quarantine came with it.

    The search index is put together too: in the many parts that a day leaves, a search takes three times as long."""
    archive.search.merge()
    quarantined = archive.pruning.quarantine(now - keep.quarantine)
    return Pruned(
        quarantined=quarantined,
        raws=archive.pruning.raws(now - keep.raws, keep.raw_bytes),
        versions=archive.pruning.versions(keep.versions),
        cut=archive.pruning.texts(now - keep.others) if keep.others else 0,
    )
