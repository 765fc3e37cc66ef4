"""The dials of threads and of what is open, each held from both sides."""

from __future__ import annotations

import pytest

from tests.support.archives import archive_in_memory
from tests.support.documents import NOON
from tests.support.values import HOUR, development, digest, document, judgement
from tests.test_digest_threads import DAY, TODAY, claim, joined_to, open_on, plan, report, told
from tumen.analysis.matching.watch import Watch
from tumen.model import OpenKind, Reader, Relation, Schedule
from tumen.pipeline.content import Content
from tumen.pipeline.digest import preview


@pytest.mark.parametrize(("number", "relation"), [(12_400, None), (12_600, Relation.REVISES)])
def test_a_figure_a_quarter_above_another_revises_it(number: float, relation: Relation | None) -> None:
    earlier = joined_to([report("n", claim(number))], [told("A", report("a", claim(10_000)))])

    assert (earlier.relation if earlier else None) is relation


@pytest.mark.parametrize(("number", "disputed"), [(12_400, 0), (12_600, 1), (24_900, 1), (25_100, 0)])
def test_parties_dispute_a_figure_that_differs_by_a_quarter_and_by_two_and_a_half_times_at_most(
    number: float, disputed: int
) -> None:
    past = [told("A", report("a", claim(10_000)), report("b", claim(number, "hur / HUR")))]

    assert len(open_on(past, TODAY, TODAY)) == disputed


@pytest.mark.parametrize(("days", "disputed"), [(30, 1), (31, 0)])
def test_a_partys_figure_stands_for_thirty_days(days: int, disputed: int) -> None:
    old = report("a", claim(10_000), at=NOON - days * DAY)

    assert len(open_on([told("A", old, report("b", claim(15_000, "hur / HUR")))], TODAY, TODAY)) == disputed


@pytest.mark.parametrize(("days", "disputed"), [(3, 1), (4, 0)])
def test_a_dispute_is_told_for_three_days_after_the_last_word(days: int, disputed: int) -> None:
    past = [told("A", report("a", claim(10_000)), report("b", claim(15_000, "hur / HUR")))]

    assert len(open_on(past, TODAY, TODAY + days * DAY)) == disputed


@pytest.mark.parametrize(("days", "announced"), [(120, 1), (121, 0)])
def test_what_is_announced_for_more_than_four_months_ahead_is_not_told(days: int, announced: int) -> None:
    past = [told("A", report("a", frames=(plan(TODAY + days * DAY),)))]

    assert len(open_on(past, TODAY, TODAY)) == announced


@pytest.mark.parametrize(("days", "matters"), [(1, 1), (2, 2)])
def test_plans_of_one_actor_a_day_apart_are_one(days: int, matters: int) -> None:
    past = [told("A", report("a", frames=(plan(TODAY + 5 * DAY), plan(TODAY + (5 + days) * DAY))))]

    assert len(open_on(past, TODAY, TODAY)) == matters


@pytest.mark.parametrize(("days", "kinds"), [(5, [OpenKind.ANNOUNCED]), (6, []), (7, [OpenKind.OVERDUE]), (8, [])])
def test_what_was_not_reported_is_overdue_a_day_after_its_own(days: int, kinds: list[OpenKind]) -> None:
    past = [told("A", report("a", frames=(plan(TODAY + 5 * DAY),)))]

    assert [point.kind for point in open_on(past, TODAY + (days - 1) * DAY, TODAY + days * DAY)] == kinds


def test_three_disputes_of_four_parties_leave_room_for_two_announcements() -> None:
    disputes = [
        told(
            f"D{n}",
            *(report(f"d{n}{m}", claim(10_000 + 3_000 * m, f"party-{m}")) for m in range(5)),
            storyline=f"S{n}",
        )
        for n in range(4)
    ]
    plans = [
        told(f"P{n}", report(f"p{n}", frames=(plan(TODAY + (n + 1) * DAY, who=f"person-{n}"),)), storyline=f"T{n}")
        for n in range(3)
    ]

    points = open_on([*disputes, *plans], TODAY, TODAY)

    assert [point.kind for point in points] == [OpenKind.DISPUTED] * 3 + [OpenKind.ANNOUNCED] * 2
    assert [len(point.figures) for point in points[:3]] == [4, 4, 4]


def open_after(days: int, since: int = 0) -> int:
    """How many matters are open to a weekly reader so many days after a plan was told and, an hour later, `since` other developments."""
    others = tuple(f"B{n}" for n in range(since))
    with archive_in_memory() as archive:
        archive.add([document("a", seen=NOON, event_date=TODAY, frames=(plan(TODAY + 90 * DAY),))], now=NOON)
        archive.developments.record(
            [judgement("a", "A")],
            [development("A", "a", storyline_id="S"), *(development(id) for id in others)],
        )
        for number, told in enumerate((("A",), others)):
            archive.digests.seal(digest(f"G{number}", number, 1, told, until=NOON + number * HOUR), [])
        content = Content(sources=(), readers=(), watch=Watch.empty(), chronicle=())
        reader = Reader(id="desk", name="Desk", schedule=Schedule.WEEKLY)
        composed = preview(archive, content, reader, NOON + days * DAY)
    return len(composed.still_open)


@pytest.mark.parametrize(("days", "matters"), [(60, 1), (61, 0)])
def test_what_was_told_is_looked_at_for_sixty_days(days: int, matters: int) -> None:
    assert open_after(days) == matters


@pytest.mark.parametrize(("since", "matters"), [(299, 1), (300, 0)])
def test_three_hundred_developments_that_were_told_are_looked_at(since: int, matters: int) -> None:
    assert open_after(1, since) == matters
