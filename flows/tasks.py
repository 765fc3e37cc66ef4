"""The stages of a run as Prefect tasks: each opens the runtime, makes one call, and returns plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, ParamSpec, TypedDict, TypeVar

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from flows import backups, events, timeouts
from flows.artifacts import counts, page
from flows.context import opened
from tumen import pipeline, schedules
from tumen.errors import StorageError
from tumen.installation import may_send
from tumen.model import DigestKind, Trouble
from tumen.report.rows import (
    CollectionSummary,
    DeliveryRow,
    DigestSummary,
    SourceRow,
    of_collection,
    of_deliveries,
    of_digest,
    of_outcomes,
    of_receipts,
)
from tumen.wiring import kept, open_wording

P = ParamSpec("P")
R = TypeVar("R")

# A database that is locked or a server that restarts is back within a minute or two; after that a person has to look.
RETRY_AFTER = [5.0, 30.0, 120.0]


def if_transient(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:  # noqa: ARG001
    """Try again only after errors that may pass by waiting (`TumenError.transient`)."""
    return bool(getattr(state.result(raise_on_failure=False), "transient", False))


def stage(name: str, run_name: str, timeout: float | None) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Make a task of a function: retried when that may help, never cached, because the archive holds the state."""
    return task(
        name=name,
        task_run_name=run_name,
        timeout_seconds=timeout,
        retries=len(RETRY_AFTER),
        retry_delay_seconds=RETRY_AFTER,
        retry_jitter_factor=0.3,
        retry_condition_fn=if_transient,
        cache_policy=NO_CACHE,
    )


@stage("collect", "ask the sources", timeouts.ASKING)
def collect(source: str | None = None, force: bool = False) -> tuple[CollectionSummary, list[SourceRow]]:
    """Ask the sources that are due and store their replies; return the counts, and a row for each source asked."""
    with opened() as runtime:
        before = runtime.archive.sources.healths()
        with pipeline.turn_if_free(runtime.archive, pipeline.COLLECT, runtime.now) as held:
            done = runtime.collect(source, force=force) if held else _asked_elsewhere()
        done.notes.extend(schedules.uncovered(runtime.settings.home, runtime.content.readers))
        after = runtime.archive.sources.healths()
        rows = of_outcomes(pipeline.outcomes(runtime.content.sources, before, after, done))
        return of_collection(done), rows


def _asked_elsewhere() -> pipeline.Collected:
    reason = "another run is asking them at the moment, or was killed less than three minutes ago"
    return pipeline.Collected(troubles=[Trouble(source_id="all", name="all sources", reason=reason)])


class BatchRow(TypedDict):
    """One batch that was done: how many documents were read, how many sources asked."""

    batch: int
    read: int
    asked: int


@stage("batch", "do the next batch", timeouts.ASKING)
def batch() -> BatchRow | None:
    """Do the next batch that is free; None when there is none."""
    with opened() as runtime:
        done = pipeline.Worked()
        taken = pipeline.work_once(runtime.archive, runtime.content.watch, runtime.collect, runtime.now, done)
        return {"batch": taken.number, "read": done.read, "asked": done.asked} if taken else None


@stage("queue", "make batches of the sources that are due", timeouts.SHORT)
def queue_sources() -> int:
    """Put the sources that are due into batches; return how many."""
    with opened() as runtime:
        return pipeline.queue_sources(runtime.archive, runtime.content, runtime.now())


@stage("develop", "judge new documents", timeouts.JUDGING)
def develop() -> int:
    """Judge the documents that are not judged yet; return how many there were."""
    with opened() as runtime:
        return pipeline.develop_all(runtime.archive, runtime.content, runtime.now).judged


@stage("write", "{kind} for {reader_id}", timeouts.WRITING)
def write(reader_id: str, kind: str) -> list[str]:
    """Compose one reader's digest and seal it with its deliveries; return its id, or [] when there is none."""
    with opened() as runtime:
        made = pipeline.write_digest(
            runtime.archive,
            runtime.content,
            runtime.reader(reader_id),
            runtime.now(),
            kind=DigestKind(kind),
            unsubscribe=runtime.settings.unsubscribe,
            site=runtime.settings.site,
            wording=open_wording(runtime.settings),
        )
    if made is None:
        return []
    events.digest_sealed(made)
    return [made.id]


@stage("deliver", "deliver what is due", None)
def deliver() -> list[DeliveryRow]:
    """Send every delivery that is due; return those that changed."""
    with opened() as runtime:
        may_send(runtime.archive, runtime.settings)
        readers = runtime.content.readers
        done = pipeline.deliver(runtime.archive, runtime.channels, runtime.now, runtime.mailbox, readers=readers)
        return of_receipts(done)


@stage("summarize", "page of {reader_id}", timeouts.SHORT)
def summarize(reader_id: str, digest_id: str, rows: Sequence[DeliveryRow]) -> DigestSummary:
    """Create the page of a sealed digest in Prefect's web UI; return its counts."""
    with opened() as runtime:
        made = runtime.archive.digests.find(digest_id)
        if made is None:
            raise StorageError(f"the digest {digest_id} was sealed and is not in the archive")
        summary = of_digest(made, runtime.reader(reader_id), runtime.settings.digests)
        own = {delivery.id for delivery in runtime.archive.outbox.deliveries(digest_id=digest_id)}
    shown = page(made, summary, [row for row in rows if row["delivery"] in own])
    create_markdown_artifact(shown, key=artifact_key(reader_id), description=counts(made, summary))
    return summary


def artifact_key(reader_id: str) -> str:
    """Return the name under which a reader's digests follow each other; Prefect allows letters, digits and dashes."""
    return "digest-" + re.sub(r"[^a-z0-9]+", "-", reader_id)


@stage("prune", "remove what is old", timeouts.WHOLE_DATABASE)
def prune() -> dict[str, int]:
    """Delete what is older or more than the settings keep; return how many of each."""
    with opened() as runtime:
        return asdict(pipeline.prune(runtime.archive, kept(runtime.settings), runtime.now()))


@stage("check", "check the database", timeouts.WHOLE_DATABASE)
def check() -> str:
    """Check the database and return "sound"; StorageError with the problems."""
    with opened() as runtime:
        problems = runtime.archive.upkeep.check()
    if problems:
        raise StorageError("; ".join(problems))
    return "sound"


@stage("backup", "back up the database", timeouts.WHOLE_DATABASE)
def back_up(keep: int) -> str:
    """Copy the database into the home's backups/ and remove all but the newest `keep`; return what was done."""
    with opened() as runtime:
        return backups.write(runtime, keep)


@stage("settle", "settle interrupted deliveries", timeouts.SHORT)
def settle_ledger() -> list[DeliveryRow]:
    """Requeue or close deliveries whose run died or whose time is over; return those that changed."""
    with opened() as runtime:
        now = runtime.now()
        return of_deliveries([*runtime.archive.ledger.recover(now), *runtime.archive.ledger.expire(now)])
