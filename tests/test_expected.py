"""What was announced for a day that has passed: one line in a digest when nothing was reported, and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.support.archives import archive_in_memory
from tests.support.values import HOUR, NOON, development, digest, document, judgement
from tumen import catalogue, content
from tumen.analysis.digest.history.announcement import AHEAD
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.matching.watch import Watch
from tumen.desk import Desk
from tumen.desk.calendar import Outcome, announced
from tumen.desk.feeds import icalendar
from tumen.model import Certainty, DigestKind, Document, Frame, Kind, OpenKind, Reader, Role, Stage
from tumen.pipeline.content import Content
from tumen.pipeline.digest import preview
from tumen.storage import Archive

DAY = timedelta(days=1)
TODAY = NOON.date()
DUE = TODAY + 80 * DAY
PLAN = Frame(kind=Kind.VISIT, stage=Stage.PLANNED, agents=("lavrov",), day=DUE)
CONTENT = Content(sources=(), readers=(), watch=Watch.empty(), chronicle=())
DESK = Reader(id="desk", name="Desk")


@pytest.fixture
def archive():
    with archive_in_memory() as opened:
        yield opened


@pytest.fixture(scope="module")
def names():
    return catalogue.load_names(content.config_folder() / "watch.toml")


def report(id: str, frame: Frame, on: date = TODAY) -> Document:
    made = document(id, frames=(frame,))
    at = datetime.combine(on, NOON.timetz())
    return replace(made, draft=replace(made.draft, published=at), seen=at)


def told(archive: Archive, *frames: Frame) -> None:
    """The reader is told on the first day of a development with reports of these frames."""
    made = [report(f"p{n}", frame, TODAY + n * DAY) for n, frame in enumerate(frames)]
    archive.add(made, now=NOON)
    judged = [judgement(one.id, "P", role=Role.UPDATE if n else Role.FIRST) for n, one in enumerate(made)]
    archive.developments.record(judged, [development("P", *(one.id for one in made))])
    archive.digests.seal(digest("G0", 0, len(made), ("P",)), [])


def overdue_on(archive: Archive, day: date, kind: DigestKind = DigestKind.DIGEST) -> list[str]:
    """The developments that a digest of this noon lists as expected and not reported, where one ended a day before."""
    end = datetime.combine(day, NOON.timetz())
    mark = archive.digests.mark("desk")
    archive.digests.seal(digest(f"G{day}", mark, mark, until=end - DAY), [])
    composed = preview(archive, CONTENT, DESK, end, kind)
    return [point.development_id for point in composed.still_open if point.kind is OpenKind.OVERDUE]


def said(archive: Archive, frame: Frame, on: date, **facts: object) -> None:
    """A report arrives that this reader is not told of."""
    archive.add([replace(report("s", frame, on), **facts)], now=NOON + HOUR)
    archive.developments.record([judgement("s", "S")], [development("S", "s")])


def test_what_was_announced_long_ago_is_said_once_when_its_day_has_passed_unreported(archive):
    told(archive, PLAN)

    assert [n for n in range(-2, 6) if overdue_on(archive, DUE + n * DAY)] == [2]


def test_what_the_reader_was_not_told_is_not_missed(archive):
    archive.add([report("p", PLAN)], now=NOON)
    archive.developments.record([judgement("p", "P")], [development("P", "p")])
    archive.digests.seal(digest("G0", 0, 1), [])

    assert overdue_on(archive, DUE + 2 * DAY) == []


@pytest.mark.parametrize(
    ("frame", "on", "missed"),
    [
        (Frame(kind=Kind.VISIT, agents=("lavrov",)), DUE, False),
        (Frame(kind=Kind.ARRIVAL, agents=("lavrov",), stage=Stage.UNDER_WAY), DUE - DAY, False),
        (Frame(kind=Kind.VISIT, agents=("lavrov",), stage=Stage.CALLED_OFF, day=DUE), TODAY + DAY, False),
        (Frame(kind=Kind.VISIT, agents=("lavrov",)), DUE - 7 * DAY, False),
        (Frame(kind=Kind.VISIT, agents=("lavrov",)), DUE - 8 * DAY, True),
        (Frame(kind=Kind.VISIT, agents=("shoigu",)), DUE, True),
        (Frame(kind=Kind.STRIKE, agents=("lavrov",)), DUE, True),
    ],
    ids=[
        "it was",
        "it began",
        "it was called off",
        "it was sooner",
        "another one, before",
        "somebody else's",
        "something else",
    ],
)
def test_a_report_that_the_reader_was_not_told_says_that_it_happened_too(archive, frame, on, missed):
    told(archive, PLAN)
    said(archive, frame, on)

    assert bool(overdue_on(archive, DUE + 2 * DAY)) is missed


def test_an_old_story_told_again_is_no_report_that_it_happened(archive):
    told(archive, PLAN)
    archive.add([report("s", Frame(kind=Kind.VISIT, agents=("lavrov",)), DUE)], now=NOON + HOUR)
    archive.developments.record([judgement("s", None, role=Role.BACKGROUND)], [])

    assert overdue_on(archive, DUE + 2 * DAY) == ["P"]


@pytest.mark.parametrize(("later", "days"), [(DUE + 20 * DAY, [22]), (DUE - 3 * DAY, [-1, 2]), (None, [2])])
def test_what_was_put_off_is_missed_on_its_last_day_only(archive, later, days):
    told(archive, PLAN, *([replace(PLAN, day=later)] if later else []))

    assert [n for n in (-2, -1, 2, 3, 21, 22, 23) if overdue_on(archive, DUE + n * DAY)] == days


def test_an_alert_leaves_it_to_the_digest(archive):
    told(archive, PLAN)

    assert overdue_on(archive, DUE + 2 * DAY, DigestKind.ALERT) == []
    assert overdue_on(archive, DUE + 2 * DAY) == ["P"]


@pytest.mark.parametrize(
    ("frame", "on", "outcome"),
    [
        (None, DUE + 2 * DAY, Outcome.NOT_REPORTED),
        (None, DUE + DAY, Outcome.AHEAD),
        (Frame(kind=Kind.VISIT, agents=("lavrov",)), DUE + 2 * DAY, Outcome.REPORTED),
        (Frame(kind=Kind.VISIT, agents=("lavrov",), stage=Stage.CALLED_OFF), DUE - 9 * DAY, Outcome.CALLED_OFF),
    ],
)
def test_the_calendar_says_what_became_of_it(archive, names, frame, on, outcome):
    told(archive, PLAN)
    if frame:
        said(archive, frame, on)
    (one,) = announced(Desk(archive, names, Publishers([])), TODAY, on)
    written = icalendar("t", [one], NOON).replace("\r\n ", "")

    assert (one.outcome, one.settled_in) == (outcome, "S" if frame else None)
    assert (str(outcome).replace(",", "\\,") in written) is (outcome is not Outcome.AHEAD)
    assert ("STATUS:CANCELLED" in written) is (outcome is Outcome.CALLED_OFF)


@pytest.mark.parametrize(
    ("facts", "is_one"),
    [
        ({}, True), ({"stage": Stage.DONE}, False), ({"certainty": Certainty.MAY}, False), ({"agents": ()}, False),
        ({"day": TODAY}, False), ({"day": TODAY + AHEAD}, True), ({"day": TODAY + AHEAD + DAY}, False),
        ({"day": None}, False), ({"kind": Kind.STATEMENT}, False),
    ],
)  # fmt: skip
def test_what_is_said_to_be_done_by_somebody_on_a_day_ahead_is_announced(archive, names, facts, is_one):
    told(archive, replace(PLAN, **facts))

    assert bool(announced(Desk(archive, names, Publishers([])), TODAY, TODAY)) is is_one
