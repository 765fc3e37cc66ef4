"""A figure over time as rows of a table: a day, a bar, the value and who gave it; as text it is a column of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tumen.delivery.clean import clean
from tumen.delivery.render.labels import Labels
from tumen.model import Figure, party_of

LONGEST_PARTY = 40
TEXT_BAR = 24  # characters; with a day, a value and a party it stays within 76


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value: `share`, `rest` are percentages of the bar's cell; `line` is the row in plain text."""

    day: str
    amount: str
    party: str
    share: int
    rest: int
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is counted, and its values, the oldest first."""

    title: str
    rows: tuple[Row, ...]


def chart_of(series: Sequence[Figure], labels: Labels) -> Chart | None:
    """The chart of a series; None where there is none."""
    if not series:
        return None
    greatest = max(figure.high for figure in series)
    rows = tuple(_row(figure, figure.high / greatest if greatest else 0.0, labels) for figure in series)
    return Chart(title=labels.metric(series[0].metric), rows=rows)


def _row(figure: Figure, part: float, labels: Labels) -> Row:
    share = min(max(round(100 * part), 1), 99)  # a cell of no width is drawn at any width by some programs
    day, amount = labels.day(figure.said), labels.amount(figure.low, figure.high)
    party = clean(party_of(figure.claimant), LONGEST_PARTY)
    bar = "#" * max(round(TEXT_BAR * part), 1)
    return Row(
        day=day,
        amount=amount,
        party=party,
        share=share,
        rest=100 - share,
        line=f"{day:14} {bar:{TEXT_BAR}} {amount} {party}".rstrip(),
    )
