"""Upkeep: what keeps an installation healthy, once a night."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows import lateness, names, tasks, timeouts
from flows.context import opened
from flows.failures import explain, look_after
from flows.parameters import Copies

# A night missed is made up for in the next one; by day it would only delay digests.
GRACE = timedelta(hours=6)


@flow(
    name="upkeep",
    flow_run_name=names.upkeep,
    timeout_seconds=timeouts.UPKEEP,
    on_completion=[look_after],
    on_failure=[explain],
    on_crashed=[explain],
)
def upkeep(backup: bool = True, keep: Copies = 7) -> dict[str, Any] | State[None]:
    """Remove what is old, settle and report interrupted deliveries, check the database, and write a backup.

    Args:
        backup: Copy the database into the backups/ of the home (PostgreSQL by pg_dump, which has to be there).
        keep: How many copies are kept.
    """
    if late := lateness.skipped(GRACE):
        return late
    with opened():
        ledger = tasks.settle_ledger()
        pruned = tasks.prune()
        # A broken database stops here: its copy would push the last good one out of the folder.
        database = tasks.check()
        copy = tasks.back_up(keep) if backup else "not asked for"
    return {"pruned": pruned, "ledger": ledger, "database": database, "backup": copy}
