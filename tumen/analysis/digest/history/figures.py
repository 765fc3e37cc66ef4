"""The quantities that a digest compares, each with who gives it and of which day.

A figure counts all there is by now, what is to come, or only a part of it, more of it, or what was counted before; only
figures of the first kind can be set against each other, in a dispute or on one chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from tumen.analysis.clustering.known_development import reported_on
from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Claim, Counting, Document, EntryKind, Figure, Metric, Polarity

_COUNTED: Final = frozenset(set(Metric) - {Metric.OTHER})


class Placed(NamedTuple):
    """A total with the places that its sentence names."""

    figure: Figure
    places: frozenset[str]


def totals(documents: Iterable[Document]) -> Iterator[Figure]:
    """The quantities of reports that count all there is by now, and every denial, each with the day of the report."""
    return (figure for figure, _, _ in _counted(documents))


def placed(documents: Iterable[Document], watch: Watch) -> Iterator[Placed]:
    """The same, each with the places beside it."""
    return (Placed(figure, _places(claim, document, watch)) for figure, claim, document in _counted(documents))


def _counted(documents: Iterable[Document]) -> Iterator[tuple[Figure, Claim, Document]]:
    for document in documents:
        said = reported_on(document)
        if said is None or document.features.round_up:
            continue  # a round-up counts other things too, and says of none who counted it
        for claim in document.claims:
            if _counts(claim):
                yield Figure.of(claim, said, document.id), claim, document


def known_figures(entry: ChronicleEntry) -> Iterator[Figure]:
    """The quantities of an entry of the chronicle that count all there was by its day, and every denial."""
    return (Figure.of(claim, entry.date, entry.id) for claim in entry.claims if _counts(claim))


def _counts(claim: Claim) -> bool:
    told = claim.counting is Counting.TOTAL or claim.polarity is Polarity.DENIES
    return told and claim.metric in _COUNTED


def _places(claim: Claim, document: Document, watch: Watch) -> frozenset[str]:
    """The places, no countries, beside a figure."""
    beside = (m for m in document.mentions if claim.start <= m.start < claim.end)
    return frozenset(m.concept for m in beside if watch.entry(m.concept).kind == EntryKind.PLACE)
