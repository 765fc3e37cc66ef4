"""How a figure went over time: the values of one quantity in a storyline, day by day, with who gave them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tumen.analysis.digest.history.figures import known_figures, totals
from tumen.analysis.digest.history.known_to_reader import KnownToReader
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.analysis.matching.watch import Watch
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
    the one that most reports give; what a party says again, or a state after its own body on one day, is no further
    value. Of several quantities the one with the most values; () where none has values of three days, or none is new.
    """
    asserted = [figure for figure in totals(documents) if figure.polarity is Polarity.ASSERTS]
    if item.storyline_id is None or not asserted:
        return ()
    before = [figure for figure in _before(item.storyline_id, past) if figure.polarity is Polarity.ASSERTS]
    found = [
        _by_day([figure for figure in (*before, *asserted) if figure.metric == metric], past.watch)
        for metric in sorted({figure.metric for figure in asserted})
    ]
    best = max(found, key=len)
    own = {document.id for document in documents}
    is_moved = any(figure.document_id in own for figure in best)
    return best[-MOST:] if is_moved and len({figure.said for figure in best}) >= LEAST else ()


def _before(storyline: str, past: KnownToReader) -> Iterator[Figure]:
    for _, said in past.figures.get(storyline, ()):
        yield from said
    for entry in past.entries.get(storyline, ()):
        yield from known_figures(entry)


def _by_day(said: Sequence[Figure], watch: Watch) -> tuple[Figure, ...]:
    greatest = max(figure.high for figure in said)
    alike: dict[tuple[date, str], list[Figure]] = defaultdict(list)
    for figure in said:
        if figure.high * PART >= greatest:
            alike[figure.said, _party(figure, watch)].append(figure)
    last: dict[str, Figure] = {}
    found: list[Figure] = []
    for day, who in sorted(alike, key=lambda key: (key[0], _is_state(key[1], watch), key[1])):
        figure = _usual(alike[day, who])
        again = last.get(who)
        last[who] = figure
        is_echo = _is_state(who, watch) and any(_is_same(figure, one) for one in found if one.said == day)
        if not is_echo and (again is None or not _is_same(again, figure)):
            found.append(figure)
    return tuple(found)


def _is_same(one: Figure, other: Figure) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _party(figure: Figure, watch: Watch) -> str:
    """The party behind a figure by its id where the watch knows it: "Pentagon" and "Pentagon (US)" are one."""
    label = party_of(figure.claimant)
    return watch.speakers.id_of(label) or watch.speakers.party_in(label) or label


def _is_state(party: str, watch: Watch) -> bool:
    return watch.speakers.kind_of(party) is SpeakerKind.STATE


def _usual(some: Sequence[Figure]) -> Figure:
    """The value that most reports give, of equally many the greatest."""
    counts = Counter((figure.low, figure.high) for figure in some)
    value = max(counts, key=lambda value: (counts[value], value))
    return next(figure for figure in some if (figure.low, figure.high) == value)
