"""The commands timeline and told: what happened in order, and what each reader was told of it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import Any

from tumen.cli import screen
from tumen.cli.arguments import Json
from tumen.cli.asking import NO_FILTERS, Filtered
from tumen.cli.days import day
from tumen.cli.figures import claims
from tumen.counts import counted
from tumen.desk.timeline import Timeline
from tumen.desk.timeline import timeline as timeline_of
from tumen.desk.told_to_readers import ToldDigest
from tumen.desk.told_to_readers import told as told_of
from tumen.errors import ConfigError
from tumen.model import Digest, Item
from tumen.wiring import open_desk


def timeline(*what: str, metric: str | None = None, filters: Filtered = NO_FILTERS, json: Json = False) -> int:
    """What happened, in order: dated lines, the oldest first, each with what later reports changed.

    Parameters
    ----------
    what
        Id of a storyline or of one of its developments, or a name or words, as for tumen search.
    metric
        Show how this figure moved instead: troops_deployed, shells, …
    """
    if metric is not None:
        return claims(metric=metric, filters=filters, json=json)
    if not what:
        raise ConfigError("command line", "timeline", "of what? A storyline, a name or words; or --metric")
    with open_desk() as desk:
        made = timeline_of(desk, " ".join(what), filters.asked())
    if json:
        screen.as_json(_row(made))
        return 0
    screen.say(f"{made.of}: {counted(len(made.entries), 'development')}")
    for entry in made.entries:
        screen.say(f"{entry.day or 'undated   '}  {entry.development.title}")
        first = f"; {entry.first.publisher}: {entry.first.url or 'no link'}" if entry.first else ""
        screen.say(f"            {counted(len(entry.development.documents), 'report')}{first}")
        for added in entry.added:
            when = f"{added.report.published:%Y-%m-%d}" if added.report.published else "undated"
            screen.say(f"            + {when} {added.report.publisher}: {'; '.join(added.changes)}")
    return 0


def _row(made: Timeline) -> dict[str, Any]:
    return {
        "of": made.of,
        "entries": [
            {
                "day": entry.day or None,
                "id": entry.development.id,
                "title": entry.development.title,
                "storyline": entry.development.storyline_id,
                "reports": len(entry.development.documents),
                "first": asdict(entry.first) if entry.first else None,
                "added": [asdict(added) for added in entry.added],
            }
            for entry in made.entries
        ],
    }


def told(*, reader: str | None = None, since: str = "7d", until: str = "", json: Json = False) -> int:
    """What each reader was told, when, by which channel, and what became of the message; the first digest first.

    Parameters
    ----------
    reader
        Only this reader (the id).
    since
        Told on or after: 7d back, 2026-03, 2026-03-14.
    until
        Told on or before.
    """
    first, last = day(since, "--since"), day(until, "--until", last=True)
    start = datetime.combine(first, time.min, UTC) if first else None
    end = datetime.combine(last, time.max, UTC) if last else None
    with open_desk() as desk:
        found = list(told_of(desk, reader, start, end))
    if json:
        screen.as_json([_told_row(one) for one in found])
        return 0
    for one in found:
        _show_told(one)
    if not found:
        screen.say("No digest was sealed in this time. Earlier ones: --since 90d")
    return 0


def _show_told(one: ToldDigest) -> None:
    digest = one.digest
    screen.say(f"{screen.minute(digest.until)} UTC  {digest.kind} for {digest.reader_id}  ({digest.id})")
    for delivery in one.deliveries:
        channel = delivery.channel
        screen.say(f"  by {channel.id} to {channel.recipient}: {delivery.state.value.replace('_', ' ')}")
    if not one.deliveries:
        screen.say("  sent to nobody: the reader has no channel")
    for item in _items(digest):
        screen.say(f"  {item.kind}: {item.told}")
        for change in item.changes:
            screen.say(f"    {change}")
        for report in item.reports[:1]:
            screen.say(f"    {report.publisher}: {report.url or 'no link'}")
    if not _items(digest):
        screen.say("  nothing new")
    screen.say()


def _items(digest: Digest) -> tuple[Item, ...]:
    return (*digest.items, *digest.background)


def _told_row(one: ToldDigest) -> dict[str, Any]:
    digest = one.digest
    return {
        "digest": digest.id,
        "key": digest.key,
        "reader": digest.reader_id,
        "kind": digest.kind,
        "at": digest.until,
        "items": [
            {
                "development": item.development_id,
                "kind": item.kind,
                "told": item.told,
                "changes": list(item.changes),
                "links": [report.url for report in item.reports if report.url],
            }
            for item in _items(digest)
        ],
        "deliveries": [
            {"id": d.id, "channel": d.channel.id, "recipient": d.channel.recipient, "state": d.state}
            for d in one.deliveries
        ],
    }
