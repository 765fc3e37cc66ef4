"""Which storyline a new development continues, and which known development a view is about."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tumen.analysis.clustering.grouping import EARLIEST, EQUAL, Group, sampled
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.similarity import FLOOR, Comparison
from tumen.analysis.clustering.thresholds import Thresholds

THREADS = 40  # developments that a new one is weighed against for its storyline
# One in so many of the developments of a thread speaks for it, the likest.
SPEAKING = 3
# Log-odds for each e-fold of a thread's length, where several would do: the mean of its likest third is the lower the
# longer it is (decision 3).
LONGER = 0.2
# A view names the persons of many threads; it is about one that is more than likely its own.
ABOUT = 0.6


def followed(own: Group, index: Index, dials: Thresholds) -> tuple[str, float] | None:
    """The known development that a new group continues, with the mean log-odds that they are of one thread, if any.

    The likest third of each thread speaks for it together. By one alone, every further report would bridge threads that
    run side by side (what is said of a visit, and the visit), until all are one. Of several threads that are likely
    enough the longer is favoured a little; its length lets nothing in.
    """
    members = [one.profile for one in own.members[:EARLIEST]]
    near = (index.development_of(id) for one in members for id in index.near(one))
    homes = [home for home in dict.fromkeys(near) if home is not None and index.members(home)][:THREADS]
    threads: dict[str, list[tuple[float, str]]] = {}
    for home in homes:
        before = index.known[home].development
        mean = _mean_thread(members, sampled(home, index), own.comparison)
        threads.setdefault(before.storyline_id or before.id, []).append((mean, home))
    ranked = ((id, sorted(some, reverse=True)[: math.ceil(len(some) / SPEAKING)]) for id, some in threads.items())
    found = [(sum(mean for mean, _ in some) / len(some), some[0][1], len(threads[id])) for id, some in ranked]
    best = max((one for one in found if one[0] >= dials.storyline), key=_favoured, default=None)
    return (best[1], best[0]) if best else None


def _favoured(thread: tuple[float, str, int]) -> tuple[float, str]:
    """The order of threads that a development may continue: mean log-odds, likest development, number of all."""
    mean, likest, length = thread
    return mean + LONGER * math.log(length), likest


def discussed(own: Group, index: Index) -> str | None:
    """The development of the chronicle that a view is about, if it is of the thread of one.

    Of those that are of its thread as likely, the best known: a treaty's signing, its ratification and the law on it
    look the same to a view of the treaty, and people write about the signing.
    """
    members = [one.profile for one in own.members[:EARLIEST]]
    near = dict.fromkeys(index.development_of(id) for one in members for id in index.near(one))
    homes = [home for home in near if home is not None and index.is_chronicle(home)][:THREADS]
    means = {home: _mean_thread(members, sampled(home, index), own.comparison) for home in homes}
    likely = max(means.values(), default=FLOOR)
    if likely < ABOUT:
        return None
    equal = [home for home in homes if means[home] >= likely - EQUAL]
    return max(equal, key=lambda home: (index.known[home].support, means[home], home))


def _mean_thread(ours: Sequence[Profile], theirs: Sequence[Profile], comparison: Comparison) -> float:
    scores = [comparison.thread(a, b) for a in ours for b in theirs]
    return sum(scores) / len(scores)
