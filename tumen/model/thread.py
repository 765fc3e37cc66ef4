"""What stood before: how an item of a digest joins on to what its reader was told, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tumen.model.document import Claim, Document, Polarity
from tumen.model.metric import Metric


class Relation(StrEnum):
    """What an item does to what its reader was told: a new one to another of its storyline, a changed one to itself."""

    FOLLOWS = "follows"  # of digests sealed before links had to say more
    REVISES = "revises"  # the same quantity, another figure
    DENIES = "denies"  # what somebody said there
    ANSWERS = "answers"  # a party speaks of another one that spoke of it
    CARRIES_OUT = "carries_out"  # what was announced there
    CALLS_OFF = "calls_off"
    GOES_ON = "goes_on"  # the next stage of the same journey
    ADDS = "adds"  # to the same development, as it was told


class EarlierPlace(StrEnum):
    """Where the earlier development stands."""

    TOLD = "told"  # in an earlier digest
    HERE = "here"  # in the same one
    KNOWN = "known"  # in the chronicle


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as a party put it; it stands at full_text[start:end] of the document, reported on `said`."""

    metric: Metric
    low: float
    high: float
    claimant: str | None
    polarity: Polarity
    said: date
    document_id: str
    start: int
    end: int

    @classmethod
    def of(cls, claim: Claim, said: date, document_id: str) -> Figure:
        """The figure of a claim that stands in this document."""
        return cls(
            metric=claim.metric,
            low=claim.low,
            high=claim.high,
            claimant=claim.claimant,
            polarity=claim.polarity,
            said=said,
            document_id=document_id,
            start=claim.start,
            end=claim.end,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What an item joins on to: the headline that the reader was told, and when; of the chronicle its day.

    `figure`: the one that is revised or denied, `now`: the one that does so; both or none.
    """

    development_id: str
    headline: str
    told: datetime
    relation: Relation
    figure: Figure | None = None
    now: Figure | None = None
    place: EarlierPlace = EarlierPlace.TOLD


class OpenKind(StrEnum):
    """Why a matter is open."""

    DISPUTED = "disputed"  # parties give figures that exclude each other, or one denies
    ANNOUNCED = "announced"  # for a day that is to come
    OVERDUE = "overdue"  # for a day that has passed, and no report says that it happened


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """A matter that is not settled. `figures`: of a dispute, the latest by each party; `day`: of an announcement."""

    kind: OpenKind
    development_id: str
    headline: str
    metric: str = ""
    figures: tuple[Figure, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A development as the reader was told it, last at `at`; `documents` are its reports as far as they are known."""

    development_id: str
    storyline_id: str
    headline: str
    at: datetime
    documents: Sequence[Document] = field(default=(), repr=False)
