"""Developments of one digest that say the same are one item, and both count as told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.support.documents import document, shipped_watch
from tumen.analysis.digest.twins import twins
from tumen.model import Certainty, Development, Document, Frame, Kind, Stage

ARRIVED = Frame(kind=Kind.ARRIVAL, agents=("lavrov",), counterparts=("choe-son-hui",), place="pyongyang")
MET = Frame(kind=Kind.MEETING, agents=("lavrov", "kim-jong-un"))


def report(title: str, frame: Frame) -> Document:
    return replace(document(title), frames=(frame,))


def development(id: str, storyline: str = "s") -> Development:
    first = document("A report").seen
    assert first is not None
    return Development(id=id, title=id, first_seen=first, last_seen=first, documents=(), storyline_id=storyline)


def joined(one: Frame, other: Frame, *, storyline: str = "s") -> bool:
    """Whether two developments with these happenings are told together."""
    reports = {"a": [report("One report", one)], "b": [report("Another report", other)]}
    found = twins(reports, {"a": development("a"), "b": development("b", storyline)}, shipped_watch())
    assert found in ({}, {"b": "a"})
    return bool(found)


@pytest.mark.parametrize(
    "slots",
    [{}, {"counterparts": ()}, {"day": date(2025, 6, 17)}, {"place": None}, {"stage": Stage.UNDER_WAY}],
)
def test_the_same_persons_do_the_same_once_a_day(slots: dict[str, Any]) -> None:
    assert joined(ARRIVED, replace(ARRIVED, **slots))


@pytest.mark.parametrize(
    "slots",
    [
        {"agents": ("shoigu",)},
        {"kind": Kind.DEPARTURE},
        {"place": "moscow"},
        {"stage": Stage.PLANNED},
        {"certainty": Certainty.MAY},
        {"agents": ("russia",)},
    ],
)
def test_what_differs_in_who_what_where_or_how_far_is_told_apart(slots: dict[str, Any]) -> None:
    assert not joined(ARRIVED, replace(ARRIVED, **slots))


def test_a_meeting_is_one_by_all_who_take_part() -> None:
    assert joined(MET, MET)
    assert not joined(MET, replace(MET, agents=("lavrov", "choe-son-hui")))
    assert not joined(replace(MET, agents=("lavrov",)), replace(MET, agents=("lavrov",)))


def test_other_days_and_other_storylines_are_told_apart() -> None:
    assert not joined(replace(MET, day=date(2025, 6, 16)), replace(MET, day=date(2025, 6, 17)))
    assert not joined(MET, MET, storyline="other")


@pytest.mark.parametrize(
    ("slot", "one", "other"), [("day", date(2025, 6, 16), date(2025, 6, 17)), ("place", "moscow", "pyongyang")]
)
def test_a_report_without_a_day_or_place_joins_no_two_that_contradict_each_other(
    slot: str, one: object, other: object
) -> None:
    given: dict[str, Any] = {slot: one}
    another: dict[str, Any] = {slot: other}
    frames = {"a": MET, "b": replace(MET, **given), "c": replace(MET, **another), "d": replace(MET, **given)}
    reports = {id: [report(f"Report {id}", frame)] for id, frame in frames.items()}

    found = twins(reports, {id: development(id) for id in frames}, shipped_watch())

    assert found == {"b": "a", "d": "a"}


def test_what_is_said_or_sent_several_times_a_day_is_never_joined() -> None:
    assert not joined(replace(MET, kind=Kind.STATEMENT), replace(MET, kind=Kind.STATEMENT))
