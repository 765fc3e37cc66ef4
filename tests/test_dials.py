"""Every dial of judgement is held from both sides: just above it one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test here fails.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.support.documents import NOON, document, shipped_watch
from tests.support.documents import index as empty_index
from tumen.analysis.clustering import similarity
from tumen.analysis.clustering.grouping import Candidate, Group, followed, group
from tumen.analysis.clustering.index import Index, Known
from tumen.analysis.clustering.near_duplicates import containment, original
from tumen.analysis.clustering.novelty import changes
from tumen.analysis.clustering.profiles import Profile
from tumen.analysis.clustering.profiles import profile as profile_of
from tumen.analysis.clustering.similarity import Comparison, Evidence, Rarity, days_apart
from tumen.analysis.clustering.thresholds import Thresholds
from tumen.analysis.digest.compose import Situation, Window, compose
from tumen.analysis.digest.summary import sentences
from tumen.model import Development, Document, Features, Judgement, Reader, Reason, Role

DAY = timedelta(days=1)
PLAIN = document("Shoigu arrives in Pyongyang", "The secretary was met at the airport of the capital on Tuesday.")
NOTHING = Evidence(*[0.0] * len(Evidence._fields))


def made(id: str, at: datetime | None = NOON, **facts: object) -> Document:
    """A document with exactly these features."""
    draft = replace(PLAIN.draft, published=at)
    return replace(PLAIN, id=id, draft=draft, claims=(), origins=(), event_date=None, features=Features(**facts))  # type: ignore[arg-type]


def report(id: str = "a", **facts: object) -> Profile:
    """A profile that says nothing but these facts."""
    given: dict[str, object] = {
        "id": id, "language": "en", "at": NOON, "dated": True, "happened": None, "words": {}, "title": {},
        "concepts": {}, "kinds": {}, "kind_set": frozenset(), "order": (), "planned": False, "watched": True,
        "opens": "",
    }  # fmt: skip
    sets = ("persons", "lead_persons", "places", "things", "numbers", "origins", "outside", "around")
    return Profile(**{**given, **dict.fromkeys(sets, frozenset()), **facts})  # type: ignore[arg-type]


def comparison(crowd: int = 1, rarity: Rarity | None = None) -> Comparison:
    """A comparison on a day with so many reports."""
    return Comparison(rarity or Rarity(), lambda at: crowd)


class Told(Comparison):
    """A comparison whose scores are given by the second report, whoever the first is."""

    def __init__(self, scores: Mapping[str, float], other: float = similarity.FLOOR) -> None:
        super().__init__(Rarity(), lambda at: 1)
        self.scores, self.other = scores, other
        self.asked: list[tuple[str, str]] = []

    def score(self, a: Profile, b: Profile) -> float:
        self.asked.append((a.id, b.id))
        return self.scores.get(b.id, self.other)

    thread = score


def compared_by(told: Comparison, index: Index) -> Index:
    """The index, with these scores."""
    index.comparison = lambda: told  # type: ignore[method-assign]
    return index


def happening(id: str = "D", first_seen: datetime = NOON, *, chronicle: bool = False) -> Development:
    return Development(id=id, title=id, first_seen=first_seen, last_seen=first_seen, chronicle=chronicle)


def weighted(**weights: float) -> Index:
    """An index of a watch whose names have these weights."""
    index = empty_index()
    index.weights = dict(weights)
    return index


def repeated(document: Document, development: Development, index: Index, at: datetime = NOON) -> None:
    judgement = Judgement(document_id=document.id, role=Role.REPEAT, development_id=development.id)
    index.remember(document, judgement, development, at)


def candidate(document: Document, index: Index) -> Candidate:
    """A report to be grouped, seen at noon."""
    return Candidate(document, index.see(document, NOON, copy=False), NOON)


# How likely two reports are of one happening.

RUSSIAN = {"language": "ru"}
A, B = frozenset("a"), frozenset("b")
DAYS = {"happened": date(2025, 6, 17)}
# What each kind of evidence is, in two reports, and whether it speaks for one happening (1) or against (-1).
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
    ("number", {"numbers": A}, {"numbers": A}, 1),
    ("other_number", {"numbers": A}, {"numbers": B}, -1),
    ("same_day", DAYS, DAYS, 1),
    ("next_day", DAYS, {"happened": date(2025, 6, 18)}, -1),
    ("other_day", DAYS, {"happened": date(2025, 6, 19)}, -1),
    ("opposite", {"order": ("arrive",)}, {"order": ("depart",)}, -1),
    ("planned", {"planned": True}, {}, -1),
    ("denied", {"order": ("deny",)}, {}, -1),
    ("origin", {"origins": A}, {"origins": A}, 1),
    ("other_opening", {"opens": "a"}, {"opens": "b"}, -1),
]
CLOCK = {"near_quiet": 1, "near_usual": 1, "days": -1}


def test_each_kind_of_evidence_is_held_here() -> None:
    held = {name for name, *_ in SIGNS} | set(CLOCK)

    assert held == set(Evidence._fields) - {"long_ago"}
    assert similarity.WATCHED.weights.long_ago == 0


@pytest.mark.parametrize(("name", "one", "other", "direction"), SIGNS, ids=[name for name, *_ in SIGNS])
def test_what_two_reports_share_makes_them_likelier_and_what_contradicts_less_likely(
    name: str, one: dict[str, object], other: dict[str, object], direction: int
) -> None:
    judged = comparison()
    language = {key: value for key, value in other.items() if key == "language" and name != "foreign"}
    before = judged.evidence(report("x"), report("y", **language))

    after = judged.evidence(report("a", **one), report("b", **other))

    assert getattr(after, name) - getattr(before, name) == pytest.approx(1)
    assert math.copysign(1, getattr(similarity.WATCHED.weights, name)) == direction
    assert after == judged.evidence(report("b", **other), report("a", **one))


@pytest.mark.parametrize(("name", "direction"), CLOCK.items())
def test_reports_of_one_hour_are_likelier_of_one_happening_than_those_of_two_days(name: str, direction: int) -> None:
    assert math.copysign(1, getattr(similarity.WATCHED.weights, name)) == direction


def test_no_evidence_for_a_happening_speaks_against_a_thread_but_time() -> None:
    weights = similarity.THREAD.weights._asdict()
    apart = {name for name, weight in weights.items() if weight < 0}

    assert apart == {"days", "long_ago"}
    assert all(direction > 0 for name, *_, direction in SIGNS if weights[name])


def test_one_pair_gives_four_against_and_three_for_at_most() -> None:
    strangers = comparison(crowd=10_000)
    alike = {"words": {"x": 1.0}, "concepts": {"x": 1.0}, "kind_set": A, "lead_persons": A, "origins": A, **DAYS}

    assert -4.9 < strangers.score(report("a", persons=A), report("b", persons=B)) <= -3.0
    assert 2.5 < comparison().score(report("a", **alike), report("b", **alike)) < 3.5
    assert comparison().thread(report("a", **alike), report("b", **alike)) == similarity.CEILING
    assert strangers.thread(report("a"), report("b", at=NOON + 999 * DAY)) == similarity.FLOOR


# Nearness in time.


def near(days: float, crowd: int = 1) -> Evidence:
    """What two reports so far apart have in common on a day with so many."""
    start = NOON + timedelta(minutes=1)
    return comparison(crowd).evidence(report("a", at=start), report("b", at=start + days * DAY))


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
    found = comparison().evidence(report("a", dated=False), report("b", at=NOON + 99 * DAY))

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


# What belongs together.


@pytest.mark.parametrize(("score", "together"), [(-2.0, True), (-2.4, False)])
def test_a_report_joins_from_mean_log_odds_of_minus_two_and_a_fifth_on(score: float, together: bool) -> None:
    index = compared_by(Told({"a": score, "b": score}), empty_index())
    both = [candidate(made(id, concepts=(("name", 1.0),)), index) for id in "ab"]

    assert (len(group(both, index, Thresholds())) == 1) is together


@pytest.mark.parametrize(("score", "follows"), [(0.22, True), (0.18, False)])
def test_a_new_development_is_of_a_thread_from_mean_log_odds_of_a_fifth_on(score: float, follows: bool) -> None:
    index = compared_by(Told({"a": score}), empty_index())
    repeated(made("a", concepts=(("name", 1.0),)), happening(), index)
    own = Group([candidate(made("b", concepts=(("name", 1.0),)), index)], index.comparison())

    assert (followed(own, index, Thresholds()) is not None) is follows


@pytest.mark.parametrize(("difference", "chosen"), [(0.17, "much reported"), (0.23, "likeliest")])
def test_log_odds_a_fifth_apart_are_equal_for_an_undated_report(difference: float, chosen: str) -> None:
    index = compared_by(Told({"a": 1.0, "b": 1.0 - difference}), empty_index())
    for id, name, support in (("a", "likeliest", 1), ("b", "much reported", 9)):
        repeated(made(id, concepts=(("name", 1.0),)), replace(happening(name), storyline_id="thread"), index)
        index.known[name].support = support

    [found] = group([candidate(made("p", None, concepts=(("name", 1.0),)), index)], index, Thresholds())

    assert found.development_id == chosen


def asked(index: Index, told: Told) -> set[str]:
    """The reports that a new one is weighed against."""
    group([candidate(made("p", concepts=(("name", 1.0),)), compared_by(told, index))], index, Thresholds())
    return {other for _, other in told.asked}


def test_a_report_is_weighed_against_sixteen_developments() -> None:
    index = empty_index()
    for n in range(40):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(f"D{n}"), index)

    assert len(asked(index, Told({}))) == 16


def test_of_a_development_the_first_six_and_the_latest_twelve_reports_are_weighed() -> None:
    index = empty_index()
    for n in range(40):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(), index)

    assert asked(index, Told({})) == {f"d{n}" for n in (*range(6), *range(28, 40))}


def test_a_report_is_weighed_against_sixty_others_of_its_window() -> None:
    index = empty_index()
    told = Told({})
    reports = [candidate(made(f"d{n:03}", concepts=(("name", 1.0),)), index) for n in range(100)]

    group(reports, compared_by(told, index), Thresholds())

    assert max(sum(a == one.document.id for a, _ in told.asked) for one in reports) == 60


def test_a_new_development_is_weighed_against_forty_for_its_storyline() -> None:
    index = empty_index()
    told = Told({})
    for n in range(100):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(f"D{n}"), index)

    followed(Group([candidate(made("p", concepts=(("name", 1.0),)), index)], told), index, Thresholds())

    assert len(told.asked) == 40


# What is remembered.


def test_reports_within_half_a_day_come_at_once() -> None:
    index = empty_index()
    for n, hours in enumerate((-13, -11, 11, 13)):
        index.see(made(f"d{n}", NOON + timedelta(hours=hours)), NOON, copy=False)

    found = index.comparison().evidence(*(index.profile(made(id), NOON) for id in "ab"))

    assert found.near_quiet == 1.0
    assert index._crowd(NOON) == 2


@pytest.mark.parametrize(("days", "held"), [(29, True), (31, False)])
def test_a_report_is_remembered_for_thirty_days(days: int, held: bool) -> None:
    index = empty_index()
    repeated(made("a"), happening(), index)
    index.forget(NOON + days * DAY)

    assert index.holds("a") is held


def test_a_name_leads_to_the_latest_four_hundred_reports_with_it() -> None:
    index = weighted(name=1.0)
    for n in range(700):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(), index)

    assert len(index.near(index.profile(made("p", concepts=(("name", 1.0),)), NOON), limit=1000)) == 400


def test_a_passage_leads_to_the_first_six_texts_with_it() -> None:
    index = empty_index()
    for n in range(20):
        repeated(made(f"d{n}", shingles=(1, 2, 3)), happening(), index)

    assert len(index.sharing(made("p", shingles=(1, 2, 3)))) == 6


# Copies.


def pair(of: int, shared: int, *, figures: bool = False) -> tuple[Document, Document]:
    """Two texts of so many shingles that share some; with `figures`, each has one that the other has not."""
    texts = ("It sent 100 of them.", "It sent 300 of them.") if figures else ("It sent them.", "It sent them.")
    first, second = (
        replace(made(id, shingles=numbers, lead=("shoigu",)), mentions=(), draft=replace(PLAIN.draft, text=text))
        for id, numbers, text in (
            ("a", tuple(range(of)), texts[0]),
            ("b", tuple(range(of - shared, 2 * of - shared)), texts[1]),
        )
    )
    return first, second


def is_copy(of: int, shared: int, *, figures: bool = False) -> bool:
    first, second = pair(of, shared, figures=figures)
    return original(second, [first]) is not None


def test_a_text_is_a_copy_when_six_tenths_of_it_stand_in_another() -> None:
    assert is_copy(100, 62)
    assert not is_copy(100, 58)


def test_a_text_of_fewer_than_twenty_passages_is_a_copy_from_seventeen_twentieths_on() -> None:
    assert is_copy(20, 14)
    assert not is_copy(19, 14)
    assert is_copy(19, 17)
    assert not is_copy(19, 16)


def test_of_fewer_than_six_passages_only_the_very_same_are_alike() -> None:
    assert containment(*pair(6, 5)) > 0
    assert containment(*pair(5, 4)) == 0
    assert containment(*pair(5, 5)) == 1


def test_what_stands_word_for_word_in_another_is_its_copy_whatever_figures_differ() -> None:
    assert is_copy(100, 99, figures=True)
    assert not is_copy(100, 96, figures=True)


# What a report adds.


def added(
    concepts: Mapping[str, float], weights: Mapping[str, float], after: timedelta = DAY
) -> list[tuple[str, bool]]:
    found = changes(made("b", concepts=tuple(concepts.items())), Known(happening()), weighted(**weights), NOON + after)
    return [(change.text, change.told) for change in found]


@pytest.mark.parametrize(("days", "counts"), [(2.9, True), (3.1, False)])
def test_who_is_named_first_after_three_days_is_no_part_of_the_happening(days: float, counts: bool) -> None:
    assert bool(added({"x": 1.0}, {"x": 2.0}, days * DAY)) is counts


@pytest.mark.parametrize(
    ("weight", "told"),
    [(0.95, []), (1.05, [("names x", False)]), (1.15, [("names x", False)]), (1.25, [("names x", True)])],
)
def test_a_name_tells_something_from_a_weight_of_one_on_and_is_told_from_twelve_tenths_on(
    weight: float, told: list[tuple[str, bool]]
) -> None:
    assert added({"x": 1.0}, {"x": weight}) == told


@pytest.mark.parametrize(
    ("place", "told"),
    [(0.55, []), (0.6, [("names x", False)]), (0.9, [("names x", False)]), (1.0, [("names x", True)])],
)
def test_a_name_counts_in_the_lead_and_is_told_from_the_headline(place: float, told: list[tuple[str, bool]]) -> None:
    assert added({"x": place}, {"x": 2.0}) == told


def test_three_of_the_new_names_are_shown() -> None:
    assert added(dict.fromkeys("vwxyz", 1.0), dict.fromkeys("vwxyz", 2.0)) == [("names v, w, x", True)]


# What a report is about.

FILLER = "Snow fell on the hills again. "


def at_place(place: int, words: str) -> str:
    """A text in which these words begin so many characters after the title."""
    filler = (FILLER * (place // len(FILLER) + 1))[:place]
    return filler[: filler.rfind(". ") + 2].ljust(place, "x")[: place - 1] + " " + words


def seen(title: str, text: str) -> Document:
    return document(title, text)


@pytest.mark.parametrize(("place", "read"), [(11_700, True), (12_300, False)])
def test_judgement_reads_twelve_thousand_characters(place: int, read: bool) -> None:
    found = seen("North Korea holds a parade", at_place(place, "Russia sent a guest."))

    assert (found.relevance > 0) is read


@pytest.mark.parametrize(("place", "lead"), [(450, True), (560, False)])
def test_what_happens_is_looked_for_in_five_hundred_characters(place: int, lead: bool) -> None:
    found = seen("Russia and North Korea", at_place(place, "A treaty was signed."))

    assert ("sign" in found.features.acts) is lead


@pytest.mark.parametrize(("place", "near"), [(260, True), (340, False)])
def test_who_stands_around_a_report_is_named_within_three_hundred_characters(place: int, near: bool) -> None:
    found = seen("Russia and North Korea", at_place(place, "Washington was silent."))

    assert ("usa" in found.features.around) is near


def test_a_hundred_and_twenty_words_are_compared() -> None:
    words = [f"{a}{b}q" for a in "bcdfghjklmnp" for b in "rstvwxzbcdfghjkm"]
    found = seen("Russia and North Korea", " ".join(words))

    assert len(words) > 160
    assert len(found.features.terms) == 120


def test_a_name_in_the_lead_weighs_six_tenths_of_one_in_the_headline_and_a_later_one_a_quarter() -> None:
    found = seen(
        "Shoigu in Pyongyang for Russia", "Lavrov stayed at home. " + FILLER * 20 + "Peskov was silent on North Korea."
    )
    weight = dict(found.features.concepts)

    assert (weight["shoigu"], weight["lavrov"], weight["peskov"]) == (1.0, 0.6, 0.25)


@pytest.mark.parametrize(("place", "lead"), [(350, True), (450, False)])
def test_the_lead_in_which_a_report_says_what_it_is_about_has_four_hundred_characters(place: int, lead: bool) -> None:
    found = seen("North Korea holds a parade", at_place(place, "Russia sent a guest.") + FILLER * 30)

    assert found.reasons[0].code.startswith("title_and") is lead


def test_a_report_is_about_the_subject_from_one_half_on() -> None:
    late = seen("North Korea opens a resort", FILLER * 4 + "Russia sent a guest.")
    listed = seen(
        "Envoy takes office", "The envoy named China, Russia, Iran and North Korea as the countries he watches."
    )

    assert (late.relevance, late.relevant) == (0.6, True)
    assert (listed.relevance, listed.relevant) == (0.4, False)


# What a digest tells.

VOCABULARY = shipped_watch().vocabulary
EVENING = NOON + timedelta(hours=6)


def told(text: str, *, limit: int = 2, at: int | None = None) -> list[str]:
    """The sentences that tell this text; `at` is where something stands that has to be told."""
    one = replace(PLAIN, mentions=(), claims=(), draft=replace(PLAIN.draft, title="T", text=text))
    must = () if at is None else ((one.id, at + 3, at + 4),)
    return [sentence.text for sentence in sentences([one], VOCABULARY, language="en", limit=limit, must=must)]


def words(count: int, start: int = 0) -> list[str]:
    """Words of no language, each another."""
    letters = "bcdfghjklmnprstvwz"
    return [f"{letters[n % 18]}o{letters[n // 18 % 18]}uk" for n in range(start, start + count)]


def sentence_of(*names: str, end: str = ".") -> str:
    return " ".join(names).capitalize() + end


def test_a_digest_that_could_not_be_sent_for_twelve_hours_is_old() -> None:
    window = Window(since=None, until=EVENING, since_seq=0, until_seq=1)

    digest = compose(Reader(id="desk", name="Desk"), "digest", window, Situation(judged=(), developments={}))

    assert digest.not_after == EVENING + timedelta(hours=12)


def test_three_hundred_entries_of_what_was_left_out_are_listed() -> None:
    reason = Reason(step="relevance", code="one_side_only", text="about something else")
    passed = [
        (replace(PLAIN, id=f"d{n}", relevant=False), Judgement(document_id=f"d{n}", role=Role.NONE, reasons=(reason,)))
        for n in range(500)
    ]
    window = Window(since=None, until=EVENING, since_seq=0, until_seq=999)

    digest = compose(Reader(id="desk", name="Desk"), "digest", window, Situation(judged=passed, developments={}))

    assert len(digest.left_out) == 300


def test_two_sentences_tell_a_development() -> None:
    one = replace(PLAIN, draft=replace(PLAIN.draft, text=" ".join(sentence_of(*words(8, 8 * n)) for n in range(5))))

    assert len(sentences([one], VOCABULARY, language="en")) == 2


@pytest.mark.parametrize(("count", "length", "tells"), [(68, 408, True), (72, 432, False)])
def test_a_sentence_of_more_than_420_characters_is_none(count: int, length: int, tells: bool) -> None:
    long = sentence_of(*words(count))

    assert len(long) == length
    assert (long in told(f"{long} {sentence_of(*words(6, 200))}")) is tells


@pytest.mark.parametrize(("shared", "again"), [(11, False), (13, True)])
def test_a_second_sentence_that_shares_six_tenths_of_its_words_says_the_same_again(shared: int, again: bool) -> None:
    first = sentence_of(*words(20))
    second = sentence_of(*words(shared), *words(20 - shared, 100))

    assert (len(told(f"{first} {second}")) == 1) is again


@pytest.mark.parametrize(("place", "found"), [(5_700, True), (6_300, False)])
def test_sentences_are_looked_for_in_six_thousand_characters(place: int, found: bool) -> None:
    wanted = sentence_of(*words(8, 300))
    text = at_place(place, "") + wanted

    assert (wanted in told(text, limit=1, at=text.index(wanted))) is found


@pytest.mark.parametrize(("length", "loaded_first"), [(16, True), (11, False)])
def test_a_sentence_that_asks_or_judges_keeps_less_than_half_of_its_score(length: int, loaded_first: bool) -> None:
    loaded = sentence_of(*words(length), end="?")
    plain = sentence_of(*words(6, 100))

    assert (told(f"{loaded} {plain}", limit=1) == [loaded]) is loaded_first


@pytest.mark.parametrize(("place", "view"), [(350, True), (440, False)])
def test_an_author_speaks_as_one_in_the_first_four_hundred_characters(place: int, view: bool) -> None:
    found = seen("Russia and North Korea sign a treaty", at_place(place, "The views expressed are his own. " + FILLER))

    assert found.opinion is view
