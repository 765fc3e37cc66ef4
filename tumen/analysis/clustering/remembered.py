"""What is remembered of the window: a little of each report in memory, the rest loaded from where it is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from tumen.analysis.clustering.known_development import Known
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.rarity import Rarity
from tumen.model import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Report:
    """A document as the index sees it at a glance.

    `at`: when it counts among those that came at once, None for a copy or without a date. `headline`: see
    `headlines.key`, empty for a copy. `keys`: the names and words that find it, none for a copy.
    """

    id: str
    seen: datetime
    at: datetime | None = None
    headline: str = ""
    copy_of: str | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Learnt:
    """What an index learnt since it was last settled, to be stored.

    `gone`: documents that it let go of because they were edited. `before`: what was seen earlier is outside the window.
    """

    reports: Sequence[tuple[Report, Profile]]
    known: Mapping[str, Known]
    gone: Collection[str]
    rarity: Rarity
    before: datetime


class Store(Protocol):
    """Where what the index does not hold in memory is kept; unknown ids are left out."""

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        """The documents with these ids."""

    def profiles(self, ids: Sequence[str]) -> Mapping[str, Profile]:
        """The profiles of the reports with these ids."""

    def known(self, ids: Sequence[str]) -> Mapping[str, Known]:
        """What is known of the developments with these ids."""


class Lazy(Generic[T]):
    """Values by id; those that are `stored` need not be in memory, and are loaded together when asked for."""

    def __init__(self, load: Callable[[Sequence[str]], Mapping[str, T]] | None = None) -> None:
        self._load = load
        self._held: dict[str, T] = {}
        self._stored: set[str] = set()

    def __contains__(self, id: str) -> bool:
        return id in self._held or id in self._stored

    def __len__(self) -> int:
        return len(self._held.keys() | self._stored)

    def __getitem__(self, id: str) -> T:
        if id not in self._held:
            self._fetch([id])
        return self._held[id]

    def __setitem__(self, id: str, value: T) -> None:
        self._held[id] = value

    def get(self, id: str | None) -> T | None:
        """The value, None for an unknown id."""
        return self[id] if id is not None and id in self else None

    def all(self, ids: Sequence[str]) -> list[T]:
        """The values of known ids, in their order."""
        if missing := [id for id in ids if id not in self._held]:
            self._fetch(missing)
        return [self._held[id] for id in ids]

    def pop(self, id: str) -> T | None:
        """Forget the value; return it if it was in memory."""
        self._stored.discard(id)
        return self._held.pop(id, None)

    def expect(self, ids: Iterable[str]) -> None:
        """Know that these are stored."""
        self._stored.update(ids)

    def settle(self, stored: Iterable[str], most: int) -> None:
        """Know that these are stored now, and hold at most so many of all that are, the latest that were loaded."""
        self._stored.update(id for id in stored if id in self._held)
        spare = len(self._held) - most
        if spare > 0:
            for id in [id for id in self._held if id in self._stored][:spare]:
                del self._held[id]

    def _fetch(self, ids: Sequence[str]) -> None:
        if self._load is not None:
            self._held.update(self._load([id for id in ids if id in self._stored]))


def kept(document: Document) -> Document:
    """What telling copies needs of a document; its words are in its profile, what it says in its development."""
    features = replace(document.features, terms=(), concepts=(), acts=(), numbers=(), dates=(), outside=(), around=())
    return replace(document, features=features, claims=(), frames=(), reasons=(), origins=(), themes=())
