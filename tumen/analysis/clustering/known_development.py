"""What is known of one development: who has spoken of it, which figures, outcomes and places were told, how fully."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from tumen.model import Claim, Counting, Development, Document, Former, Frame, Kind, ReasonCode, Slot, Stage

_WIDE = "\u2e7f"  # letters above it are syllables or words: one says what two of an alphabet do


class Heard(NamedTuple):
    """A quantity that a report gave; `said`: the day of that report, None where it is not known any more.

    `total`: it counts all there is by now, so that another total may replace it.
    """

    low: float
    high: float
    claimant: str | None
    said: date | None = None
    total: bool = True


@dataclass(slots=True)
class Known:
    """A development with what is remembered of its reports.

    `voices`: whose word its headlines and statements were. `stages`: how far each kind of happening had come.
    `longest`: the size of the fullest report, see `size`.
    """

    development: Development
    acts: set[str] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)
    figures: dict[str, list[Heard]] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)
    stages: dict[Kind, set[Stage]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    longest: int = 0
    support: int = 0

    def learn(self, document: Document) -> None:
        """Know what a report says."""
        self.concepts |= {concept for concept, _ in document.features.concepts}
        self.acts |= set(document.features.acts)
        self.origins |= set(document.origins)
        self._frames(document.frames)
        self.longest = max(self.longest, size(document))
        for claim in document.claims:
            self.figures.setdefault(claim.metric, []).append(_heard(claim, reported_on(document)))

    def learn_former(self, former: Former) -> None:
        """Know what an earlier wording of a report said, as if before all other reports."""
        self.acts |= set(former.acts)
        self.concepts |= set(former.concepts)
        self.origins |= set(former.origins)
        self._frames(former.frames)
        self.longest = max(self.longest, former.size)
        for claim in reversed(former.claims):
            figures = self.figures.setdefault(claim.metric, [])
            if all(_heard(claim) != other._replace(said=None) for other in figures):
                figures.insert(0, _heard(claim))

    def _frames(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            self.stages.setdefault(frame.kind, set()).add(frame.stage)
            self.places |= {frame.place} if frame.place else set()
            self.voices |= {frame.claimant} if frame.claimant else set()


def size(document: Document) -> int:
    """How much the text below the headline says, in letters of an alphabet; dateline and credits do not count."""
    start, end = document.features.said or (0, len(document.draft.text))
    return sum(2 if letter > _WIDE else 1 for letter in document.draft.text[start:end])


def speaks(frame: Frame, title_end: int) -> bool:
    """Tell whether the frame is somebody's word in the first place: a statement, or handed to them in the headline."""
    headed = any(end <= title_end for _, end in frame.spans_of(Slot.CLAIMANT))
    return frame.claimant is not None and (headed or frame.kind == Kind.STATEMENT)


def same_figure(claim: Claim, low: float, high: float) -> bool:
    """Tell whether a claim's quantity says the same as a known one: the ranges overlap or differ by a twentieth."""
    return claim.low <= high * 1.05 and low <= claim.high * 1.05


def _heard(claim: Claim, said: date | None = None) -> Heard:
    return Heard(claim.low, claim.high, claim.claimant, said, claim.counting is Counting.TOTAL)


def is_taken_in(document: Document) -> bool:
    """Tell whether a document is about the subject only by what it joins; it is no evidence for others."""
    return any(reason.code is ReasonCode.JOINS for reason in document.reasons)


def reported_on(document: Document) -> date | None:
    """The day of a report: of its publication, else of what it tells; None when it says neither."""
    published = document.draft.published
    return published.date() if published else document.event_date


def joined(development: Development, document: Document, at: datetime, origins: Iterable[str] = ()) -> Development:
    """Return the development with one more report; one that it has already is counted once."""
    have = development.documents
    return replace(
        development,
        last_seen=max(development.last_seen, at),
        documents=have if document.id in have else (*have, document.id),
        themes=tuple(dict.fromkeys((*development.themes, *document.themes)))[:6],
        origins=tuple(dict.fromkeys((*development.origins, *origins))),
        event_date=development.event_date or document.event_date,
        published=earliest((development.published, document.draft.published)),
    )


def earliest(moments: Iterable[datetime | None]) -> datetime | None:
    """Return the earliest of the moments that are known, if any."""
    return min((at for at in moments if at is not None), default=None)
