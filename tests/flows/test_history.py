"""What runs leave in Prefect's own database does not grow for ever, with a server that stays up and without one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import StateType

from flows.server import environment, janitor

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Server:
    """Keeps runs as (began, state) by id, and answers as Prefect's API does."""

    def __init__(self, *runs: tuple[datetime, StateType]) -> None:
        self.runs = dict(enumerate(runs))

    def read_flow_runs(self, *, flow_run_filter: Any, limit: int) -> list[Any]:
        before, states = flow_run_filter.start_time.before_, flow_run_filter.state.type.any_
        found = [id_ for id_, (began, state) in self.runs.items() if began <= before and state in states]
        return [SimpleNamespace(id=id_) for id_ in found[:limit]]

    def delete_flow_run(self, id_: int) -> None:
        del self.runs[id_]


def forget(server: Server) -> int:
    return janitor.forget(cast("SyncPrefectClient", server), NOW)


def test_runs_of_long_ago_go_and_those_of_this_month_and_those_that_run_stay() -> None:
    month, second = timedelta(days=30), timedelta(seconds=1)
    old, new = NOW - month, NOW - month + second
    server = Server((old, StateType.COMPLETED), (old, StateType.RUNNING), (new, StateType.FAILED))

    assert forget(server) == 1
    assert list(server.runs) == [1, 2]


def test_a_backlog_goes_in_time_and_no_run_waits_for_all_of_it() -> None:
    server = Server(*[(NOW - timedelta(days=99), StateType.FAILED)] * 120)

    assert [forget(server) for _ in range(4)] == [50, 50, 20, 0]


def test_a_server_that_stays_up_keeps_runs_and_events_for_as_long(tmp_path: Path) -> None:
    made = environment.served(tmp_path, 4200)

    assert made["PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED"] == "events,flow_runs"
    assert int(made["PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD"]) == janitor.HISTORY.total_seconds()
