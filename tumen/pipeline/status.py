"""How an installation stands at a moment, from its archive alone; and what of it an operator has to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tumen.counts import counted
from tumen.model import BatchState, Circuit, DeliveryState, HealthState, Source, SourceHealth
from tumen.model.source import USUAL_INTERVAL
from tumen.storage import Archive

# Weekends and holidays are quiet; a source that answers to nothing for longer is lost unless somebody looks.
SILENT: Final = timedelta(days=3)
# One run may be missed, because a machine starts again or the one before it took long; two are no accident.
LATE: Final = 2 * USUAL_INTERVAL
# Two machines on one PostgreSQL differ by seconds; a clock that was put back, by more.
CLOCKS_DIFFER: Final = timedelta(minutes=5)
# So long without anything is a machine that was off for a month, or a clock that was put forward.
LONG_AGO: Final = timedelta(days=30)
_EVER: Final = timedelta(days=36_500)
NO_RUN: Final = "no run"  # the key of the concern that nothing runs
WAITING: Final = (DeliveryState.PENDING, DeliveryState.RESEND_APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something a person has to know: `key` stays while it lasts, `what` happened, and what `to_do`."""

    key: str
    what: str
    to_do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Counts of an archive at the moment `at`, ages as times, and the concerns.

    `in_batches`: documents that were handed in to be read, and are not in the archive yet.
    """

    at: datetime
    sources: Mapping[HealthState, int]
    last_run: datetime | None
    newest: datetime | None
    documents: int
    relevant: int
    unjudged: int
    oldest_unjudged: datetime | None
    quarantined: int
    put_aside: int
    in_batches: int
    developments: int
    digests: int
    last_digest: Mapping[str, datetime | None]
    batches: Mapping[BatchState, int]
    deliveries: Mapping[DeliveryState, int]
    oldest_waiting: datetime | None
    routes_down: Sequence[Circuit]
    concerns: Sequence[Concern]


def status(
    archive: Archive,
    sources: Sequence[Source],
    readers: Sequence[str],
    now: datetime,
    found: Sequence[Concern] = (),
) -> Status:
    """Return how the archive stands; `sources` and `readers` are those of the configuration.

    `found`: what the caller found out about the installation itself; it stands before what the archive says.
    """
    enabled = [source for source in sources if source.enabled]
    healths = archive.sources.healths()
    known = [healths.get(source.id) or SourceHealth(source_id=source.id) for source in enabled]
    last_run = max((health.last_asked for health in known if health.last_asked), default=None)
    counts, circuits = archive.upkeep.count(), archive.circuits.all()
    last = {reader: archive.digests.last(reader) for reader in readers}
    newest = max(filter(None, [last_run, archive.documents.last_seen(before=now + _EVER)]), default=None)
    batches = archive.batches.counts(now)
    put_aside = archive.put_aside.count()
    own = [*_given_up(batches), *_put_aside(archive, put_aside), *_clock(newest, now), *_late(known, last_run, now)]
    own += [*_silent(enabled, healths, now), *map(_down, circuits)]
    return Status(
        at=now,
        sources=dict(sorted(Counter(health.state for health in known).items())),
        last_run=last_run,
        newest=newest,
        documents=counts.documents,
        relevant=counts.relevant,
        unjudged=counts.unjudged,
        oldest_unjudged=next((document.seen for document in archive.documents.unjudged(1)), None),
        quarantined=counts.quarantined,
        put_aside=put_aside,
        in_batches=archive.batches.documents(),
        developments=counts.developments,
        digests=counts.digests,
        last_digest={reader: digest.until if digest else None for reader, digest in last.items()},
        batches=batches,
        deliveries=counts.deliveries,
        oldest_waiting=archive.outbox.oldest(WAITING),
        routes_down=circuits,
        concerns=[*found, *own],
    )


def _late(known: Sequence[SourceHealth], last_run: datetime | None, now: datetime) -> list[Concern]:
    """No run though sources are due; none was ever is a new installation."""
    overdue = any(health.next_due is not None and now - health.next_due > USUAL_INTERVAL for health in known)
    if last_run is None or now - last_run <= LATE or not overdue:
        return []
    to_do = "see whether cron, the timer or the worker is running, then run: tumen run"
    if now - last_run > LONG_AGO:
        to_do = f"see whether it is {now:%Y-%m-%d} today: the clock of this machine says so; then {to_do}"
    return [Concern(key=NO_RUN, what=f"no source was asked since {last_run:%Y-%m-%d %H:%M} UTC", to_do=to_do)]


def _given_up(batches: Mapping[BatchState, int]) -> list[Concern]:
    """Batches that ended every process which took them; their documents are kept in them and not read."""
    count = batches.get(BatchState.GIVEN_UP, 0)
    if not count:
        return []
    what = f"{counted(count, 'batch', 'batches')} ended five workers each and nobody takes them any more"
    return [Concern(key="batches", what=what, to_do="look at the memory of the workers, then: tumen work --retry")]


def _put_aside(archive: Archive, count: int) -> list[Concern]:
    """Documents that could not be read or judged: they are kept, and in no digest."""
    if not count:
        return []
    (first,) = archive.put_aside.first(1)
    named = f"{first.title} ({first.document_id} of {first.source_id}): {first.reason}"
    what = f"{counted(count, 'document')} put aside, in no digest; the first is {named}"
    to_do = "tumen judge --retry; one that is put aside again is a fault of Tumen: report it with its tumen trace"
    return [Concern(key="put aside", what=what, to_do=to_do)]


def _clock(newest: datetime | None, now: datetime) -> list[Concern]:
    """The clock was put back, or what is kept was kept while it ran ahead."""
    if newest is None or newest - now <= CLOCKS_DIFFER:
        return []
    what = f"the clock says {now:%Y-%m-%d %H:%M} UTC, and something was kept at {newest:%Y-%m-%d %H:%M} UTC"
    to_do = "set the clock right; where it was ahead before, this passes when that time has come"
    return [Concern(key="clock", what=what, to_do=to_do)]


def _silent(enabled: Sequence[Source], healths: Mapping[str, SourceHealth], now: datetime) -> list[Concern]:
    found = []
    for source in enabled:
        health = healths.get(source.id)
        answered = (health.last_ok or health.since) if health else None
        if health is None or health.failures == 0 or answered is None or now - answered <= SILENT:
            continue
        since = (
            f"{source.name} ({source.id}) does not answer since {answered:%Y-%m-%d}: {health.reason or health.state}"
        )
        to_do = f"tumen sources check {source.id} says what to do"
        found.append(Concern(key=f"source {source.id}", what=since, to_do=to_do))
    return found


def _down(circuit: Circuit) -> Concern:
    what = f"{circuit.route} is down since {circuit.since:%Y-%m-%d %H:%M} UTC ({counted(circuit.failures, 'failure')})"
    return Concern(
        key=f"route {circuit.route}",
        what=f"{what}: {circuit.detail}",
        to_do="correct what is named, then: tumen deliveries retry",
    )
