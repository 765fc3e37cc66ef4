"""Average linkage by itself: the same as the plain definition, whatever the order, and without walking what was not compared."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumen.analysis.clustering import linkage
from tumen.analysis.clustering.linkage import Linkage, Pair

BAR, FLOOR = -1.5, -4.0

# Numbers by chance are drawn from a seed: scores that hypothesis chose itself would shrink to equal ones.
SEEDS = st.integers(0, 2**32)

Sums = dict[Pair, tuple[float, int]]
Partition = set[frozenset[int]]


def partition(sizes: list[int], seeds: int, sums: Mapping[Pair, tuple[float, int]], bar: float = BAR) -> Partition:
    """The clusters as sets of nodes."""
    homes = Linkage(sizes, seeds, sums, bar=bar, floor=FLOOR).clusters()
    return {frozenset(n for n, home in enumerate(homes) if home == root) for root in homes}


def plain(sizes: list[int], seeds: int, sums: Mapping[Pair, tuple[float, int]], bar: float = BAR) -> Partition:
    """Average linkage by its definition: the best mean over all pairs of clusters, again and again."""

    def total(a: int, b: int) -> float:
        found, compared = sums.get((min(a, b), max(a, b)), (0.0, 0))
        return found + FLOOR * (sizes[a] * sizes[b] - compared)

    def mean(one: frozenset[int], other: frozenset[int]) -> float:
        pairs = sum(sizes[a] * sizes[b] for a in one for b in other)
        return sum(total(a, b) for a in one for b in other) / pairs

    clusters = {frozenset([n]) for n in range(len(sizes))}
    while True:
        free = [
            (one, other)
            for one, other in combinations(clusters, 2)
            if min(one) >= seeds or min(other) >= seeds  # two that were told before never merge
        ]
        best = max(free, key=lambda pair: mean(*pair), default=None)
        if best is None or mean(*best) < bar:
            return clusters
        clusters = clusters - set(best) | {best[0] | best[1]}


def drawn(numbers: random.Random, nodes: int, seeds: int, share: float) -> tuple[list[int], Sums]:
    """Sizes and scores of this share of the pairs; no two sums are equal, so no two means tie by chance."""
    sizes = [numbers.randint(1, 4) if n < seeds else 1 for n in range(nodes)]
    sums = {}
    for a, b in combinations(range(nodes), 2):
        if b >= seeds and numbers.random() < share:
            compared = sizes[a] * sizes[b]
            sums[a, b] = (sum(numbers.uniform(FLOOR, 3.0) for _ in range(compared)), compared)
    return sizes, sums


@settings(max_examples=150)
@given(SEEDS, st.integers(1, 9), st.integers(0, 3), st.sampled_from([0.3, 0.7, 1.0]))
def test_it_is_average_linkage_where_a_pair_that_was_not_compared_counts_as_the_floor(
    seed: int, nodes: int, seeds: int, share: float
) -> None:
    seeds = min(seeds, nodes)
    sizes, sums = drawn(random.Random(seed), nodes, seeds, share)

    assert partition(sizes, seeds, sums) == plain(sizes, seeds, sums)


@settings(max_examples=150)
@given(SEEDS, st.integers(2, 10))
def test_the_order_of_the_reports_does_not_matter(seed: int, nodes: int) -> None:
    numbers = random.Random(seed)
    sizes, sums = drawn(numbers, nodes, 0, 0.8)
    order = numbers.sample(range(nodes), nodes)
    renamed = {(min(order[a], order[b]), max(order[a], order[b])): link for (a, b), link in sums.items()}

    moved = partition(sizes, 0, renamed)

    assert moved == {frozenset(order[n] for n in cluster) for cluster in partition(sizes, 0, sums)}


@settings(max_examples=100)
@given(SEEDS, st.integers(2, 5), st.integers(0, 6))
def test_developments_that_were_told_never_merge(seed: int, seeds: int, others: int) -> None:
    sizes, sums = drawn(random.Random(seed), seeds + others, seeds, 1.0)
    sums |= {(a, b): (3.0 * sizes[a] * sizes[b], sizes[a] * sizes[b]) for a, b in combinations(range(seeds), 2)}

    found = partition(sizes, seeds, sums, bar=FLOOR)

    assert all(sum(n < seeds for n in cluster) <= 1 for cluster in found)


def test_a_report_between_two_developments_joins_the_likelier_and_does_not_bridge_them() -> None:
    found = partition([1, 1, 1], 2, {(0, 2): (1.0, 1), (1, 2): (1.1, 1)})

    assert found == {frozenset([0]), frozenset([1, 2])}


def test_a_cluster_is_named_by_the_development_that_was_told() -> None:
    homes = Linkage([1, 1, 1], 1, {(1, 2): (3.0, 1), (0, 2): (2.9, 1), (0, 1): (2.9, 1)}, bar=BAR, floor=FLOOR)

    assert homes.clusters() == [0, 0, 0]


def test_a_pair_that_reaches_the_bar_merges_and_one_below_does_not() -> None:
    assert partition([1, 1], 0, {(0, 1): (BAR, 1)}) == {frozenset([0, 1])}
    assert partition([1, 1], 0, {(0, 1): (BAR - 0.01, 1)}) == {frozenset([0]), frozenset([1])}


def test_one_likely_pair_does_not_chain_reports_that_have_nothing_else_in_common() -> None:
    found = partition([1, 1, 1], 0, {(0, 1): (3.0, 1), (1, 2): (0.5, 1)})

    assert found == {frozenset([0, 1]), frozenset([2])}


def test_of_a_development_that_was_weighed_in_part_the_rest_counts_as_the_floor() -> None:
    assert partition([4, 1], 1, {(0, 1): (8.0, 4)}) == {frozenset([0, 1])}
    assert partition([4, 1], 1, {(0, 1): (4.0, 2)}) == {frozenset([0, 1])}
    assert partition([4, 1], 1, {(0, 1): (1.9, 1)}) == {frozenset([0]), frozenset([1])}


def steps(groups: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a mean is looked at or queued while groups of four reports find together."""
    counted = 0
    pushed, looked = linkage.Linkage._push, linkage.Linkage._mean

    def push(self: Any, a: int, b: int) -> None:
        nonlocal counted
        counted += 1
        pushed(self, a, b)

    def mean(self: Any, a: int, b: int) -> float | None:
        nonlocal counted
        counted += 1
        return looked(self, a, b)

    sums = {
        (4 * n + a, 4 * n + b): (1.0 + (a + 4 * b + n % 7) / 100, 1)
        for n in range(groups)
        for a, b in combinations(range(4), 2)
    }
    with monkeypatch.context() as patch:
        patch.setattr(linkage.Linkage, "_push", push)
        patch.setattr(linkage.Linkage, "_mean", mean)
        found = partition([1] * (4 * groups), 0, sums)

    assert len(found) == groups
    return counted


def test_the_cost_grows_with_the_pairs_that_were_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = steps(20, monkeypatch), steps(200, monkeypatch)

    assert many <= 11 * few
