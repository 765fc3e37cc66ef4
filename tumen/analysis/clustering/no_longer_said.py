"""What a page does not say any more when it is asked again: figures, names, happenings; or that it was taken away.

A page that goes on taking away and putting back is told as such, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.known_development import same_figure
from tumen.analysis.clustering.novelty import TELLING
from tumen.analysis.clustering.profiles import happening
from tumen.analysis.extraction.amounts import amount
from tumen.model import Amount, Change, Claim, Document, Former, Kind, Metric, ReasonCode, party_of

# In words, the metric with its figure, names, kinds of happenings.
_Taken = tuple[str, str, Amount | None, tuple[str, ...], tuple[Kind, ...]]
_TAKEN_AWAY: Final = frozenset({ReasonCode.GONE, ReasonCode.WITHDRAWN})
MOST: Final = 3  # of one edit: who rewrites a text takes more out of it than anybody reads


def withdrawn(document: Document, former: Former, index: Index, now: datetime) -> tuple[Change, ...]:
    """Return what the page of a document said and does not say any more; nothing where its page was not asked again.

    A figure that its party replaced by another one is a revision and none of these. What was taken away and stands
    again is put back; what was told and is taken away anew is told no second time, but that the page keeps changing.
    `now`: when that was noticed.
    """
    told = [change for change in former.judgement.additions if change.report == document.id]
    codes = [change.code for change in told]  # the last one first
    taken = _taken(document, former, index, now)
    if document.draft.gone and ReasonCode.GONE in codes and codes[0] is not ReasonCode.BACK:
        return ()
    known = {_what(change) for change in told}
    fresh = tuple(change for change in taken if _what(change) not in known)
    is_back = bool(codes) and codes[0] in _TAKEN_AWAY and not taken and _stands_again(document, told)
    if (not is_back and len(fresh) == len(taken)) or ReasonCode.ALTERNATES in codes:
        return fresh
    if is_back and ReasonCode.BACK not in codes:
        return (_of_page(ReasonCode.BACK, "report put back what it had taken away", document, now),)
    return (*fresh, _of_page(ReasonCode.ALTERNATES, "report keeps changing", document, now))


def _taken(document: Document, former: Former, index: Index, now: datetime) -> tuple[Change, ...]:
    if document.draft.gone:
        return (_of_page(ReasonCode.GONE, f"report taken away ({document.draft.gone})", document, now),)
    if not document.draft.revisited:
        return ()
    hours = _hours(document, now)
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


def _of_page(code: ReasonCode, what: str, document: Document, now: datetime) -> Change:
    hours = _hours(document, now)
    return Change(code, f"{what}, noticed {hours} h after it appeared", report=document.id, hours=hours)


def _what(change: Change) -> tuple[object, ...]:
    """What was taken away, whenever that was noticed."""
    before = change.before
    figure = (before.low, before.high, party_of(before.claimant)) if before else ()
    return change.code, change.what, figure, change.names, change.kinds


def _stands_again(document: Document, told: Sequence[Change]) -> bool:
    """Whether the page stands, and what was told last as taken out of it is there."""
    if document.draft.gone:
        return False
    last = told[0]
    if last.before is not None:
        return any(same_figure(claim, last.before.low, last.before.high) for claim in document.claims)
    return set(last.names) <= _concepts(document) and set(map(happening, last.kinds)) <= _kinds(document)


def _concepts(document: Document) -> set[str]:
    return {mention.concept for mention in document.mentions} | {concept for concept, _ in document.features.concepts}


def _kinds(document: Document) -> set[Kind]:
    return {happening(frame.kind) for frame in document.frames}


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
    still = _concepts(document)
    for concept in former.concepts:
        if concept not in still and index.weights.get(concept, 0.0) >= TELLING:
            yield f"the name {index.labels.get(concept, concept)}", "", None, (concept,), ()


def _happenings(document: Document, former: Former) -> Iterator[_Taken]:
    still = _kinds(document)
    for kind in dict.fromkeys(frame.kind for frame in former.frames):
        if happening(kind) not in still:
            yield f"what it said of: {kind.value.replace('_', ' ')}", "", None, (), (kind,)
