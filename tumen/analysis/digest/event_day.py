"""The day of a happening as a reader is shown it: not that on which somebody spoke of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from tumen.analysis.clustering.known_development import reported_on
from tumen.analysis.digest.history.announcement import CLOCKS
from tumen.model import Document, Frame, Kind, Stage

# What goes on for months and becomes known when somebody speaks of it: a report's day is then the day of those words.
_DISCLOSED: Final = frozenset(
    (
        Kind.TRANSFER, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.COMBAT, Kind.STRIKE, Kind.LOSS, Kind.CAPTURE, Kind.LAUNCH,
        Kind.TRADE, Kind.AID, Kind.LABOUR, Kind.CONSTRUCTION, Kind.TRANSPORT,
    )
)  # fmt: skip


def event_day(documents: Sequence[Document], said: date | None) -> date | None:
    """Return the day on which happened, or is to happen, what these reports tell; None where they do not say it.

    `said`: the day that a report of the development names, which of a plan or a disclosure may be that of the words.
    """
    main = [(document, document.frames[0]) for document in documents if document.frames]
    if not main:
        return said
    planned = [frame for _, frame in main if frame.stage is Stage.PLANNED]
    if len(planned) * 2 > len(main):
        return _usual([frame.day for frame in planned if frame.day])
    if said is None or any(_is_of_words(said, document, frame) for document, frame in main):
        return _usual([f.day for document, f in main if f.day and not _is_of_words(f.day, document, f)])
    return said


def _is_of_words(day: date, document: Document, frame: Frame) -> bool:
    """Whether a day is rather that on which somebody spoke: the report's own, of what is disclosed or foretold."""
    on = reported_on(document)
    is_own = on is not None and on - CLOCKS <= day <= on
    return is_own and (frame.stage is Stage.PLANNED or (frame.kind in _DISCLOSED and frame.claimant is not None))


def _usual(days: Sequence[date]) -> date | None:
    """The day that most reports say, of equally many the first."""
    counts = Counter(days)
    return min(counts, key=lambda day: (-counts[day], day), default=None)
