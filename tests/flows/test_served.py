"""A whole installation under Prefect: served, scheduled, run by its worker, guarded, and silent about its secrets.

What needs deployments or a worker is a long proof; what the flows themselves do at a server is not.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterParentFlowRunId,
    LogFilter,
    LogFilterFlowRunId,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import PrefectHTTPStatusError
from prefect.flow_engine import run_flow
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Running, Scheduled

from flows import monitor
from flows.collect import collect
from flows.server import janitor
from tests.support.installation import begin
from tests.support.ports import free_port
from tests.support.prefect_server import CANARY, ROOT, Served, as_if_planned_by_the_scheduler, environment_of
from tests.support.waiting import await_true

pytestmark = pytest.mark.prefect


@pytest.fixture
def client(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[SyncPrefectClient]:
    for name, value in served.environ.items():
        if name.startswith("TUMEN_"):
            monkeypatch.setenv(name, value)
    at_the_server = {PREFECT_API_URL: served.url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    with temporary_settings(at_the_server), get_client(sync_client=True) as found:
        yield found


def ended(environ: Mapping[str, str], module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A module that ran to its end in a process of its own."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, env=dict(environ), capture_output=True, text=True, check=False)


def runs_planned(client: SyncPrefectClient) -> set[str]:
    names = {one.id: one.name for one in client.read_deployments()}
    planned = client.read_flow_runs(limit=200)
    return {names[run.deployment_id] for run in planned if run.auto_scheduled and run.deployment_id in names}


@pytest.mark.gate
def test_every_schedule_really_gets_its_runs_planned(client: SyncPrefectClient) -> None:
    scheduled = {"hourly", "readers", "alerts", "nightly"}

    assert await_true(lambda: runs_planned(client) >= scheduled, 120), runs_planned(client)
    readers = next(one for one in client.read_deployments() if one.name == "readers")
    assert {schedule.slug for schedule in readers.schedules} == {"0-7-x-x-x-utc", "0-7-x-x-x-asia-seoul"}


@pytest.mark.gate
def test_a_run_by_hand_is_done_by_the_worker_writes_the_digest_and_gives_no_secret_away(
    client: SyncPrefectClient, served: Served
) -> None:
    deployment = client.read_deployment_by_name("monitor/by-hand")
    run = client.create_flow_run_from_deployment(deployment.id)

    ended = await_true(lambda: ended_run(client, run), 300)
    kept = [path for path in (served.home / "prefect").rglob("*") if path.is_file()]

    assert ended, (served.home / "prefect" / "logs" / "worker.log").read_text()[-3000:]
    assert ended.state_type is StateType.COMPLETED, ended.state
    assert list((served.home / "digests" / "desk").glob("*.html"))
    assert await_true(lambda: any("collected" in line for line in told_by(client, run)), 120)
    assert served.database in kept
    assert [path for path in kept if CANARY.encode() in path.read_bytes()] == []


def told_by(client: SyncPrefectClient, run: FlowRun) -> list[str]:
    """The log of a run and its subflows as the server has it; a worker sends its last lines after the run has ended."""
    below = FlowRunFilter(parent_flow_run_id=FlowRunFilterParentFlowRunId(any_=[run.id]))
    subflows = client.read_flow_runs(flow_run_filter=below)
    wanted = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id, *(one.id for one in subflows)]))
    return [log.message for log in client.read_logs(log_filter=wanted)]


def ended_run(client: SyncPrefectClient, run: FlowRun) -> FlowRun | None:
    now = client.read_flow_run(run.id)
    return now if now.state and now.state.is_final() else None


def planned_two_hours_ago(client: SyncPrefectClient) -> FlowRun:
    planned = Scheduled(scheduled_time=datetime.now(UTC) - timedelta(hours=2))
    return client.create_flow_run(collect, state=planned)


def test_a_run_that_comes_too_late_is_skipped_and_says_so(client: SyncPrefectClient, served: Served) -> None:
    run = planned_two_hours_ago(client)
    as_if_planned_by_the_scheduler(served, run.id)

    state = run_flow(collect, flow_run=client.read_flow_run(run.id), return_type="state")

    assert (state.type, state.name) == (StateType.COMPLETED, "Skipped")
    assert "min ago; more than 45 min late is skipped" in (state.message or "")


def test_a_run_a_person_asked_for_is_done_however_long_it_had_to_wait(client: SyncPrefectClient) -> None:
    run = planned_two_hours_ago(client)

    state = run_flow(collect, flow_run=client.read_flow_run(run.id), return_type="state")

    assert (state.type, state.name) == (StateType.COMPLETED, "Completed")
    assert state.result()["asked"] == 0


@pytest.mark.gate
@pytest.mark.parametrize(
    ("deployment", "parameters"),
    [
        ("digest/readers", {"schedule": "yearly"}),
        ("digest/readers", {"reader": "../../etc"}),
        ("upkeep/nightly", {"keep": 0}),
        ("monitor/by-hand", {"force": "perhaps"}),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused_when_the_run_is_asked_for(
    client: SyncPrefectClient, deployment: str, parameters: dict[str, object]
) -> None:
    found = client.read_deployment_by_name(deployment)

    with pytest.raises(PrefectHTTPStatusError, match=r"409|422"):
        client.create_flow_run_from_deployment(found.id, parameters=parameters)


@pytest.mark.gate
def test_deploying_again_changes_nothing_and_lets_what_is_paused_sleep(
    client: SyncPrefectClient, served: Served
) -> None:
    found = client.read_deployment_by_name("alert/alerts")
    client.update_deployment_schedule(found.id, found.schedules[0].id, active=False)
    before = shape(client)

    environ = {**served.environ, "PREFECT_API_URL": served.url, "TUMEN_ROOT": str(ROOT)}
    done = ended(environ, "flows.server.deploy")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Deployed: hourly, readers, ")
    assert shape(client) == before
    assert client.read_deployment_by_name("alert/alerts").schedules[0].active is False
    client.update_deployment_schedule(found.id, found.schedules[0].id, active=True)


@pytest.mark.gate
def test_while_it_serves_the_schedules_follow_the_readers_and_a_mistake_changes_nothing(
    client: SyncPrefectClient, served: Served
) -> None:
    file, output = Path(served.environ["TUMEN_CONFIG"]) / "readers.toml", served.home.parent / "output.txt"
    before, given = shape(client), file.read_text(encoding="utf-8")
    asked = client.read_deployment_by_name("digest/readers")
    resting = next(one for one in asked.schedules if one.slug == "0-7-x-x-x-utc")
    # Prefect's client forgets the parameters that it is not given.
    switched = partial(client.update_deployment_schedule, asked.id, resting.id, parameters={"due": True})
    switched(active=False)

    try:
        file.write_text(
            given.replace('timezone = "Asia/Seoul"', 'timezone = "Europe/Berlin"\nat = "09:00"'), encoding="utf-8"
        )
        said = "readers.toml changed: 2 readers, schedules + 0 9 * * * Europe/Berlin, - 0 7 * * * Asia/Seoul."
        assert await_true(lambda: said in output.read_text(), 90), output.read_text()
        readers = client.read_deployment_by_name("digest/readers").schedules
        assert {(one.slug, one.active) for one in readers} == {
            ("0-7-x-x-x-utc", False),
            ("0-9-x-x-x-europe-berlin", True),
        }
        (berlin,) = [one for one in readers if one.active]
        assert berlin.parameters == {"due": True}

        file.write_text(given.replace('timezone = "Asia/Seoul"', 'timezone = "Asia/Soul"'), encoding="utf-8")
        wrong = "readers.toml changed and cannot be used, so the schedules stay as they were"
        assert await_true(lambda: wrong in output.read_text(), 90), output.read_text()
        assert "Asia/Soul" in output.read_text()
        assert {one.slug for one in client.read_deployment_by_name("digest/readers").schedules} == {
            "0-7-x-x-x-utc",
            "0-9-x-x-x-europe-berlin",
        }
    finally:
        file.write_text(given, encoding="utf-8")
    assert await_true(lambda: "+ 0 7 * * * Asia/Seoul, - 0 9 * * * Europe/Berlin." in output.read_text(), 90)
    switched(active=True)
    assert shape(client) == before


def shape(client: SyncPrefectClient) -> dict[str, list[tuple[object, ...]]]:
    return {
        one.name: sorted((s.slug, s.active, str(s.schedule), str(s.parameters)) for s in one.schedules)
        for one in client.read_deployments()
    }


def test_runs_that_died_with_the_machine_are_called_crashed(client: SyncPrefectClient) -> None:
    run = client.create_flow_run(collect)
    client.set_flow_run_state(run.id, Running(), force=True)

    swept = janitor.sweep(client)

    assert run.name in swept
    assert client.read_flow_run(run.id).state_type is StateType.CRASHED


def test_the_whole_work_at_the_command_line_ends_with_where_the_digest_is_and_fails_when_a_delivery_did(
    client: SyncPrefectClient, served: Served, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    begin(served.home / "alone")
    monkeypatch.setenv("TUMEN_HOME", str(served.home / "alone"))

    code = monitor.main()
    said = capfd.readouterr()

    assert code == 1, said.err
    assert "No source is due yet" in said.out
    assert str(served.home / "alone" / "digests" / "desk") in said.out
    assert "Next: tumen deliveries list" in said.out
    assert CANARY not in said.out + said.err


def test_a_second_server_on_the_same_port_says_that_it_is_taken(served: Served) -> None:
    port = served.url.split(":")[2].split("/")[0]

    done = ended(served.environ, "flows.server.serve", "--port", port)

    assert done.returncode == 2
    assert f"port {port} is taken" in done.stdout


def test_a_mistake_in_the_configuration_stops_the_start_while_the_server_still_starts(tmp_path: Path) -> None:
    environ = environment_of(tmp_path)
    (Path(environ["TUMEN_CONFIG"]) / "readers.toml").write_text("[[reader]]\nid = 7\n", encoding="utf-8")

    done = ended(environ, "flows.server.serve", "--port", str(free_port()))

    assert done.returncode == 2, done.stdout + done.stderr
    assert "readers.toml" in done.stdout
    assert "Deployed" not in done.stdout
