"""How likely two reports are of one happening: what they name, what happened, when, by whose word, weighed together.

A linear model over pairs of reports, in log-odds. What a text is about does not change with the hour at which it came,
so nearness in time counts for what it rules out: two reports of one hour of a quiet day are probably of one happening,
two of a day with a thousand others are not. What contradicts, counts against: other persons, another day, another
place, an arrival beside a departure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from operator import itemgetter, mul
from typing import NamedTuple

from tumen.analysis.assessment.one_sided import rare
from tumen.analysis.clustering.day_distance import Day, days_between, known_of
from tumen.analysis.clustering.overlap import disjoint, dot, jaccard, unit
from tumen.analysis.clustering.profiles import PLANNED, Profile
from tumen.analysis.clustering.rarity import Rarity
from tumen.analysis.clustering.weights import COSINES, IN_ROUND_UP, THREAD, UNWATCHED, WATCHED, Evidence
from tumen.analysis.extraction.goods import differ
from tumen.model import Kind, Stage

FLOOR, CEILING = -4.0, 3.0  # log-odds that one pair can give: no single pair decides about a group
_FADES = 2.5  # per day: nearness in time is worth a twelfth after a day
_QUIET, _USUAL = 5.0, 15.0  # reports within half a day up to which nearness in time counts in full
# What is told in another language comes the next morning: on a day without other reports, days count so much less.
_NEXT_MORNING = 0.5
_NO_HOUR = 0.12  # days: a report with a day but no hour counts as this far from another of its day
_EPOCH, _MICROSECOND, _A_DAY = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1), 86_400_000_000
_NAMES = 3  # which of Evidence is that of the names
_KNOWING = frozenset(("estimate", "confirm", "deny", PLANNED))  # event types that only say how something is known
# Cosines from which on two reports are of one content. Texts without a date, against the entry that they were likest:
# words 0.32 and more, names across languages 0.54 and more on the same happening, words 0.21 and less on another.
_SAME_WORDS, _SAME_NAMES = 0.25, 0.5
# Log-odds of words and names from which on two reports have something in common.
_ALIKE = 0.1
_near = itemgetter(*(Evidence._fields.index(name) - COSINES for name in ("near_quiet", "near_usual")))
# What else two reports have in common: without any of it nearness in time says nothing.
_in_common = itemgetter(
    *(
        Evidence._fields.index(name) - COSINES
        for name in ("kinds", "first_kind", "persons", "outsider", "number", "same_day", "origin")
    )
)
_APART = 5.0  # days: beyond, another day makes nothing less likely


@dataclass(frozen=True, slots=True)
class _Weighted:
    """What is asked of a profile in every pair, worked out once: its vectors with length one, its time, its acts."""

    title: dict[str, float]
    words: dict[str, float]
    names: dict[str, float]
    rare: frozenset[str]
    crowd: float
    time: _Time
    day: Day | None
    denied: bool
    arrives: bool
    departs: bool


class Comparison:
    """Compares reports under the rarities of one moment, so that each report is weighed once.

    `crowd`: how many reports came within half a day of a moment.
    """

    def __init__(self, rarity: Rarity, crowd: Callable[[datetime], int]) -> None:
        self._rarity, self._crowd = rarity, crowd
        self._weighted: dict[str, _Weighted] = {}

    def score(self, a: Profile, b: Profile) -> float:
        """The log-odds, FLOOR to CEILING, that two reports are of one happening; symmetric."""
        x, y = self._of(a), self._of(b)
        model = WATCHED if a.watched else UNWATCHED
        foreign = a.language != b.language
        rest = _said(a, b, x, y)
        # Two pairs in three cannot pass the floor whatever their words are, and comparing words is half of the work.
        said = model.base + sum(map(mul, rest, model.rest))
        if said + model.most[foreign] < FLOOR:
            return FLOOR
        cosines = _cosines(x, y, foreign=foreign)
        if foreign and not a.watched and not (cosines[_NAMES] or not a.numbers.isdisjoint(b.numbers)):
            return FLOOR
        alike: float = sum(map(mul, cosines, model.weights))
        odds: float = said + alike
        if a.watched and _share_nothing(alike - foreign * model.weights.foreign, rest):
            odds -= sum(map(mul, _near(rest), _near(model.rest)))
        return max(FLOOR, min(CEILING, odds))

    def thread(self, a: Profile, b: Profile) -> float:
        """The log-odds, FLOOR to CEILING, that two reports are of one thread; symmetric."""
        x, y = self._of(a), self._of(b)
        days = _days(x.time, y.time) if a.dated and b.dated else 0.0
        found = (
            *_cosines(x, y, foreign=a.language != b.language),
            jaccard(a.kind_set, b.kind_set),
            jaccard(a.lead_persons, b.lead_persons),
            not a.outside.isdisjoint(b.outside),
            not a.origins.isdisjoint(b.origins) and _of_no_other_time(a, b),
            min(days, _APART),
            math.log1p(days),
            *_for_threads(a, b, days),
        )
        odds: float = THREAD.base + sum(map(mul, found, THREAD.of_thread))
        return max(FLOOR, min(CEILING, odds))

    def same_content(self, a: Profile, b: Profile) -> bool:
        """Whether two reports share more than who acts and how: words, across languages names, a place or figure."""
        if not (a.places.isdisjoint(b.places) and a.numbers.isdisjoint(b.numbers)):
            return True
        title, words, foreign, names, _ = _cosines(self._of(a), self._of(b), foreign=a.language != b.language)
        return names >= _SAME_NAMES if foreign else (title + words) / 2 >= _SAME_WORDS

    def evidence(self, a: Profile, b: Profile) -> Evidence:
        """What two reports have in common and what parts them."""
        x, y = self._of(a), self._of(b)
        days = _days(x.time, y.time) if a.dated and b.dated else 0.0
        cosines = _cosines(x, y, foreign=a.language != b.language)
        found = Evidence._make((*cosines, *_said(a, b, x, y), *_for_threads(a, b, days)))
        alike = sum(map(mul, found, WATCHED.weights._replace(foreign=0.0)[:COSINES]))
        if a.watched and _share_nothing(alike, found[COSINES:]):
            return found._replace(near_quiet=0.0, near_usual=0.0)
        return found

    def _of(self, p: Profile) -> _Weighted:
        found = self._weighted.get(p.id)
        if found is None:
            rarity = self._rarity
            acts = p.order[:2]
            found = self._weighted[p.id] = _Weighted(
                unit({k: v * rarity.word(p.language, k) for k, v in p.title.items()}),
                unit({k: v * rarity.word(p.language, k) for k, v in p.words.items()}),
                unit({k: v * rarity.sign(k) for k, v in p.concepts.items()}),
                rare(p.numbers),
                max(1.0, float(self._crowd(p.at))),
                _time(p.at),
                known_of(p.happened, p.incomplete),
                "deny" in acts,
                "arrive" in acts,
                "depart" in acts and "arrive" not in acts,
            )
        return found


def _share_nothing(alike: float, rest: Sequence[float]) -> bool:
    """Whether two reports share no more than the countries and an hour; `alike`: the log-odds of words and names."""
    return alike < _ALIKE and not any(_in_common(rest))


def _cosines(x: _Weighted, y: _Weighted, *, foreign: bool) -> tuple[float, float, float, float, float]:
    """The first five of Evidence: how much the words and names are the same."""
    names = dot(x.names, y.names)
    if foreign:
        return 0.0, 0.0, 1.0, names, names
    return dot(x.title, y.title), dot(x.words, y.words), 0.0, names, 0.0


def _said(a: Profile, b: Profile, x: _Weighted, y: _Weighted) -> tuple[float, ...]:
    """The rest of Evidence, in its order."""
    ours, theirs = a.persons - b.lead_persons, b.persons - a.lead_persons
    kinds, figures = len(a.kind_set & b.kind_set), not a.numbers.isdisjoint(b.numbers)
    no_kind = not kinds and bool(a.kinds and b.kinds)
    opposite = (x.arrives and y.departs) or (y.arrives and x.departs)
    same_rare = not x.rare.isdisjoint(y.rare)
    # Who gives the same figure of a hundred or more tells the same, whoever else it names: London, the British.
    strangers = 0 if same_rare else bool(a.outside - b.around) + bool(b.outside - a.around)
    apart, other_place = days_between(x.day, y.day), disjoint(a.places, b.places)
    other_happening, ahead = _other_happening(a, b), _journey_ahead(a, b)
    # Across languages, acts are named too variously.
    other_act = no_kind and other_happening and (other_place or a.language == b.language)
    other_goods = differ(a.goods, b.goods_around) and differ(b.goods, a.goods_around)
    contradicted = other_goods or bool(ours and theirs) or opposite or strangers > 1 or other_act
    found: tuple[float, ...] = (
        kinds / (len(a.kind_set) + len(b.kind_set) - kinds) if kinds else 0.0,
        no_kind,
        bool(a.order and b.order) and a.order[0] == b.order[0],
        jaccard(a.lead_persons, b.lead_persons),
        bool(ours and theirs),
        bool(ours) != bool(theirs),
        not a.outside.isdisjoint(b.outside),
        strangers,
        other_place,
        disjoint(a.things, b.things),
        other_goods,
        figures,
        same_rare,
        not figures and bool(a.numbers and b.numbers),
        apart == 0,
        apart == 1,
        apart is not None and apart > 1,
        opposite,
        a.planned != b.planned,
        x.denied != y.denied,
        not a.origins.isdisjoint(b.origins) and _of_no_other_time(a, b),
        other_happening,
        jaccard(a.principals, b.principals),
        bool(a.principals - b.principals and b.principals - a.principals),
        a.stage is not None and b.stage is not None and a.stage is not b.stage,
        ahead,
        bool(a.opens and b.opens) and a.opens != b.opens,
        bool(a.publisher) and a.publisher == b.publisher,
        *_in_time(a, b, x, y, contradicted=contradicted, ahead=ahead),
    )
    return tuple(map(mul, found, IN_ROUND_UP)) if a.round_up or b.round_up else found


def _in_time(
    a: Profile, b: Profile, x: _Weighted, y: _Weighted, *, contradicted: bool, ahead: bool
) -> tuple[float, ...]:
    """How near in time two reports are, by a quiet and by a usual day, and how far; an undated one is neither."""
    days = _days(x.time, y.time) if a.dated and b.dated else 0.0
    near = math.exp(-_FADES * days) if a.dated and b.dated else 0.0
    if contradicted and not (a.round_up or b.round_up):
        near = 0.0  # two happenings are two at whatever hour they are told
    elif days > _NO_HOUR and (a.happened or b.happened):
        days = min(days, _retold(a, b, y.time), _retold(b, a, x.time))
    crowd = math.sqrt(x.crowd * y.crowd)
    retold = a.language != b.language and not ahead
    late = _NEXT_MORNING * max(0.0, 1.0 - crowd / _USUAL) if retold else 0.0
    apart = min(days, _APART) * (1.0 - late)
    return near * min(1.0, _QUIET / crowd), near * min(1.0, _USUAL / crowd), apart, math.log1p(days)


def _for_threads(a: Profile, b: Profile, days: float) -> tuple[float, float, float, float]:
    """The last of Evidence: a journey is one thread with all that happens on it, and another journey another."""
    themes = dot(a.themes, b.themes)
    if not (a.journey and b.journey):
        return themes, float(a.journey != b.journey), 0.0, 0.0
    return themes, 0.0, float(disjoint(a.guests, b.guests)), math.log1p(days)


def _of_no_other_time(a: Profile, b: Profile) -> bool:
    """Whether two reports may be of one time: both have a date or none has, or both tell of one act at no other place.

    Whose word it is says nothing else: an agency has spoken of a hundred happenings by the time a text without a date
    comes in.
    """
    if a.dated == b.dated:
        return True
    acts = (a.kind_set & b.kind_set) - _KNOWING
    return bool(acts or a.happenings & b.happenings) and not disjoint(a.places, b.places)


class _Time(NamedTuple):
    """A time as numbers: microseconds, the day, and whether it is a day without an hour."""

    microseconds: int
    day: int
    whole_day: bool


def _time(at: datetime) -> _Time:
    return _Time((at - _EPOCH) // _MICROSECOND, at.toordinal(), at.time() == time(0))


def days_apart(a: Profile, b: Profile) -> float:
    """Return how many days lie between two dated reports; a day without an hour is near all of its day."""
    return _days(_time(a.at), _time(b.at))


def _retold(a: Profile, b: Profile, at: _Time) -> float:
    """Days between the happening of `a`, where it says its day, and `b`, which came at `at` and is no older."""
    if a.happened is None:
        return math.inf
    day = a.happened.toordinal()
    other = b.happened.toordinal() if b.happened else at.day
    return max(_NO_HOUR, abs(other - day)) if b.happened or other >= day else math.inf


def _days(a: _Time, b: _Time) -> float:
    if a.whole_day or b.whole_day:
        return max(_NO_HOUR, abs(a.day - b.day))
    return abs(a.microseconds - b.microseconds) / _A_DAY


def _journey_ahead(a: Profile, b: Profile) -> bool:
    """Whether one tells of a journey to come and the other of one that has begun: two happenings in the same words."""
    if a.stage is None or b.stage is None or (a.stage is Stage.PLANNED) == (b.stage is Stage.PLANNED):
        return False
    return Kind.VISIT in a.happenings and Kind.VISIT in b.happenings


def _other_happening(a: Profile, b: Profile) -> bool:
    """Whether what happened differs; what one side says of a happening belongs to it, whatever its kind."""
    return bool(a.happenings and b.happenings) and a.happenings.isdisjoint(b.happenings) and a.statement == b.statement
