"""What people corrected as a labelled stream: the documents concerned, and what they were found to be.

In the form that a replay reads and a scorer compares it with: a desk measures with its own corrections.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tumen.model import Claim, Correction, CorrectionKind, Document, Judgement, Role
from tumen.storage import Archive

Row = dict[str, Any]
_REPORTS = frozenset({Role.FIRST, Role.UPDATE, Role.REPEAT})
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Lines of a stream and their labels, in the order of publication."""

    stream: tuple[Row, ...]
    labels: tuple[Row, ...]


def labelled(archive: Archive) -> Labelled:
    """Every document that a correction concerned, and all other reports of the developments it concerned.

    Development, storyline and relevance are as people found them; claims and copies as they were judged, since no
    correction speaks of those.
    """
    corrections = archive.corrections.all()
    documents = sorted(archive.documents.find_all(_concerned(archive, corrections)), key=_published)
    ids = {document.id for document in documents}
    judged = {one.id: archive.developments.judgement(one.id) for one in documents}
    said = archive.corrections.about(ids)
    firsts = _firsts(documents, judged)
    why = _reasons(corrections)
    return Labelled(
        stream=tuple(_line(document) for document in documents),
        labels=tuple(
            _label(document, judged[document.id], said.get(document.id), firsts, ids)
            | {"note": "; ".join(why.get(document.id, ()))}
            for document in documents
        ),
    )


def _concerned(archive: Archive, corrections: Iterable[Correction]) -> list[str]:
    ids: dict[str, None] = {}
    for one in corrections:
        ids |= dict.fromkeys(one.documents)
        for development in archive.developments.find_all(one.developments):
            ids |= dict.fromkeys(development.documents)
    return list(ids)


def _reasons(corrections: Iterable[Correction]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in corrections:
        for id in one.documents:
            found.setdefault(id, []).append(f"{one.kind}: {one.why}")
    return found


def _published(document: Document) -> tuple[datetime, str]:
    return document.draft.published or _UNDATED, document.id


def _event(document: Document, judgement: Judgement | None) -> str | None:
    """The development that a document reports; a view or old facts told again report none."""
    reports = document.relevant and judgement is not None and judgement.role in _REPORTS
    return judgement.development_id if reports and judgement else None


def _firsts(documents: Sequence[Document], judged: Mapping[str, Judgement | None]) -> frozenset[str]:
    """The earliest report of each development: whichever opened it when it was judged."""
    first: dict[str, str] = {}
    for document in documents:
        event = _event(document, judged[document.id])
        if event:
            first.setdefault(event, document.id)
    return frozenset(first.values())


def _line(document: Document) -> Row:
    draft = document.draft
    return {
        "id": document.id,
        "title": draft.title,
        "text": draft.text,
        "url": draft.url,
        "published": draft.published.isoformat() if draft.published else None,
        "source": draft.site or draft.source_id,
        "language": document.language,
    }


def _label(
    document: Document,
    judgement: Judgement | None,
    said: Correction | None,
    firsts: frozenset[str],
    ids: set[str],
) -> Row:
    about = said.kind is CorrectionKind.ABOUT if said else document.relevant
    event = _event(document, judgement)
    role = judgement.role if judgement else Role.NONE
    if event:
        role = Role.FIRST if document.id in firsts else Role.REPEAT if role is Role.FIRST else role
    copied = judgement.duplicate_of if judgement else None
    return {
        "id": document.id,
        "relevant": 2 if about else 0,
        "event": event,
        "story": judgement.storyline_id if event and judgement else None,
        "role": role.value if about else Role.NONE.value,
        "claims": [_claim(claim) for claim in document.claims] if about else [],
        "dup_of": copied if copied in ids else None,
    }


def _claim(claim: Claim) -> Row:
    return {
        "metric": claim.metric.value,
        "value": claim.low if claim.low == claim.high else [claim.low, claim.high],
        "unit": claim.unit,
        "claimant": claim.claimant,
        "polarity": claim.polarity.value,
        "quote": claim.quote,
    }
