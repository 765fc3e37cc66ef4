"""What a run leaves at the Prefect server: names, subflows, a table of sources, events, and what to do after a failure."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterParentFlowRunId,
    LogFilter,
    LogFilterFlowRunId,
)
from prefect.client.schemas.objects import Artifact, FlowRun
from prefect.events import Event
from prefect.flow_engine import run_flow
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows import tasks
from flows.collect import collect
from flows.digest import digest
from flows.monitor import monitor
from flows.server import automations
from tests.support.ports import free_port
from tests.support.prefect_server import Served, environment_of
from tests.support.waiting import GUARD, await_true
from tests.support.webhook import Sink, sink
from tumen.errors import ConfigError
from tumen.wiring import open_runtime

pytestmark = pytest.mark.prefect

NOW = datetime.now(UTC)
HOURS = timedelta(hours=3)


@pytest.fixture
def client(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SyncPrefectClient]:
    """The server of all tests, and for the flows an installation of their own with one reader and one dead source."""
    for name, value in environment_of(tmp_path).items():
        if name.startswith("TUMEN_"):
            monkeypatch.setenv(name, value)
    config = tmp_path / "config"
    readers = (config / "readers.toml").read_text().split('\n[[reader]]\nid = "seoul"')[0]
    (config / "readers.toml").write_text(readers)
    (config / "sources.toml").write_text(
        f'[[source]]\nid = "dead-{tmp_path.name[-1]}"\nname = "Dead [x](y)"\nkind = "feed"\n'
        f'url = "http://127.0.0.1:{free_port()}/feed"\nlanguage = "en"\nallow_private = true\n'
    )
    at_the_server = {PREFECT_API_URL: served.url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    with temporary_settings(at_the_server), get_client(sync_client=True) as found:
        yield found


def run_of(client: SyncPrefectClient, flow: Any, **parameters: Any) -> FlowRun:
    """Run a flow here and return its run as the server has it."""
    run = client.create_flow_run(flow, parameters=parameters)
    run_flow(flow, flow_run=run, parameters=parameters, return_type="state")
    return client.read_flow_run(run.id)


def artifacts(client: SyncPrefectClient, run: FlowRun, key: str) -> list[Artifact]:
    wanted = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
    return [one for one in client.read_artifacts(artifact_filter=wanted) if one.flow_run_id == run.id]


def events(client: SyncPrefectClient, name: str) -> list[Event]:
    asked = {"filter": {"event": {"name": [name]}, "order": "ASC"}, "limit": 50}
    answer = client.request("POST", "/events/filter", json=asked)
    return [Event.model_validate(one) for one in answer.json()["events"]]


def test_runs_are_named_by_what_they_do(client: SyncPrefectClient) -> None:
    named = [
        run_of(client, collect, force=True).name,
        run_of(client, digest, reader="desk").name,
        run_of(client, digest, schedule="daily", timezone="Asia/Seoul").name,
    ]

    assert named == ["collect all sources", "digest for desk", "digest for all readers (daily, Asia/Seoul)"]


def test_monitor_runs_collect_and_digest_as_subflows_whose_tasks_are_named_by_reader(client: SyncPrefectClient) -> None:
    run = run_of(client, monitor)
    wanted = FlowRunFilter(parent_flow_run_id=FlowRunFilterParentFlowRunId(any_=[run.id]))
    below = {one.name: one for one in client.read_flow_runs(flow_run_filter=wanted)}

    assert run.state
    assert run.state.is_completed(), run.state.message
    assert run.name == "collect all due sources and write all digests"
    assert below.keys() == {"collect all due sources", "digest for all readers"}
    assert await_true(lambda: "digest for desk" in tasks_of(client, below["digest for all readers"]), GUARD)
    assert await_true(lambda: "page of desk" in tasks_of(client, below["digest for all readers"]), GUARD)
    assert "ask the sources" in tasks_of(client, below["collect all due sources"])
    (came_to,) = artifacts(client, run, "result")
    assert came_to.description == "Reached 0 of 1 source; 0 new documents."
    assert "* The desk: 0 new, 0 updates" in str(came_to.data).replace("\\", "")


def tasks_of(client: SyncPrefectClient, run: FlowRun) -> list[str]:
    asked = {"flow_runs": {"id": {"any_": [str(run.id)]}}}
    return [one["name"] for one in client.request("POST", "/task_runs/filter", json=asked).json()]


def test_each_collection_leaves_a_table_of_the_sources_it_asked(client: SyncPrefectClient) -> None:
    run = run_of(client, collect)

    (table,) = artifacts(client, run, "sources")
    (row,) = json.loads(str(table.data))
    assert table.description == "0 of 1 sources reached"
    assert (row["state"], row["reached"], row["new"]) == ("backing off", "no", 0)
    assert row["source"].startswith("dead")
    assert "refused" in row["reason"]


def test_a_collection_that_asks_nobody_leaves_the_last_table(client: SyncPrefectClient) -> None:
    run_of(client, collect)

    again = run_of(client, collect)

    assert artifacts(client, again, "sources") == []


def collect_hours_later(client: SyncPrefectClient) -> FlowRun:
    """Collect as if the last collection had been three hours ago."""
    with open_runtime() as runtime:
        archive = runtime.archive.sources
        known = archive.healths().values()
        earlier = [replace(one, last_asked=(one.last_asked or NOW) - HOURS, next_due=NOW - HOURS) for one in known]
        archive.keep_healths(earlier)
    return run_of(client, collect)


def test_a_source_that_falls_silent_is_one_event_and_not_one_a_run(client: SyncPrefectClient) -> None:
    def told_by(run: FlowRun) -> list[Event]:
        from_run = f"prefect.flow-run.{run.id}"
        return [one for one in events(client, "tumen.source.silent") if from_run in {it.id for it in one.related}]

    runs = [collect_hours_later(client) for _ in range(4)]

    assert await_true(lambda: told_by(runs[2]), GUARD)
    # Events come in the order in which they were sent: when this one is there, so are those of the runs before it.
    last = run_of(client, digest)
    assert await_true(lambda: sealed_by(client, last), GUARD)
    assert [len(told_by(run)) for run in runs] == [0, 0, 1, 0]
    (event,) = told_by(runs[2])
    assert event.resource.name == "Dead [x](y)"
    assert (event.payload["state"], "refused" in event.payload["reason"]) == ("backing_off", True)


def sealed_by(client: SyncPrefectClient, run: FlowRun) -> list[Event]:
    from_run = f"prefect.flow-run.{run.id}"
    return [one for one in events(client, "tumen.digest.sealed") if from_run in {it.id for it in one.related}]


def test_a_sealed_digest_is_an_event_that_names_its_reader(client: SyncPrefectClient) -> None:
    run = run_of(client, digest)

    assert await_true(lambda: sealed_by(client, run), GUARD)
    (event,) = sealed_by(client, run)
    assert event.resource.id.startswith("tumen.digest.")
    assert ("reader", "tumen.reader.desk") in {(one.role, one.id) for one in event.related}
    assert (event.payload["reader"], event.payload["of"]) == ("desk", 1)


@pytest.mark.gate
def test_silent_sources_failed_runs_and_sealed_digests_are_posted_where_the_webhooks_say(
    client: SyncPrefectClient,
) -> None:
    with sink() as hook:
        automations.install(failed=hook.url, sealed=hook.url)
        try:
            run_of(client, digest)
            wanted = "digest for desk: 0 new, 0 changed; 0 of 1 sources reached"
            assert await_true(lambda: posted(hook, wanted), GUARD), hook.payloads
            for _ in range(3):
                collect_hours_later(client)
            assert await_true(lambda: posted(hook, "Dead [x](y) fell silent: "), GUARD), hook.payloads
            run_of(client, digest, reader="nobody")
            assert await_true(lambda: posted(hook, "digest for nobody: Failed: "), GUARD), hook.payloads
        finally:
            automations.install()


def posted(hook: Sink, words: str) -> bool:
    return any(words in one["text"] for one in hook.payloads)


@pytest.mark.gate
def test_a_webhook_is_no_condition_for_the_automations_on_events(client: SyncPrefectClient) -> None:
    found = {one["name"]: one for one in client.request("POST", "/automations/filter", json={}).json()}

    assert found.keys() >= {automations.LOST, automations.SILENT, automations.SEALED}
    assert automations.FAILED not in found
    assert [one["type"] for one in found[automations.SILENT]["actions"]] == ["do-nothing"]


def automation(client: SyncPrefectClient, name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = client.request("POST", "/automations/filter", json={}).json()
    return next(one for one in found if one["name"] == name)


@pytest.mark.gate
@pytest.mark.parametrize("switched", [False, True])
def test_an_automation_that_was_switched_off_stays_off(client: SyncPrefectClient, switched: bool) -> None:
    found = automation(client, automations.SEALED)
    switch(client, found, switched)
    try:
        automations.install()

        anew = automation(client, automations.SEALED)
        assert anew["id"] != found["id"]
        assert anew["enabled"] is switched
    finally:  # the server is that of all tests
        switch(client, automation(client, automations.SEALED), True)


def switch(client: SyncPrefectClient, found: dict[str, Any], on: bool) -> None:
    client.request("PATCH", f"/automations/{found['id']}", json={"enabled": on})


@pytest.mark.parametrize(
    ("flow", "parameters", "reason"),
    [
        (digest, {"reader": "nobody"}, "readers.toml: nobody: no such reader (known: desk)"),
        (collect, {"source": "deed-0"}, "sources.toml: deed-0: no such source (dead-"),
    ],
)
def test_a_reader_or_source_that_does_not_exist_fails_the_run_and_the_log_says_what_to_do(
    client: SyncPrefectClient, flow: Any, parameters: dict[str, str], reason: str
) -> None:
    run = run_of(client, flow, **parameters)

    (page,) = artifacts(client, run, f"failed-{flow.name}")
    assert run.state
    assert run.state.is_failed()
    assert reason in str(run.state.message)
    assert "**What to do:** Correct the setting, file or parameter that is named" in str(page.data)
    assert await_true(lambda: [line for line in log_of(client, run) if "What to do: Correct" in line], GUARD)
    assert tasks_of(client, run) == []


def log_of(client: SyncPrefectClient, run: FlowRun) -> list[str]:
    wanted = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id]))
    return [log.message for log in client.read_logs(log_filter=wanted)]


def test_a_task_that_takes_too_long_ends_its_run_as_failed_with_what_to_do(
    client: SyncPrefectClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = threading.Event()

    def hang() -> int:
        while not never.wait(0.05):
            pass
        return 0

    slow = tasks.stage("develop", "judge new documents", 0.3)(hang)
    monkeypatch.setattr(tasks, "develop", slow)

    run = run_of(client, digest)

    assert run.state
    assert run.state.is_failed()
    (page,) = artifacts(client, run, "failed-digest")
    assert "look for the stage that does" in str(page.data)


def test_what_the_flow_raises_for_a_bad_parameter_is_a_config_error(client: SyncPrefectClient) -> None:
    with pytest.raises(ConfigError, match="no such reader"):
        digest(reader="nobody")
