"""How often a line runs, how long a ride takes, how much passes in a day: figures that count no thing of their own."""

from __future__ import annotations

import re

from tumen.analysis.claims.clauses import Clause, Figure
from tumen.analysis.claims.kinds import Counted, Vehicle
from tumen.analysis.matching.terms import Term
from tumen.model import Metric

_EACH = r"\s(?:(?:%(each)s)\s(?:%(span)s)\b|%(daily)s)"
_TIMES = rf"(?:\s?(?:%(times)s))?(?:{_EACH})|\s?(?:%(times_counter)s)"
_EACH_BEFORE = r"(?:(?:%(each_before)s)[^\d，,。、]{0,7}|(?<![\d가-힣])[월주연]\s?|(?<![\d一-龥])[月週年日])$"
# "每天可通行300辆汽车和2850人", "вмещает до 250 человек": what passes, and what there is room for.
_DAY_BEFORE = r"(?:%(daily_before)s)[^,。;]{0,20}$"
_CAPACITY = r"(?:%(capacity)s)[^,.;]{0,16}$"
_TIME_UNIT = r"[\s-]?(?:%(time_unit)s)"
# Words for a ride and its length; in the present or future, since "took 20 hours" tells of one traveller.
_RIDE = "%(ride)s"
_UNSEEN, _UNSEEN_BEHIND, _UNSEEN_REACH = r"(?:%(unseen)s)[^.;。]{0,40}$", r"\w*\s?(?:%(unseen)s)", 70
_STINT = "%(stint)s"
_STINT_BEFORE = "%(stint_before)s"
_RIDE_REACH = 26
# A ride takes days or hours; years and months beside one are the time since the last.
_NO_RIDE = r"[\s-]?(?:%(long_unit)s)"
# "16-hour days", "16 hours a day", "하루 16시간": how long people work.
_HOURS_A_DAY = r"(?:%(hours_a_day)s)"
_HOURS_BEFORE = r"(?:%(hours_before)s)\s?$"
_HOUR = r"\s?(?:%(hour_unit)s)"
_YEARS = r"[\s-]?(?:%(year_unit)s)"
_LENGTH = r"[\s-]?(?:%(length_unit)s)(?![^\W\d_\u1100-\u9fff\uac00-\ud7a3])"
_WEIGHT = r"[여余多]?[\s-]?(?P<unit>(?:%(tons)s))(?![a-zа-яіїє])"
_DISPLACES = "%(displacing)s"
_LOAD_REACH = 24  # "tons of winter wheat"
_PROVISIONS = "%(provisions)s"
_BEFORE_LOAD = re.compile(r"[,.;:、，。·]")
# What a limit is: its word before the figure with no other clause between, or behind the figure and its noun.
_ALLOWED, _ALLOWED_BEHIND, _ALLOWED_REACH = r"(?:%(allowed)s)[^\d,;。；，]{0,40}$", r"(?:%(allowed_behind)s)", 60
_MULTIPLE, _GROWN, _GROWN_BEHIND = r"(?:%(multiple)s)", "%(grown)s", r"[^\d,;。；，]{0,12}(?:%(grown_behind)s)"
_GROWN_REACH, _TWICE = 40, 2
_METRIC_OF = {Vehicle.RAIL: Metric.TRAINS, Vehicle.AIR: Metric.FLIGHTS}


def is_allowed(figure: Figure) -> bool:
    """Whether the figure is what a resolution allows and no delivery: "the yearly limit is 500,000 barrels"."""
    behind = figure.pattern(_ALLOWED_BEHIND).match(figure.folded, figure.number.end, figure.clause.end)
    return behind is not None or figure.pattern(_ALLOWED).search(figure.lead(_ALLOWED_REACH)) is not None


def is_multiple(figure: Figure) -> bool:
    """Whether the figure is how many times as much something became: "trade rose ninefold", "вырос в девять раз"."""
    times = figure.pattern(_MULTIPLE).match(figure.folded, figure.number.end, figure.clause.end)
    if times is None or figure.number.high < _TWICE:
        return False
    before = figure.folded[max(figure.before, figure.number.start - _GROWN_REACH) : figure.number.start]
    return (
        figure.pattern(_GROWN).search(before) is not None
        or figure.pattern(_GROWN_BEHIND).match(figure.folded, times.end(), figure.clause.end) is not None
    )


def rate(figure: Figure, clauses: list[Clause]) -> tuple[str, Term | None]:
    """Return the metric of a frequency, and the vehicle that runs: trains, flights, else other; "" when it is none."""
    end = figure.number.end
    after = figure.pattern(_TIMES).match(figure.folded, end)
    if after is None:
        return "", None
    word = figure.folded[end : after.end()]
    before = figure.pattern(_EACH_BEFORE).search(figure.lead(12))
    if not before and figure.pattern(_EACH).search(word) is None:
        return "", None
    vehicle = _vehicle(figure, clauses)
    if vehicle is None:
        return "", None
    around = {v.kind for j in (figure.place, 0) for v in clauses[j].vehicles if v.start != vehicle.start}
    on_rails = vehicle.kind == Vehicle.AIR and around == {Vehicle.RAIL}  # "the train: runs three times a week"
    kind = Vehicle.RAIL if on_rails else Vehicle(vehicle.kind)
    return _METRIC_OF.get(kind, Metric.OTHER), vehicle


def is_time(figure: Figure) -> bool:
    """Whether the figure counts days, hours or years."""
    return figure.pattern(_TIME_UNIT).match(figure.folded, figure.number.end) is not None


