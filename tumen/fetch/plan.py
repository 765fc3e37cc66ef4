"""Which sources to ask now, and in which order. Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tumen.counts import counted
from tumen.fetch import health, moves
from tumen.fetch.limits import NOT_PUBLIC
from tumen.fetch.retry_and_freshness import FLOOR, LONGEST_RETRY
from tumen.model import HealthState, Source, SourceHealth, SourceKind

# No promise reaches further ahead than this; one that does was made by a clock that ran wrong.
FURTHEST = LONGEST_RETRY + timedelta(hours=1)


def plan(
    sources: Sequence[Source], healths: Mapping[str, SourceHealth], now: datetime, *, force: bool = False
) -> list[Source]:
    """The sources that are due, hosts interleaved, an address that two sources share only once.

    `force` asks also those that are not due by our own reckoning; what a server asked for, and half an hour between
    two askings, is kept even then.
    """
    asked = askable(sources)
    doubles = duplicate_addresses(sources)
    wanted = [
        source
        for source in asked
        if source.id not in doubles and is_due(source, healths.get(source.id), now, force=force)
    ]
    return interleaved(wanted, lambda source: host(moves.address(source, _known(source, healths))))


def is_due(source: Source, known: SourceHealth | None, now: datetime, *, force: bool = False) -> bool:
    """Whether this source may be asked now."""
    if known is None or health.own(source, known).last_asked is None:
        return True
    if _asked_just_now(known, now) and not (force and known.reason.startswith(NOT_PUBLIC)):
        return False
    if known.not_before is not None and now < known.not_before <= now + FURTHEST:
        return False
    if force:
        return True
    if known.next_due is None:
        return known.state is not HealthState.GONE
    return known.next_due <= now or known.next_due > now + FURTHEST


def not_yet(sources: Sequence[Source], healths: Mapping[str, SourceHealth], now: datetime) -> list[str]:
    """Why sources that somebody asks for are not asked now, and when they will be: a line for each."""
    told = []
    for source in askable(sources):
        known = _known(source, healths)
        if is_due(source, known, now, force=True) or known.last_asked is None:
            continue
        again = max(known.last_asked + FLOOR, known.not_before or known.last_asked)
        ago = counted(max(0, (now - known.last_asked) // timedelta(minutes=1)), "minute")
        told.append(f"{source.name}: asked {ago} ago, again at {again:%H:%M} UTC")
    return told


def _asked_just_now(known: SourceHealth, now: datetime) -> bool:
    return known.last_asked is not None and known.last_asked <= now < known.last_asked + FLOOR


def duplicate_addresses(sources: Sequence[Source]) -> dict[str, str]:
    """Sources whose address another, earlier one has already (http and https are the same), and that other one."""
    first: dict[str, str] = {}
    doubles: dict[str, str] = {}
    for source in askable(sources):
        key = source.url.split("://", 1)[-1].lower().rstrip("/")
        owner = first.setdefault(key, source.id)
        if owner != source.id:
            doubles[source.id] = owner
    return doubles


def askable(sources: Sequence[Source]) -> list[Source]:
    """Enabled sources that live on the network."""
    return [source for source in sources if source.enabled and source.url and source.kind is not SourceKind.CORPUS]


def host(url: str) -> str:
    """The host of an address, for taking turns; the address itself where it has none, for all letters of a mailbox."""
    try:
        return (urlsplit(url).hostname or url.partition("#")[0]).lower()
    except ValueError:
        return url


def interleaved(sources: Sequence[Source], key: Callable[[Source], str]) -> list[Source]:
    """The same sources, so that neighbours live on different hosts as long as there are different ones."""
    queues: dict[str, deque[Source]] = defaultdict(deque)
    for source in sources:
        queues[key(source)].append(source)
    turns: list[Source] = []
    while queues:
        for name in list(queues):
            turns.append(queues[name].popleft())
            if not queues[name]:
                del queues[name]
    return turns


def _known(source: Source, healths: Mapping[str, SourceHealth]) -> SourceHealth:
    return health.own(source, healths.get(source.id, SourceHealth(source_id=source.id)))
