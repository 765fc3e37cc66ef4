"""Whether a feed has moved for good: when the address that permanent redirects lead to is asked instead. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tumen.model import Source, SourceHealth

# A move is believed when it was seen three times with a day between: a hijacked or misconfigured afternoon is not one.
SIGHTINGS = 3
SIGHTINGS_APART = timedelta(hours=24)


def address(source: Source, health: SourceHealth) -> str:
    """Where to ask: the catalogue's address, or the one it has permanently moved to."""
    return health.moved_to if health.moved_to and health.moved_sightings >= SIGHTINGS else source.url


def moved(health: SourceHealth, target: str | None, now: datetime) -> SourceHealth:
    """After a reply that came by permanent redirects to `target` (None: by none)."""
    if target is None:
        return health if health.moved_sightings >= SIGHTINGS else unmoved(health)
    if target != health.moved_to:
        return replace(health, moved_to=target, moved_sightings=1, moved_seen=now)
    if health.moved_seen is not None and now - health.moved_seen < SIGHTINGS_APART:
        return health
    return replace(health, moved_sightings=health.moved_sightings + 1, moved_seen=now)


def unmoved(health: SourceHealth) -> SourceHealth:
    """The same facts, the catalogue's address asked again."""
    return replace(health, moved_to=None, moved_sightings=0, moved_seen=None)
