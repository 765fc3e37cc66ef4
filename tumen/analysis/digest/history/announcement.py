"""What is announced for a day, and what became of it: in a digest and wherever such days are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tumen.analysis.clustering.known_development import reported_on
from tumen.analysis.clustering.profiles import happening
from tumen.model import Certainty, Document, Frame, Kind, Stage, Told

AHEAD: Final = timedelta(days=120)  # beyond, a date of a plan is a year's programme
# Reports give a day by their own clock: a happening in Vladivostok is of the day before in Washington.
CLOCKS: Final = timedelta(days=1)
# What comes sooner than announced comes by days; a minister's journey of another week is another one.
SOONER: Final = timedelta(days=7)
_JOURNEY: Final = frozenset(map(happening, (Kind.VISIT, Kind.ARRIVAL, Kind.DEPARTURE, Kind.RETURN, Kind.TRANSPORT)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a report says will happen on a day. `by`: the day of the report."""

    kind: Kind
    principals: frozenset[str]
    day: date
    by: date
    objects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced(Plan):
    """A plan as a reader was told it."""

    development_id: str
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What a report says has happened or is under way. `on`: its day, else that of the report.

    Of what was `called_off` the day of the report counts: its own is still to come.
    """

    kind: Kind
    principals: frozenset[str]
    on: date
    objects: frozenset[str] = frozenset()
    called_off: bool = False


def is_plan(frame: Frame) -> bool:
    """Whether it is said that somebody will do something; a mere possibility is no plan."""
    return frame.stage is Stage.PLANNED and frame.certainty is not Certainty.MAY and bool(frame.principals)


def plans(document: Document) -> Iterator[tuple[Plan, Frame]]:
    """What a report announces for a day after its own; what somebody will say is no such matter."""
    by = reported_on(document)
    for frame in document.frames:
        kind = happening(frame.kind)
        if by and frame.day and by < frame.day and is_plan(frame) and kind is not Kind.STATEMENT:
            who, what = frozenset(frame.principals), frozenset(frame.objects)
            yield Plan(kind=kind, principals=who, objects=what, day=frame.day, by=by), frame


def happened(document: Document) -> Iterator[Happened]:
    """What a report says has happened, is under way or is called off."""
    on = reported_on(document)
    for frame in document.frames:
        if on is not None and frame.stage is not Stage.PLANNED:
            off = frame.stage is Stage.CALLED_OFF
            yield Happened(
                kind=happening(frame.kind),
                principals=frozenset(frame.principals),
                objects=frozenset(frame.objects),
                on=on if off else frame.day or on,
                called_off=off,
            )


def announced(told: Iterable[Told]) -> Iterator[Announced]:
    """The plans of what a reader was told."""
    for one in told:
        for document in one.documents:
            for plan, _ in plans(document):
                yield Announced(
                    kind=plan.kind,
                    principals=plan.principals,
                    objects=plan.objects,
                    day=plan.day,
                    by=plan.by,
                    development_id=one.development_id,
                    headline=one.headline,
                )


def settles(one: Happened, plan: Plan) -> bool:
    """Whether the announced happening took place or was called off, as reports since then say."""
    begins = max(plan.by + CLOCKS, plan.day - SOONER)
    earliest = plan.by if one.called_off else min(plan.day - CLOCKS, begins)
    return (_alike(one, plan) or _is_under_way(one, plan)) and one.on >= earliest


def is_same(a: Plan, b: Plan) -> bool:
    """Whether two plans are one: alike, and a day apart at most."""
    return _alike(a, b) and abs(a.day - b.day) <= CLOCKS


def is_moved(plan: Announced, later: Announced) -> bool:
    """Whether the same development was announced again, later, for a later day: what is put off is not overdue."""
    same = later.development_id == plan.development_id and _alike(later, plan)
    return same and later.by > plan.by and later.day > plan.day + CLOCKS


def kinds_of(plan: Plan) -> frozenset[Kind]:
    """The kinds of happening by which a plan may have come about: who should arrive has left, or is there."""
    return _JOURNEY if plan.kind in _JOURNEY else frozenset((plan.kind,))


def _is_under_way(one: Happened, plan: Plan) -> bool:
    """Whether who or what should go, arrive or return is said to do one of these: the train announced has left."""
    same = not one.principals.isdisjoint(plan.principals) or not one.objects.isdisjoint(plan.objects)
    return same and one.kind in _JOURNEY and plan.kind in _JOURNEY


def _alike(a: Plan | Happened, b: Plan) -> bool:
    return a.kind is b.kind and not a.principals.isdisjoint(b.principals)
