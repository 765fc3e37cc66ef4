"""Every dial of judgement is held from both sides: just above it one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test here fails.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.documents import NOON, document, shipped_watch
from tests.support.documents import index as empty_index
from tumen.analysis.clustering import developments, similarity
from tumen.analysis.clustering.developments import Match, Thresholds, develop, match
from tumen.analysis.clustering.index import Index, Known
from tumen.analysis.clustering.near_duplicates import containment, original
from tumen.analysis.clustering.novelty import changes
from tumen.analysis.clustering.similarity import Likeness, Profile, Rarity, days_apart, likeness
from tumen.analysis.digest.compose import Situation, Window, compose
from tumen.analysis.digest.summary import sentences
from tumen.model import Development, Document, Features, Judgement, Reader, Reason, Role

DAY = timedelta(days=1)
PLAIN = document("Shoigu arrives in Pyongyang", "The secretary was met at the airport of the capital on Tuesday.")


def made(id: str, **facts: object) -> Document:
    """A document with exactly these features."""
    return replace(PLAIN, id=id, claims=(), origins=(), event_date=None, features=Features(**facts))  # type: ignore[arg-type]


def report(id: str = "a", *, at: datetime = NOON, cosine: float = 1.0, side: int = 0, **facts: object) -> Profile:
    """A profile; two of different sides have their concepts alike to the square of this cosine."""
    rest = math.sqrt(1 / cosine - 1)
    given: dict[str, object] = {
        "id": id, "language": "en", "at": at, "dated": True, "happened": None, "words": {}, "title": {},
        "concepts": {"name": 1.0, f"own{side}": rest}, "acts": {f"act{side}": 1.0}, "order": (f"act{side}",),
        "numbers": frozenset(), "origins": frozenset(), "watched": True, "opens": "", "outside": frozenset(),
        "around": frozenset(),
    }  # fmt: skip
    return Profile(**{**given, **facts})  # type: ignore[arg-type]


def odds(a: Profile, b: Profile) -> float:
    """The log-odds that two reports are of one happening."""
    score = likeness(a, b, Rarity()).score
    return math.log(score / (1 - score))


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


# Nearness in time.


def nearness(days: float, content: float) -> float:
    """What nearness in time adds to the log-odds of two reports whose names say this much."""
    alike = content / similarity.SAME_LANGUAGE.concepts

    def at(distance: float) -> float:
        other = report("b", at=NOON + distance * DAY + timedelta(minutes=1), cosine=alike, side=1)
        return (
            odds(report("a", at=NOON + timedelta(minutes=1), cosine=alike), other)
            - similarity.SAME_LANGUAGE.day_apart * distance
        )

    return at(days) - at(20)


def test_nearness_in_time_is_worth_a_twelfth_after_a_day() -> None:
    assert nearness(1, 1.0) / nearness(0, 1.0) == pytest.approx(1 / 12, rel=0.1)


def test_nearness_in_time_counts_in_full_from_a_content_of_six_tenths_on() -> None:
    full = nearness(0, 1.0)

    assert nearness(0, 0.62) == pytest.approx(full, rel=0.02)
    assert nearness(0, 0.5) < 0.9 * full


def test_a_report_that_names_no_act_has_four_fifths_of_its_names_likeness_for_it() -> None:
    silent = odds(report("a", acts={}, order=()), report("b", acts={}, order=()))
    other = odds(report("a"), report("b", side=1))

    assert (silent - other) / similarity.SAME_LANGUAGE.acts == pytest.approx(0.8, rel=0.1)


def test_a_report_without_an_hour_is_three_hours_from_another_of_its_day() -> None:
    midnight = NOON.replace(hour=0)
    hours = 24 * days_apart(report(at=midnight), report(at=NOON))

    assert 2.5 < hours < 3.5


def test_a_report_without_a_date_is_eighteen_hours_from_any_other() -> None:
    apart = days_apart(report(dated=False), report(at=NOON + 99 * DAY))

    assert apart == days_apart(report(at=NOON), report(at=NOON + timedelta(hours=18)))


def test_beyond_three_weeks_a_further_week_makes_nothing_less_likely() -> None:
    start = NOON + timedelta(minutes=1)

    def after(days: float) -> float:
        return odds(report("a", at=start), report("b", at=start + days * DAY))

    assert after(20) > after(21.5)
    assert after(21.5) == pytest.approx(after(22.5))


# What belongs to a development.


def scored(*scores: float) -> float:
    return developments._belongs(list(scores), Thresholds())


def test_the_best_three_reports_of_a_development_count_for_half() -> None:
    assert scored(0.9, 0.6, 0.3, 0.0) == pytest.approx((0.6 + 0.45) / 2)


def growing_apart() -> list[tuple[float, str | None, str | None]]:
    """Two reports of a visit, further and further apart: the likeness, and development and storyline they share."""
    first = document("Shoigu arrives in Pyongyang for talks", "He was met at the airport of the North Korean capital.")
    found = []
    for hours in range(0, 24 * 9, 2):
        later = document(
            "Shoigu in Pyongyang for talks with Kim", "Russia's envoy is in the city.", hours=hours, source="b"
        )
        index = empty_index()
        _, opened = develop(first, index, NOON)
        [best] = match(index.profile(later, NOON + timedelta(hours=hours)), index)
        judgement, _ = develop(later, index, NOON + timedelta(hours=hours))
        assert opened is not None
        same = judgement.development_id == opened.id
        found.append(
            (best.score, "joined" if same else None, "thread" if judgement.storyline_id == opened.id else None)
        )
    return found


def test_a_report_joins_from_a_likeness_of_a_third_on_and_is_of_the_storyline_from_a_thirtieth_on() -> None:
    found = growing_apart()

    assert [joined for score, joined, _ in found] == ["joined" if score >= 0.33 else None for score, _, _ in found]
    assert [thread for score, _, thread in found] == ["thread" if score >= 0.03 else None for score, _, _ in found]
    for low, high in ((0.24, 0.33), (0.33, 0.42), (0.022, 0.03), (0.03, 0.038)):
        assert any(low <= score < high for score, _, _ in found), (low, high)


@pytest.mark.parametrize(
    ("weight", "names", "follows"), [(0.65, 1, True), (0.55, 1, False), (0.32, 2, True), (0.28, 3, False)]
)
def test_a_thread_needs_shared_names_of_six_tenths_and_none_that_every_report_has(
    weight: float, names: int, follows: bool
) -> None:
    concepts = tuple((f"n{k}", 1.0) for k in range(names))
    index = weighted(**{name: weight for name, _ in concepts})
    repeated(made("a", concepts=concepts, acts=("sign",)), happening(), index)
    best = Match("D", 0.1, Likeness(0.1, ()), "a")

    assert developments._follows(made("b", concepts=concepts, acts=("visit",)), best, index) is follows


def test_a_comment_by_a_third_party_that_no_headline_names_counts_seven_tenths() -> None:
    index = weighted(name=1.0)
    words = {"terms": (("bridge", 3), ("river", 2)), "concepts": (("name", 1.0),)}
    repeated(made("a", **words, acts=("deny",)), happening(), index)

    [plain] = match(index.profile(made("b", **words, acts=("deny",)), NOON), index)
    [comment] = match(index.profile(made("b", **words, acts=("deny",), outside=("usa",)), NOON), index)

    assert comment.score / plain.score == pytest.approx(0.7, rel=0.05)


@pytest.mark.parametrize(("difference", "chosen"), [(0.04, "much reported"), (0.06, "likeliest")])
def test_likelihoods_a_twentieth_apart_are_equal_for_an_undated_report(difference: float, chosen: str) -> None:
    index = empty_index()
    for name, support in (("likeliest", 1), ("much reported", 9)):
        index.known[name] = Known(replace(happening(name), storyline_id="thread"), support=support)
    matches = [
        Match(name, score, Likeness(score, ()), "x")
        for name, score in (("likeliest", 0.5), ("much reported", 0.5 - difference))
    ]

    best = developments._best(report(dated=False), matches, index)

    assert best is not None
    assert best.development_id == chosen


def test_a_report_is_weighed_against_sixteen_developments() -> None:
    index = weighted(name=1.0)
    for n in range(40):
        repeated(made(f"d{n}", concepts=(("name", 1.0),)), happening(f"D{n}"), index)

    assert len(match(index.profile(made("p", concepts=(("name", 1.0),)), NOON), index)) == 16


@pytest.mark.parametrize(("place", "weighed"), [(60, True), (61, False)])
def test_a_report_is_weighed_against_the_latest_sixty_reports_of_a_development(place: int, weighed: bool) -> None:
    index = weighted(name=1.0, other=1.0)
    for n in range(100, 0, -1):
        own = (("name", 1.0),) if n == place else (("other", 1.0), ("name", 0.01))
        repeated(made(f"d{n}", concepts=own, acts=("sign",)), happening(), index)

    [found] = match(index.profile(made("p", concepts=(("name", 1.0),), acts=("sign",)), NOON), index)

    assert (found.member == f"d{place}") is weighed


# What is remembered.


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
