"""What the archive is asked for, and a page of what was found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from tumen.model import Claim, Document, Role
from tumen.storage.search_query import Wanted

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for; what is left out is not asked about.

    `words`: of each group one term must occur in a document. `since`, `until`: days of the happening, both included.
    `seen_since`, `seen_until`: when a document arrived. `everything`: also documents that are not about the subject.
    """

    words: Wanted = ()
    since: date | None = None
    until: date | None = None
    seen_since: datetime | None = None
    seen_until: datetime | None = None
    storyline: str | None = None
    development: str | None = None
    roles: Collection[Role] = ()
    everything: bool = False

    @property
    def has_nothing_beside(self) -> bool:
        """Whether words and days say all: then the search index alone knows which documents are meant."""
        return not any((self.seen_since, self.seen_until, self.storyline, self.development, self.roles))

    @property
    def is_of_many(self) -> bool:
        """Whether no development or storyline is named, whose few reports are looked through at once."""
        return not (self.storyline or self.development)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some of what was found: `total` of it there is, or `more` than that; `items` begin behind `offset`."""

    items: tuple[T, ...] = ()
    total: int = 0
    offset: int = 0
    more: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether there is another page behind this one."""
        return bool(self.items) and (self.more or self.offset + len(self.items) < self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A claim with the document that reports it; `day` is that document's, "" when it has none."""

    claim: Claim
    document: Document
    day: str
    development_id: str | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A storyline: how many developments it has, and the days of the first and the last that have one."""

    id: str
    developments: int
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIn:
    """A digest or alert that told of something: its id, for whom, and until when it tells."""

    id: str
    reader_id: str
    until: datetime
