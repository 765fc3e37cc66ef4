"""What a run did, as plain values: for the screen, for --json, and for whoever started it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from tumen.model import Coverage, Delivery, DeliveryState, Digest, ItemKind, Receipt, Trouble
from tumen.pipeline import Collected, SourceOutcome

# What a person should look at.
BAD = frozenset({DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.EXPIRED})
SHOWN = 5  # troubles named on the screen; the rest is one command away


class DigestSummary(TypedDict):
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


class Unheard(TypedDict):
    """A source that did not answer."""

    source: str
    name: str
    reason: str


class Asking(TypedDict):
    """What a collection brought."""

    asked: int
    reached: int
    new_documents: int
    edited_documents: int
    quarantined: int
    troubles: list[Unheard]
    notes: list[str]


class SourceRow(TypedDict):
    """One source after it was asked; `fell_silent`: it has just become one that is no longer heard."""

    source: str
    name: str
    state: str
    reached: bool
    new: int
    reason: str
    fell_silent: bool


class Run(Asking):
    """What a whole run did; `failed` are the deliveries that a person should look at."""

    judged: int
    digests: list[DigestSummary]
    deliveries: list[Row]
    failed: list[Row]
    heard: int
    of: int


def of_collection(done: Collected) -> Asking:
    """Return the counts of a collection, its troubles and its notes."""
    return {
        "asked": done.asked,
        "reached": done.reached,
        "new_documents": done.new,
        "edited_documents": done.edited,
        "quarantined": done.quarantined,
        "troubles": [_unheard(trouble) for trouble in done.troubles],
        "notes": list(done.notes),
    }


def _unheard(trouble: Trouble) -> Unheard:
    return {"source": trouble.source_id, "name": trouble.name, "reason": trouble.reason}


def of_outcomes(outcomes: Iterable[SourceOutcome]) -> list[SourceRow]:
    """Return what a collection found at each source it asked, one row each."""
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


def of_digest(digest: Digest, folder: Path) -> DigestSummary:
    """Return a sealed digest in figures; `page` is its reader's newest page under `folder`, "" if none."""
    own = folder / digest.reader_id
    page = newest(own)
    return {
        "id": digest.id,
        "key": digest.key,
        "reader": digest.reader_id,
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


def of_receipts(receipts: Iterable[Receipt]) -> list[Row]:
    """Return deliveries that changed, one row each."""
    return [{"delivery": r.delivery_id, "state": r.state.value, "detail": r.detail} for r in receipts]


def of_deliveries(deliveries: Iterable[Delivery]) -> list[Row]:
    """Return deliveries, one row each."""
    return [{"delivery": d.id, "state": d.state.value, "detail": d.detail} for d in deliveries]


def failed(rows: Iterable[Row]) -> list[Row]:
    """Return the deliveries a person should look at."""
    return [row for row in rows if DeliveryState(row["state"]) in BAD]


def of_run(
    asking: Asking, judged: int, digests: Sequence[DigestSummary], rows: Sequence[Row], coverage: Coverage
) -> Run:
    """Return what a whole run did."""
    return {
        **asking,
        "judged": judged,
        "digests": list(digests),
        "deliveries": list(rows),
        "failed": failed(rows),
        "heard": coverage.reached,
        "of": coverage.of,
    }


def told(run: Run) -> list[str]:
    """Return a run in lines for the screen: what came, where the digest is, what to do next."""
    lines = [f"Reached {run['reached']} of {run['asked']} sources asked; {run['new_documents']} new documents."]
    lines += [f"  not reached: {trouble['name']}: {trouble['reason']}" for trouble in run["troubles"][:SHOWN]]
    if len(run["troubles"]) > SHOWN:
        lines.append(f"  … and {len(run['troubles']) - SHOWN} more: tumen sources list")
    lines += [f"  note: {note}" for note in run["notes"][:SHOWN]]
    if not run["asked"]:
        lines = [f"No source is due yet; {run['heard']} of {run['of']} are being heard (tumen sources list)."]
    lines += [*told_digests(run["digests"]), *told_rows(run["deliveries"])]
    if not run["failed"] and run["digests"]:
        lines.append("Next: tumen developments lists what is known, tumen trace ID says why.")
    return lines


def told_collection(done: Collected, judged: int) -> list[str]:
    """Return a collection in lines for the screen, with every source that was not reached and every note."""
    kept = f"{done.new} new documents, {done.edited} edited, {judged} judged"
    aside = f"; {done.quarantined} items kept aside" if done.quarantined else ""
    lines = [f"Reached {done.reached} of {done.asked} sources asked; {kept}{aside}."]
    lines += [f"  not reached: {trouble.name}: {trouble.reason}" for trouble in done.troubles]
    return [*lines, *(f"  note: {note}" for note in done.notes)]


def told_import(brought: Collected, roles: Mapping[str, int]) -> list[str]:
    """Return an import in lines for the screen, with what was taken out of which file and each bad file's reason."""
    known = brought.reached - brought.new - brought.edited
    aside = f"; {brought.quarantined} kept aside" if brought.quarantined else ""
    counts = f"{brought.new} new, {brought.edited} edited, {known} known already{aside}"
    lines = [f"{brought.reached} documents read: {counts}.", *(f"  {note}" for note in brought.notes)]
    lines += [f"  kept aside: {trouble.name}: {trouble.reason}" for trouble in brought.troubles]
    if roles:
        lines.append("Judged: " + ", ".join(f"{count} {role}" for role, count in roles.items()))
        lines.append("Next: tumen digest --preview --since-beginning")
    return lines


def told_digests(digests: Sequence[DigestSummary]) -> list[str]:
    """Return the digests of a run in lines for the screen."""
    lines = []
    for digest in digests:
        known = f", {digest['background']} known before" if digest["background"] else ""
        counts = f"{digest['new']} new, {digest['updates']} changed{known}; {digest['read']} documents read"
        lines += [f"Digest for {digest['reader']}: {counts}.", *([f"  {digest['page']}"] if digest["page"] else [])]
    return lines or ["Nothing has come since the last digest, so none was written."]


def told_rows(rows: Sequence[Row]) -> list[str]:
    """Return the deliveries that a person should look at in lines for the screen, with what to do."""
    lines = [f"  delivery {row['delivery']}: {row['state']}: {row['detail']}" for row in failed(rows)]
    return [*lines, "Next: tumen deliveries list"] if lines else []
