"""A document that cannot be read or judged is put aside with the reason; the others of its batch and run go on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from tumen.analysis.assessment.assess import READ, assess
from tumen.analysis.assessment.identity import document_id
from tumen.analysis.clustering.edits import carried
from tumen.analysis.matching.watch import Watch
from tumen.errors import TumenError
from tumen.model import Document, Draft, Former, Judgement, Reason, ReasonCode, ReasonStep, Role
from tumen.pipeline.time_limit import time_limit

log = logging.getLogger("tumen")

# The costliest texts that were found take a second or two of a slow machine; what takes so long does not end.
READING_SECONDS: Final = 30.0
_LONGEST: Final = 300  # characters of a reason: an error may quote the whole text


def assessed(
    draft: Draft,
    watch: Watch,
    seen: datetime,
    *,
    id: str | None = None,
    read: int = READ,
    limit: float = READING_SECONDS,
) -> Document:
    """Assess a draft as `assess` does; one for which that fails or takes too long is given as put aside.

    Such a document is whole, counts as not about the subject, and says why: "not_assessed".
    """
    made = id or document_id(draft.source_id, draft.key)

    def read_it() -> Document:
        with time_limit(limit):
            return assess(draft, watch, seen=seen, id=made, read=read)

    return or_put_aside(read_it, draft, made, seen)


def or_put_aside(read_it: Callable[[], Document], draft: Draft, id: str, seen: datetime) -> Document:
    """Return what is read; where that fails, the document as put aside. Errors of ours stop the run as ever."""
    try:
        return read_it()
    except TumenError:
        raise
    except Exception as error:
        log.exception("document put aside", extra={"document": id})
        reason = Reason(step=ReasonStep.TEXT, code=ReasonCode.NOT_ASSESSED, text=f"it could not be read: {why(error)}")
        spoken = draft.language or "und"
        return Document(
            id=id, draft=draft, language=spoken, relevant=False, relevance=0.0, reasons=(reason,), seen=seen
        )


def why(error: BaseException) -> str:
    """An error in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]


def unread(document: Document) -> bool:
    """Whether a document was put aside because it could not be read."""
    return any(reason.code is ReasonCode.NOT_ASSESSED for reason in document.reasons)


def notes(documents: Iterable[Document]) -> list[str]:
    """A line for each of these documents that was put aside, as a run reports it."""
    return [
        f"put aside: {document.draft.title} ({document.draft.source_id}): {document.reasons[0].text}"
        for document in documents
        if unread(document)
    ]


def judged_aside(document: Document, former: Former | None, error: str = "") -> Judgement:
    """The judgement of a document that is put aside: it reports nothing, and an edited one stays where it was.

    What its earlier wordings added is still told when it is judged again.

    `error`: what happened when it was judged; left out, the document itself says why it could not be read.
    """
    text = f"it could not be judged: {error}"
    failed = Reason(step=ReasonStep.DEVELOPMENTS, code=ReasonCode.NOT_JUDGED, text=text)
    before = former.judgement if former else None
    return Judgement(
        document_id=document.id,
        role=Role.NONE,
        development_id=before.development_id if before else None,
        storyline_id=before.storyline_id if before else None,
        additions=before.additions if before else (),
        carried=carried(former) if former else (),
        reasons=(failed,) if error else document.reasons,
    )
