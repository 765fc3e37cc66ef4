"""How likely two reports are of one happening: just above each dial one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.dials import (
    DAY,
    comparison,
    made,
    report,
)
from tests.support.documents import NOON, shipped_watch
from tumen.analysis.clustering import similarity, weights
from tumen.analysis.clustering.profiles import KIND_OF, Profile, happening, ranked
from tumen.analysis.clustering.profiles import profile as profile_of
from tumen.analysis.clustering.rarity import Rarity
from tumen.analysis.clustering.similarity import days_apart
from tumen.analysis.clustering.weights import Evidence
from tumen.analysis.extraction.happenings import KINDS
from tumen.model import Kind, Stage

NOTHING = Evidence(*[0.0] * len(Evidence._fields))

RUSSIAN = {"language": "ru"}
A, B = frozenset("a"), frozenset("b")
MEETING = frozenset({Kind.MEETING})
DAYS = {"happened": date(2025, 6, 17)}
# What each kind of evidence is, in two reports, and whether it speaks for one happening (1) or against (-1).
FEW, MANY = {"numbers": frozenset({"99"})}, {"numbers": frozenset({"100"})}
COAL, GRAIN = {"goods": frozenset({"coal"})}, {"goods": frozenset({"grain"})}
SIGNS = [
    ("title", {"title": {"x": 1.0}}, {"title": {"x": 1.0}}, 1),
    ("words", {"words": {"x": 1.0}}, {"words": {"x": 1.0}}, 1),
    ("foreign", {}, RUSSIAN, 1),
    ("names", {"concepts": {"x": 1.0}}, {"concepts": {"x": 1.0}}, 1),
    ("foreign_names", {"concepts": {"x": 1.0}}, {"concepts": {"x": 1.0}, **RUSSIAN}, 1),
    ("kinds", {"kind_set": A}, {"kind_set": A}, 1),
    ("no_kind", {"kinds": {"a": 1.0}, "kind_set": A}, {"kinds": {"b": 1.0}, "kind_set": B}, -1),
    ("first_kind", {"order": ("a",)}, {"order": ("a",)}, 1),
    ("persons", {"lead_persons": A}, {"lead_persons": A}, 1),
    ("other_person", {"persons": A}, {"persons": B}, -1),
    ("missing_person", {"persons": A}, {}, -1),
    ("outsider", {"outside": A, "around": A}, {"outside": A, "around": A}, 1),
    ("other_outsider", {"outside": A, "around": A}, {}, -1),
    ("other_place", {"places": A}, {"places": B}, -1),
    ("other_thing", {"things": A}, {"things": B}, -1),
    ("other_goods", COAL | {"goods_around": COAL["goods"]}, GRAIN | {"goods_around": GRAIN["goods"]}, -1),
    ("number", FEW, FEW, 1),
    ("rare_number", MANY, MANY, 1),
    ("other_number", FEW, MANY, -1),
    ("same_day", DAYS, DAYS, 1),
    ("next_day", DAYS, {"happened": date(2025, 6, 18)}, -1),
    ("other_day", DAYS, {"happened": date(2025, 6, 19)}, -1),
    ("opposite", {"order": ("arrive",)}, {"order": ("depart",)}, -1),
    ("planned", {"planned": True}, {}, -1),
    ("denied", {"order": ("deny",)}, {}, -1),
    ("origin", {"origins": A}, {"origins": A}, 1),
    ("other_happening", {"happenings": MEETING}, {"happenings": frozenset({Kind.SIGNING})}, -1),
    ("principals", {"principals": A}, {"principals": A}, 1),
    ("other_principal", {"principals": A}, {"principals": B}, -1),
    ("other_stage", {"stage": Stage.DONE}, {"stage": Stage.PLANNED}, -1),
    (
        "journey_ahead",
        {"stage": Stage.PLANNED, "happenings": frozenset({Kind.VISIT})},
        {"stage": Stage.DONE, "happenings": frozenset({Kind.VISIT, Kind.MEETING})},
        -1,
    ),
    ("other_opening", {"opens": "a"}, {"opens": "b"}, -1),
    ("same_publisher", {"publisher": "a"}, {"publisher": "a"}, -1),
]
COMMON = {"origins": frozenset("o")}  # without anything in common nearness in time says nothing
CLOCK = {"near_quiet": 1, "near_usual": 1, "days": -1}


def test_each_kind_of_evidence_is_held_here() -> None:
    held = {name for name, *_ in SIGNS} | set(CLOCK)

    assert held == set(Evidence._fields) - {"long_ago", *Evidence._fields[-weights.FOR_THREADS :]}
    assert weights.WATCHED.weights.long_ago == 0
    assert not any(weights.WATCHED.weights[-weights.FOR_THREADS :] + weights.UNWATCHED.weights[-weights.FOR_THREADS :])


@pytest.mark.parametrize(("name", "one", "other", "direction"), SIGNS, ids=[name for name, *_ in SIGNS])
def test_what_two_reports_share_makes_them_likelier_and_what_contradicts_less_likely(
    name: str, one: dict[str, object], other: dict[str, object], direction: int
) -> None:
    judged = comparison()
    language = {key: value for key, value in other.items() if key == "language" and name != "foreign"}
    before = judged.evidence(report("x"), report("y", **language))

    after = judged.evidence(report("a", **one), report("b", **other))

    assert getattr(after, name) - getattr(before, name) == pytest.approx(1)
    assert math.copysign(1, getattr(weights.WATCHED.weights, name)) == direction
    assert after == judged.evidence(report("b", **other), report("a", **one))


@pytest.mark.parametrize(("name", "direction"), CLOCK.items())
def test_reports_of_one_hour_are_likelier_of_one_happening_than_those_of_two_days(name: str, direction: int) -> None:
    assert math.copysign(1, getattr(weights.WATCHED.weights, name)) == direction


VISIT = {"happenings": frozenset({Kind.VISIT})}


@pytest.mark.parametrize(
    ("name", "one", "other", "direction"),
    [
        ("themes", {"themes": {"arms": 1.0}}, {"themes": {"arms": 1.0}}, 1),
        ("one_journey", VISIT, {}, -1),
        ("other_guests", VISIT | {"guests": A}, VISIT | {"guests": B}, -1),
    ],
)
def test_themes_speak_for_a_thread_and_a_journey_beside_none_or_one_of_other_guests_against_it(
    name: str, one: dict[str, object], other: dict[str, object], direction: int
) -> None:
    judged = comparison()
    evidence = judged.evidence(report("a", **one), report("b", **other))
    same = judged.evidence(report("c", **one), report("d", **one))

    assert getattr(evidence, name) == pytest.approx(1)
    assert math.copysign(1, getattr(weights.THREAD.weights, name)) == direction
    assert direction > 0 or getattr(same, name) == 0
    assert evidence == judged.evidence(report("b", **other), report("a", **one))


def test_two_journeys_drift_apart_in_time_faster_than_what_is_said() -> None:
    judged = comparison()
    apart = [
        judged.thread(report("a", **facts), report("b", at=NOON + 3 * DAY, **facts))
        for facts in (VISIT, {"kind_set": A})
    ]
    together = [judged.thread(report("c", **facts), report("d", **facts)) for facts in (VISIT, {"kind_set": A})]

    assert together[0] - apart[0] == pytest.approx(together[1] - apart[1] + 0.4 * math.log1p(3))


@pytest.mark.parametrize(("weight", "guests"), [(0.45, 0), (0.55, 1)])
def test_who_leads_a_state_is_nobodys_guest_in_particular(weight: float, guests: int) -> None:
    assert len(profiled(weights={"x": weight}, kind="person", concepts=(("x", 1.0),)).guests) == guests


def test_four_themes_of_a_report_say_what_thread_it_is_of_the_first_most() -> None:
    assert ranked(("arms", "troops", "labour", "aid", "sport")) == pytest.approx(
        {"arms": 0.838, "troops": 0.419, "labour": 0.279, "aid": 0.210}, abs=0.001
    )
    assert ranked(()) == {}


def test_no_evidence_for_a_happening_speaks_against_a_thread_but_time_and_journeys() -> None:
    thread = weights.THREAD.weights._asdict()
    apart = {name for name, weight in thread.items() if weight < 0}

    assert apart == {"days", "long_ago", "one_journey", "other_guests", "journeys_apart"}
    assert all(direction > 0 for name, *_, direction in SIGNS if thread[name])


def test_one_pair_gives_four_against_and_three_for_at_most() -> None:
    strangers = comparison(crowd=10_000)
    alike = {"words": {"x": 1.0}, "concepts": {"x": 1.0}, "kind_set": A, "lead_persons": A, "origins": A, **DAYS}

    assert -4.9 < strangers.score(report("a", persons=A), report("b", persons=B)) <= -3.0
    assert 2.5 < comparison().score(report("a", **alike), report("b", **alike)) < 3.5
    assert comparison().thread(report("a", **alike), report("b", **alike)) == similarity.CEILING
    assert strangers.thread(report("c"), report("d", at=NOON + 993 * DAY)) == similarity.FLOOR


# Nearness in time.


def near(days: float, crowd: int = 1) -> Evidence:
    """What two reports so far apart have in common on a day with so many."""
    start = NOON + timedelta(minutes=1)
    return comparison(crowd).evidence(report("a", at=start, **COMMON), report("b", at=start + days * DAY, **COMMON))


@pytest.mark.parametrize(
    ("days", "one", "other", "apart"),
    [
        (4, {}, {}, 4.0),
        (4, {}, {"happened": NOON.date()}, similarity._NO_HOUR),  # retold four days later, with its day
        (4, {}, {"happened": NOON.date() - timedelta(days=1)}, 1.0),
        (4, {}, {"happened": NOON.date() + timedelta(days=3)}, 4.0),  # the other report is older than that
        (4, {"happened": NOON.date()}, {}, 4.0),
        (4, {"happened": NOON.date()}, {"happened": NOON.date() + timedelta(days=1)}, 1.0),
        (0.25, {"happened": NOON.date() - timedelta(days=4)}, {}, 0.25),
    ],
)
def test_what_is_retold_with_its_day_is_as_near_as_that_day(
    days: float, one: dict[str, object], other: dict[str, object], apart: float
) -> None:
    a, b = report("a", at=NOON, **COMMON, **one), report("b", at=NOON + days * DAY, **COMMON, **other)
    plain = comparison().evidence(report("a", **COMMON), report("b", at=b.at, **COMMON))

    assert comparison().evidence(a, b).days == comparison().evidence(b, a).days == pytest.approx(apart)
    assert comparison().evidence(a, b).near_usual == plain.near_usual > 0


def test_what_is_retold_is_no_nearer_where_who_differs() -> None:
    retold = report("b", at=NOON + 4 * DAY, happened=NOON.date(), persons=B)

    assert comparison().evidence(report("a", persons=A), retold).days == pytest.approx(4)


@pytest.mark.parametrize(
    ("crowd", "language", "counted"), [(1, "en", 2.0), (1, "ru", 1.07), (8, "ru", 1.53), (15, "ru", 2.0)]
)
def test_days_count_less_on_quiet_days_for_what_another_language_tells(
    crowd: int, language: str, counted: float
) -> None:
    later = report("b", at=NOON + 2 * DAY, language=language)

    assert comparison(crowd).evidence(report("a"), later).days == pytest.approx(counted, abs=0.01)


def test_days_between_a_journey_to_come_and_one_that_began_count_in_full_in_any_language() -> None:
    visit = {"happenings": frozenset({Kind.VISIT})}
    ahead, begun = report("a", stage=Stage.PLANNED, **visit), {"at": NOON + 2 * DAY, "language": "ru", **visit}

    assert comparison().evidence(ahead, report("b", stage=Stage.DONE, **begun)).days == pytest.approx(2)
    assert comparison().evidence(ahead, report("b", stage=Stage.PLANNED, **begun)).days < 1.1


def test_who_gives_the_same_figure_of_a_hundred_or_more_may_name_anybody_else() -> None:
    a, b = {"outside": A, "around": A}, {"outside": B, "around": B}

    assert comparison().evidence(report("a", **a, **MANY), report("b", **b, **MANY)).other_outsider == 0
    assert comparison().evidence(report("a", **a, **FEW), report("b", **b, **FEW)).other_outsider == 2


def test_reports_without_a_publisher_are_not_of_one() -> None:
    assert comparison().evidence(report("a", publisher=""), report("b", publisher="")).same_publisher == 0


PERSONS = {"persons": A, "lead_persons": A}, {"persons": B, "lead_persons": B}
ACTS = (
    {"kinds": {"sign": 1.0}, "kind_set": A, "happenings": frozenset({Kind.SIGNING})},
    {"kinds": {"open": 1.0}, "kind_set": B, "happenings": frozenset({Kind.OPENING})},
)


@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [
        ({}, {}, True),
        (*PERSONS, False),
        (PERSONS[0], {"lead_persons": A}, True),
        ({"order": ("arrive",)}, {"order": ("depart",)}, False),
        ({"outside": A}, {"outside": B}, False),
        (COAL, GRAIN | {"goods_around": GRAIN["goods"]}, True),
        (COAL | {"goods_around": COAL["goods"]}, GRAIN | {"goods_around": GRAIN["goods"]}, False),
        ({"outside": A}, {"outside": B, "around": A}, True),
        ({"outside": A} | MANY, {"outside": B} | MANY, True),
        ({"outside": A} | FEW, {"outside": B} | FEW, False),
        ({"outside": A}, {}, True),
        (*ACTS, False),
        (ACTS[0], ACTS[1] | {"language": "ru"}, True),
        (ACTS[0] | {"places": A}, ACTS[1] | {"language": "ru", "places": B}, False),
        (ACTS[0], ACTS[1] | {"happenings": ACTS[0]["happenings"]}, True),
        (PERSONS[0] | {"round_up": True}, PERSONS[1], True),
    ],
)
def test_nearness_in_time_says_nothing_where_who_or_what_differs(
    one: dict[str, object], other: dict[str, object], counts: bool
) -> None:
    found = comparison().evidence(report("a", **COMMON, **one), report("b", **COMMON, **other))

    assert bool(found.near_quiet) is bool(found.near_usual) is counts


@pytest.mark.parametrize(
    ("shared", "counts"),
    [
        ({}, False),
        ({"principals": A}, False),
        ({"opens": "a"}, False),
        ({"kind_set": A}, True),
        ({"order": ("a",)}, True),
        ({"lead_persons": A}, True),
        ({"outside": A, "around": A}, True),
        (FEW, True),
        (DAYS, True),
        ({"origins": A}, True),
        ({"concepts": {"x": 1.0}}, True),
    ],
)
def test_two_countries_and_an_hour_are_never_enough(shared: dict[str, object], counts: bool) -> None:
    found = comparison().evidence(report("a", **shared), report("b", **shared))

    assert bool(found.near_quiet) is bool(found.near_usual) is counts


@pytest.mark.parametrize(("cosine", "counts"), [(0.065, False), (0.085, True)])
def test_words_are_something_in_common_from_a_tenth_of_log_odds_on(cosine: float, counts: bool) -> None:
    rest = math.sqrt(1 / cosine - 1)
    found = comparison().evidence(report("a", words={"x": 1.0, "y": rest}), report("b", words={"x": 1.0, "z": rest}))

    assert found.words == pytest.approx(cosine)
    assert bool(found.near_quiet) is counts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"stage": Stage.PLANNED, "happenings": MEETING}, {"stage": Stage.DONE, "happenings": MEETING}),
        ({"stage": Stage.PLANNED, "happenings": frozenset({Kind.VISIT})}, {"happenings": frozenset({Kind.VISIT})}),
        (
            {"stage": Stage.UNDER_WAY, "happenings": frozenset({Kind.VISIT})},
            {"stage": Stage.DONE, "happenings": frozenset({Kind.VISIT})},
        ),
    ],
)
def test_only_a_journey_known_to_have_begun_is_another_than_the_one_to_come(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert not comparison().evidence(report("a", **one), report("b", **other)).journey_ahead


def test_a_third_party_on_each_side_counts_twice() -> None:
    assert comparison().evidence(report("a", outside=A), report("b", outside=B)).other_outsider == 2


def test_nearness_in_time_is_worth_a_twelfth_after_a_day() -> None:
    assert near(1).near_usual / near(0).near_usual == pytest.approx(1 / 12, rel=0.1)


@pytest.mark.parametrize(("crowd", "share"), [(4, 1.0), (5, 1.0), (6, 5 / 6), (50, 0.1)])
def test_nearness_on_a_quiet_day_counts_in_full_up_to_five_reports(crowd: int, share: float) -> None:
    assert near(0, crowd).near_quiet == pytest.approx(share)


@pytest.mark.parametrize(("crowd", "share"), [(13, 1.0), (15, 1.0), (18, 15 / 18), (150, 0.1)])
def test_nearness_on_a_usual_day_counts_in_full_up_to_fifteen_reports(crowd: int, share: float) -> None:
    assert near(0, crowd).near_usual == pytest.approx(share)


def test_a_report_without_an_hour_is_three_hours_from_another_of_its_day() -> None:
    midnight = NOON.replace(hour=0)
    hours = 24 * days_apart(report(at=midnight), report(at=NOON))

    assert 2.5 < hours < 3.5


def test_a_report_without_a_date_is_neither_near_nor_far() -> None:
    found = comparison().evidence(report("a", dated=False), report("b", at=NOON + 93 * DAY))

    assert found == NOTHING


def test_beyond_five_days_a_further_day_makes_nothing_less_likely() -> None:
    assert near(4).days < near(4.9).days < near(5).days
    assert near(5).days == near(6).days == 5


def test_a_name_that_every_report_has_still_says_a_little() -> None:
    rarity = Rarity()
    for n in range(10_000):
        rarity.learn(report(f"d{n}", concepts={"name": 1.0}))

    assert rarity.sign("name") == pytest.approx(0.3, abs=0.05)


# What a report names and says, by where it stands.


def profiled(*, weights: Mapping[str, float] | None = None, kind: str = "place", **facts: object) -> Profile:
    """The profile of a document with these features, under a watch of names of one kind."""
    entries = {
        name: replace(shipped_watch().entries[0], id=name, kind=kind, weight=weight)
        for name, weight in (weights or {}).items()
    }
    return profile_of(made("a", **facts), entries, NOON)


def test_an_event_type_counts_by_where_it_stands() -> None:
    found = profiled(acts=("sign", "build", "gift"), headline=2).kinds

    assert list(found.values()) == [1.0, 0.6, 0.35]


@pytest.mark.parametrize(("place", "named"), [(1.0, True), (0.9, False)])
def test_another_place_counts_when_headlines_name_it(place: float, named: bool) -> None:
    assert bool(profiled(weights={"x": 1.0}, concepts=(("x", place),)).places) is named


@pytest.mark.parametrize(("place", "named"), [(0.6, True), (0.5, False)])
def test_a_person_counts_when_the_lead_names_them(place: float, named: bool) -> None:
    found = profiled(weights={"x": 1.0}, kind="person", concepts=(("x", place),))

    assert bool(found.lead_persons) is named
    assert not found.persons


@pytest.mark.parametrize(("weight", "tells"), [(0.35, False), (0.45, True)])
def test_a_place_tells_two_happenings_apart_above_a_weight_of_four_tenths(weight: float, tells: bool) -> None:
    assert bool(profiled(weights={"x": weight}, concepts=(("x", 1.0),)).places) is tells


@pytest.mark.parametrize(("weight", "tells"), [(0.75, False), (0.85, True)])
def test_a_thing_tells_two_happenings_apart_above_a_weight_of_eight_tenths(weight: float, tells: bool) -> None:
    assert bool(profiled(weights={"x": weight}, kind="weapon", concepts=(("x", 1.0),)).things) is tells


# Likeness counts with a round-up as with any report, and so does the day.
CONTRADICTIONS = [sign[1:3] for sign in SIGNS if sign[3] < 0 and sign[0] not in {"next_day", "other_day"}]


@pytest.mark.parametrize(("one", "other"), CONTRADICTIONS)
def test_what_a_round_up_names_beside_a_happening_does_not_contradict_it(
    one: dict[str, object], other: dict[str, object]
) -> None:
    judged = comparison()
    one, other = COMMON | one, COMMON | other
    nothing = judged.score(report("x", **COMMON), report("y", **COMMON))

    assert judged.score(report("a", **one, round_up=True), report("b", **other)) == nothing
    assert judged.score(report("c", **one), report("d", **other, round_up=True)) == nothing
    assert judged.score(report("e", **one), report("f", **other)) < nothing


# What is left out to be fast.


def mixed(id: str, chance: random.Random) -> Profile:
    """A report with a random choice of what the other tests give one by one."""
    given: dict[str, object] = {}
    for _, one, other, _ in SIGNS:
        given |= chance.choice(({}, {}, one, other))
    at = NOON + chance.random() * 6 * DAY
    return report(id, **given, at=at, dated=chance.random() < 0.9, round_up=chance.random() < 0.1)


def test_a_pair_that_is_given_up_early_scores_what_all_its_evidence_says() -> None:
    chance = random.Random(7)
    judged = comparison(crowd=8)
    floored = 0
    for number in range(3000):
        a, b = mixed(f"a{number}", chance), mixed(f"b{number}", chance)
        evidence = judged.evidence(a, b)
        for model, scored in ((weights.WATCHED, judged.score(a, b)), (weights.THREAD, judged.thread(a, b))):
            if model is weights.THREAD:  # of what thread a report is says when it came, not what day it tells of
                came = days_apart(a, b) if a.dated and b.dated else 0.0
                evidence = evidence._replace(days=min(came, 5.0), long_ago=math.log1p(came))
            odds = model.base + math.fsum(x * y for x, y in zip(evidence, model.weights, strict=True))
            expected = max(similarity.FLOOR, min(similarity.CEILING, odds))
            floored += scored == similarity.FLOOR

            assert scored == pytest.approx(expected, abs=1e-9)

    assert 300 < floored < 3000


def test_event_types_that_reports_interchange_are_alike_as_kinds_of_frames_but_for_a_sanction_and_its_vote() -> None:
    kinds: dict[str, set[Kind]] = {}
    for event_type, named in KIND_OF.items():
        if kind := KINDS.get(event_type):
            kinds.setdefault(named, set()).add(happening(kind))

    assert [named for named, alike in kinds.items() if len(alike) > 1] == ["sanction"]


def test_a_case_of_a_concept_is_compared_as_that_concept() -> None:
    entries = {entry.id: entry for entry in shipped_watch().entries}
    one, other = (
        profile_of(made("a", concepts=((concept, 1.0),)), entries, NOON).concepts
        for concept in ("more-soldiers", "troops")
    )

    assert one == other
