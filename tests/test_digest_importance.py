"""The order of a digest: what kind of thing happened, how far it came, and who stands behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.dials import PLAIN
from tumen.analysis.digest.importance import LEVELS, importance
from tumen.model import Document, Frame, Kind, Stage

# Days as a desk would order them, the first line first: kind, stage, changes, publishers.
DAYS = [
    [("strike", "done", 0, 1), ("meeting", "done", 0, 9), ("statement", "done", 0, 9), ("gift", "done", 0, 20)],
    [("deployment", "done", 0, 2), ("deployment", "planned", 0, 8)],
    [("signing", "done", 0, 1), ("visit", "done", 0, 12)],
    [("ratification", "planned", 0, 1), ("meeting", "done", 0, 12)],
    [("sanction", "done", 0, 3), ("sanction", "done", 0, 2)],
    [("loss", "done", 2, 1), ("loss", "done", 1, 5), ("loss", "done", 0, 9)],
    [("call", "done", 0, 1), ("message", "done", 0, 30)],
    [("appointment", "done", 0, 1), ("celebration", "done", 0, 14)],
    [("statement", "planned", 0, 1), ("performance", "done", 0, 6)],
    [("message", "done", 0, 2), ("memorial", "done", 0, 7)],
    [("transfer", "under_way", 0, 1), ("transfer", "planned", 0, 4)],
    [("visit", "called_off", 0, 1), ("visit", "under_way", 0, 4), ("visit", "planned", 0, 9)],
    [("launch", "done", 0, 1), ("parade", "done", 0, 25)],
    [("combat", "under_way", 0, 2), ("exercise", "done", 0, 6)],
    [("capture", "done", 0, 1), ("prisoner_exchange", "done", 0, 5)],
    [("agreement", "done", 0, 1), ("trade", "done", 0, 3), ("tourism", "done", 0, 8)],
    [("withdrawal", "planned", 0, 1), ("construction", "done", 0, 6)],
    [("labour", "done", 0, 1), ("invitation", "done", 0, 6)],
    [("death", "done", 0, 2), ("award", "done", 0, 6)],
    [("opening", "done", 0, 1), ("display", "done", 0, 3), (None, "done", 3, 40)],
]  # fmt: skip


def report(kind: str | None, stage: str) -> Document:
    frames = (Frame(kind=Kind(kind), stage=Stage(stage)),) if kind else ()
    return replace(PLAIN, frames=frames)


@pytest.mark.parametrize("day", DAYS)
def test_the_order_of_a_day_is_that_of_what_happened_its_stage_its_changes_and_its_publishers(
    day: list[tuple[str | None, str, int, int]],
) -> None:
    orders = [importance([report(k, s)], changes=c, publishers=p).order for k, s, c, p in day]

    assert orders == sorted(orders, reverse=True)
    assert len(set(orders)) == len(orders)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_happening_has_its_level(kind: Kind) -> None:
    assert kind in LEVELS


def test_the_happening_that_most_reports_tell_decides_and_its_latest_stage() -> None:
    reports = [report("meeting", "planned"), report("meeting", "done"), report("strike", "done")]

    found = importance(reports, changes=0, publishers=3)

    assert found.reason == "meeting: meeting, done; publishers: 3"


def test_a_development_without_a_happening_says_so() -> None:
    assert importance([report(None, "done")], changes=1, publishers=2).reason == (
        "colour: no happening named; changes: 1; publishers: 2"
    )
