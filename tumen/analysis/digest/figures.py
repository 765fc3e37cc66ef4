"""The quantities of reports and of the chronicle that a digest compares, each with who gives it and of which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from tumen.analysis.clustering.known import reported_on
from tumen.model import ChronicleEntry, Document, Figure, Metric

_METRICS: Final = frozenset(set(Metric) - {Metric.OTHER})


def figures(documents: Iterable[Document]) -> Iterator[Figure]:
    """The quantities of reports that can be compared, each with who gives it and the day of the report."""
    for document in documents:
        said = reported_on(document)
        if said is None:
            continue
        for claim in document.claims:
            if claim.metric in _METRICS:
                yield Figure.of(claim, said, document.id)


def known_figures(entry: ChronicleEntry) -> Iterator[Figure]:
    """The quantities of an entry of the chronicle, as of its day."""
    for claim in entry.claims:
        if claim.metric in _METRICS:
            yield Figure.of(claim, entry.date, entry.id)
