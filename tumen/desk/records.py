"""What is known as flat rows, for other programs: developments, documents without their texts, claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from tumen.desk.desk import Desk
from tumen.desk.paging import every_page
from tumen.desk.query import Asked, sought_for
from tumen.model import Claim, Report, party_of

Row = dict[str, Any]


def developments(desk: Desk, asked: Asked) -> Iterator[Row]:
    """One row for each development."""
    sought = sought_for(asked, desk.names)
    for page in every_page(partial(desk.archive.search.developments, sought)):
        days = desk.archive.search.days([one.id for one in page.items])
        for one in page.items:
            yield {
                "id": one.id,
                "day": days.get(one.id) or None,
                "title": one.title,
                "storyline": one.storyline_id,
                "themes": list(one.themes),
                "origins": list(one.origins),
                "reports": len(one.documents),
                "first_seen": one.first_seen,
                "last_seen": one.last_seen,
                "known_before": one.chronicle,
                "documents": list(one.documents),
            }


def documents(desk: Desk, asked: Asked) -> Iterator[Row]:
    """One row for each document: what is known about it, not its text."""
    sought = sought_for(asked, desk.names)
    for page in every_page(partial(desk.archive.search.documents, sought)):
        for document, judgement in page.items:
            report = desk.report(document, judgement)
            yield {
                "id": document.id,
                "key": document.draft.key,
                "own_id": document.draft.own_id,
                "title": document.draft.title,
                "url": document.draft.url,
                "publisher": report.publisher,
                "source": document.draft.source_id,
                "language": document.language,
                "published": document.draft.published,
                "seen": document.seen,
                "relevant": document.relevant,
                "role": judgement.role if judgement else None,
                "duplicate_of": judgement.duplicate_of if judgement else None,
                "development": judgement.development_id if judgement else None,
                "themes": list(document.themes),
            }


def claims(desk: Desk, asked: Asked) -> Iterator[Row]:
    """One row for each claim of each document."""
    sought = sought_for(asked, desk.names)
    for page in every_page(partial(desk.archive.search.claims, sought)):
        for one in page.items:
            yield claim_row(one.claim, desk.report(one.document, None), one.day or None, one.development_id)


def claim_row(claim: Claim, report: Report, said: object, development_id: str | None) -> Row:
    """A claim with the report that makes it, `said` on that day."""
    return {
        "said": said,
        "metric": claim.metric,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "claimant": party_of(claim.claimant) or None,
        "polarity": claim.polarity,
        "as_of": claim.as_of,
        "counting": claim.counting,
        "quote": claim.quote,
        "document": report.document_id,
        "development": development_id,
        "publisher": report.publisher,
        "url": report.url,
    }


RECORDS: Final[Mapping[str, Callable[[Desk, Asked], Iterator[Row]]]] = {
    "developments": developments,
    "documents": documents,
    "claims": claims,
}


COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "developments": (
        "id", "day", "title", "storyline", "themes", "origins", "reports", "first_seen", "last_seen", "known_before",
        "documents",
    ),
    "documents": (
        "id", "key", "own_id", "title", "url", "publisher", "source", "language", "published", "seen", "relevant",
        "role", "duplicate_of", "development", "themes",
    ),
    "claims": (
        "said", "metric", "low", "high", "unit", "claimant", "polarity", "as_of", "counting", "quote", "document",
        "development", "publisher", "url",
    ),
}  # fmt: skip
