"""What a run did, as plain values for Prefect and for `tumen.cli.work.tell_run`, and as a page for its web UI."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from tumen.cli.work import newest
from tumen.model import Delivery, DeliveryState, Digest, Receipt
from tumen.pipeline import Collected
from tumen.wiring import House

BAD = frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.EXPIRED})


class Told(TypedDict):
    """One digest as it is told of: counts, and where its page is."""

    id: str
    key: str
    reader: str
    new: int
    updates: int
    background: int
    read: int
    page: str


class Row(TypedDict):
    """One delivery and what became of it."""

    delivery: str
    state: str
    detail: str


def of_collection(done: Collected) -> dict[str, object]:
    """Return the counts of a collection, its troubles and its notes."""
    return {
        "asked": done.asked,
        "reached": done.reached,
        "new_documents": done.new,
        "edited_documents": done.edited,
        "quarantined": done.quarantined,
        "troubles": [{"source": t.source_id, "name": t.name, "reason": t.reason} for t in done.troubles],
        "notes": list(done.notes),
    }


def of_digest(house: House, digest: Digest) -> Told:
    """Return a sealed digest in figures; `page` is its newest page on disk, or the folder when none was written."""
    folder = house.settings.digests / digest.reader_id
    return {
        "id": digest.id,
        "key": digest.key,
        "reader": digest.reader_id,
        "new": sum(item.kind == "new" for item in digest.items),
        "updates": sum(item.kind == "update" for item in digest.items),
        "background": len(digest.background),
        "read": digest.documents_read,
        "page": str(newest(folder) or folder),
    }


def of_receipts(receipts: Iterable[Receipt]) -> list[Row]:
    """Return deliveries that changed, one row each."""
    return [{"delivery": r.delivery_id, "state": r.state.value, "detail": r.detail} for r in receipts]


def of_deliveries(deliveries: Iterable[Delivery]) -> list[Row]:
    """Return deliveries, one row each."""
    return [{"delivery": d.id, "state": d.state.value, "detail": d.detail} for d in deliveries]


def failed(rows: Iterable[Row]) -> list[Row]:
    """Return the deliveries a person should look at."""
    return [row for row in rows if DeliveryState(row["state"]) in BAD]


def page(digest: Digest, told: Told, rows: Sequence[Row]) -> str:
    """Return a digest's outcome as Markdown: what it holds, how far it saw, what became of its deliveries."""
    lines = [
        f"# Digest for {_plain(digest.reader_id)}",
        f"{told['new']} new, {told['updates']} changed, {told['read']} documents read, "
        f"{len(digest.left_out)} left out; {digest.coverage.reached} of {digest.coverage.of} sources heard. "
        f"Page: {_plain(told['page'])}",
        *(f"* **{item.kind}** {_plain(item.headline)}" for item in digest.items),
        *(
            f"* not heard: {_plain(trouble.name)}: {_plain(trouble.reason)}"
            for trouble in digest.coverage.troubles[:20]
        ),
        *(f"* delivery {row['state']}: {_plain(row['detail'])}" for row in rows if row["delivery"]),
    ]
    return "\n\n".join(lines)


def _plain(text: str) -> str:
    """A stranger's words as words: nothing in them is a link, a picture, markup or a new line of the page."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~^$:@" else _ENTITIES.get(c, c) for c in " ".join(text.split()))


_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
