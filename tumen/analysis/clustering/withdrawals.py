"""What a page does not say any more when it is asked again: figures, names, happenings; or that it was taken away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.known import same_figure
from tumen.analysis.clustering.novelty import TELLING
from tumen.analysis.clustering.profiles import happening
from tumen.analysis.extraction.amounts import amount
from tumen.model import Amount, Change, Claim, Document, Former, Kind, Metric, ReasonCode, party_of

# In words, the metric with its figure, names, kinds of happenings.
_Taken = tuple[str, str, Amount | None, tuple[str, ...], tuple[Kind, ...]]
MOST: Final = 3  # of one edit: who rewrites a text takes more out of it than anybody reads


def withdrawn(document: Document, former: Former, index: Index, now: datetime) -> tuple[Change, ...]:
    """Return what the page of a document said and does not say any more; nothing where its page was not asked again.

    A figure that its party replaced by another one is a revision and none of these. `now`: when that was noticed.
    """
    hours = _hours(document, now)
    if document.draft.gone:
        text = f"report taken away ({document.draft.gone}), noticed {hours} h after it appeared"
        return (Change(ReasonCode.GONE, text, report=document.id, hours=hours),)
    if not document.draft.revisited:
        return ()
    found = [*_figures(document, former), *_names(document, former, index), *_happenings(document, former)]
    return tuple(
        Change(
            ReasonCode.WITHDRAWN,
            f"removed {what}, noticed {hours} h after it appeared",
            what=metric,
            language=document.language,
            before=figure,
            names=names,
            kinds=kinds,
            report=document.id,
            hours=hours,
        )
        for what, metric, figure, names, kinds in found[:MOST]
    )


def _hours(document: Document, now: datetime) -> int:
    began = document.draft.published or document.seen or now
    return max(1, round((now - began).total_seconds() / 3600))


def _figures(document: Document, former: Former) -> Iterator[_Taken]:
    for claim in former.claims:
        if claim.metric != Metric.OTHER and not any(_stands(claim, one) for one in document.claims):
            before = Amount(low=claim.low, high=claim.high, claimant=claim.claimant)
            told = f"the figure {amount(claim.low, claim.high)} ({claim.metric.replace('_', ' ')})"
            yield told, claim.metric, before, (), ()


def _stands(claim: Claim, now: Claim) -> bool:
    """Whether a figure is still there, or its party gives another one of the same quantity."""
    same_party = party_of(claim.claimant) == party_of(now.claimant)
    return same_figure(now, claim.low, claim.high) or (now.metric == claim.metric and same_party)


def _names(document: Document, former: Former, index: Index) -> Iterator[_Taken]:
    still = {mention.concept for mention in document.mentions} | {concept for concept, _ in document.features.concepts}
    for concept in former.concepts:
        if concept not in still and index.weights.get(concept, 0.0) >= TELLING:
            yield f"the name {index.labels.get(concept, concept)}", "", None, (concept,), ()


def _happenings(document: Document, former: Former) -> Iterator[_Taken]:
    still = {happening(frame.kind) for frame in document.frames}
    for kind in dict.fromkeys(frame.kind for frame in former.frames):
        if happening(kind) not in still:
            yield f"what it said of: {kind.value.replace('_', ' ')}", "", None, (), (kind,)
