"""What speaks for and against two reports being of one happening, and how much each counts, in log-odds.

The weights are those of a logistic regression, fitted on the same labelled streams as they came and pressed into fewer
days (docs/decisions/0003, benchmarks/fit_weights.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

COSINES = 5  # so many of Evidence, the first, are of words and names
FOR_THREADS = 4  # so many, the last, say only whether two reports are of one thread
_ROUNDING = 1e-6  # more than rounding adds to a sum of evidence


class Evidence(NamedTuple):
    """What two reports have in common and what parts them; also the weight of each, in log-odds."""

    title: float  # cosine of the headlines' words, 0 across languages
    words: float  # cosine of the words of headline and lead
    foreign: float  # 1 when the languages differ
    names: float  # cosine of the names
    foreign_names: float  # the same, across languages only
    kinds: float  # share of the event types that both have (Jaccard)
    no_kind: float  # both say what happened, and nothing of it is the same
    first_kind: float  # their first event type is the same
    persons: float  # share of the persons in headline or lead that both have (Jaccard)
    other_person: float  # each headline has a person whom the other does not name
    missing_person: float  # one of them has
    outsider: float  # both headlines name the same third party
    other_outsider: float  # in how many of the headlines is a third party of which the other report says nothing
    other_place: float
    other_thing: float
    other_goods: float  # each tells of a sending, of things of another kind
    number: float
    rare_number: float  # one of a hundred or more
    other_number: float
    same_day: float  # of the happening, as the texts say it
    next_day: float
    other_day: float
    opposite: float  # an arrival beside a departure
    planned: float  # one is a plan
    denied: float  # one is a denial
    origin: float
    other_happening: float  # the event frames tell different kinds of happenings, and none is a mere statement on it
    principals: float  # share of the principals of the first frames that both have (Jaccard)
    other_principal: float  # each first frame has a principal whom the other has not
    other_stage: float  # one is a plan, under way or called off, the other is done
    journey_ahead: float  # one tells of a journey to come, the other of one that has begun
    other_opening: float  # the headlines begin with different parties
    same_publisher: float  # who has told a happening tells another
    near_quiet: float  # nearness in time, for what it rules out
    near_usual: float
    days: float  # days apart, at most five
    long_ago: float  # logarithm of the days apart, for threads
    themes: float  # cosine of the themes; this and what follows for threads only
    one_journey: float  # one tells of a journey, a meeting or an invitation, the other of none
    other_guests: float  # both do, of other guests
    journeys_apart: float  # logarithm of the days between two such


@dataclass(frozen=True)
class Model:
    """Weights in log-odds; `base` is where two unrelated reports begin."""

    base: float
    weights: Evidence

    @cached_property
    def rest(self) -> tuple[float, ...]:
        """The weights of all but the words and names, which come first in Evidence, and what is for threads only."""
        return self.weights[COSINES:-FOR_THREADS]

    @cached_property
    def most(self) -> tuple[float, float]:
        """The log-odds that words and names can give at most: in one language, and across two."""
        w = self.weights
        foreign = w.foreign + max(0.0, w.names) + max(0.0, w.foreign_names)
        return _ROUNDING + sum(max(0.0, weight) for weight in (w.title, w.words, w.names)), _ROUNDING + foreign

    @cached_property
    def of_thread(self) -> tuple[float, ...]:
        """The weights of what makes a thread, see OF_THREAD."""
        return tuple(getattr(self.weights, name) for name in OF_THREAD)


# What makes a thread: all that has a weight in THREAD.
OF_THREAD = (
    *Evidence._fields[:COSINES], "kinds", "persons", "outsider", "origin", "days", "long_ago",
    *Evidence._fields[-FOR_THREADS:],
)  # fmt: skip

WATCHED = Model(
    -4.87,
    Evidence(
        title=0.5, words=1.3, foreign=0.3, names=0.9, foreign_names=2.4, kinds=2.3, no_kind=-0.45, first_kind=0.6,
        persons=1.4, other_person=-6.0, missing_person=-1.5, outsider=1.2, other_outsider=-1.6, other_place=-0.8,
        other_thing=-1.3, number=1.0, rare_number=1.0, other_number=-0.4, same_day=0.8, next_day=-0.6,
        other_day=-2.4, opposite=-3.5, other_goods=-4.0, planned=-0.4, denied=-0.4, origin=1.6, other_happening=-0.65,
        principals=0.35, other_principal=-0.55, other_stage=-0.4, other_opening=-0.2, same_publisher=-0.5,
        near_quiet=2.1, near_usual=3.0, days=-1.4, long_ago=0.0, journey_ahead=-2.0, themes=0.0, one_journey=0.0,
        other_guests=0.0, journeys_apart=0.0,
    ),
)  # fmt: skip
# Without a watch reports are about anything: words and names have to say that two are of one happening.
UNWATCHED = Model(
    -6.8,
    Evidence(
        title=4.5, words=13.8, foreign=5.1, names=2.8, foreign_names=3.6, kinds=0.0, no_kind=0.0, first_kind=0.9,
        persons=0.0, other_person=0.0, missing_person=0.0, outsider=0.0, other_outsider=0.0, other_place=0.0,
        other_thing=0.0, number=1.3, rare_number=0.0, other_number=0.0, same_day=0.0, next_day=-0.2, other_day=-0.8,
        opposite=0.0, other_goods=0.0, planned=0.0, denied=0.0, origin=1.3, other_happening=0.0, principals=0.0,
        other_principal=0.0, other_stage=0.0, other_opening=0.0, same_publisher=0.0, near_quiet=0.0,
        near_usual=0.4, days=-1.3, long_ago=0.0, journey_ahead=0.0, themes=0.0, one_journey=0.0, other_guests=0.0,
        journeys_apart=0.0,
    ),
)  # fmt: skip


# Whether two reports are of one thread (a visit with its stages, one contested figure): what contradicts a happening
# does not contradict a thread, so only likeness counts, and how long ago the other was.
THREAD = Model(
    -1.9,
    Evidence(
        title=0.8, words=0.8, foreign=0.0, names=3.2, foreign_names=1.5, kinds=2.1, no_kind=0.0, first_kind=0.0,
        persons=0.4, other_person=0.0, missing_person=0.0, outsider=0.5, other_outsider=0.0, other_place=0.0,
        other_thing=0.0, number=0.0, rare_number=0.0, other_number=0.0, same_day=0.0, next_day=0.0, other_day=0.0,
        opposite=0.0, other_goods=0.0, planned=0.0, denied=0.0, origin=0.6, other_happening=0.0, principals=0.0,
        other_principal=0.0, other_stage=0.0, other_opening=0.0, same_publisher=0.0, near_quiet=0.0,
        near_usual=0.0, days=-0.15, long_ago=-0.45, journey_ahead=0.0, themes=1.7, one_journey=-1.0, other_guests=-1.0,
        journeys_apart=-0.4,
    ),
)  # fmt: skip


# What a round-up of the day names beside a happening does not contradict it.
_UNSAID = frozenset(
    (
        "no_kind", "other_person", "missing_person", "other_outsider", "other_place", "other_thing", "other_number",
        "other_goods", "other_happening", "other_principal", "other_stage", "opposite", "planned", "denied",
        "other_opening", "journey_ahead", "same_publisher",
    )
)  # fmt: skip
IN_ROUND_UP = tuple(float(name not in _UNSAID) for name in Evidence._fields[COSINES:-FOR_THREADS])
