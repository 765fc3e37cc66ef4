"""How a digest joins on to those before it, and what it says is still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.support.dials import made
from tests.support.documents import NOON, shipped_watch
from tumen.analysis.digest.history.contradiction import STANDS
from tumen.analysis.digest.history.known_to_reader import KnownToReader
from tumen.analysis.digest.history.still_open import FRESH, OPEN, still_open
from tumen.analysis.digest.history.threads import joined, joins_on, threaded, told_now
from tumen.model import (
    Certainty,
    ChronicleEntry,
    Claim,
    Counting,
    Document,
    Earlier,
    EarlierPlace,
    Features,
    Frame,
    Item,
    ItemKind,
    Kind,
    OpenKind,
    OpenPoint,
    Polarity,
    Relation,
    Stage,
    Told,
)

TODAY = NOON.date()
DAY = timedelta(days=1)


def claim(number: float, claimant: str | None = "nis / NIS", metric: str = "workers", denied: bool = False) -> Claim:
    polarity = Polarity.DENIES if denied else Polarity.ASSERTS
    return Claim(
        metric=metric,
        low=number,
        high=number,
        unit="people",
        claimant=claimant,
        polarity=polarity,
        quote="many",
        start=0,
        end=4,
    )


def report(id: str, *claims: Claim, at: datetime = NOON, frames: tuple[Frame, ...] = ()) -> Document:
    return replace(made(id, at), claims=claims, frames=frames)


def told(id: str, *documents: Document, days: int = 0, storyline: str = "S") -> Told:
    return Told(
        development_id=id, storyline_id=storyline, headline=f"Headline {id}", at=NOON - days * DAY, documents=documents
    )


def plan(day: date, kind: Kind = Kind.VISIT, who: str = "lavrov", **facts: object) -> Frame:
    frame = Frame(kind=kind, stage=Stage.PLANNED, agents=(who,), day=day)
    return replace(frame, **facts)


def open_on(past: list[Told], since: date, until: date) -> tuple[OpenPoint, ...]:
    """What is open in a digest from the noon of one day to that of another."""
    return still_open(past, NOON + (since - TODAY), NOON + (until - TODAY), watch=shipped_watch())


def joined_to(documents: list[Document], past: list[Told], **known: object) -> Earlier | None:
    """What a new development of storyline S joins on to."""
    item = Item(development_id="N", kind=ItemKind.NEW, headline="N", storyline_id="S")
    return joins_on(item, documents, replace(KnownToReader(watch=shipped_watch(), told=past), **known))


def test_what_only_shares_its_storyline_and_its_names_is_no_earlier_line():
    frame = Frame(kind=Kind.MEETING, agents=("putin", "kim-jong-un"))
    past = [told("A", report("a", frames=(frame,)), days=1), told("B", days=2)]

    assert joined_to([report("n", frames=(frame,))], past) is None


def test_a_denial_joins_the_figure_it_denies_rather_than_what_was_told_since():
    past = [told("A", report("a", claim(25_000)), days=3), told("B", report("b"), days=1)]

    earlier = joined_to([report("n", claim(25_000, "kremlin / Kremlin", denied=True))], past)

    assert earlier is not None
    assert (earlier.development_id, earlier.relation) == ("A", Relation.DENIES)
    assert (earlier.figure and earlier.figure.claimant, earlier.now and earlier.now.claimant) == (
        "nis / NIS",
        "kremlin / Kremlin",
    )


@pytest.mark.parametrize(
    ("now", "relation"),
    [
        (claim(12_000), Relation.REVISES),
        (claim(8_400), None),
        (claim(12_000, "hur / HUR"), None),
        (claim(12_000, None), None),
        (claim(12_000, metric="troops_deployed"), None),
    ],
    ids=["another figure of the party", "a rounding", "another party", "nobody's", "another quantity"],
)
def test_a_party_revises_only_its_own_figure_of_the_same_quantity(now: Claim, relation: Relation | None):
    earlier = joined_to([report("n", now)], [told("A", report("a", claim(8_000)))])

    assert (earlier.relation if earlier else None) is relation


@pytest.mark.parametrize(
    ("before", "now", "relation"),
    [
        ([claim(1_000), claim(5_000, metric="engineers")], [claim(6_000)], None),
        ([claim(1_000), claim(4_945, metric="engineers")], [claim(6_000)], None),
        ([claim(6_000)], [claim(5_000, metric="engineers"), claim(1_000)], None),
        ([claim(1_000)], [claim(6_000), claim(1_000)], None),
        ([claim(6_000), claim(1_000)], [claim(1_000)], None),
        ([claim(1_000), claim(5_000, metric="prisoners")], [claim(6_000)], Relation.REVISES),
        ([claim(1_000), claim(4_900, metric="engineers")], [claim(6_000)], Relation.REVISES),
        ([claim(1_000)], [claim(6_000), replace(claim(1_000), counting=Counting.BEFORE)], Relation.REVISES),
    ],
    ids=[
        "sum",
        "a rounded sum",
        "parts",
        "both now",
        "both before",
        "other people",
        "no sum",
        "said to be the count before",
    ],
)
def test_a_sum_and_its_parts_revise_nothing(before: list[Claim], now: list[Claim], relation: Relation | None):
    earlier = joined_to([report("n", *now)], [told("A", report("a", *before))])

    assert (earlier.relation if earlier else None) is relation


@pytest.mark.parametrize(("now", "revised"), [(17_000, None), (25_000, 15_000)])
def test_what_a_figure_revises_is_what_its_party_said_last(now: float, revised: float | None):
    series = [
        report(f"a{n}", claim(count), at=NOON - (5 - n) * DAY) for n, count in enumerate((10_000, 12_000, 15_000))
    ]
    earlier = joined_to([report("n", claim(now))], [told("A", *series)])

    assert (earlier.figure.low if earlier and earlier.figure else None) == revised


@pytest.mark.parametrize(("storyline", "relation"), [("S", Relation.REVISES), ("T", None)])
def test_a_figure_of_the_chronicle_is_what_was_known_before(storyline: str, relation: Relation | None):
    day = date(2025, 2, 26)
    entry = ChronicleEntry(
        id="E", date=day, title="Entry", summary="", storyline=storyline, claims=(claim(8_000, "NIS"),)
    )
    earlier = joined_to([report("n", claim(11_000))], [], chronicle=[entry])

    assert (earlier.relation if earlier else None) is relation
    if earlier is not None and earlier.figure is not None:
        assert (earlier.place, earlier.figure.said, earlier.figure.low) == (EarlierPlace.KNOWN, day, 8_000)


def test_parties_whose_figures_exclude_each_other_are_an_open_matter_with_the_latest_of_each():
    past = [
        told("A", report("a", claim(8_000), at=NOON - 3 * DAY), days=3),
        told("B", report("b", claim(10_000), at=NOON - 2 * DAY), days=2),
        told("C", report("c", claim(15_000, "hur / HUR"), at=NOON - DAY), days=1),
    ]

    (point,) = open_on(past, TODAY - DAY, TODAY)

    assert (point.kind, point.metric, point.headline) == (OpenKind.DISPUTED, "workers", "Headline C")
    assert [(figure.claimant, figure.low) for figure in point.figures] == [("hur / HUR", 15_000), ("nis / NIS", 10_000)]


def test_a_state_beside_a_body_of_its_own_is_no_party_to_a_dispute():
    claims = [claim(6_700, "rok / South Korea"), claim(7_000, "nis / NIS (South Korea)"), claim(10_000, "hur / HUR")]
    past = [told(f"D{n}", report(f"r{n}", one)) for n, one in enumerate(claims)]
    (point,) = open_on(past, TODAY - DAY, TODAY)

    assert sorted(figure.low for figure in point.figures) == [7_000, 10_000]


def test_the_figures_of_a_round_up_are_nobodys():
    round_up = replace(report("r0", claim(6_700)), features=Features(round_up=True))
    past = [told("D0", round_up), told("D1", report("r1", claim(10_000, "hur / HUR")))]

    assert open_on(past, TODAY - DAY, TODAY) == ()


@pytest.mark.parametrize(
    "other",
    [claim(8_500, "hur / HUR"), claim(80_000, "hur / HUR"), claim(12_000, None), claim(12_000, "hur / HUR", "shells")],
    ids=["a rounding", "another thing counted", "nobody's", "another quantity"],
)
def test_figures_that_do_not_exclude_each_other_are_no_dispute(other: Claim):
    assert open_on([told("A", report("a", claim(8_000)), report("b", other))], TODAY - DAY, TODAY) == ()


def test_two_figures_of_one_report_are_of_two_things():
    both = report("a", claim(8_000), claim(12_000, "hur / HUR"))

    assert open_on([told("A", both)], TODAY - DAY, TODAY) == ()


def test_a_denied_figure_is_open_until_nobody_speaks_of_it_for_some_days():
    past = [told("A", report("a", claim(8_000)), report("b", claim(8_000, "kremlin / Kremlin", denied=True)))]

    assert [point.kind for point in open_on(past, TODAY, TODAY + FRESH)] == [OpenKind.DISPUTED]
    assert open_on(past, TODAY, TODAY + FRESH + DAY) == ()


def test_who_spoke_long_ago_disputes_nothing():
    past = [told("A", report("a", claim(8_000), at=NOON - STANDS - DAY), report("b", claim(12_000, "hur / HUR")))]

    assert open_on(past, TODAY, TODAY) == ()


def test_what_is_announced_is_open_until_its_day_and_once_more_when_nothing_was_reported():
    day = TODAY + 5 * DAY
    past = [told("A", report("a", frames=(plan(day),)))]

    kinds = {n: [p.kind for p in open_on(past, TODAY + (n - 1) * DAY, TODAY + n * DAY)] for n in range(1, 10)}

    assert [n for n, found in kinds.items() if found == [OpenKind.ANNOUNCED]] == [1, 2, 3, 4, 5]
    assert [n for n, found in kinds.items() if found == [OpenKind.OVERDUE]] == [7]


@pytest.mark.parametrize(
    "frame",
    [
        Frame(kind=Kind.ARRIVAL, agents=("lavrov",)),
        Frame(kind=Kind.VISIT, agents=("lavrov",), stage=Stage.CALLED_OFF),
        Frame(kind=Kind.VISIT, agents=("lavrov",), stage=Stage.UNDER_WAY),
        Frame(kind=Kind.DEPARTURE, agents=("lavrov",)),
        Frame(kind=Kind.TRANSPORT, objects=("rail",)),
    ],
    ids=["he arrived", "called off", "under way", "he left", "the train that was announced runs"],
)
def test_what_was_announced_is_settled_by_the_report_that_it_happened_or_will_not(frame: Frame):
    day = TODAY + 2 * DAY
    planned = report("a", frames=(plan(day, objects=("rail",)),))
    past = [told("A", planned), told("B", report("b", at=NOON + 2 * DAY, frames=(frame,)))]

    assert open_on(past, TODAY + 2 * DAY, TODAY + 4 * DAY) == ()


@pytest.mark.parametrize("own_day", [None, TODAY + 5 * DAY])
def test_what_is_called_off_on_the_day_it_was_announced_is_open_no_longer(own_day: date | None):
    off = Frame(kind=Kind.VISIT, agents=("lavrov",), stage=Stage.CALLED_OFF, day=own_day)
    past = [told("A", report("a", frames=(plan(TODAY + 5 * DAY),)), report("b", frames=(off,)))]

    assert open_on(past, TODAY, TODAY + DAY) == ()


def test_what_others_did_or_what_was_done_before_settles_nothing():
    day = TODAY + 5 * DAY
    others = report("b", at=NOON + 5 * DAY, frames=(Frame(kind=Kind.VISIT, agents=("shoigu",)),))
    before = report("c", frames=(Frame(kind=Kind.VISIT, agents=("lavrov",), day=TODAY - 30 * DAY),))
    other = report("d", at=NOON + 5 * DAY, frames=(Frame(kind=Kind.STATEMENT, agents=("lavrov",), objects=("rail",)),))
    past = [told("A", report("a", frames=(plan(day, objects=("rail",)),)), others, before, other)]

    assert [point.kind for point in open_on(past, TODAY + 5 * DAY, TODAY + 7 * DAY)] == [OpenKind.OVERDUE]


@pytest.mark.parametrize(
    "frame",
    [
        plan(TODAY + DAY, certainty=Certainty.MAY),
        plan(TODAY + DAY, kind=Kind.STATEMENT),
        plan(TODAY + DAY, agents=()),
        plan(TODAY + DAY, stage=Stage.DONE),
        plan(TODAY + 200 * DAY),
    ],
    ids=["only possible", "a statement", "by nobody", "not planned", "far ahead"],
)
def test_what_may_be_or_is_nobodys_plan_is_not_announced(frame: Frame):
    assert open_on([told("A", report("a", frames=(frame,)))], TODAY - DAY, TODAY) == ()


def test_one_plan_told_by_many_reports_is_one_matter_and_no_more_matters_are_listed_than_are_read():
    many = [
        told(f"A{n}", report(f"a{n}", frames=(plan(TODAY + (n + 1) * DAY, who=f"person-{n}"),)), storyline=f"S{n}")
        for n in range(9)
    ]
    again = told("B", report("b", frames=(plan(TODAY + 2 * DAY, who="person-0"),)), storyline="S0")

    points = open_on([*many, again], TODAY - DAY, TODAY)

    assert [point.development_id for point in points] == [f"A{n}" for n in range(OPEN)]


def test_an_update_says_what_its_reader_was_told_last_of_the_same_development():
    update = Item(development_id="D", kind=ItemKind.UPDATE, headline="D", storyline_id="S")
    known = KnownToReader(watch=shipped_watch(), told=[told("D", days=2), told("D", days=1), told("E")])
    (found,) = joined([update], {}, known, NOON)
    assert found.earlier == Earlier(
        development_id="D", headline="Headline D", told=NOON - DAY, relation=Relation.ADDS, place=EarlierPlace.TOLD
    )


def test_an_update_says_what_its_reader_was_told_of_what_was_told_with_another():
    both = Item(development_id="D1", kind=ItemKind.NEW, headline="Both", storyline_id="S", also=("D2",))
    update = Item(development_id="D2", kind=ItemKind.UPDATE, headline="D2", storyline_id="S")
    past = [*told_now([both], {"D2": [report("r2")]}, NOON)]
    (found,) = joined([update], {}, KnownToReader(watch=shipped_watch(), told=past), NOON)

    assert [(one.development_id, one.headline, len(one.documents)) for one in past] == [
        ("D1", "Both", 0),
        ("D2", "Both", 1),
    ]
    assert found.earlier is not None
    assert (found.earlier.relation, found.earlier.headline) == (Relation.ADDS, "Both")


def test_an_update_of_what_was_never_told_says_since_when_it_is_known_or_nothing():
    update = Item(development_id="D", kind=ItemKind.UPDATE, headline="D", storyline_id="S")
    entry = ChronicleEntry(id="D", date=TODAY - 3 * DAY, title="Known", summary="", storyline="S")
    (found,) = joined([update], {}, KnownToReader(watch=shipped_watch(), chronicle=[entry]), NOON)
    assert found.earlier is not None
    assert (found.earlier.place, found.earlier.headline) == (EarlierPlace.KNOWN, "Known")
    (found,) = joined([update], {}, KnownToReader(watch=shipped_watch()), NOON)
    assert found.earlier is None


def test_items_of_one_storyline_stand_together_where_the_first_of_them_stands():
    items = [
        Item(development_id=id, kind=ItemKind.NEW, headline=id, storyline_id=storyline)
        for id, storyline in (("A", "S"), ("B", "T"), ("C", "S"), ("D", None), ("E", "T"))
    ]

    assert [item.development_id for item in threaded(items)] == ["A", "C", "B", "E", "D"]
