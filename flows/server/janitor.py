"""Clean up in Prefect: runs that a crash left as running, and what runs of long ago left behind."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, cast

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.states import Crashed

if TYPE_CHECKING:
    from prefect.types._datetime import DateTime

ACTIVE = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
ENDED = [StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED]

# As long as a server keeps them (environment.SERVER). A run without a server leaves three; so many are let go of at
# once that a backlog is gone in time and no run waits for it.
HISTORY: Final = timedelta(days=30)
AT_ONCE: Final = 50


def sweep(client: SyncPrefectClient) -> list[str]:
    """Mark every active run as crashed and return their names: call this only before the first worker starts."""
    active = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=ACTIVE)))
    swept: list[str] = []
    while runs := client.read_flow_runs(flow_run_filter=active, limit=100):
        for run in runs:
            gone: State[None] = Crashed(message="the machine or the server stopped while this run was active")
            client.set_flow_run_state(run.id, gone, force=True)
            swept.append(run.name)
    return swept


def forget(client: SyncPrefectClient, now: datetime) -> int:
    """Delete runs that ended and began more than 30 days ago, the next fifty of them; return how many.

    A server that stays up does this by itself; the temporary one of a single run does not.
    """
    old = FlowRunFilter(
        start_time=FlowRunFilterStartTime(before_=cast("DateTime", now - HISTORY)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=ENDED)),
    )
    runs = client.read_flow_runs(flow_run_filter=old, limit=AT_ONCE)
    for run in runs:
        client.delete_flow_run(run.id)
    return len(runs)
