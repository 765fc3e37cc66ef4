"""What to do about a failed run: one line in its log, and one artifact."""

from __future__ import annotations

from typing import Any

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.client.schemas.objects import FlowRun, State
from prefect.logging.loggers import flow_run_logger

from flows.artifacts import plain
from tumen import operator
from tumen.errors import ConfigError, RenderError, SchemaOutdated, StorageError, TumenError

NEXT_RUN = "The next run goes on where this one stopped; nothing is sent twice."

# The first match counts; what matches none is a bug.
ADVICE: tuple[tuple[type[BaseException], str], ...] = (
    (ConfigError, "Correct the setting, file or parameter that is named, then start the run again."),
    (SchemaOutdated, "Run `tumen upgrade`, or install the version that wrote this database."),
    (StorageError, "Run `tumen doctor` where the database is, then start the run again."),
    (RenderError, "Correct the template that is named, then start the run again; nothing of that digest was sent."),
    (TumenError, f"Nothing now. {NEXT_RUN} If it fails again, run `tumen doctor`."),
)
FAULT = f"This is a fault of the program: report it with the log of this run. {NEXT_RUN}"
TIMED_OUT = (
    f"Nothing now. {NEXT_RUN} If every run takes this long, look for the stage that does: the times are in the log."
)
CRASHED = (
    f"Nothing now: the process or its machine was stopped. {NEXT_RUN} "
    "`tumen deliveries list` shows what was being sent at that moment."
)


def advice(state: State[Any]) -> str:
    """Return what to do about a run that ended in this state."""
    if state.is_crashed():
        return CRASHED
    if state.name == "TimedOut":
        return TIMED_OUT
    error = state.result(raise_on_failure=False) if state.data is not None else None
    return next((words for kind, words in ADVICE if isinstance(error, kind)), FAULT)


def explain(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Write what happened and what to do into the log of a failed or crashed run, and as its artifact."""
    name, words = state.name or state.type.value, advice(state)
    happened = " ".join((state.message or "no reason was given").split())
    flow_run_logger(flow_run, flow).error("%s: %s What to do: %s", name, happened, words)
    artifact = ArtifactCreate(
        key=f"failed-{flow.name}",
        type="markdown",
        description=f"{flow_run.name}: {name}",
        data=f"# {plain(flow_run.name)}: {plain(name)}\n\n{plain(happened)}\n\n**What to do:** {words}",
        flow_run_id=flow_run.id,
    )
    with get_client(sync_client=True) as client:
        client.create_artifact(artifact)
    operator.run_failed(flow.name, happened)


def look_after(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001
    """Tell the operator what is new of all that needs a person, after a run that ended well."""
    operator.look_after(flow.name)
