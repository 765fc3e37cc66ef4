"""What a digest does not tell: the reason of each document, and how much of the list is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tumen.model import Document, Item, Judgement, LeftOut, LeftOutCode, ReasonCode, Role, put_aside_for

LEFT_OUT = 300  # entries listed; the rest is one line with its number
# The rule by the first reason of a judgement that has one, else by its role.
_BY_REASON: Final[Mapping[ReasonCode, LeftOutCode]] = {
    ReasonCode.SAME_HAPPENING: LeftOutCode.REPEATS,
    ReasonCode.VIEW: LeftOutCode.VIEWS,
    ReasonCode.REFLECTION: LeftOutCode.VIEWS,
    ReasonCode.ANALYSTS: LeftOutCode.VIEWS,
    ReasonCode.BACKGROUND: LeftOutCode.OTHER,
}
_BY_ROLE: Final[Mapping[Role, LeftOutCode]] = {
    Role.FIRST: LeftOutCode.REPEATS,
    Role.UPDATE: LeftOutCode.REPEATS,
    Role.REPEAT: LeftOutCode.REPEATS,
    Role.ANALYSIS: LeftOutCode.VIEWS,
    Role.BACKGROUND: LeftOutCode.OTHER,
    Role.NONE: LeftOutCode.OTHER,
}


def untold(document: Document, judgement: Judgement) -> LeftOut:
    """Return why a document is not told."""
    code, why = _rule(document, judgement)
    return LeftOut(reason=why, code=code, document_id=document.id, title=document.draft.title, url=document.draft.url)


def _rule(document: Document, judgement: Judgement) -> tuple[LeftOutCode, str]:
    if judgement.duplicate_of:
        return LeftOutCode.COPIES, f"a copy of {judgement.duplicate_of}"
    if failed := put_aside_for((*judgement.reasons, *document.reasons)):
        return LeftOutCode.OTHER, f"put aside: {failed.text}"
    if judgement.role is Role.NONE:
        why = f": {document.reasons[0].text}" if document.reasons else ""
        return LeftOutCode.OTHER, f"not about the subject{why}"
    # A view names the development it is about, as a repeat does; it is a view all the same.
    if judgement.role is Role.ANALYSIS:
        return LeftOutCode.VIEWS, "; ".join(reason.text for reason in judgement.reasons) or judgement.role.value
    codes = (_BY_REASON[reason.code] for reason in judgement.reasons if reason.code in _BY_REASON)
    why = "; ".join(reason.text for reason in judgement.reasons) or judgement.role.value
    return next(codes, _BY_ROLE[judgement.role]), why


def important(items: Sequence[Item], least: int) -> tuple[list[Item], list[LeftOut]]:
    """Part what has at least so many points of importance from what is left out for having fewer."""
    enough = [item for item in items if _points(item) >= least]
    minor = [
        LeftOut(
            development_id=item.development_id,
            reason=f"less important than this reader asks for: {_points(item)} of {least} points",
            code=LeftOutCode.MINOR,
            title=item.told,
            url=next((report.url for report in item.reports if report.url), None),
        )
        for item in items
        if _points(item) < least
    ]
    return enough, minor


def _points(item: Item) -> int:
    return item.importance.order[0]


def edits(idle: Sequence[Document]) -> tuple[LeftOut, ...]:
    """One line for all the edits that changed nothing: some feeds change a time in every text every hour."""
    if not idle:
        return ()
    reason = f"edits that add nothing to what was known: {len(idle)}"
    return (LeftOut(document_id=idle[-1].id, reason=reason, code=LeftOutCode.EDITS, times=len(idle)),)


def bounded(left_out: list[LeftOut]) -> tuple[LeftOut, ...]:
    """Return the first `LEFT_OUT` entries, developments before documents, by reason; the rest as one for each rule."""
    ordered = sorted(left_out, key=lambda entry: (entry.development_id is None, entry.reason))
    rest: dict[LeftOutCode | None, list[LeftOut]] = {}
    for entry in ordered[LEFT_OUT:]:
        rest.setdefault(entry.code, []).append(entry)
    counted = (replace(some[0], times=sum(entry.times for entry in some)) for some in rest.values())
    return (*ordered[:LEFT_OUT], *counted)
