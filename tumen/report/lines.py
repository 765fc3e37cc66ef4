"""The result of a run as lines for the screen, with the command to run next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors import KINDS, Reading
from tumen.counts import counted
from tumen.model import DeliveryState, Role
from tumen.pipeline import Collected, Imported
from tumen.report.rows import DeliveryRow, DigestSummary, PutAsideRow, Run, failed

SHOWN = 5  # problems listed on the screen; a command shows the rest
SHOWN_KEYS = 12  # of one file; --json has them all


def run_lines(run: Run, *, due: bool = False) -> list[str]:
    """Return a run as lines for the screen: what was collected, where each digest is, and what to do next."""
    lines = [f"Reached {_of_sources(run['reached'], run['asked'])}; {counted(run['new_documents'], 'new document')}."]
    lines += [f"  not reached: {trouble['name']}: {trouble['reason']}" for trouble in run["troubles"][:SHOWN]]
    if len(run["troubles"]) > SHOWN:
        lines.append(f"  … and {len(run['troubles']) - SHOWN} more: tumen sources list")
    if not run["asked"]:
        lines = [f"No source is due yet; {run['heard']} of {run['of']} answered when last asked (tumen sources list)."]
    lines += [f"  note: {note}" for note in run["notes"][:SHOWN]]
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
    if done.history:
        lines.append(
            f"{counted(done.history, 'new document')} older than what is news: known from now on and told to nobody "
            "(tumen timeline, tumen search; import --tell would have told them)."
        )
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


def put_aside_lines(rows: Sequence[PutAsideRow]) -> list[str]:
    """Return the documents that are put aside as lines for the screen, with the command that tries them again."""
    lines = [f"  put aside: {row['title']} ({row['source']}): {row['reason']}" for row in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append("  … and more: tumen status")
    return [*lines, "Next: tumen judge --retry"] if lines else []


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
