"""How likely two reports are of one happening: what they name, what happened, when, by whose word, weighed together.

A linear model over pairs of reports, in log-odds. What a text is about does not change with the hour at which it came,
so nearness in time counts for what it rules out: two reports of one hour of a quiet day are probably of one happening,
two of a day with a thousand others are not. What contradicts, counts against: other persons, another day, another
place, an arrival beside a departure. The weights are those of a logistic regression, fitted on the same labelled
streams as they came and pressed into fewer days (docs/decisions/0003, benchmarks/fit_weights.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from operator import mul
from typing import NamedTuple

from tumen.analysis.clustering.profiles import Profile

FLOOR, CEILING = -4.0, 3.0  # log-odds that one pair can give: no single pair decides about a group
_FADES = 2.5  # per day: nearness in time is worth a twelfth after a day
_QUIET, _USUAL = 5.0, 15.0  # reports within half a day up to which nearness in time counts in full
_NO_HOUR = 0.12  # days: a report with a day but no hour counts as this far from another of its day
_APART = 5.0  # days: beyond, another day makes nothing less likely
_LEAST = 0.2  # added to the rarity of names and kinds, so that the most frequent ones still say a little


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
    other_outsider: float  # one headline names a third party of which the other says nothing
    other_place: float
    other_thing: float
    number: float
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
    other_opening: float  # the headlines begin with different parties
    near_quiet: float  # nearness in time, for what it rules out
    near_usual: float
    days: float  # days apart, at most five
    long_ago: float  # logarithm of the days apart, for threads


class Model(NamedTuple):
    """Weights in log-odds; `base` is where two unrelated reports begin."""

    base: float
    weights: Evidence


WATCHED = Model(
    -4.87,
    Evidence(
        title=0.5, words=1.3, foreign=0.3, names=0.9, foreign_names=2.4, kinds=2.3, no_kind=-0.45, first_kind=0.6,
        persons=1.4, other_person=-6.0, missing_person=-1.5, outsider=1.2, other_outsider=-1.6, other_place=-0.8,
        other_thing=-1.3, number=1.0, other_number=-0.4, same_day=0.8, next_day=-0.6, other_day=-2.4, opposite=-3.5,
        planned=-0.4, denied=-0.4, origin=1.6, other_happening=-0.65, principals=0.35,
        other_principal=-0.55, other_stage=-0.4, other_opening=-0.2, near_quiet=2.1, near_usual=3.0, days=-1.4,
        long_ago=0.0,
    ),
)  # fmt: skip
# Without a watch reports are about anything: words and names have to say that two are of one happening.
UNWATCHED = Model(
    -6.8,
    Evidence(
        title=4.5, words=13.8, foreign=5.1, names=2.8, foreign_names=3.6, kinds=0.0, no_kind=0.0, first_kind=0.9,
        persons=0.0, other_person=0.0, missing_person=0.0, outsider=0.0, other_outsider=0.0, other_place=0.0,
        other_thing=0.0, number=1.3, other_number=0.0, same_day=0.0, next_day=-0.2, other_day=-0.8, opposite=0.0,
        planned=0.0, denied=0.0, origin=1.3, other_happening=0.0, principals=0.0, other_principal=0.0, other_stage=0.0,
        other_opening=0.0, near_quiet=0.0, near_usual=0.4, days=-1.3, long_ago=0.0,
    ),
)  # fmt: skip


# Whether two reports are of one thread (a visit with its stages, one contested figure): what contradicts a happening
# does not contradict a thread, so only likeness counts, and how long ago the other was.
THREAD = Model(
    -0.43,
    Evidence(
        title=2.1, words=1.3, foreign=0.0, names=2.4, foreign_names=2.0, kinds=2.4, no_kind=0.0, first_kind=0.0,
        persons=1.4, other_person=0.0, missing_person=0.0, outsider=0.6, other_outsider=0.0, other_place=0.0,
        other_thing=0.0, number=0.0, other_number=0.0, same_day=0.0, next_day=0.0, other_day=0.0, opposite=0.0,
        planned=0.0, denied=0.0, origin=0.1, other_happening=0.0, principals=0.0, other_principal=0.0, other_stage=0.0,
        other_opening=0.0, near_quiet=0.0, near_usual=0.0, days=-0.14,
        long_ago=-0.75,
    ),
)  # fmt: skip


# What a round-up of the day names beside a happening does not contradict it.
_UNSAID: Mapping[str, float] = dict.fromkeys(
    (
        "no_kind", "other_person", "missing_person", "other_outsider", "other_place", "other_thing", "other_number",
        "other_happening", "other_principal", "other_stage", "opposite", "planned", "denied", "other_opening",
    ),
    0.0,
)  # fmt: skip


class Rarity:
    """How rare signs and words are in what was seen so far: smoothed inverse document frequency, learnt in order."""

    def __init__(self) -> None:
        self._documents = 0
        self._by_language: dict[str, int] = {}
        self._signs: dict[str, int] = {}
        self._words: dict[str, dict[str, int]] = {}

    def learn(self, p: Profile) -> None:
        """Count one more document."""
        self._documents += 1
        self._by_language[p.language] = self._by_language.get(p.language, 0) + 1
        for sign in (*p.concepts, *p.kinds):
            self._signs[sign] = self._signs.get(sign, 0) + 1
        words = self._words.setdefault(p.language, {})
        for word in p.words:
            words[word] = words.get(word, 0) + 1

    def sign(self, key: str) -> float:
        """The weight of a name or kind, growing with its rarity."""
        return math.log((self._documents + 8) / (self._signs.get(key, 0) + 2)) + 0.1 + _LEAST

    def word(self, language: str, key: str) -> float:
        """The weight of a word of a language."""
        seen = self._by_language.get(language, 0)
        return math.log((seen + 8) / (self._words.get(language, {}).get(key, 0) + 2)) + 0.1


class _Weighted(NamedTuple):
    """A profile's vectors under today's rarities, each with its length."""

    title: dict[str, float]
    words: dict[str, float]
    names: dict[str, float]
    crowd: float


class Comparison:
    """Compares reports under the rarities of one moment, so that each report is weighed once.

    `crowd`: how many reports came within half a day of a moment.
    """

    def __init__(self, rarity: Rarity, crowd: Callable[[datetime], int]) -> None:
        self._rarity, self._crowd = rarity, crowd
        self._weighted: dict[str, _Weighted] = {}

    def score(self, a: Profile, b: Profile) -> float:
        """The log-odds, FLOOR to CEILING, that two reports are of one happening; symmetric."""
        model = WATCHED if a.watched else UNWATCHED
        found = self.evidence(a, b)
        if not a.watched and found.foreign and not (found.names or found.number):
            return FLOOR
        odds: float = model.base + sum(map(mul, found, model.weights))
        return max(FLOOR, min(CEILING, odds))

    def thread(self, a: Profile, b: Profile) -> float:
        """The log-odds, FLOOR to CEILING, that two reports are of one thread; symmetric."""
        odds: float = THREAD.base + sum(map(mul, self.evidence(a, b), THREAD.weights))
        return max(FLOOR, min(CEILING, odds))

    def evidence(self, a: Profile, b: Profile) -> Evidence:
        """What two reports have in common and what parts them."""
        x, y = self._of(a), self._of(b)
        foreign = a.language != b.language
        names = _dot(x.names, y.names)
        near, days = self._nearness(a, b)
        crowd = math.sqrt(x.crowd * y.crowd)
        ours, theirs = a.persons - b.lead_persons, b.persons - a.lead_persons
        apart = abs((a.happened - b.happened).days) if a.happened and b.happened else None
        found = Evidence(
            title=0.0 if foreign else _dot(x.title, y.title),
            words=0.0 if foreign else _dot(x.words, y.words),
            foreign=float(foreign),
            names=names,
            foreign_names=names if foreign else 0.0,
            kinds=_jaccard(a.kind_set, b.kind_set),
            no_kind=float(bool(a.kinds and b.kinds) and a.kind_set.isdisjoint(b.kind_set)),
            first_kind=float(bool(a.order and b.order) and a.order[0] == b.order[0]),
            persons=_jaccard(a.lead_persons, b.lead_persons),
            other_person=float(bool(ours and theirs)),
            missing_person=float(bool(ours) != bool(theirs)),
            outsider=float(not a.outside.isdisjoint(b.outside)),
            other_outsider=float(bool(a.outside - b.around or b.outside - a.around)),
            other_place=_differ(a.places, b.places),
            other_thing=_differ(a.things, b.things),
            number=float(not a.numbers.isdisjoint(b.numbers)),
            other_number=_differ(a.numbers, b.numbers),
            same_day=float(apart == 0),
            next_day=float(apart == 1),
            other_day=float(apart is not None and apart > 1),
            opposite=float(_opposite(a, b) or _opposite(b, a)),
            planned=float(a.planned != b.planned),
            denied=float(("deny" in a.order[:2]) != ("deny" in b.order[:2])),
            origin=float(not a.origins.isdisjoint(b.origins)),
            other_happening=float(_other_happening(a, b)),
            principals=_jaccard(a.principals, b.principals),
            other_principal=float(bool(a.principals - b.principals and b.principals - a.principals)),
            other_stage=float(a.stage is not None and b.stage is not None and a.stage is not b.stage),
            other_opening=float(bool(a.opens and b.opens) and a.opens != b.opens),
            near_quiet=near * min(1.0, _QUIET / crowd),
            near_usual=near * min(1.0, _USUAL / crowd),
            days=min(days, _APART),
            long_ago=math.log1p(days),
        )
        return found._replace(**_UNSAID) if a.round_up or b.round_up else found

    def _of(self, p: Profile) -> _Weighted:
        found = self._weighted.get(p.id)
        if found is None:
            rarity = self._rarity
            found = self._weighted[p.id] = _Weighted(
                _unit({k: v * rarity.word(p.language, k) for k, v in p.title.items()}),
                _unit({k: v * rarity.word(p.language, k) for k, v in p.words.items()}),
                _unit({k: v * rarity.sign(k) for k, v in p.concepts.items()}),
                max(1.0, float(self._crowd(p.at))),
            )
        return found

    def _nearness(self, a: Profile, b: Profile) -> tuple[float, float]:
        """Nearness in time (0..1) and days apart; an undated report is neither near nor far."""
        if not (a.dated and b.dated):
            return 0.0, 0.0
        days = days_apart(a, b)
        return math.exp(-_FADES * days), days


def shared_names(a: Profile, b: Profile, rarity: Rarity) -> tuple[str, ...]:
    """What both name and do, the most telling first, at most five: for explaining."""
    both = [key for key in (*a.concepts, *a.kinds) if key in b.concepts or key in b.kinds]
    return tuple(sorted(both, key=lambda key: (-rarity.sign(key), key))[:5])


def days_apart(a: Profile, b: Profile) -> float:
    """Return how many days lie between two dated reports; a day without an hour is near all of its day."""
    if _whole_day(a.at) or _whole_day(b.at):
        return max(_NO_HOUR, abs((a.at.date() - b.at.date()).days))
    return abs(a.at - b.at) / timedelta(days=1)


def _whole_day(at: datetime) -> bool:
    return at.time() == time(0)


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(v * v for v in vector.values()))
    return {k: v / length for k, v in vector.items()} if length else {}


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(v * b[k] for k, v in a.items() if k in b)


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    both = len(a & b)
    return both / (len(a) + len(b) - both) if both else 0.0


def _differ(a: frozenset[str], b: frozenset[str]) -> float:
    return float(bool(a and b) and a.isdisjoint(b))


def _other_happening(a: Profile, b: Profile) -> bool:
    """Whether what happened differs; what one side says of a happening belongs to it, whatever its kind."""
    return bool(a.happenings and b.happenings) and a.happenings.isdisjoint(b.happenings) and a.statement == b.statement


def _opposite(a: Profile, b: Profile) -> bool:
    return "arrive" in a.order[:2] and "depart" in b.order[:2] and "arrive" not in b.order[:2]
