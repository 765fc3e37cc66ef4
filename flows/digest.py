"""Digest: tell readers what is new since their last one."""

from __future__ import annotations

from datetime import timedelta

from prefect import flow

from flows import tasks
from flows.context import opened
from flows.lateness import punctual
from flows.parameters import Name, Schedule, Zone
from flows.readers import Telling, tell_readers

# A digest that is hours late is still wanted: it is the only one of its day, and the next covers no less for it.
# Beyond half a day the next morning is nearer.
GRACE = timedelta(hours=12)


@flow(name="digest")
@punctual(GRACE)
def digest(reader: Name | None = None, schedule: Schedule | None = None, timezone: Zone | None = None) -> Telling:
    """Judge what is waiting, write the digest of each reader that is meant, and deliver.

    Args:
        reader: Only this reader (its id in readers.toml); empty means everyone.
        schedule: Only readers with this schedule.
        timezone: Only readers in this time zone, written as in readers.toml (Asia/Seoul).
    """
    with opened():
        tasks.develop()
        return tell_readers(tasks.addressees(reader, schedule, timezone), "digest")
