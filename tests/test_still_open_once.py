"""What is open is said once to a reader: near its day, never beside the news of it, never in an alert."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.dials import made
from tests.support.documents import NOON, shipped_watch
from tests.test_digest_threads import claim, plan
from tumen.analysis.digest.compose import compose
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.digest.situation import Situation, Window
from tumen.model import (
    Development,
    Digest,
    Document,
    Judgement,
    OpenKind,
    Reader,
    Role,
    Schedule,
    Told,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DESK = Reader(id="desk", name="Desk", schedule=Schedule.HOURLY)
WEEKLY = replace(DESK, schedule=Schedule.WEEKLY)
DUE = (NOON + 20 * DAY).date()


def report(id: str, *claims: object, at: datetime = NOON, **facts: object) -> Document:
    return replace(made(id, at), claims=claims, relevant=True, **facts)


def told(id: str, *documents: Document, at: datetime = NOON) -> Told:
    return Told(development_id=id, storyline_id="S", headline=f"Headline {id}", at=at, documents=documents)


def digest(
    end: datetime, *past: Told, before: Digest | None = None, new: dict[str, list[Document]] | None = None,
    reader: Reader = DESK, kind: str = "digest",
) -> Digest:  # fmt: skip
    """The hour's digest that ends then: what was told, the digest before it, and the reports that are new by now."""
    reports = [(id, document) for id, some in (new or {}).items() for document in some]
    judged = [
        (document, Judgement(document_id=document.id, role=Role.FIRST, development_id=id)) for id, document in reports
    ]
    known = {id: Development(id=id, title=id, first_seen=NOON, last_seen=NOON, storyline_id="S") for id, _ in reports}
    situation = Situation(
        judged=judged, developments=known, watch=shipped_watch(), publishers=Publishers(()), past=past,
        open_before=before.still_open if before else (),
    )  # fmt: skip
    window = Window(since=end - HOUR, until=end, since_seq=0, until_seq=9)
    return compose(reader, kind, window, situation)


PLANNED = told("A", report("a", frames=(plan(DUE),)))
DISPUTE = (told("A", report("a", claim(25_000))), told("B", report("b", claim(12_000, "hur / HUR"))))


@pytest.mark.parametrize("day", [13, 19])
def test_an_announced_day_is_said_once_when_it_is_a_week_off(day: int) -> None:
    first = digest(NOON + day * DAY, PLANNED)

    assert [point.kind for point in first.still_open] == [OpenKind.ANNOUNCED]
    assert digest(NOON + day * DAY + HOUR, PLANNED, before=first).still_open == ()


def test_a_day_further_off_waits_until_it_is_near_but_for_a_weekly_reader() -> None:
    assert digest(NOON + 12 * DAY, PLANNED).still_open == ()
    assert len(digest(NOON + 12 * DAY, PLANNED, reader=WEEKLY).still_open) == 1


def test_a_dispute_is_said_again_when_a_party_gives_another_figure_and_not_when_one_repeats_its_own() -> None:
    first = digest(NOON + HOUR, *DISPUTE)
    assert [point.kind for point in first.still_open] == [OpenKind.DISPUTED]

    again = told("C", report("c", claim(25_000), at=NOON + HOUR), at=NOON + HOUR)
    assert digest(NOON + 2 * HOUR, *DISPUTE, again, before=first).still_open == ()

    raised = told("C", report("c", claim(30_000), at=NOON + HOUR), at=NOON + HOUR)
    assert len(digest(NOON + 2 * HOUR, *DISPUTE, raised, before=first).still_open) == 1


def test_a_weekly_reader_is_told_each_week_what_is_open() -> None:
    first = digest(NOON + 5 * DAY, PLANNED, reader=WEEKLY)

    assert len(digest(NOON + 12 * DAY, PLANNED, before=first, reader=WEEKLY).still_open) == 1


@pytest.mark.parametrize("reader", [DESK, WEEKLY])
def test_what_the_same_digest_tells_is_not_said_to_be_open(reader: Reader) -> None:
    end = NOON + 19 * DAY
    announced = report("n", frames=(plan(DUE),), at=end - HOUR)
    both = [report("x", claim(25_000), at=end - HOUR), report("y", claim(12_000, "hur / HUR"), at=end - HOUR)]

    assert digest(end, PLANNED, new={"N": [announced]}, reader=reader).still_open == ()
    assert digest(end, new={"N": both}, reader=reader).still_open == ()


def test_figures_of_two_items_that_exclude_each_other_are_said_to_be_disputed() -> None:
    new = {"A": [report("a", claim(25_000))], "B": [report("b", claim(12_000, "hur / HUR"))]}

    assert len(digest(NOON + HOUR, new=new).still_open) == 1


def test_an_alert_leaves_what_is_open_to_the_digest() -> None:
    end = NOON + 19 * DAY
    assert digest(end, *DISPUTE, PLANNED, kind="digest").still_open
    assert digest(end, *DISPUTE, PLANNED, kind="alert").still_open == ()


def test_what_is_said_takes_nobodys_place() -> None:
    end = NOON + 19 * DAY
    plans = [told(f"P{n}", report(f"p{n}", frames=(plan(DUE, who=f"person-{n}"),))) for n in range(8)]

    first = digest(end, *plans)
    second = digest(end + HOUR, *plans, before=first)
    assert {p.development_id for p in (*first.still_open, *second.still_open)} == {one.development_id for one in plans}
