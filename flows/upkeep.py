"""Upkeep: what keeps an installation healthy, once a night."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import flow

from flows import tasks
from flows.context import opened
from flows.lateness import punctual
from flows.parameters import Copies

# A night missed is made up for in the next one; by day it would only stand in the way of digests.
GRACE = timedelta(hours=6)


@flow(name="upkeep")
@punctual(GRACE)
def upkeep(backup: bool = True, keep: Copies = 7) -> dict[str, Any]:
    """Let go of old replies, mend and report deliveries that died, check the database, and write a backup.

    Args:
        backup: Copy the database into the backups/ of the home (SQLite; PostgreSQL is copied by pg_dump).
        keep: How many copies are kept.
    """
    with opened():
        ledger = tasks.settle_ledger()
        pruned = tasks.prune()
        # A broken database stops here: its copy would push the last good one out of the folder.
        database = tasks.check()
        copy = tasks.back_up(keep) if backup else "not asked for"
    return {"pruned": pruned, "ledger": ledger, "database": database, "backup": copy}
