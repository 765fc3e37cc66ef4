"""A scheduled run that starts much too late is skipped: after an outage all the missed ones would start at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.states import Completed


def lateness(scheduled: datetime, now: datetime, grace: timedelta) -> str | None:
    """Return why a run planned for `scheduled` is too late to be useful; None while it is in time.

    Prefect starts runs up to ten seconds early; that is in time too.
    """
    late = now - scheduled
    if late <= grace:
        return None
    return (
        f"planned for {scheduled:%Y-%m-%d %H:%M} UTC, {_minutes(late)} min ago; more than {_minutes(grace)} min "
        "late is skipped, and the next run covers everything since the last"
    )


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def skipped(grace: timedelta) -> State[None] | None:
    """Return the final state of the present run when it starts more than `grace` after its time; else None.

    Only runs of the scheduler are skipped: neither a run that a person asked for, nor a subflow.
    """
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    if run is None or not run.auto_scheduled or run.expected_start_time is None:
        return None
    late = lateness(run.expected_start_time, datetime.now(UTC), grace)
    return Completed(name="Skipped", message=late) if late else None
