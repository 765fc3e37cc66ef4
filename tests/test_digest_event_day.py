"""The day that an item shows: of the happening, not of the words about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.support.documents import NOON, document
from tumen.analysis.digest.event_day import event_day
from tumen.model import Document, Frame, Kind, Stage

TODAY, YESTERDAY, NEXT_WEEK = date(2025, 6, 17), date(2025, 6, 16), date(2025, 6, 24)


def report(title: str = "A report", **slots: Any) -> Document:
    return replace(document(title), frames=(Frame(**slots),))


def test_a_plan_is_shown_with_its_own_day_or_none() -> None:
    dated = report(kind=Kind.VISIT, stage=Stage.PLANNED, day=NEXT_WEEK)

    assert event_day([dated], TODAY) == NEXT_WEEK
    assert event_day([report(kind=Kind.VISIT, stage=Stage.PLANNED)], TODAY) is None


def test_what_somebody_discloses_is_not_of_the_day_of_the_words() -> None:
    disclosed = report(kind=Kind.TRANSFER, day=TODAY, claimant="nis")

    assert event_day([disclosed], TODAY) is None
    assert event_day([report(kind=Kind.TRANSFER, day=date(2025, 6, 1), claimant="nis")], date(2025, 6, 1)) == date(
        2025, 6, 1
    )
    assert event_day([disclosed, report(kind=Kind.TRANSFER, day=date(2025, 6, 1))], TODAY) == date(2025, 6, 1)


@pytest.mark.parametrize("kind", [Kind.MEETING, Kind.STATEMENT, Kind.SANCTION])
def test_what_is_done_once_keeps_its_day_whoever_tells_it(kind: Kind) -> None:
    assert event_day([report(kind=kind, day=YESTERDAY, claimant="kremlin")], YESTERDAY) == YESTERDAY


def test_without_a_happening_the_day_that_the_reports_name_is_shown() -> None:
    assert event_day([document("A plain day")], YESTERDAY) == YESTERDAY
    assert event_day([], None) is None


def test_a_report_of_today_names_the_day_of_real_plans() -> None:
    told = document(
        "Lavrov to visit Pyongyang next week", "Lavrov will visit North Korea on June 24, Moscow said on June 17."
    )

    assert (NOON.date(), event_day([told], TODAY)) == (TODAY, NEXT_WEEK)
