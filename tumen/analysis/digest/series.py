"""How a figure went over time: the values of one quantity in a storyline, day by day, with who gave them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tumen.analysis.digest.figures import known_figures, totals
from tumen.analysis.digest.known_to_reader import KnownToReader
from tumen.model import Document, Figure, Item, Polarity, party_of

LEAST: Final = 3  # days with a value; two are a before and an after, which a line says better
MOST: Final = 8  # values shown, the latest: more rows are a table and no glance
# What is less than a tenth of the greatest counts a part: the fallen of one village beside an army.
PART: Final = 10.0


def charted(items: Iterable[Item], reported: Mapping[str, Sequence[Document]], past: KnownToReader) -> list[Item]:
    """Return the items with the series of the figure that their reports give, where there is one."""
    return [replace(item, series=series(item, reported.get(item.development_id, ()), past)) for item in items]


def series(item: Item, documents: Sequence[Document], past: KnownToReader) -> tuple[Figure, ...]:
    """Return the values of a quantity that these reports give, with those of the storyline before, the oldest first.

    What is planned, or only a part of what was counted or more of it, is no value. One value for each day and party,
    the one that most reports give. Of several quantities the one with the most values; () where none has values of
    three days.
    """
    asserted = [figure for figure in totals(documents) if figure.polarity is Polarity.ASSERTS]
    if item.storyline_id is None or not asserted:
        return ()
    before = [figure for figure in _before(item.storyline_id, past) if figure.polarity is Polarity.ASSERTS]
    found = [
        _by_day([figure for figure in (*before, *asserted) if figure.metric == metric])
        for metric in sorted({figure.metric for figure in asserted})
    ]
    best = max(found, key=len)
    return best[-MOST:] if len({figure.said for figure in best}) >= LEAST else ()


def _before(storyline: str, past: KnownToReader) -> Iterator[Figure]:
    for _, said in past.figures.get(storyline, ()):
        yield from said
    for entry in past.entries.get(storyline, ()):
        yield from known_figures(entry)


def _by_day(said: Sequence[Figure]) -> tuple[Figure, ...]:
    greatest = max(figure.high for figure in said)
    alike: dict[tuple[date, str], list[Figure]] = defaultdict(list)
    for figure in said:
        if figure.high * PART >= greatest:
            alike[figure.said, party_of(figure.claimant)].append(figure)
    return tuple(_usual(alike[key]) for key in sorted(alike))


def _usual(some: Sequence[Figure]) -> Figure:
    """The value that most reports give, of equally many the greatest."""
    counts = Counter((figure.low, figure.high) for figure in some)
    value = max(counts, key=lambda value: (counts[value], value))
    return next(figure for figure in some if (figure.low, figure.high) == value)
