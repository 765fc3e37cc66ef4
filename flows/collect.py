"""Collect: ask the sources and judge the new documents."""

from __future__ import annotations

from datetime import timedelta

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State

from flows import events, lateness, names, tasks, timeouts
from flows.artifacts import sources_table
from flows.context import opened
from flows.failures import explain, look_after
from flows.parameters import Hands, Name
from flows.work import await_workers, call_workers, share
from tumen import pipeline
from tumen.report.rows import CollectionSummary, SourceRow

# The next collection is due within the hour and asks the same sources.
GRACE = timedelta(minutes=45)

TABLE = "sources"  # the artifact with the sources of the last collection, the older ones behind it


class Collection(CollectionSummary):
    """The counts of a collection, and how many documents were judged."""

    judged: int


@flow(
    name="collect",
    flow_run_name=names.collect,
    timeout_seconds=timeouts.COLLECT,
    on_completion=[look_after],
    on_failure=[explain],
    on_crashed=[explain],
)
def collect(source: Name = "", force: bool = False, workers: Hands = 0) -> Collection | State[None]:
    """Ask the sources that are due, store their replies, and judge the new documents.

    Args:
        source: Ask only this source (its id in sources.toml); empty asks all that are due.
        force: Ask also what is not due yet. Servers still get one request at a time.
        workers: Share the sources with so many runs of the flow work, on whatever machines serve the work pool.
    """
    if late := lateness.skipped(GRACE):
        return late
    with opened() as runtime:
        if source:
            runtime.source(source)
        if workers and not source and not force:
            tasks.queue_sources()
            call_workers(workers)
        # Also what an import left in batches, and a worker that was killed.
        shared = share()
        if workers:
            await_workers()
        steps = pipeline.Gathering(collect=lambda: _ask(source, force), develop=lambda: tasks.develop())
        gathered = pipeline.gather(steps)
        collected = gathered.collected | {"asked": gathered.collected["asked"] + shared["asked"]}
        return {**collected, "judged": gathered.judged}


def _ask(source: str, force: bool) -> CollectionSummary:
    asked, rows = tasks.collect(source or None, force)
    publish(rows)
    return asked


def publish(rows: list[SourceRow]) -> None:
    """Create a table of the sources that were asked, and emit an event for each that has just fallen silent."""
    if rows:
        reached = sum(row["reached"] for row in rows)
        create_table_artifact(sources_table(rows), key=TABLE, description=f"{reached} of {len(rows)} sources reached")
    for row in rows:
        if row["fell_silent"]:
            events.source_silent(row)
