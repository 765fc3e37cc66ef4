"""Reports that a person found not to be about the subject, and the development that they leave. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tumen.analysis.clustering.corrections import consisting_of
from tumen.model import Development, Document, Judgement, Reason, ReasonCode, ReasonStep, Role


def without(development: Development, stay: Sequence[Document], leave: Sequence[Document]) -> Development:
    """Return the development with the reports that stay, in the order in which they were seen.

    Without any it is none, unless the chronicle knows it. Its title is that of a report it has, where the one that
    gave it left.
    """
    if not stay:
        return replace(development, documents=(), withdrawn=not development.chronicle)
    renamed = development.title in {document.draft.title for document in leave}
    titles = [document.draft.title for document in stay]
    kept = not renamed or development.chronicle or development.title in titles
    return replace(consisting_of(stay, development), title=development.title if kept else titles[0])


def taken_out(document: Document, judgement: Judgement, why: str) -> tuple[Document, Judgement]:
    """Return a document that a person found not to be about the subject, and its judgement: it reports nothing."""
    reason = Reason(step=ReasonStep.HAND, code=ReasonCode.TAKEN_OUT, text=f"not about the subject, by hand: {why}")
    judged = Judgement(document_id=document.id, role=Role.NONE, reasons=(*judgement.reasons, reason))
    return as_not_about(document, reason.text), judged


def as_not_about(document: Document, why: str) -> Document:
    """Return a document as one that is not about the subject, for this reason."""
    reason = Reason(step=ReasonStep.HAND, code=ReasonCode.TAKEN_OUT, text=why)
    return replace(document, relevant=False, reasons=(*document.reasons, reason))
