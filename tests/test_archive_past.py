"""What a reader was told before, as the archive gives it to a new digest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.values import HOUR, NOON, development, digest, document, judgement
from tumen.model import OpenKind, OpenPoint, Role
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Two developments of one storyline and one of another, each told in a digest of its own, an hour apart."""
    archive.add([document(id_) for id_ in ("d1", "d2", "d3", "d4")], now=NOON)
    roles = {"d1": Role.FIRST, "d2": Role.REPEAT, "d3": Role.FIRST, "d4": Role.FIRST}
    homes = {"d1": "A", "d2": "A", "d3": "B", "d4": "C"}
    archive.developments.record(
        [judgement(id_, homes[id_], role=role) for id_, role in roles.items()],
        [
            development("A", "d1", "d2", storyline_id="S"),
            development("B", "d3", storyline_id="S"),
            development("C", "d4", storyline_id="T"),
        ],
    )
    for number, id_ in enumerate(("A", "B", "C")):
        told = digest(f"G{id_}", number, number + 1, told=(id_,))
        archive.digests.seal(replace(told, until=NOON + number * HOUR), [])
    return archive


def test_what_was_told_since_a_moment_comes_last_first_with_its_headline_and_the_reports_that_added(
    filled: Archive,
) -> None:
    past = filled.past.told("desk", NOON, (), limit=9)

    assert [(told.development_id, told.storyline_id, told.headline) for told in past] == [
        ("C", "T", "Headline of C"),
        ("B", "S", "Headline of B"),
        ("A", "S", "Headline of A"),
    ]
    assert [told.at for told in past] == [NOON + 2 * HOUR, NOON + HOUR, NOON]
    assert [one.id for one in past[2].documents] == ["d1"]


def test_of_older_ones_only_those_of_the_storylines_that_go_on_are_given(filled: Archive) -> None:
    past = filled.past.told("desk", NOON + 5 * HOUR, ("S",), limit=9)

    assert [told.development_id for told in past] == ["B", "A"]


def test_no_more_are_given_than_asked_for_and_none_to_a_reader_who_was_told_nothing(filled: Archive) -> None:
    assert [told.development_id for told in filled.past.told("desk", NOON, (), limit=1)] == ["C"]
    assert filled.past.told("another", NOON, ("S",), limit=9) == []


def test_a_development_told_twice_has_the_headline_of_the_last_time(filled: Archive) -> None:
    again = replace(digest("GX", 3, 4, told=("A",)), until=NOON + 9 * HOUR)
    items = (replace(again.items[0], headline="Changed"),)
    filled.digests.seal(replace(again, items=items), [])

    (first, *_) = filled.past.told("desk", NOON, (), limit=9)

    assert (first.development_id, first.headline, first.at) == ("A", "Changed", NOON + 9 * HOUR)


def test_what_was_said_to_be_open_since_a_moment_is_given_to_that_reader(filled: Archive) -> None:
    point = OpenPoint(kind=OpenKind.ANNOUNCED, development_id="A", headline="A", day=NOON.date())
    filled.digests.seal(digest("GO", 3, 3, until=NOON + 9 * HOUR, still_open=(point,)), [])

    assert filled.past.open_points("desk", NOON + 9 * HOUR) == [point]
    assert filled.past.open_points("desk", NOON + 10 * HOUR) == []
    assert filled.past.open_points("another", NOON) == []
