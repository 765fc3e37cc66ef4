"""Clean up after a crash of the machine: runs still marked as running would occupy their place for ever."""

from __future__ import annotations

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import State, StateType
from prefect.states import Crashed

ACTIVE = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]


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
