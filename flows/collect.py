"""Collect: ask the sources and judge what came."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import flow

from flows import tasks
from flows.context import opened
from flows.lateness import punctual
from flows.parameters import Name

# The next collection is due within the hour and asks for the same things.
GRACE = timedelta(minutes=45)


@flow(name="collect")
@punctual(GRACE)
def collect(source: Name | None = None, force: bool = False) -> dict[str, Any]:
    """Ask the sources that are due, keep what they sent, and judge it.

    Args:
        source: Ask only this source (its id in sources.toml); empty asks all that are due.
        force: Ask also what is not due yet. Servers are still asked politely, one request at a time.
    """
    with opened():
        asking = tasks.collect(source, force)
        return {**asking, "judged": tasks.develop()}
