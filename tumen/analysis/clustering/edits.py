"""An edited document judged again: it stays in its development, and is news for what its new wording adds, no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tumen.analysis.clustering import near_duplicates
from tumen.analysis.clustering.developments import develop_window
from tumen.analysis.clustering.index import Index
from tumen.analysis.clustering.known_development import joined
from tumen.analysis.clustering.no_longer_said import withdrawn
from tumen.analysis.clustering.novelty import changes
from tumen.analysis.clustering.thresholds import Thresholds
from tumen.model import Development, Document, Former, Judgement, Reason, ReasonCode, ReasonStep, Role

DIALS = Thresholds()
# As `Judged`, with the developments that changed or that the document reports.
Redeveloped = tuple[Document, Judgement, tuple[Development, ...]]


def redevelop(
    document: Document,
    former: Former,
    home: Development | None,
    index: Index,
    now: datetime,
    dials: Thresholds = DIALS,
) -> Redeveloped:
    """Judge a document whose wording changed after it was judged, and learn the new wording; `index` dropped the old.

    `home` is the development that it belongs to, None when it reported none; `now` is when the new wording came.
    Returns the document as it was judged, the judgement, and the developments that changed or that it reports. Changes
    `index` only.
    """
    if home is None:
        return _as_new(document, former, index, now, dials)
    index.know(home, former)
    if document.relevant and document.features.shingles:
        return _stays(document, former, home.id, index, now)
    return _may_leave(document, former, home.id, index, now, dials)


def adds_nothing(judgement: Judgement) -> bool:
    """Tell whether a judgement is that of an edit which changed nothing that anybody is told."""
    return any(reason.code is ReasonCode.ADDS_NOTHING for reason in judgement.reasons)


def _as_new(document: Document, former: Former, index: Index, now: datetime, dials: Thresholds) -> Redeveloped:
    ((document, judgement, development),) = develop_window([(document, now)], index, dials)
    if development is None:
        reason = _reason(ReasonCode.ADDS_NOTHING, "edited; still not a report of any development")
        return document, replace(judgement, reasons=(*judgement.reasons, reason)), ()
    return document, replace(judgement, reasons=(_edited(former), *judgement.reasons)), (development,)


def _stays(document: Document, former: Former, home: str, index: Index, now: datetime) -> Redeveloped:
    known = index.known[home]
    source = _original(document, former, index)
    said = now if document.draft.published else None
    taken = () if source or document.opinion else withdrawn(document, former, index, now)
    added = (*taken, *(() if source or document.opinion else changes(document, known, index, said)))
    told = tuple(change for change in added if change.told)
    seen = now if told else known.development.last_seen
    development = joined(known.development, document, seen, () if source else document.origins)
    reasons = [Reason(step=ReasonStep.NOVELTY, code=change.code, text=change.text) for change in added]
    if not told:
        text = "edited; the edit adds nothing to its development"
        reasons.append(_reason(ReasonCode.ADDS_NOTHING, text))
    if source:
        text = f"the same words as in {source.draft.source_id}: {source.draft.title}"
        reasons.append(Reason(step=ReasonStep.COPIES, code=ReasonCode.COPY, text=text))
    judgement = Judgement(
        document_id=document.id,
        role=Role.UPDATE if told else Role.ANALYSIS if document.opinion else Role.REPEAT,
        duplicate_of=source.id if source else None,
        development_id=development.id,
        storyline_id=development.storyline_id,
        changes=tuple(change.text for change in told),
        evidence=tuple(change.span for change in told if change.span),
        additions=(*told, *former.judgement.additions),
        reasons=(_edited(former), *reasons),
        carried=carried(former),
    )
    index.remember(document, judgement, development, now)
    return document, judgement, (development,)


def _may_leave(
    document: Document, former: Former, home: str, index: Index, now: datetime, dials: Thresholds
) -> Redeveloped:
    """Judge it like a new one: what mentions the subject only may still be a report of its development."""
    ((document, judgement, development),) = develop_window([(document, now)], index, dials)
    if development is not None and development.id == home:
        reasons = (_edited(former), *judgement.reasons)
        if not judgement.changes:
            text = "edited; the edit adds nothing to its development"
            reasons = (*reasons, _reason(ReasonCode.ADDS_NOTHING, text))
        additions = (*judgement.additions, *former.judgement.additions)
        judgement = replace(judgement, reasons=reasons, carried=carried(former), additions=additions)
        return document, judgement, (development,)
    known = index.known[home]
    known.development = replace(
        known.development, documents=tuple(id for id in known.development.documents if id != document.id)
    )
    text = f'edited; no longer a report of "{known.development.title}" ({home})'
    judgement = replace(judgement, reasons=(_reason(ReasonCode.LEFT, text), *judgement.reasons))
    return document, judgement, (known.development, *((development,) if development else ()))


def _original(document: Document, former: Former, index: Index) -> Document | None:
    """What it copies now: something seen before it, so that a document is never the copy of its own copy."""
    earlier = (
        other
        for other in index.sharing(document)
        if other.id == former.judgement.duplicate_of
        or (other.seen is not None and document.seen is not None and other.seen < document.seen)
    )
    found = near_duplicates.original(document, earlier, index.opposites)
    return found[0] if found else None


def carried(former: Former) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """What the earlier wordings of a document added, each with its ingest number, for whom no digest told it yet."""
    told = former.judgement.changes
    return (*former.judgement.carried, (former.seq, told)) if told else former.judgement.carried


def _edited(former: Former) -> Reason:
    text = f"edited after it was judged ({former.judgement.role.value}); judged again"
    return _reason(ReasonCode.EDITED, text)


def _reason(code: ReasonCode, text: str) -> Reason:
    return Reason(step=ReasonStep.EDITS, code=code, text=text)
