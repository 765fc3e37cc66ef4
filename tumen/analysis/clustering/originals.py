"""Which remembered documents stand for their copies: the first with a shingle, and those under a headline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tumen.model import Document

K = TypeVar("K")
ORIGINALS = 6  # documents remembered per shingle: a copy points to the earliest


class Originals:
    """The ids of originals by shingle and by headline, in the order in which they were seen."""

    def __init__(self) -> None:
        self._shingles: dict[int, list[str]] = defaultdict(list)
        self._headlines: dict[str, list[str]] = defaultdict(list)

    def share(self, document: Document) -> None:
        """Have a document found by its shingles; where ORIGINALS have one already, by the others."""
        for shingle in document.features.shingles:
            holders = self._shingles[shingle]
            if document.id not in holders and len(holders) < ORIGINALS:
                holders.append(document.id)

    def head(self, id: str, headline: str) -> None:
        """Have a document found by its headline; by none if that is empty."""
        if headline:
            self._headlines[headline].append(id)

    def sharing(self, shingles: Iterable[int]) -> Counter[str]:
        """How many of these shingles each document has."""
        counts: Counter[str] = Counter()
        for shingle in shingles:
            counts.update(self._shingles.get(shingle, ()))
        return counts

    def under(self, headline: str) -> Sequence[str]:
        """The documents under a headline."""
        return self._headlines.get(headline, ()) if headline else ()

    def unshare(self, document: Document) -> None:
        """Have a document found by its shingles no more."""
        for shingle in document.features.shingles:
            _remove(self._shingles, shingle, document.id)

    def unhead(self, id: str, headline: str) -> None:
        """Have a document found by its headline no more."""
        _remove(self._headlines, headline, id)

    def clear_shingles(self) -> None:
        """Have no document found by its shingles."""
        self._shingles.clear()


def _remove(holders: dict[K, list[str]], key: K, id: str) -> None:
    found = holders.get(key)
    if found and id in found:
        found.remove(id)
        if not found:
            del holders[key]
