"""`python -m flows.server.deploy`: deploy deployments/prefect.yaml to the server of PREFECT_API_URL, repeatably.

TUMEN_ROOT is the absolute folder in which the workers run; it holds deployments/prefect.yaml. Failed runs and silent
sources are posted to TUMEN_FAILED_WEBHOOK if it is set, sealed digests to TUMEN_SEALED_WEBHOOK. `--sweep` marks runs
that are still active as crashed: for the start of the only worker, after a power cut.
"""

from __future__ import annotations

import argparse
import io
import os
import runpy
import sys
import warnings
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectAlreadyExists
from prefect.settings import PREFECT_HOME

from flows.server import automations, health, janitor
from flows.server.schedules import Paused, Plan, covered, fitted, slugs
from flows.server.terminal import say
from tumen import schedules
from tumen.errors import ConfigError, TumenError
from tumen.model import Reader
from tumen.settings import load_settings
from tumen.wiring import load_content

POOL = "tumen"

# What a run may be told about its process: nothing. Prefect's own template takes a command, an environment and a folder
# from whoever asks for a run; ours come from the worker and from the deployment's pull step.
JOBS: Mapping[str, Any] = {
    "job_configuration": {"stream_output": True},
    "variables": {"type": "object", "properties": {}, "additionalProperties": False},
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be deployed from a folder: its plan, for the readers of the installation at `home`."""

    root: Path
    home: Path
    plan: Plan
    readers: Sequence[Reader]


def read(root: Path) -> Wanted:
    """Read the plan and the configuration, and import the flows: all that can be done before a server answers.

    ConfigError when there is no plan, or when a person has to correct the configuration.
    """
    plan, settings = load(root), load_settings()
    for module in ("prefect.cli.deploy", *(one["entrypoint"].rpartition(".")[0] for one in plan["deployments"])):
        with suppress(ImportError):  # Prefect says it better when it is deployed
            import_module(module)
    return Wanted(root, settings.home, plan, load_content(settings).readers)


def deploy(wanted: Wanted, environ: Mapping[str, str]) -> str:
    """Create the deployments with their schedules and the automations; return what there is now.

    The work pool is there (`make_pool`).

    The webhooks of the automations are TUMEN_FAILED_WEBHOOK and TUMEN_SEALED_WEBHOOK of the environment.

    What was paused in the web UI stays paused; schedules that are no longer in the plan are removed.
    """
    with get_client(sync_client=True) as client:
        plan = fitted(wanted.plan, wanted.readers, _paused(client))
        _apply(wanted.root, plan)
        _remove_strays(client, plan)
    schedules.keep(wanted.home, covered(plan))
    automations.install(environ.get("TUMEN_FAILED_WEBHOOK", ""), environ.get("TUMEN_SEALED_WEBHOOK", ""))
    return f"Deployed: {', '.join(one['name'] for one in plan['deployments'])}."


def reschedule(wanted: Wanted, readers: Sequence[Reader]) -> tuple[list[str], list[str]]:
    """Give what is deployed the schedules of these readers; return which hours came and which went.

    Nothing else of the deployments changes, and what was paused in the web UI stays paused.
    """
    plan, before = fitted(wanted.plan, readers, Paused()), schedules.kept(wanted.home)
    with get_client(sync_client=True) as client:
        _add_missing(client, plan)
        _remove_strays(client, plan)
    schedules.keep(wanted.home, covered(plan))
    now = covered(plan)
    return [" ".join(one) for one in sorted(now - before)], [" ".join(one) for one in sorted(before - now)]


def sweep() -> str:
    """Mark runs that are still active as crashed; returns what was done. Only before the first worker starts."""
    with get_client(sync_client=True) as client:
        swept = janitor.sweep(client)
    return f"Marked as crashed, active when the last server stopped: {', '.join(swept) or 'none'}."


def load(root: Path) -> Plan:
    """Read deployments/prefect.yaml; ConfigError when it is not there."""
    file = root / "deployments" / "prefect.yaml"
    if not file.is_file():
        raise ConfigError(str(file), "", "no such file: TUMEN_ROOT has to be the folder that holds deployments/")
    plan: Plan = yaml.safe_load(file.read_text(encoding="utf-8"))
    return plan


def root_of(environ: Mapping[str, str]) -> Path:
    """Return TUMEN_ROOT; ConfigError when it is not set or not absolute.

    Prefect would take an unset variable as a folder of that very name, say that all went well, and fail every run.
    """
    root = Path(environ.get("TUMEN_ROOT", ""))
    if not root.is_absolute() or not root.is_dir():
        reason = "set it to the absolute path of the folder that contains deployments/: runs start there"
        raise ConfigError("environment", "TUMEN_ROOT", reason)
    return root


def make_pool() -> None:
    """Create the work pool that workers of ours poll: they would make one themselves that takes commands."""
    with get_client(sync_client=True) as client:
        try:
            client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=dict(JOBS)))
        except ObjectAlreadyExists:  # deployed before, perhaps by a version whose pool took commands
            client.update_work_pool(POOL, WorkPoolUpdate(base_job_template=dict(JOBS)))


def _paused(client: SyncPrefectClient) -> Paused:
    known = client.read_deployments(limit=200)
    schedules = {(one.name, schedule.slug or "") for one in known for schedule in one.schedules if not schedule.active}
    return Paused(frozenset(one.name for one in known if one.paused), frozenset(schedules))


def _apply(root: Path, plan: Plan) -> None:
    file = Path(PREFECT_HOME.value()) / "deployments.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")
    # From the root and only from there: Prefect looks for entrypoints from the current folder.
    with chdir(root):
        code, said = _prefect("--no-prompt", "deploy", "--all", "--prefect-file", str(file))
    if code:
        raise ConfigError("prefect.yaml", "", f"Prefect refused it:\n{said}")


def _prefect(*arguments: str) -> tuple[int, str]:
    """Call Prefect's command line in this process, which has imported it already; its exit code and its output."""
    said, given, code = io.StringIO(), sys.argv, 0
    sys.argv = ["prefect", *arguments]
    try:
        with redirect_stdout(said), redirect_stderr(said), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what Prefect will change: for who upgrades it, not for who deploys
            runpy.run_module("prefect", run_name="__main__")
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else int(bool(done.code))
    finally:
        sys.argv = given
    return code, said.getvalue()


def _add_missing(client: SyncPrefectClient, plan: Plan) -> None:
    wanted = {one["name"]: one["schedules"] for one in plan["deployments"]}
    for deployment in client.read_deployments(limit=200):
        there = {schedule.slug for schedule in deployment.schedules}
        missing = [one for one in wanted.get(deployment.name, ()) if one["slug"] not in there]
        if missing:
            client.create_deployment_schedules(deployment.id, [_schedule(one) for one in missing])


def _schedule(given: Mapping[str, Any]) -> DeploymentScheduleCreate:
    return DeploymentScheduleCreate(
        schedule=CronSchedule(cron=given["cron"], timezone=given["timezone"]),
        active=given["active"],
        parameters=given.get("parameters", {}),
        slug=given["slug"],
    )


def _remove_strays(client: SyncPrefectClient, plan: Plan) -> None:
    wanted = slugs(plan)
    for deployment in client.read_deployments(limit=200):
        for schedule in deployment.schedules if deployment.name in wanted else ():
            if schedule.slug not in wanted[deployment.name]:
                client.delete_deployment_schedule(deployment.id, schedule.id)


def server_of(environ: Mapping[str, str]) -> str:
    """Return PREFECT_API_URL; ConfigError when it is not set: Prefect would deploy to a temporary server."""
    api = environ.get("PREFECT_API_URL", "")
    if not api:
        raise ConfigError("environment", "PREFECT_API_URL", "set it to the server's API, as http://127.0.0.1:4200/api")
    return api


def main(arguments: Sequence[str] | None = None) -> int:
    """Wait for the server, deploy, and print the result; 1 when it does not answer, 2 when a setting is wrong."""
    parser = argparse.ArgumentParser(prog="python -m flows.server.deploy", description=__doc__)
    parser.add_argument("--sweep", action="store_true", help="mark runs that are still active as crashed")
    asked = parser.parse_args(arguments)
    try:
        root, api = root_of(os.environ), server_of(os.environ)
        if not health.awaited(api):
            say(f"{api} does not answer.")
            return 1
        if asked.sweep:
            say(sweep())
        wanted = read(root)
        make_pool()
        say(deploy(wanted, os.environ))
    except TumenError as error:
        say(str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
