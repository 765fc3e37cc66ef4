"""Who gives a figure that is revised or disputed, as each reader knows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.support.digests import item
from tests.support.documents import NOON, document, shipped_watch
from tumen.analysis.digest.lines.wording import spoken
from tumen.analysis.digest.parties import Parties
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.model import Earlier, Figure, OpenKind, OpenPoint, Polarity, Relation, Source, SourceKind

SAID = replace(document("Headline", source="nhk"), language="ja")
NHK = Publishers([Source(id="nhk", name="Example TV", kind=SourceKind.FEED, url="https://tv.example/feed")])


def figure(claimant: str | None) -> Figure:
    return Figure(
        metric="workers", low=1, high=1, claimant=claimant, polarity=Polarity.ASSERTS,
        said=date(2025, 6, 20), document_id=SAID.id, start=0, end=1,
    )  # fmt: skip


def parties(language: str) -> Parties:
    return Parties([SAID], spoken(shipped_watch(), language), NHK)


@pytest.mark.parametrize(
    ("claimant", "language", "named"),
    [
        ("国情院 / NIS (South Korea)", "en", "NIS"),
        ("国情院 / NIS (South Korea)", "ru", "разведка Южной Кореи"),
        ("外交関係者", "en", "Example TV"),
        ("外交関係者", "ja", "外交関係者"),
        (None, "en", None),
    ],
)
def test_a_party_is_named_in_the_readers_words_or_by_its_outlet(claimant: str | None, language: str, named: str | None):
    point = OpenPoint(
        kind=OpenKind.DISPUTED, development_id="D", headline="D", metric="workers", figures=(figure(claimant),)
    )
    shown = parties(language)
    if language == "ja":
        shown = Parties([SAID], replace(spoken(shipped_watch(), "en"), language="ja"), NHK)

    assert [one.claimant for one in shown.in_point(point).figures] == [named]


def test_both_figures_of_an_earlier_line_have_their_parties_named():
    earlier = Earlier(
        development_id="D", headline="D", told=NOON, relation=Relation.DENIES,
        figure=figure("国情院 / NIS (South Korea)"), now=figure("Kremlin (Russia)"),
    )  # fmt: skip
    shown = parties("de").in_item(item(1, earlier=earlier)).earlier

    assert shown is not None
    assert [one and one.claimant for one in (shown.figure, shown.now)] == ["NIS", "der Kreml"]
    without = item(1, earlier=replace(earlier, figure=None))
    assert parties("de").in_item(without) == without


def test_the_parties_of_a_chart_are_named_as_those_of_lines_are():
    charted = item(1, series=(figure("国情院 / NIS (South Korea)"), figure("外交関係者"), figure(None)))

    assert [one.claimant for one in parties("en").in_item(charted).series] == ["NIS", "Example TV", None]
