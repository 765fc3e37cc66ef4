"""The result of a run as plain values, for --json and for Prefect, and as lines for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from extractors import KINDS, Reading
from tumen.counts import counted
from tumen.model import Coverage, Delivery, DeliveryState, Digest, DigestKind, ItemKind, Reader, Receipt, Role, Trouble
from tumen.pipeline import Collected, Imported, SourceOutcome
from tumen.report_put_aside import SHOWN, PutAsideRow, of_put_aside, put_aside_lines
from tumen.storage import PutAsideDocument

# Deliveries that a run leaves in these states need a person, or may: what still waits could not be sent, because of a
# wrong password or an address that is not set as well as for a server that is busy.
NEEDS_ATTENTION = frozenset({DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.EXPIRED})
SHOWN_KEYS = 12  # of one file; --json has them all


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


def run_lines(run: Run, *, due: bool = False) -> list[str]:
    """Return a run as lines for the screen: what was collected, where each digest is, and what to do next."""
    lines = [f"Reached {_of_sources(run['reached'], run['asked'])}; {counted(run['new_documents'], 'new document')}."]
    lines += [f"  not reached: {trouble['name']}: {trouble['reason']}" for trouble in run["troubles"][:SHOWN]]
    if len(run["troubles"]) > SHOWN:
        lines.append(f"  … and {len(run['troubles']) - SHOWN} more: tumen sources list")
    lines += [f"  note: {note}" for note in run["notes"][:SHOWN]]
    if not run["asked"]:
        lines = [f"No source is due yet; {run['heard']} of {run['of']} answered when last asked (tumen sources list)."]
    lines += [*put_aside_lines(run["put_aside"]), *digest_lines(run["digests"], due=due)]
    lines += delivery_lines(run["deliveries"])
    if not run["failed"] and run["digests"]:
        lines.append("Next: tumen developments lists what is known, tumen trace ID shows why.")
    return lines


def _of_sources(reached: int, asked: int) -> str:
    return f"{reached} of {counted(asked, 'source')}"


def collection_lines(done: Collected, judged: int) -> list[str]:
    """Return a collection as lines for the screen, with every source that was not reached and every note."""
    counts = f"{counted(done.new, 'new document')}, {done.edited} edited, {judged} judged{_quarantined(done)}"
    lines = [f"Reached {_of_sources(done.reached, done.asked)}; {counts}."]
    lines += [f"  not reached: {trouble.name}: {trouble.reason}" for trouble in done.troubles]
    return [*lines, *(f"  note: {note}" for note in done.notes)]


def _quarantined(done: Collected) -> str:
    return f"; {counted(done.quarantined, 'item')} quarantined" if done.quarantined else ""


# The roles as counted nouns: what the judged documents are to what was known.
ROLE_NOUNS: Mapping[Role, tuple[str, str]] = {
    Role.FIRST: ("first report of a development", "first reports of developments"),
    Role.UPDATE: ("update", "updates"),
    Role.REPEAT: ("repeat", "repeats"),
    Role.ANALYSIS: ("opinion or analysis", "opinions or analyses"),
    Role.BACKGROUND: ("report of something known before", "reports of something known before"),
    Role.NONE: ("document not about the subject", "documents not about the subject"),
}


def import_lines(done: Imported, roles: Mapping[Role, int]) -> list[str]:
    """Return an import as lines for the screen: what was removed, which keys were not used, what could not be read."""
    if not done.asked and not done.notes:
        return [f"Nothing to import: no files there. Tumen reads {KINDS}."]
    known = done.reached - done.new - done.edited
    counts = f"{done.new} new, {done.edited} edited, {known} already known{_quarantined(done)}"
    lines = [f"{counted(done.reached, 'document')} read: {counts}."]
    if done.missing:
        lacking = ", ".join(f"{count} have no {fact}" for fact, count in done.missing.items())
        lines.append(f"Of {counted(done.reached, 'document')}, {lacking}.")
    lines += [f"  {note}" for note in done.notes]
    for reading in done.readings:
        lines += [f"  {reading.file}: {note}" for note in _keys(reading)]
    for trouble in done.troubles:
        lines += [f"  quarantined: {trouble.name}", f"    {trouble.reason}"]
    lines += [f"  lost: {lost}" for lost in done.lost]
    if roles:
        nouns = (counted(roles[role], *ROLE_NOUNS[role]) for role in Role if roles.get(role))
        lines.append(f"Judged: {', '.join(nouns)}.")
        lines.append("Next: tumen digest --preview --since-beginning")
    return lines


def _keys(reading: Reading) -> list[str]:
    """Which keys were known by their values alone, and which were not used."""
    guessed = [f"{'address' if fact == 'url' else fact} from “{key}”" for fact, key in reading.guessed.items()]
    notes = [f"known by their values: {', '.join(guessed)}; --map decides otherwise"] if guessed else []
    if reading.unused:
        more = f" and {len(reading.unused) - SHOWN_KEYS} more" if len(reading.unused) > SHOWN_KEYS else ""
        notes.append(f"keys not used: {', '.join(reading.unused[:SHOWN_KEYS])}{more}")
    return notes


def digest_lines(digests: Sequence[DigestSummary], *, due: bool = False) -> list[str]:
    """Return the digests of a run as lines for the screen; `due`: only those whose hour had come were asked for."""
    lines = []
    for digest in digests:
        known = f", {digest['background']} known before" if digest["background"] else ""
        read = counted(digest["read"], "document")
        counts = f"{digest['new']} new, {counted(digest['updates'], 'update')}{known}; {read} read"
        lines += [f"{digest['title']}: {counts}.", *([f"  {digest['page']}"] if digest["page"] else [])]
    none = "No reader's digest is due." if due else "Nothing new since the last digest, so none was written."
    return lines or [none]


def delivery_lines(rows: Sequence[DeliveryRow]) -> list[str]:
    """Return the deliveries that need attention as lines for the screen, with the command to run next."""
    shown = failed(rows)
    lines = [f"  delivery {row['delivery']}: {_state(row)}: {row['detail']}" for row in shown[:SHOWN]]
    if len(shown) > SHOWN:
        lines.append(f"  … and {len(shown) - SHOWN} more")
    return [*lines, "Next: tumen deliveries list"] if lines else []


def _state(row: DeliveryRow) -> str:
    return "not sent yet" if row["state"] == DeliveryState.PENDING else row["state"]
