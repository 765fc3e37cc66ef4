"""Copies are found among any number of documents, wherever in the index their shingles have got to."""

from __future__ import annotations

import random

import pytest

from tests.support.outsider import run
from tests.support.values import NOON, document
from tumen.storage import Archive
from tumen.storage.shingles import CARRIERS, FRESH_DOCUMENTS, LEVELS

pytest_plugins = ["tests.support.postgres"]

CHANCE = random.Random(7)
# The first two moves settle a positive and a negative range; the hashes of each document lie in many.
DOCUMENTS = {f"d{n}": tuple(CHANCE.getrandbits(64) for _ in range(6)) for n in range(FRESH_DOCUMENTS + 9)}


@pytest.fixture
def large(archive: Archive) -> Archive:
    """Enough documents for every level of the index."""
    archive.add([document(id_, shingles=shingles) for id_, shingles in DOCUMENTS.items()], now=NOON)
    for first in range(0, 700, 100):
        more = (f"more{n}" for n in range(first, first + 100))
        archive.add([document(id_, shingles=(CHANCE.getrandbits(64),)) for id_ in more], now=NOON)
    return archive


def test_a_document_is_found_by_any_of_its_shingles(large: Archive) -> None:
    lost = [
        id_
        for id_, shingles in list(DOCUMENTS.items())[::4]
        if large.shingles.sharing(shingles)[:1] != [id_] or large.shingles.sharing(shingles[-1:]) != [id_]
    ]

    assert lost == []


@pytest.mark.parametrize("archive_url", ["sqlite"], indirect=True)
def test_shingles_spread_over_all_levels_and_none_is_lost(archive_url: str, large: Archive) -> None:
    levels = run(archive_url, "SELECT level, count(*) FROM shingles GROUP BY level ORDER BY level")
    moves = run(archive_url, "SELECT number FROM state WHERE name = 'moves'")

    assert [level for level, _ in levels] == list(LEVELS)
    assert sum(int(str(rows)) for _, rows in levels) == 6 * len(DOCUMENTS) + 700
    assert moves == [(2,)]


def test_an_edited_document_is_found_by_its_new_shingles_only(large: Archive) -> None:
    for id_ in list(DOCUMENTS)[:50]:
        large.add([document(id_, text="edited", shingles=(int(id_[1:]),))], now=NOON)

    by_old = [large.shingles.sharing(shingles) for shingles in list(DOCUMENTS.values())[:50]]
    by_new = [large.shingles.sharing([number]) for number in range(50)]

    assert by_old == [[]] * 50
    assert by_new == [[f"d{number}"] for number in range(50)]


def test_documents_that_share_most_come_first(archive: Archive) -> None:
    big = 2**64 - 1
    archive.add(
        [
            document("one", shingles=(1, 9)),
            document("all", shingles=(1, 2, big)),
            document("two", shingles=(1, 2, 8)),
            document("also one", shingles=(big,)),
            document("none", shingles=(7,)),
            document("off topic", shingles=(1, 2, big), relevant=False),
        ],
        now=NOON,
    )

    assert archive.shingles.sharing([1, 2, big]) == ["all", "two", "one", "also one"]
    assert archive.shingles.sharing([1, 2, big], limit=2) == ["all", "two"]
    assert archive.shingles.sharing([]) == []


def test_many_shingles_are_looked_up_together(archive: Archive) -> None:
    archive.add([document("a", shingles=tuple(range(150))), document("b", shingles=tuple(range(250)))], now=NOON)

    assert archive.shingles.sharing(range(300)) == ["b", "a"]


def test_furniture_that_every_document_carries_does_not_make_a_look_up_longer(archive: Archive) -> None:
    archive.add([document("old", shingles=(1, 2, 3))], now=NOON)
    archive.add([document(f"d{number}", shingles=(1,)) for number in range(CARRIERS * 2)], now=NOON)

    found = archive.shingles.sharing([1, 2, 3], limit=1000)

    assert found[0] == "old"
    assert len(found) == CARRIERS + 1


def test_only_what_came_before_a_number_counts_however_many_came_after_it(archive: Archive) -> None:
    archive.add([document("old", shingles=(1, 2)), document("new", shingles=(1, 2))], now=NOON)
    archive.add([document(f"later{n}", shingles=(1, 2, 3)) for n in range(CARRIERS + 6)], now=NOON)

    assert "old" not in archive.shingles.sharing([1, 2, 3])
    assert archive.shingles.sharing([1, 2, 3], before=archive.documents.seq("later0")) == ["old", "new"]
    assert archive.shingles.sharing([1, 2, 3], before=archive.documents.seq("new")) == ["old"]
