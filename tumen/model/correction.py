"""What a person corrected: the record of who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CorrectionKind(StrEnum):
    """What was corrected. Archives hold these words: one may be added, none taken away."""

    MERGED = "merged"
    SPLIT = "split"
    NOT_ABOUT = "not about the subject"
    ABOUT = "about the subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction. `developments`: the one that stands first, then those it was made of or split off;
    `documents`: the reports that changed their place or standing.
    """

    kind: CorrectionKind
    at: datetime
    who: str
    why: str
    developments: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
