"""What is a copy: just above each dial one thing happens, just below it the other.

`python -m benchmarks.mutants` turns each by 30 % and finds that a test fails.
"""

from __future__ import annotations

from dataclasses import replace

from tests.support.dials import (
    PLAIN,
    made,
)
from tumen.analysis.clustering.near_duplicates import containment, original
from tumen.model import Document


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
