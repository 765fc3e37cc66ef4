"""Work: do batches beside other runs of this flow, on this machine or others of the work pool."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TypedDict, cast
from uuid import UUID

from prefect import flow
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.schemas.objects import State
from prefect.deployments import run_deployment

from flows import lateness, names, tasks, timeouts
from flows.context import opened
from flows.failures import explain, look_after
from tumen import pipeline

# Batches do not get old: they wait for whoever comes. A run that comes late finds none, which costs nothing.
GRACE = timedelta(hours=6)
DEPLOYMENT = "work/batches"
LOOK = 2.0  # seconds between two looks at what the other workers still have


class Worked(TypedDict):
    """How many batches this run did, with how many documents read and sources asked."""

    batches: int
    read: int
    asked: int


@flow(
    name="work",
    flow_run_name=names.work,
    timeout_seconds=timeouts.COLLECT,
    on_completion=[look_after],
    on_failure=[explain],
    on_crashed=[explain],
)
def work() -> Worked | State[None]:
    """Do batches until none is free: ask their sources, read their documents. As many runs as wanted share them."""
    if late := lateness.skipped(GRACE):
        return late
    return share()


def share() -> Worked:
    """Do batches until none is free, with the progress of them all as an artifact of the run."""
    done: Worked = {"batches": 0, "read": 0, "asked": 0}
    with opened() as runtime:
        all_of_them = pipeline.under_way(runtime.archive, runtime.now())
        if not all_of_them:
            return done
        made = create_progress_artifact(progress=0.0, key="batches", description=f"{all_of_them} batches to do")
        page = cast("UUID", made)  # a coroutine only where a loop runs
        while one := tasks.batch():
            done["batches"] += 1
            done["read"] += one["read"]
            done["asked"] += one["asked"]
            left = pipeline.under_way(runtime.archive, runtime.now())
            update_progress_artifact(page, progress=round(100.0 * max(0, all_of_them - left) / all_of_them, 1))
    return done


def call_workers(count: int) -> None:
    """Ask the work pool for so many runs of this flow; who is there first takes the first batch."""
    for _ in range(count):
        run_deployment(DEPLOYMENT, timeout=0, as_subflow=False)


def await_workers() -> None:
    """Return when no batch is free or with a worker; batches of a worker that died are done here."""
    with opened() as runtime:
        while pipeline.under_way(runtime.archive, runtime.now()):
            if not share()["batches"]:
                time.sleep(LOOK)
