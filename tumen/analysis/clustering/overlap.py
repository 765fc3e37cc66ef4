"""How much two sparse vectors, or two sets, have in common."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """Return a vector of the same direction with length one; an empty one where it has no length."""
    length = math.sqrt(sum(v * v for v in vector.values()))
    return {k: v / length for k, v in vector.items()} if length else {}


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the dot product; of two vectors of length one their cosine."""
    if len(b) < len(a):
        a, b = b, a
    if a.keys().isdisjoint(b):
        return 0.0
    return sum(v * b[k] for k, v in a.items() if k in b)


def jaccard(a: AbstractSet[str], b: AbstractSet[str]) -> float:
    """Return the share that both have of what either has (Jaccard 1912); 0 for two empty sets."""
    both = len(a & b)
    return both / (len(a) + len(b) - both) if both else 0.0


def disjoint(a: AbstractSet[str], b: AbstractSet[str]) -> bool:
    """Tell whether both have something and nothing in common."""
    return bool(a and b) and a.isdisjoint(b)
