"""deployments/prefect.yaml says only what the flows know, and a plan fits the readers there are."""

from __future__ import annotations

import ast
import importlib
import inspect
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

import flows
from flows import monitor as monitor_module
from flows import tasks, work
from flows.collect import collect
from flows.digest import digest
from flows.failures import explain
from flows.monitor import monitor
from flows.parameters import nobody
from flows.server.schedules import Paused, covered, fitted, slug
from flows.upkeep import upkeep
from tests.support.prefect_server import ROOT
from tumen import schedules
from tumen.errors import ConfigError
from tumen.model import QuietHours, Reader, Weekday
from tumen.model.cron import parse_cron
from tumen.settings import Settings

PLAN: dict[str, Any] = yaml.safe_load((ROOT / "deployments" / "prefect.yaml").read_text(encoding="utf-8"))
DEPLOYMENTS = {one["name"]: one for one in PLAN["deployments"]}

# What flows may import; judgement, storage and delivery are behind these.
BELOW = {
    "tumen",
    "tumen.counts",
    "tumen.env_file",
    "tumen.errors",
    "tumen.installation",
    "tumen.logs",
    "tumen.model",
    "tumen.report",
    "tumen.report.lines",
    "tumen.report.rows",
    "tumen.pipeline",
    "tumen.schedules",
    "tumen.settings",
    "tumen.wiring",
}

# What a collection needs at most beyond the minutes in which it asks: pages and the last replies.
AFTER_ASKING = timedelta(minutes=5)


def flow_of(deployment: dict[str, Any]) -> Any:
    module, _, name = deployment["entrypoint"].rpartition(".")
    return getattr(importlib.import_module(module), name)


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_every_entrypoint_is_a_flow_and_takes_the_parameters_of_its_deployment_and_schedules(name: str) -> None:
    flow = flow_of(DEPLOYMENTS[name])
    given = [DEPLOYMENTS[name]["parameters"], *(s.get("parameters", {}) for s in DEPLOYMENTS[name]["schedules"])]

    for parameters in given:
        assert flow.validate_parameters(parameters).keys() == inspect.signature(flow.fn).parameters.keys()


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_every_parameter_is_explained_in_the_form(name: str) -> None:
    shown = flow_of(DEPLOYMENTS[name]).parameters.properties

    assert all(one.get("description") for one in shown.values())


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_every_parameter_is_one_field_of_the_form_and_no_choice_of_types(name: str) -> None:
    shown = flow_of(DEPLOYMENTS[name]).parameters.properties

    assert [key for key, one in shown.items() if "anyOf" in one or one.get("type") is None] == []


def test_a_stage_may_take_less_time_than_the_flows_it_is_part_of_and_collecting_more_than_its_settings_allow() -> None:
    longest = timedelta(minutes=next(m.le for m in Settings.model_fields["run_minutes"].metadata if hasattr(m, "le")))

    assert tasks.collect.timeout_seconds > (longest + AFTER_ASKING).total_seconds()
    assert collect.timeout_seconds > tasks.collect.timeout_seconds + tasks.develop.timeout_seconds
    assert digest.timeout_seconds > sum(
        stage.timeout_seconds for stage in (tasks.develop, tasks.write, tasks.summarize)
    )
    assert monitor.timeout_seconds > collect.timeout_seconds + digest.timeout_seconds
    assert upkeep.timeout_seconds > sum(
        stage.timeout_seconds for stage in (tasks.settle_ledger, tasks.prune, tasks.check, tasks.back_up)
    )


def test_no_time_limit_but_the_alarm_of_the_outermost_flow_holds_during_a_delivery() -> None:
    assert tasks.deliver.timeout_seconds is None
    assert monitor_module._digest.timeout_seconds is None


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_every_flow_has_a_time_limit_a_name_for_its_runs_and_says_what_to_do_when_it_fails(name: str) -> None:
    flow = flow_of(DEPLOYMENTS[name])

    assert flow.timeout_seconds
    assert callable(flow.flow_run_name)
    assert flow.on_failure_hooks == flow.on_crashed_hooks == [explain]


