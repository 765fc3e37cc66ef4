"""The order of a digest: what kind of thing happened, how far it came, and who stands behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.dials import PLAIN
from tests.support.documents import document, shipped_watch
from tumen.analysis.digest.importance import LEVELS, importance
from tumen.model import Document, Frame, Kind, Stage

RANKS = {"head": 2, "other-head": 2, "minister": 1, "other-minister": 1}
HEADS, MINISTERS, MIXED = ("head", "other-head"), ("minister", "other-minister"), ("head", "minister")

# Days as a desk would order them, the first line first: kind, stage, changes, publishers and, where they hold an
# office, who.
DAYS = [
    [("strike", "done", 0, 1), ("meeting", "done", 0, 9), ("statement", "done", 0, 9), ("gift", "done", 0, 20)],
    [("meeting", "done", 0, 20, HEADS), ("strike", "done", 0, 1), ("deployment", "planned", 0, 1)],
    [("visit", "planned", 0, 5, HEADS), ("deployment", "planned", 0, 3)],
    [("meeting", "done", 0, 12), ("ratification", "planned", 0, 1)],
    [("meeting", "done", 0, 4, MIXED), ("meeting", "done", 0, 4, MINISTERS), ("meeting", "done", 0, 4, ("minister",)),
     ("meeting", "done", 0, 4)],
    [("message", "done", 0, 8, HEADS), ("gift", "done", 0, 8, HEADS), ("tourism", "done", 0, 8)],
    [("statement", "done", 0, 9, ("head",)), ("meeting", "done", 0, 3)],
    [("deployment", "done", 0, 2), ("deployment", "planned", 0, 8)],
    [("signing", "done", 0, 1), ("visit", "done", 0, 12)],
    [("sanction", "done", 0, 3), ("sanction", "done", 0, 2)],
    [("loss", "done", 2, 1), ("loss", "done", 1, 5), ("loss", "done", 0, 9)],
    [("call", "done", 0, 1), ("message", "done", 0, 30)],
    [("appointment", "done", 0, 1), ("celebration", "done", 0, 14)],
    [("statement", "planned", 0, 1), ("performance", "done", 0, 6)],
    [("transfer", "under_way", 0, 1), ("transfer", "planned", 0, 4)],
    [("visit", "called_off", 0, 1), ("visit", "under_way", 0, 4), ("visit", "planned", 0, 9)],
    [("combat", "under_way", 0, 2), ("exercise", "done", 0, 6)],
    [("capture", "done", 0, 1), ("prisoner_exchange", "done", 0, 5)],
    [("agreement", "done", 0, 1), ("trade", "done", 0, 3), ("tourism", "done", 0, 8)],
    [("opening", "done", 0, 1), ("display", "done", 0, 3), (None, "done", 3, 40)],
]  # fmt: skip


def report(kind: str | None, stage: str, agents: tuple[str, ...] = ()) -> Document:
    frames = (Frame(kind=Kind(kind), stage=Stage(stage), agents=agents),) if kind else ()
    return replace(PLAIN, frames=frames)


def order_of(
    kind: str | None, stage: str, changes: int, publishers: int, agents: tuple[str, ...] = ()
) -> tuple[int, ...]:
    return importance([report(kind, stage, agents)], changes=changes, publishers=publishers, ranks=RANKS).order


@pytest.mark.parametrize("day", DAYS)
def test_the_order_of_a_day_is_that_of_what_happened_its_stage_its_actors_its_changes_and_its_publishers(
    day: list[tuple[str | None, str, int, int]],
) -> None:
    orders = [order_of(*line) for line in day]

    assert orders == sorted(orders, reverse=True)
    assert len(set(orders)) == len(orders)


def test_a_third_actor_and_the_thirty_third_publisher_add_nothing_and_neither_does_a_third_change() -> None:
    assert order_of("meeting", "done", 0, 4, (*HEADS, "minister")) == order_of("meeting", "done", 0, 4, HEADS)
    assert order_of("meeting", "done", 0, 64)[0] == order_of("meeting", "done", 0, 32)[0]
    assert order_of("loss", "done", 3, 1)[0] == order_of("loss", "done", 2, 1)[0]


def test_one_report_that_names_others_beside_the_actors_does_not_raise_a_development() -> None:
    reports = [report("visit", "done", ("head",)), report("visit", "done", HEADS), report("visit", "done")]

    assert "rank of actors: 2;" in importance(reports, changes=0, publishers=3, ranks=RANKS).reason


def test_a_launch_weighs_as_much_whoever_is_named_beside_it_and_a_treaty_what_those_do_who_sign_it() -> None:
    assert order_of("launch", "done", 0, 1, HEADS) == order_of("launch", "done", 0, 1)
    assert order_of("signing", "done", 0, 1, HEADS) > order_of("signing", "done", 0, 1, MINISTERS)


def test_those_who_lead_the_two_states_have_the_highest_rank_of_the_watch() -> None:
    ranks = shipped_watch().ranks

    assert {id for id, rank in ranks.items() if rank == 2} == {"putin", "kim-jong-un", "ru-president", "dprk-leader"}
    assert (ranks["lavrov"], ranks["ru-ambassador-dprk"]) == (1, 0)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_happening_has_its_level(kind: Kind) -> None:
    assert kind in LEVELS


def test_the_happening_that_most_reports_tell_decides_and_its_latest_stage() -> None:
    reports = [report("meeting", "planned"), report("meeting", "done"), report("strike", "done")]

    found = importance(reports, changes=0, publishers=3)

    assert found.reason == "meeting: meeting, done; publishers: 3; points: 16"


def test_a_development_without_a_happening_says_so() -> None:
    assert importance([report(None, "done")], changes=1, publishers=2).reason == (
        "colour: no happening named; changes: 1; publishers: 2; points: 4"
    )


@pytest.mark.parametrize("kind", [None, "statement"])
def test_a_headline_that_counts_troops_stands_above_colour_and_delegations_whatever_its_words(kind: str | None) -> None:
    counted = document("Spy agency: 11,000 North Korean soldiers placed with Russian marines")
    frames = (Frame(kind=Kind(kind), stage=Stage.DONE),) if kind else ()
    beneath = document("Spy agency briefs lawmakers", "11,000 North Korean soldiers are with Russian marines, it said.")

    weighed = importance([replace(counted, frames=frames)], changes=0, publishers=1).order
    below = importance([replace(beneath, frames=frames)], changes=0, publishers=1).order

    assert weighed > order_of("gift", "done", 0, 20)
    assert weighed > order_of("arrival", "done", 0, 1)
    assert below < weighed < order_of("deployment", "done", 0, 4)
