"""Alert: send what is new to the readers with alerts, before their next digest."""

from __future__ import annotations

from datetime import timedelta

from prefect import flow
from prefect.client.schemas.objects import State

from flows import lateness, names, timeouts
from flows.context import opened
from flows.digest import Delivered, judge_and_send
from flows.failures import explain, look_after
from flows.parameters import Name, alerted
from tumen.model import DigestKind

# Alerts run every two hours; a later one contains all that an earlier one would have.
GRACE = timedelta(minutes=90)


@flow(
    name="alert",
    flow_run_name=names.alert,
    timeout_seconds=timeouts.DIGEST,
    on_completion=[look_after],
    on_failure=[explain],
    on_crashed=[explain],
)
def alert(reader: Name = "") -> Delivered | State[None]:
    """Send what is new since the last digest to readers with alerts; nothing new sends nothing.

    Args:
        reader: Only this reader (its id in readers.toml); empty means everyone with alerts.
    """
    if late := lateness.skipped(GRACE):
        return late
    with opened() as runtime:
        if reader:
            runtime.reader(reader)
        readers = alerted(runtime.content.readers, reader=reader)
        return judge_and_send(readers, DigestKind.ALERT)
