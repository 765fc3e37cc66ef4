"""The inverted index: which reports have a name, an event type or a word, so that only promising ones are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.rarity import Rarity

# Postings longer than this belong to words that tell nothing; walking them would make the cost grow with the stream.
POSTINGS = 400


class Postings:
    """The reports under each key, the latest POSTINGS of them."""

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] = {}
        self._posted: set[str] = set()

    def __contains__(self, id: str) -> bool:
        return id in self._posted

    def post(self, id: str, keys: Iterable[str]) -> None:
        """Have a report found by these keys."""
        self._posted.add(id)
        for key in keys:
            ids = self._ids.get(key)
            if ids is None:
                self._ids[key] = [id]
                continue
            ids.append(id)
            if len(ids) > POSTINGS:
                del ids[0]

    def forget(self, id: str) -> None:
        """Have a report found no more; it keeps its place among the latest."""
        self._posted.discard(id)

    def remove(self, p: Profile) -> None:
        """Take a report out as if it had never been posted."""
        self._posted.discard(p.id)
        for key in (*p.concepts, *p.kinds, *(f"{p.language}:{word}" for word in p.words)):
            ids = self._ids.get(key)
            if ids and p.id in ids:
                ids.remove(p.id)

    def near(self, p: Profile, rarity: Rarity, limit: int) -> list[str]:
        """The reports that share the most telling keys with this one, the most promising first."""
        counts: dict[str, float] = defaultdict(float)
        for key, weight in keys(p, rarity):
            for other in self._ids.get(key, ()):
                counts[other] += weight
        posted = self._posted
        found = [(-count, other) for other, count in counts.items() if other in posted]
        if len(found) > limit:
            # Thousands share a word on a busy day; sorting numbers costs a fifth of sorting pairs.
            least = sorted(count for count, _ in found)[limit - 1]
            found = [one for one in found if one[0] <= least]
        return [other for _, other in sorted(found)[:limit]]


def keys(p: Profile, rarity: Rarity) -> list[tuple[str, float]]:
    """The signs and words that find other reports, with their weights: the heaviest twelve of each.

    Who is in headline or lead and what happened find a report too, however many rarer names a long text has: a headline
    of four words may have no others.
    """
    found = sorted(((v * rarity.sign(k), k) for k, v in (*p.concepts.items(), *p.kinds.items())), reverse=True)
    signs = [one for n, one in enumerate(found) if n < 12 or one[1] in p.lead_persons or one[1] in p.kind_set]
    words = sorted(((v * rarity.word(p.language, k), k) for k, v in p.words.items()), reverse=True)[:12]
    return [(key, weight) for weight, key in signs] + [(f"{p.language}:{key}", weight) for weight, key in words]