def is_ride(figure: Figure, clauses: list[Clause]) -> bool:
    """Whether the figure, a span of time, is how long a train, plane or ship takes."""
    unit = figure.pattern(_TIME_UNIT).match(figure.folded, figure.number.end)
    if unit is None or figure.pattern(_NO_RIDE).match(unit[0]) or _vehicle(figure, clauses) is None:
        return False
    around = figure.lead(_RIDE_REACH), figure.folded[unit.end() : min(figure.clause.end, unit.end() + _RIDE_REACH)]
    return any(
        figure.pattern(_RIDE).search(side)
        for side in (re.split(r"[;。]", around[0])[-1], re.split(r"[,;。，、]", around[1])[0])
    )


def is_stint(figure: Figure) -> bool:
    """Whether days or months are how long people were sent for: "a 120-day deployment"."""
    unit = figure.pattern(_TIME_UNIT).match(figure.folded, figure.number.end)
    if unit is None or figure.pattern(_YEARS).match(unit[0]):
        return False
    behind = figure.pattern(_STINT).match(figure.folded, unit.end(), figure.clause.end)
    return behind is not None or figure.pattern(_STINT_BEFORE).search(figure.lead(12)) is not None


def is_each(figure: Figure, end: int) -> bool:
    """Whether a span follows that it happens in: "one flight a month"."""
    return figure.pattern(_EACH).match(figure.folded, end) is not None


def is_unseen(figure: Figure) -> bool:
    """Whether weeks or days are how long a force was not seen: "not seen for three weeks", "три тижні без контакту"."""
    unit = figure.pattern(_TIME_UNIT).match(figure.folded, figure.number.end)
    if unit is None:
        return False
    behind = figure.pattern(_UNSEEN_BEHIND).match(figure.folded, unit.end(), figure.clause.end)
    return behind is not None or figure.pattern(_UNSEEN).search(figure.lead(_UNSEEN_REACH)) is not None


def is_workday(figure: Figure) -> bool:
    """Whether hours are how long people work in a day: "16-hour days", "하루 16시간"."""
    behind = figure.folded[figure.number.end : figure.clause.end]
    if figure.pattern(_HOURS_A_DAY).match(behind):
        return True
    daily = figure.pattern(_HOURS_BEFORE).search(figure.lead(12))
    return daily is not None and figure.pattern(_HOUR).match(behind) is not None


def length(figure: Figure) -> Term | None:
    """Return a unit of length right behind the digits: "850m" is one word."""
    end = figure.number.end
    match = figure.pattern(_LENGTH).match(figure.folded, end)
    return Term(Counted.LENGTH, end, match.end()) if match else None


def weight(figure: Figure) -> Term | None:
    """Return a unit of weight behind the figure, with its load where that is aid; None for what a ship displaces."""
    unit = figure.pattern(_WEIGHT).match(figure.folded, figure.number.end, figure.clause.end)
    if unit is None or figure.pattern(_DISPLACES).search(figure.sentence):
        return None
    aid = (h for h in figure.clause.nouns if h.kind == Counted.AID)
    load = next((h for h in aid if figure.number.end <= h.start <= unit.end() + _LOAD_REACH), None)
    return load or Term(_load(figure, unit.end()), unit.start("unit"), unit.end("unit"))


def _load(figure: Figure, end: int) -> Counted:
    """AID for food and medicine, behind the unit or right before the figure ("밀가루 2천t"); else OTHER."""
    behind = figure.folded[end : min(figure.after, end + _LOAD_REACH)]
    before = figure.folded[max(figure.before, figure.number.start - _LOAD_REACH // 2) : figure.number.start]
    here = (_BEFORE_LOAD.split(behind)[0], _BEFORE_LOAD.split(before)[-1])
    return Counted.AID if any(figure.pattern(_PROVISIONS).search(side) for side in here) else Counted.OTHER


def run(figure: Figure, thing: Term, clauses: list[Clause]) -> str:
    """Return what a run ("рейс") is: of a ship, of a train, else of a plane."""
    kinds = {v.kind for v in figure.clause.vehicles if v.start != thing.start}
    if Vehicle.SEA in kinds:
        return Counted.VOYAGES
    before = {v.kind for j in (0, max(0, figure.place - 1)) if not kinds for v in clauses[j].vehicles}
    return Metric.TRAINS if Vehicle.RAIL in kinds | before and Vehicle.AIR not in kinds else Metric.FLIGHTS


def is_on_a_line(figure: Figure, clauses: list[Clause]) -> bool:
    """Whether a length is that of a railway or a journey on it."""
    vehicle = _vehicle(figure, clauses)
    return vehicle is not None and vehicle.kind == Vehicle.RAIL


def is_daily(figure: Figure, thing: Term) -> bool:
    """Whether so many of a thing pass in a day or a month: "2,850 people a day"."""
    end = max(figure.number.end, thing.end)
    lead = figure.lead(24)
    return (
        figure.pattern(_EACH).match(figure.folded[end : end + 24]) is not None
        or figure.pattern(_EACH_BEFORE).search(lead[-12:]) is not None
        or figure.pattern(_DAY_BEFORE).search(lead) is not None
        or is_room(figure)
    )


def is_room(figure: Figure) -> bool:
    """Whether the figure is for how many there is room: "can sleep 20,000", "рассчитан на 20 тыс. туристов"."""
    return figure.pattern(_CAPACITY).search(figure.lead(24)) is not None


def _vehicle(figure: Figure, clauses: list[Clause]) -> Term | None:
    """What runs: the vehicle nearest before the figure, else behind it, else in the sentence before or the title."""
    here = [v for v in figure.clause.vehicles if v.end <= figure.number.start]
    if here:
        return here[-1]
    if figure.clause.vehicles:
        return figure.clause.vehicles[0]
    for j in (figure.place - 1, 0):
        if 0 <= j < figure.place and clauses[j].vehicles:
            return clauses[j].vehicles[0]
    return None
