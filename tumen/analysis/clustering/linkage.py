"""Average linkage over the pairs that were compared: who belongs together, decided jointly.

Agglomerative clustering (Sokal & Michener 1958): the two clusters with the best mean score of their pairs are merged
until no mean reaches the bar. Clusters that were told before are seeds: others join them, they never join each other.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

# A pair of nodes, the smaller number first.
Pair = tuple[int, int]


class Linkage:
    """Clusters of nodes 0..n-1; the nodes 0..seeds-1 are clusters that exist already.

    `sizes`: how many reports each node stands for. `sums`: per pair of nodes the sum of the scores of their pairs of
    reports, and how many were compared; a pair of reports that was not compared counts as `floor`.
    """

    def __init__(
        self, sizes: list[int], seeds: int, sums: Mapping[Pair, tuple[float, int]], *, bar: float, floor: float
    ) -> None:
        self._bar, self._floor = bar, floor
        self._sizes = list(sizes)
        self._fixed = [n < seeds for n in range(len(sizes))]
        self._home = list(range(len(sizes)))
        self._links: list[dict[int, tuple[float, int]]] = [{} for _ in sizes]
        for (a, b), link in sums.items():
            if not (self._fixed[a] and self._fixed[b]):
                self._links[a][b] = self._links[b][a] = link
        self._queue: list[tuple[float, int, int]] = []
        for a, links in enumerate(self._links):
            for b in links:
                if a < b:
                    self._push(a, b)

    def clusters(self) -> list[int]:
        """Merge while the best mean reaches the bar; return for each node the number of the node that it belongs to."""
        while self._queue:
            negative, a, b = heapq.heappop(self._queue)
            if self._home[a] == a and self._home[b] == b and -negative == self._mean(a, b):
                self._merge(a, b)
        return [self._root(node) for node in range(len(self._home))]

    def _mean(self, a: int, b: int) -> float | None:
        link = self._links[a].get(b)
        if link is None:
            return None
        total, compared = link
        pairs = self._sizes[a] * self._sizes[b]
        return (total + self._floor * (pairs - compared)) / pairs

    def _push(self, a: int, b: int) -> None:
        mean = self._mean(a, b)
        if mean is not None and mean >= self._bar:
            heapq.heappush(self._queue, (-mean, min(a, b), max(a, b)))

    def _merge(self, a: int, b: int) -> None:
        """Put the later node into the earlier one; seeds have the lowest numbers and so stay."""
        self._home[b] = a
        self._sizes[a] += self._sizes[b]
        gone = self._links[b]
        for other, (total, compared) in gone.items():
            self._links[other].pop(b, None)
            if other == a or (self._fixed[a] and self._fixed[other]):
                continue
            known, count = self._links[a].get(other, (0.0, 0))
            self._links[a][other] = self._links[other][a] = known + total, count + compared
        self._links[a].pop(b, None)
        self._links[b] = {}
        for other in self._links[a]:
            self._push(a, other)

    def _root(self, node: int) -> int:
        while self._home[node] != node:
            node = self._home[node]
        return node
