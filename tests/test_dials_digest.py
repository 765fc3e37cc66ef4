"""What a digest tells: just above each dial one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.dials import (
    PLAIN,
    at_place,
    happening,
)
from tests.support.documents import NOON, document, shipped_watch
from tumen.analysis.digest.compose import compose
from tumen.analysis.digest.due import due
from tumen.analysis.digest.selection.summary import sentences
from tumen.analysis.digest.situation import Situation, Window
from tumen.model import Judgement, Reader, Reason, ReasonCode, ReasonStep, Role

WATCH = shipped_watch()
EVENING = NOON + timedelta(hours=6)


def told(text: str, *, limit: int = 2, at: int | None = None) -> list[str]:
    """The sentences that tell this text; `at` is where something stands that has to be told."""
    one = replace(PLAIN, mentions=(), claims=(), draft=replace(PLAIN.draft, title="T", text=text))
    must = () if at is None else ((one.id, at + 3, at + 4),)
    return [sentence.text for sentence in sentences([one], WATCH, language="en", limit=limit, must=must)]


def words(count: int, start: int = 0) -> list[str]:
    """Words of no language, each another."""
    letters = "bcdfghjklmnprstvwz"
    return [f"{letters[n % 18]}o{letters[n // 18 % 18]}uk" for n in range(start, start + count)]


def sentence_of(*names: str, end: str = ".") -> str:
    return " ".join(names).capitalize() + end


def test_a_digest_that_could_not_be_sent_for_twelve_hours_is_old() -> None:
    window = Window(since=None, until=EVENING, since_seq=0, until_seq=1)

    digest = compose(
        Reader(id="desk", name="Desk"), "digest", window, Situation(judged=(), developments={}, watch=shipped_watch())
    )

    assert digest.not_after == EVENING + timedelta(hours=12)


def test_three_hundred_entries_of_what_was_left_out_are_listed() -> None:
    reason = Reason(step=ReasonStep.RELEVANCE, code=ReasonCode.ONE_SIDE_ONLY, text="about something else")
    passed = [
        (replace(PLAIN, id=f"d{n}", relevant=False), Judgement(document_id=f"d{n}", role=Role.NONE, reasons=(reason,)))
        for n in range(500)
    ]
    window = Window(since=None, until=EVENING, since_seq=0, until_seq=999)

    digest = compose(
        Reader(id="desk", name="Desk"),
        "digest",
        window,
        Situation(judged=passed, developments={}, watch=shipped_watch()),
    )

    *listed, rest = digest.left_out
    assert len(listed) == 300
    assert rest.times == 200


def lines_of(*texts: str) -> int:
    one = replace(PLAIN, mentions=(), claims=(), draft=replace(PLAIN.draft, title="T", text=" ".join(texts)))
    return len(sentences([one], WATCH, language="en"))


def test_two_sentences_tell_a_development_and_two_more_what_nothing_before_them_says() -> None:
    assert lines_of(*(sentence_of(*words(8, 8 * n)) for n in range(6))) == 4


@pytest.mark.parametrize(("new", "told"), [(4, 2), (5, 3)])
def test_five_new_words_say_something_more(new: int, told: int) -> None:
    first, second = words(10), words(10, 10)
    third = sentence_of(*words(new, 100), *first[: (9 - new) // 2], *second[: 9 - new - (9 - new) // 2])

    assert lines_of(sentence_of(*first), sentence_of(*second), third) == told


@pytest.mark.parametrize(("length", "told"), [(9, 3), (12, 2)])
def test_what_has_fewer_new_words_than_known_ones_is_the_same_in_other_words(length: int, told: int) -> None:
    known = length - 5
    first, second = words(20), words(20, 20)
    third = sentence_of(*words(5, 100), *first[: known // 2], *second[: known - known // 2])

    assert lines_of(sentence_of(*first), sentence_of(*second), third) == told


TITLE = "Lavrov arrives in Wonsan"
FOREIGN = (
    "Лаврова встретила Чхве Сон Хи, в порту было 300 курсантов.",
    "Мурашко показал Лаврову палаты на 40 коек.",
    "Козлов рассказал Лаврову о 70 животных.",
)


def of_both(*foreign: str) -> int:
    """How many sentences of a Russian report are told beneath an English one."""
    own = document(TITLE, "Lavrov came by ship in the rain and stays for the whole weekend.")
    other = replace(document("Лавров прибыл в Вонсан", " ".join(foreign)), id="ru")
    told = sentences([own, other], WATCH, language="en", headline=TITLE)
    return sum(sentence.citations[0].document_id == "ru" for sentence in told)


def test_two_sentences_of_another_language_stand_beneath_those_of_the_readers_own() -> None:
    assert of_both(*FOREIGN) == 2


@pytest.mark.parametrize(("text", "told"), [(FOREIGN[1], 1), ("Мурашко долго ждал Лаврова на пирсе под дождём.", 0)])
def test_another_language_is_quoted_for_two_facts(text: str, told: int) -> None:
    assert of_both(text) == told


@pytest.mark.parametrize(("count", "told"), [(2, 0), (3, 1)])
def test_up_to_two_is_no_figure(count: int, told: int) -> None:
    assert of_both(f"Мурашко ждал Лаврова, с ним {count} врача.") == told


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


@pytest.mark.parametrize(("developments", "most"), [(99, 4), (100, 2)])
def test_of_a_hundred_developments_each_is_told_in_two_sentences(developments: int, most: int) -> None:
    text = " ".join(sentence_of(*words(8, 8 * n), "ferry") for n in range(6))
    plain = replace(PLAIN, mentions=(), claims=(), draft=replace(PLAIN.draft, title="Ferry", text=text))
    judged = [
        (replace(plain, id=f"d{n}"), Judgement(document_id=f"d{n}", role=Role.FIRST, development_id=f"D{n}"))
        for n in range(developments)
    ]
    situation = Situation(
        judged=judged, developments={f"D{n}": happening(f"D{n}") for n in range(developments)}, watch=WATCH
    )
    window = Window(since=NOON, until=EVENING, since_seq=0, until_seq=developments)

    items = compose(Reader(id="desk", name="Desk"), "digest", window, situation).items

    assert {len(item.sentences) for item in items} == {most}


def test_six_changes_of_a_development_are_told() -> None:
    told = tuple(f"place: Rason {n}" for n in range(9))
    update = Judgement(document_id=PLAIN.id, role=Role.UPDATE, development_id="D", changes=told)
    situation = Situation(
        judged=((PLAIN, update),), developments={"D": happening()}, told={"D": NOON}, watch=shipped_watch()
    )
    window = Window(since=NOON, until=EVENING, since_seq=0, until_seq=1)

    [item] = compose(Reader(id="desk", name="Desk"), "digest", window, situation).items

    assert item.changes == told[:6]


@pytest.mark.parametrize(("minutes", "moment"), [(59, None), (61, EVENING)])
def test_a_last_digest_more_than_an_hour_ahead_was_sealed_by_a_wrong_clock(
    minutes: int, moment: datetime | None
) -> None:
    assert due(Reader(id="desk", name="Desk"), EVENING, EVENING + timedelta(minutes=minutes)) == moment
