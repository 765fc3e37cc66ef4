"""Which remembered documents stand for their copies: the first with a shingle, and those under a headline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tumen.model import Document

ORIGINALS = 6  # documents remembered per shingle: a copy points to the earliest


class Originals:
    """The ids of originals by shingle and by headline, in the order in which they were seen."""

    def __init__(self) -> None:
        # Most have one holder, and a list for each would be a seventh of what a report costs in memory.
        self._shingles: dict[int, str | list[str]] = {}
        self._headlines: dict[str, list[str]] = defaultdict(list)

    def share(self, document: Document) -> None:
        """Have a document found by its shingles; where ORIGINALS have one already, by the others."""
        id, shingles = document.id, self._shingles
        for shingle in document.features.shingles:
            holders = shingles.setdefault(shingle, id)
            if isinstance(holders, str):
                if holders != id:
                    shingles[shingle] = [holders, id]
            elif id not in holders and len(holders) < ORIGINALS:
                holders.append(id)

    def head(self, id: str, headline: str) -> None:
        """Have a document found by its headline; by none if that is empty."""
        if headline:
            self._headlines[headline].append(id)

    def sharing(self, shingles: Iterable[int]) -> Counter[str]:
        """How many of these shingles each document has."""
        counts: Counter[str] = Counter()
        for shingle in shingles:
            holders = self._shingles.get(shingle, ())
            counts.update((holders,) if isinstance(holders, str) else holders)
        return counts

    def under(self, headline: str) -> Sequence[str]:
        """The documents under a headline."""
        return self._headlines.get(headline, ()) if headline else ()

    def unshare(self, document: Document) -> None:
        """Have a document found by its shingles no more."""
        for shingle in document.features.shingles:
            holders = self._shingles.get(shingle)
            if isinstance(holders, list) and document.id in holders:
                holders.remove(document.id)
            if holders in ([], document.id):
                del self._shingles[shingle]

    def unhead(self, id: str, headline: str) -> None:
        """Have a document found by its headline no more."""
        found = self._headlines.get(headline)
        if found and id in found:
            found.remove(id)
            if not found:
                del self._headlines[headline]

    def clear_shingles(self) -> None:
        """Have no document found by its shingles."""
        self._shingles.clear()
