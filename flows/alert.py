"""Alert: tell the readers that want it what cannot wait for the digest."""

from __future__ import annotations

from datetime import timedelta

from prefect import flow

from flows import tasks
from flows.context import opened
from flows.lateness import punctual
from flows.parameters import Name
from flows.readers import Telling, tell_readers

# Alerts run every two hours; a later one says all that an earlier would have said.
GRACE = timedelta(minutes=90)


@flow(name="alert")
@punctual(GRACE)
def alert(reader: Name | None = None) -> Telling:
    """Send what is new since the last digest to readers with alerts; nothing new sends nothing.

    Args:
        reader: Only this reader (its id in readers.toml); empty means everyone with alerts.
    """
    with opened():
        tasks.develop()
        return tell_readers(tasks.wanting_alerts(reader), "alert")
