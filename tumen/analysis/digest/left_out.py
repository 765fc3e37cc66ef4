"""What a digest does not tell: the reason of each document, and how much of the list is kept."""

from __future__ import annotations

from collections.abc import Sequence

from tumen.model import Document, Judgement, LeftOut, Role

LEFT_OUT = 300  # entries listed; the rest is one line with its number


def why_not(document: Document, judgement: Judgement) -> str:
    """Return why a document is not told."""
    if judgement.duplicate_of:
        return f"a copy of {judgement.duplicate_of}"
    if judgement.role is Role.NONE:
        return f"not about the subject: {document.reasons[0].text}" if document.reasons else "not about the subject"
    return "; ".join(reason.text for reason in judgement.reasons) or judgement.role.value


def edits(idle: Sequence[Document]) -> tuple[LeftOut, ...]:
    """One line for all the edits that changed nothing: some feeds change a time in every text every hour."""
    if not idle:
        return ()
    reason = f"edits that add nothing to what was known: {len(idle)}"
    return (LeftOut(document_id=idle[-1].id, reason=reason, times=len(idle)),)


def bounded(left_out: list[LeftOut]) -> tuple[LeftOut, ...]:
    """Return the first `LEFT_OUT` entries, developments before documents, by reason."""
    return tuple(sorted(left_out, key=lambda entry: (entry.development_id is None, entry.reason))[:LEFT_OUT])
