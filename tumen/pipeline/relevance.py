"""Whether documents are about the subject: what a person said of one holds for every later wording of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tumen.analysis.assessment.assess import assess_as_relevant
from tumen.analysis.clustering.not_about import as_not_about
from tumen.analysis.matching.watch import Watch
from tumen.model import Correction, CorrectionKind, Document, Reason, ReasonCode, ReasonStep
from tumen.pipeline.put_aside import READING_SECONDS, or_put_aside
from tumen.pipeline.time_limit import time_limit
from tumen.storage import Archive


def as_found(archive: Archive, documents: Iterable[Document], watch: Watch) -> list[Document]:
    """Return assessed documents with what a person said of an earlier wording of them: that holds for every wording."""
    given = list(documents)
    said = archive.corrections.about(document.id for document in given)
    return [_overruled(one, said[one.id], watch) if one.id in said else one for one in given]


def _overruled(document: Document, said: Correction, watch: Watch) -> Document:
    if said.kind is CorrectionKind.ABOUT:
        if document.relevant:
            return document

        def read_it() -> Document:
            with time_limit(READING_SECONDS):
                return found_relevant(document, watch, said.why, said.at)

        return or_put_aside(read_it, document.draft, document.id, document.seen or said.at)
    return as_not_about(document, f"not about the subject, by hand: {said.why}")


def found_relevant(document: Document, watch: Watch, why: str, now: datetime) -> Document:
    """Return a document as one that a person found to be about the subject, assessed in full."""
    reason = Reason(step=ReasonStep.HAND, code=ReasonCode.TAKEN_IN, text=f"about the subject, by hand: {why}")
    return assess_as_relevant(document.draft, watch, seen=document.seen or now, id=document.id, reason=reason)
