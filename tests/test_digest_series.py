"""A figure over time: what is charted, from which reports and the chronicle, and what it looks like."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.digests import DESK, FULL, SERIES, channel, figure, item
from tests.support.documents import NOON, shipped_watch
from tests.support.values import document
from tumen.analysis.digest.history.figures import known_figures
from tumen.analysis.digest.history.known_to_reader import KnownToReader
from tumen.analysis.digest.history.series import LEAST, MOST, PART, series
from tumen.delivery.render import render
from tumen.delivery.render.chart import TEXT_BAR, chart_of
from tumen.delivery.render.labels import load_labels
from tumen.model import ChronicleEntry, Claim, Counting, Document, Figure, Metric, Polarity, Told

STORY = replace(item(1), storyline_id="troops")
KNOWN = ChronicleEntry(
    id="c1", date=date(2025, 1, 5), title="", summary="", themes=(), storyline="troops", references=(), claims=()
)


def claim(value: float, claimant: str | None = "NIS", **facts: object) -> Claim:
    given = {
        "metric": Metric.TROOPS_DEPLOYED,
        "low": value,
        "high": value,
        "unit": "soldiers",
        "claimant": claimant,
        "polarity": Polarity.ASSERTS,
        "as_of": None,
        "quote": "",
        "start": 0,
        "end": 1,
        **facts,
    }
    return Claim(**given)  # type: ignore[arg-type]


def report(days_ago: int, *claims: Claim) -> Document:
    at = NOON - timedelta(days=days_ago)
    plain = document(f"d{days_ago}", seen=at)
    return replace(plain, claims=claims, draft=replace(plain.draft, published=at))


def told(days_ago: int, *claims: Claim, storyline: str = "troops") -> Told:
    made = report(days_ago, *claims)
    return Told(development_id=f"t{days_ago}", storyline_id=storyline, headline="", at=NOON, documents=(made,))


def shown(
    *past: Told, now: tuple[Claim, ...] = (claim(12_000),), chronicle: tuple[ChronicleEntry, ...] = ()
) -> list[float]:
    known = KnownToReader(watch=shipped_watch(), told=past, chronicle=chronicle)
    return [figure.high for figure in series(STORY, [report(0, *now)], known)]


def test_three_days_make_a_series_and_two_do_not() -> None:
    past = [told(40, claim(8_000)), told(9, claim(11_000))]

    assert LEAST == 3
    assert shown(*past) == [8_000, 11_000, 12_000]
    assert shown(*past[:1]) == []


def test_the_chronicle_of_the_storyline_counts_and_other_storylines_do_not() -> None:
    entry = replace(KNOWN, claims=(claim(3_000),))
    known, elsewhere = told(9, claim(11_000)), told(20, claim(9_000), storyline="losses")

    assert shown(known, elsewhere, chronicle=(entry,)) == [3_000, 11_000, 12_000]
    assert shown(known, elsewhere, chronicle=(replace(entry, storyline="losses"),)) == []


@pytest.mark.parametrize("counting", [Counting.PLANNED, Counting.MORE, Counting.OTHER])
def test_what_the_chronicle_plans_or_counts_in_part_is_on_no_chart(counting: Counting) -> None:
    part = claim(3_000, counting=counting)
    entry = replace(KNOWN, claims=(part,))
    denied = replace(KNOWN, claims=(replace(part, polarity=Polarity.DENIES),))

    assert shown(told(9, claim(11_000)), told(5, claim(11_500)), chronicle=(entry,)) == [11_000, 11_500, 12_000]
    assert [figure.high for figure in known_figures(denied)] == [3_000]


def test_denials_other_quantities_and_parts_are_no_values_of_it() -> None:
    past = [told(40, claim(8_000)), told(9, claim(11_000))]
    others = [
        told(8, claim(11_000, "Peskov", polarity=Polarity.DENIES)),
        told(7, claim(4_000, metric=Metric.TROOPS_KILLED)),
        told(6, claim(12_000 / PART - 1)),
    ]

    assert shown(*past, *others) == [8_000, 11_000, 12_000]
    assert shown(*past, told(6, claim(12_000 / PART))) == [8_000, 11_000, 12_000 / PART, 12_000]


def test_a_day_has_one_value_of_a_party_the_one_that_most_reports_give() -> None:
    past = [told(40, claim(8_000)), told(9, claim(11_000), claim(10_500), claim(11_000), claim(9_000, "HUR"))]

    assert shown(*past) == [8_000, 9_000, 11_000, 12_000]


def test_what_a_party_says_again_is_no_value_and_nothing_is_charted_without_a_new_one() -> None:
    past = [told(40, claim(8_000)), told(20, claim(9_000)), told(9, claim(11_000))]

    assert shown(*past, told(5, claim(11_000, "NIS (South Korea)"))) == [8_000, 9_000, 11_000, 12_000]
    assert shown(*past, now=(claim(11_000, "국정원 / NIS (South Korea)"),)) == []


def test_a_state_that_repeats_its_own_bodies_figure_has_no_row_of_that_day() -> None:
    past = [told(40, claim(8_000)), told(9, claim(11_000), claim(11_000, "South Korea"))]

    assert shown(*past) == [8_000, 11_000, 12_000]
    assert shown(*past, told(8, claim(10_000, "South Korea"))) == [8_000, 11_000, 10_000, 12_000]


def test_the_latest_values_are_shown_where_there_are_many() -> None:
    past = [told(40 - n, claim(8_000 + n)) for n in range(MOST + 2)]

    assert shown(*past) == [*(8_000 + n for n in range(3, MOST + 2)), 12_000]


@pytest.mark.parametrize("language", ["en", "ko", "ru", "de"])
def test_the_chart_reads_as_text_in_a_mail_without_styles_and_fits_a_terminal(language: str) -> None:
    parts = render(FULL, channel(), replace(DESK, language=language), theme_names={}).parts
    chart = chart_of(SERIES, load_labels(language))
    lines = [line for line in parts["text"].splitlines() if "###" in line]

    assert chart is not None
    assert [(row.amount in line, row.day in line) for row, line in zip(chart.rows, lines, strict=True)] == [
        (True, True)
    ] * len(SERIES)
    assert max(map(len, lines)) <= 76
    cells = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", parts["html"])).split())
    for row in chart.rows:
        assert " ".join(f"{row.day} {row.amount} {row.party}".split()) in cells


def test_bars_are_as_long_as_the_values_are_great() -> None:
    chart = chart_of((figure(5, "A", date(2026, 1, 1)), figure(10, "A", date(2026, 1, 2))), load_labels("en"))

    assert chart is not None
    assert [(row.share, row.rest, row.line.count("#")) for row in chart.rows] == [
        (50, 50, TEXT_BAR // 2),
        (99, 1, TEXT_BAR),
    ]


def test_nothing_is_charted_where_there_is_no_series() -> None:
    nothing: tuple[Figure, ...] = ()

    assert chart_of(nothing, load_labels("en")) is None
