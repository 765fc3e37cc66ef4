"""A scheduled run that starts much too late is skipped: after an outage all the missed ones would start at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import sleep

from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.states import Completed

LONGEST_WAIT = 60.0  # seconds; Prefect starts runs up to ten early, the rest is for clocks that differ


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
    planned = _planned()
    late = lateness(planned, datetime.now(UTC), grace) if planned else None
    return Completed(name="Skipped", message=late) if late else None


def earliness(planned: datetime, now: datetime) -> float:
    """Return how many seconds a run has to wait for its time: at 06:59:55 what is due at seven is not due yet."""
    return min(max((planned - now).total_seconds(), 0.0), LONGEST_WAIT)


def wait_if_early() -> None:
    """Wait for the time of the present run where the scheduler started it before."""
    planned = _planned()
    if planned is not None:
        sleep(earliness(planned, datetime.now(UTC)))


def _planned() -> datetime | None:
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    return run.expected_start_time if run is not None and run.auto_scheduled else None
