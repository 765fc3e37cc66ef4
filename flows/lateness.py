"""A run that comes too late lets itself be skipped: after a standstill the missed ones would all start at once."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ParamSpec, TypeVar

from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.states import Completed

P = ParamSpec("P")
R = TypeVar("R")


def lateness(scheduled: datetime, now: datetime, grace: timedelta) -> str | None:
    """Say why a run planned for `scheduled` is too late to be of use; None while it is in time.

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


def punctual(grace: timedelta) -> Callable[[Callable[P, R]], Callable[P, R | State[None]]]:
    """Skip a run that the scheduler planned longer ago than `grace`; a run a person asked for is always done."""

    def around(work: Callable[P, R]) -> Callable[P, R | State[None]]:
        @functools.wraps(work)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | State[None]:
            late = _lateness_of_this_run(grace)
            if late:
                return Completed(name="Skipped", message=late)
            return work(*args, **kwargs)

        # Prefect makes its form and its checks from the signature, and looks up written types in the module of the
        # function it is given: there they are not known, so they go with it as they are.
        guarded.__signature__ = inspect.signature(work, eval_str=True)  # type: ignore[attr-defined]
        return guarded

    return around


def _lateness_of_this_run(grace: timedelta) -> str | None:
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    if run is None or not run.auto_scheduled or run.expected_start_time is None:
        return None
    return lateness(run.expected_start_time, datetime.now(UTC), grace)
