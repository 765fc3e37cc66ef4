"""May a document open a development: does it report a happening on the subject, or only speak about one.

A document that resembles a known happening is a report of it, whatever it looks like. One that resembles none would
be told as new, so it has to look like news: this is asked last, of such documents only.
"""

from __future__ import annotations

from collections.abc import Collection

from tumen.model import Document, Kind, Reason, ReasonCode, ReasonStep, Role


def aside(document: Document, observable: Collection[str]) -> tuple[Role, Reason] | None:
    """Return why the document cannot open a development, with the role it has instead; None when it can.

    `observable`: the event types that others see happen, as against what is said about them.
    """
    if document.opinion:
        return Role.ANALYSIS, _reason(ReasonCode.VIEW, "a view or explainer that reports no happening of its own")
    if not document.relevant:
        return Role.BACKGROUND, _reason(ReasonCode.BACKGROUND, "mentions the subject, but its own story is another")
    if _told_elsewhere(document):
        return Role.BACKGROUND, _reason(ReasonCode.BACKGROUND, "comes to the subject after a story of its own")
    if _reflects(document):
        return Role.ANALYSIS, _reason(
            ReasonCode.REFLECTION, "names no act in its headline, no day and nobody who says it: a view"
        )
    observed = any(act in observable for act in _headline(document))
    if document.origins[:1] == ("analysts",) and not document.features.dates and not observed:
        return Role.ANALYSIS, _reason(ReasonCode.ANALYSTS, "only analysts speak in it")
    return None


def _reason(code: ReasonCode, text: str) -> Reason:
    return Reason(step=ReasonStep.NOVELTY, code=code, text=text)


def _headline(document: Document) -> tuple[str, ...]:
    return document.features.acts[: document.features.headline]


def _told_elsewhere(document: Document) -> bool:
    """Both sides meet late in a text whose headline has another story. A round-up's headline has none.

    So is a headline on a third party that lacks the side which fewer reports name, and one on a launch of one side.
    """
    code = _code(document)
    return (
        code in (ReasonCode.TITLE_AND_LATE, ReasonCode.THIRD_PARTY)
        or (code is ReasonCode.LATER_SENTENCE and bool(_headline(document)))
        or (code is ReasonCode.TITLE_AND_LEAD and _launches(document))
    )


def _launches(document: Document) -> bool:
    """Tell whether the headline is on a test or launch of one side: the other one only watches or is guessed at."""
    frame = document.frames[0] if document.frames else None
    return frame is not None and frame.kind is Kind.LAUNCH and not document.features.outside


def _reflects(document: Document) -> bool:
    told = _headline(document) or document.origins or document.features.dates or document.claims
    return not told and _code(document) not in (ReasonCode.BOTH_IN_TITLE, ReasonCode.NO_SUBJECT)


def _code(document: Document) -> ReasonCode | None:
    return next((reason.code for reason in document.reasons if reason.step is ReasonStep.RELEVANCE), None)
