"""The result of a run as plain values, for --json and for Prefect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict

from tumen.model import Coverage, Delivery, DeliveryState, Digest, DigestKind, ItemKind, Reader, Receipt, Trouble
from tumen.pipeline import Collected, SourceOutcome
from tumen.storage import PutAsideDocument

# Deliveries that a run leaves in these states need a person, or may: what still waits could not be sent, because of a
# wrong password or an address that is not set as well as for a server that is busy.
NEEDS_ATTENTION = frozenset({DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.EXPIRED})


class DigestSummary(TypedDict):
    """One digest: its title as on its page, its counts, and the path of the page."""

    id: str
    key: str
    reader: str
    title: str
    new: int
    updates: int
    background: int
    read: int
    page: str


class DeliveryRow(TypedDict):
    """One delivery and its state."""

    delivery: str
    state: str
    detail: str


class UnreachedSource(TypedDict):
    """A source that did not answer."""

    source: str
    name: str
    reason: str


class CollectionSummary(TypedDict):
    """The counts of one collection, its problems and its notes."""

    asked: int
    reached: int
    new_documents: int
    edited_documents: int
    quarantined: int
    troubles: list[UnreachedSource]
    notes: list[str]


class SourceRow(TypedDict):
    """One source after a collection; `fell_silent`: it answered before and has stopped with this collection."""

    source: str
    name: str
    state: str
    reached: bool
    new: int
    reason: str
    fell_silent: bool


class PutAsideRow(TypedDict):
    """A document that could not be read or judged."""

    document: str
    title: str
    source: str
    reason: str


class Run(CollectionSummary):
    """The result of a whole run; `failed` are the deliveries that need attention.

    `put_aside`: the first documents that are put aside at its end, by this run or one before it.
    """

    judged: int
    put_aside: list[PutAsideRow]
    digests: list[DigestSummary]
    deliveries: list[DeliveryRow]
    failed: list[DeliveryRow]
    heard: int
    of: int


def of_collection(done: Collected) -> CollectionSummary:
    """Return the counts of a collection, its troubles and its notes."""
    return {
        "asked": done.asked,
        "reached": done.reached,
        "new_documents": done.new,
        "edited_documents": done.edited,
        "quarantined": done.quarantined,
        "troubles": [_unreached(trouble) for trouble in done.troubles],
        "notes": list(done.notes),
    }


def _unreached(trouble: Trouble) -> UnreachedSource:
    return {"source": trouble.source_id, "name": trouble.name, "reason": trouble.reason}


def of_outcomes(outcomes: Iterable[SourceOutcome]) -> list[SourceRow]:
    """Return one row for each source that a collection asked."""
    return [
        {
            "source": one.source_id,
            "name": one.name,
            "state": one.state,
            "reached": one.reached,
            "new": one.new,
            "reason": one.reason,
            "fell_silent": one.fell_silent,
        }
        for one in outcomes
    ]


def of_digest(digest: Digest, reader: Reader, folder: Path) -> DigestSummary:
    """Return the counts of a sealed digest; `page` is its reader's newest page under `folder`, "" if none."""
    own = folder / digest.reader_id
    page = newest(own)
    return {
        "id": digest.id,
        "key": digest.key,
        "reader": digest.reader_id,
        "title": f"Alert: {reader.name}" if digest.kind is DigestKind.ALERT else reader.name,
        "new": sum(item.kind == ItemKind.NEW for item in digest.items),
        "updates": sum(item.kind == ItemKind.UPDATE for item in digest.items),
        "background": len(digest.background),
        "read": digest.documents_read,
        "page": str(page) if page else "",
    }


def newest(folder: Path) -> Path | None:
    """Return the page under a folder that was written last."""
    pages = sorted(folder.glob("**/*.html"), key=lambda path: (path.stat().st_mtime, path.name))
    return pages[-1] if pages else None


def of_receipts(receipts: Iterable[Receipt]) -> list[DeliveryRow]:
    """Return one row for each delivery that changed."""
    return [{"delivery": r.delivery_id, "state": r.state.value, "detail": r.detail} for r in receipts]


def of_deliveries(deliveries: Iterable[Delivery]) -> list[DeliveryRow]:
    """Return one row for each delivery."""
    return [{"delivery": d.id, "state": d.state.value, "detail": d.detail} for d in deliveries]


def failed(rows: Iterable[DeliveryRow]) -> list[DeliveryRow]:
    """Return the deliveries that need attention, as they ended; one that waits was tried and did not go out."""
    ended = {row["delivery"]: row for row in rows}
    return [row for row in ended.values() if DeliveryState(row["state"]) in NEEDS_ATTENTION]


def of_put_aside(documents: Iterable[PutAsideDocument]) -> list[PutAsideRow]:
    """Return one row for each document that was put aside."""
    return [
        {"document": one.document_id, "title": one.title, "source": one.source_id, "reason": one.reason}
        for one in documents
    ]


def of_run(
    collected: CollectionSummary,
    judged: int,
    digests: Sequence[DigestSummary],
    rows: Sequence[DeliveryRow],
    coverage: Coverage,
    put_aside: Sequence[PutAsideDocument],
) -> Run:
    """Return the result of a whole run."""
    return {
        **collected,
        "judged": judged,
        "put_aside": of_put_aside(put_aside),
        "digests": list(digests),
        "deliveries": list(rows),
        "failed": failed(rows),
        "heard": coverage.reached,
        "of": coverage.of,
    }
