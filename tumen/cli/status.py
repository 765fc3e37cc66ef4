"""tumen status: how this installation stands, in one screen."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tumen.cli import screen
from tumen.cli.arguments import Flag, Json
from tumen.counts import counted
from tumen.installation import Absent
from tumen.operator import current_status, watched
from tumen.settings import load_settings
from tumen.wiring import open_archive

if TYPE_CHECKING:
    from tumen.model import BatchState, DeliveryState, HealthState
    from tumen.pipeline import Status


def status(*, tell: Flag = False, json: Json = False) -> int:
    """Show how this installation stands: sources, documents, digests, deliveries. Exit code 1 if it needs a person.

    Parameters
    ----------
    tell
        Also tell the operator (TUMEN_OPERATOR) what is new of it, once each; for cron, beside the runs.
    """
    settings = load_settings()
    # Who is told of what stands still is told too where nothing can be looked at.
    with watched("status", absent=Absent.STAND_IN) if tell else nullcontext(), open_archive(settings) as archive:
        found = current_status(archive, settings)
    if json:
        screen.as_json(found)
    else:
        screen.table("Status", ("what", "how it stands"), rows(found))
        for concern in found.concerns:
            screen.say(f"{concern.what}\n  What to do: {concern.to_do}")
    return 1 if found.concerns else 0


def rows(found: Status) -> list[tuple[str, str]]:
    """The table: what, and how it stands."""
    documents, developments = counted(found.documents, "document"), counted(found.developments, "development")
    kept = f"{documents}, {found.relevant} relevant, {developments}"
    waiting = _since(found.oldest_waiting, found.at)
    return [
        ("sources", _states(found.sources) or "none is switched on"),
        ("sources asked", _ago(found.last_run, found.at)),
        ("clock", _clock(found)),
        ("known", f"{kept}; {counted(found.quarantined, 'item')} quarantined"),
        ("judging", _judging(found)),
        *([("batches", _states(found.batches))] if found.batches else []),
        *((f"digest for {reader}", _ago(at, found.at)) for reader, at in found.last_digest.items()),
        ("deliveries", f"{_states(found.deliveries) or 'none yet'}{waiting and f'; waiting{waiting}'}"),
        ("ways of delivery", f"{len(found.routes_down)} down" if found.routes_down else "none is down"),
    ]


def _judging(found: Status) -> str:
    """What waits to be judged, wherever it waits, and what could not be."""
    unjudged = f"{counted(found.unjudged, 'document')} not judged yet{_since(found.oldest_unjudged, found.at)}"
    parts = [unjudged] if found.unjudged else []
    parts += [f"{counted(found.in_batches, 'document')} in batches: tumen work"] if found.in_batches else []
    parts = parts or ["everything is judged"]
    return "; ".join([*parts, *([f"{found.put_aside} put aside"] if found.put_aside else [])])


def _states(counts: Mapping[HealthState, int] | Mapping[DeliveryState, int] | Mapping[BatchState, int]) -> str:
    return ", ".join(f"{count} {str(state).replace('_', ' ')}" for state, count in counts.items())


def _clock(found: Status) -> str:
    """The machine's clock beside what is kept: it can only be seen to be wrong when it was put back."""
    said = f"{screen.minute(found.at)} UTC"
    if found.newest is None or found.newest <= found.at:
        return said
    return f"{said}, {_span(found.newest - found.at)} before the newest thing kept"


def _ago(at: datetime | None, now: datetime) -> str:
    return f"{screen.minute(at)} UTC, {_span(now - at)} ago" if at else "never"


def _since(at: datetime | None, now: datetime) -> str:
    return f", the oldest for {_span(now - at)}" if at else ""


def _span(span: timedelta) -> str:
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 120:
        return counted(minutes, "minute")
    return counted(minutes // 60, "hour") if minutes < 48 * 60 else counted(minutes // 1440, "day")
