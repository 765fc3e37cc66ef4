"""A figure without a noun counts the arms of the sentence before where it says that so many were supplied."""

from __future__ import annotations

import pytest

from tests.support.documents import read, shipped_watch
from tumen.analysis.claims import find_claims


def told(text: str, language: str = "en") -> list[tuple[str, float]]:
    return [(claim.metric, claim.low) for claim in find_claims(read(f"\n\n{text}", language), shipped_watch())]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "North Korean missiles fired by Russia have grown precise. More than 140 have been supplied so far."),
        ("ru", "Северокорейские ракеты у России стали точнее. Более 140 уже поставлены, сообщил источник."),
        ("uk", "Північнокорейські ракети у Росії стали точнішими. Понад 140 вже поставлено, каже джерело."),
    ],
)
def test_so_many_supplied_are_the_missiles_just_spoken_of(language, text):
    assert told(text, language) == [("missiles", 140)]


@pytest.mark.parametrize(
    "text",
    [
        "North Korean missiles fired by Russia have grown precise. Engineers in 140 have been seen.",
        "North Korean missiles fired by Russia have grown precise. Some 9 have been supplied.",
        "North Korean missiles and shells reach Russia. More than 140 have been supplied so far.",
    ],
)
def test_a_bare_figure_of_nothing_supplied_a_few_or_of_either_kind_is_none(text):
    assert told(text) == []