@pytest.mark.parametrize("name", sorted(DEPLOYMENTS.keys() - {"batches"}))
def test_no_deployment_overlaps_itself_and_a_run_by_hand_is_queued_and_never_dropped(name: str) -> None:
    assert DEPLOYMENTS[name]["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}


def test_work_on_batches_is_for_as_many_as_come() -> None:
    assert "concurrency_limit" not in DEPLOYMENTS["batches"]
    assert f"{work.work.name}/batches" == work.DEPLOYMENT


def test_each_flow_is_deployed_once_and_each_schedule_has_a_name_of_its_own() -> None:
    entrypoints = [one["entrypoint"] for one in PLAN["deployments"]]

    assert sorted(entrypoints) == sorted(
        f"flows.{name}.{name}" for name in ("alert", "collect", "digest", "monitor", "upkeep", "work")
    )
    for one in PLAN["deployments"]:
        slugs = [schedule["slug"] for schedule in one["schedules"]]
        assert len(set(slugs)) == len(slugs)


def test_runs_work_where_an_environment_variable_says_and_not_where_somebody_deployed() -> None:
    assert PLAN["pull"] == [{"prefect.deployments.steps.set_working_directory": {"directory": "{{ $TUMEN_ROOT }}"}}]


def reader(id: str, zone: str, schedule: str = "daily") -> Reader:
    return Reader(id=id, name=id, timezone=zone, schedule=schedule)


def asking(plan: dict[str, Any]) -> set[tuple[str, str]]:
    """The cron lines and time zones at which a plan asks which readers' digests are due."""
    return {
        (schedule["cron"], schedule["timezone"])
        for one in plan["deployments"]
        if one["entrypoint"] == "flows.digest.digest"
        for schedule in one["schedules"]
        if schedule["parameters"] == {"due": True}
    }


def test_there_is_one_schedule_for_each_hour_of_a_reader_by_the_own_clock() -> None:
    readers = [
        reader("a", "UTC"),
        reader("b", "Asia/Seoul"),
        reader("c", "Asia/Seoul", "weekly"),
        reader("d", "America/New_York", "hourly"),
        reader("e", "Asia/Seoul"),
        replace(reader("f", "Asia/Seoul"), at=time(18, 30), days=(Weekday.MONDAY, Weekday.FRIDAY)),
        replace(reader("g", "Asia/Seoul"), cron=parse_cron("*/20 6-9 1,15 * *")),
    ]

    plan = fitted(PLAN, readers, Paused())

    # An hour is the same by every clock; by one that is put back, every hour would have a gap of two.
    assert asking(plan) == {
        ("0 7 * * *", "UTC"),
        ("0 7 * * *", "Asia/Seoul"),
        ("0 7 * * mon", "Asia/Seoul"),
        ("5 * * * *", "UTC"),
        ("30 18 * * mon,fri", "Asia/Seoul"),
        ("*/20 6-9 1,15 * *", "Asia/Seoul"),
    }


def test_the_end_of_quiet_hours_that_hold_a_digest_back_has_a_schedule_too() -> None:
    night = QuietHours(start=time(22), end=time(6, 30))
    awake = replace(reader("a", "Asia/Seoul"), quiet_hours=night)
    held = replace(awake, cron=parse_cron("0 */4 * * *"))

    assert asking(fitted(PLAN, [awake], Paused())) == {("0 7 * * *", "Asia/Seoul")}
    assert asking(fitted(PLAN, [held], Paused())) == {("0 */4 * * *", "Asia/Seoul"), ("30 6 * * *", "Asia/Seoul")}


def test_a_plan_that_is_not_fitted_asks_often_enough_for_everybody() -> None:
    assert asking(PLAN) == {("*/15 * * * *", "UTC")}


def test_what_was_paused_stays_paused() -> None:
    asleep = Paused(frozenset({"nightly"}), frozenset({("readers", "0-7-x-x-x-asia-seoul")}))

    plan = fitted(PLAN, [reader("a", "UTC"), reader("b", "Asia/Seoul")], asleep)

    active = {(d["name"], s["slug"]): s["active"] for d in plan["deployments"] for s in d["schedules"]}
    assert active[("readers", "0-7-x-x-x-asia-seoul")] is False
    assert active[("readers", "0-7-x-x-x-utc")] is True
    assert [d["name"] for d in plan["deployments"] if d["paused"]] == ["nightly"]


def test_cron_lines_that_differ_have_names_that_differ() -> None:
    lines = ("1-5 * * * *", "1/5 * * * *", "1,5 * * * *", "0 7 * * 1", "0 7 1 * *", "0 7 * 1 *", "*/1 5 * * *")

    assert len({slug(line, "Asia/Seoul") for line in lines}) == len(lines)


@pytest.mark.parametrize("module", sorted(path.stem for path in Path(flows.__file__).parent.glob("*.py")))
def test_the_flows_know_the_pipeline_and_nothing_below_it(module: str) -> None:
    name = "flows" if module == "__init__" else f"flows.{module}"
    source = inspect.getsource(importlib.import_module(name))

    known = {
        node.module or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"tumen", "extractors"}
    }

    assert known <= BELOW


def test_a_reader_who_moved_to_a_zone_without_a_schedule_is_named_until_schedules_are_deployed_again(
    tmp_path: Path,
) -> None:
    seoul, berlin = (Reader(id="one", name="One", timezone=zone) for zone in ("Asia/Seoul", "Europe/Berlin"))
    before_any = schedules.uncovered(tmp_path, [berlin])
    schedules.keep(tmp_path, covered(fitted(PLAN, [seoul], Paused())))

    assert before_any == []
    assert schedules.uncovered(tmp_path, [seoul]) == []
    (said,) = schedules.uncovered(tmp_path, [berlin])
    assert "'one' (0 7 * * *, Europe/Berlin) is on no schedule" in said
    assert "flows.server.deploy" in said

    schedules.keep(tmp_path, covered(fitted(PLAN, [berlin], Paused())))
    assert schedules.uncovered(tmp_path, [berlin]) == []


def test_a_run_for_nobody_says_so_and_a_time_zone_that_does_not_exist_fails() -> None:
    assert "no reader of readers.toml asks for weekly, Asia/Seoul" in nobody(schedule="weekly", timezone="Asia/Seoul")
    with pytest.raises(ConfigError, match="no such time zone: Asia/Pjongjang"):
        nobody(schedule=None, timezone="Asia/Pjongjang")
