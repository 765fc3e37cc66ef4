"""Digest: send readers what is new since their last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple, TypedDict

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows import lateness, names, tasks, timeouts
from flows.context import opened
from flows.failures import explain, look_after
from flows.parameters import Name, Schedule, Zone, addressed, nobody
from tumen import pipeline
from tumen.model import DigestKind
from tumen.report.rows import DeliveryRow, DigestSummary, failed

# A digest that is hours late is still wanted: it is the only one of its day, and the next covers as much anyway.
# Beyond half a day the next morning is nearer.
GRACE = timedelta(hours=12)


class Delivered(TypedDict):
    """The digests that were written and the deliveries that changed; those in `failed` need attention."""

    digests: list[DigestSummary]
    deliveries: list[DeliveryRow]
    failed: list[DeliveryRow]


class _Sealed(NamedTuple):
    """A digest that was sealed, and for whom."""

    reader: str
    digest: str


@flow(
    name="digest",
    flow_run_name=names.digest,
    timeout_seconds=timeouts.DIGEST,
    on_completion=[look_after],
    on_failure=[explain],
    on_crashed=[explain],
)
def digest(
    reader: Name = "",
    schedule: Schedule = "",
    timezone: Zone = "",
    due: bool = False,
) -> Delivered | State[None]:
    """Judge what is waiting, write the digest of each selected reader, and deliver.

    Args:
        reader: Only this reader (its id in readers.toml); empty means everyone.
        schedule: Only readers with this schedule; empty means any.
        timezone: Only readers in this time zone, written as in readers.toml (Asia/Seoul); empty means any.
        due: Only readers whose hour has come since their last digest.
    """
    lateness.wait_if_early()
    if late := lateness.skipped(GRACE):
        return late
    with opened() as runtime:
        if reader:
            runtime.reader(reader)
        readers = addressed(runtime.content.readers, reader=reader, schedule=schedule, timezone=timezone)
        if not readers and (schedule or timezone):
            return Completed(name="Nobody", message=nobody(schedule=schedule, timezone=timezone))
        if due:
            asked = [runtime.reader(one) for one in readers]
            readers = pipeline.due_readers(runtime.archive, asked, runtime.now())
            if not readers:
                return Completed(name="Nobody", message="no reader's hour has come since the last digest")
        return judge_and_send(readers, DigestKind.DIGEST)


def judge_and_send(readers: Sequence[str], kind: DigestKind) -> Delivered:
    """Run the steps of `pipeline.send` as tasks, and create a page for each digest."""
    steps = pipeline.Sending[_Sealed, DeliveryRow, DigestSummary](
        develop=lambda: tasks.develop(),
        write=lambda reader: next((_Sealed(reader, one) for one in tasks.write(reader, kind.value)), None),
        deliver=lambda: tasks.deliver(),
        summarize=lambda made, rows: tasks.summarize(made.reader, made.digest, rows),
    )
    sent = pipeline.send(steps, readers)
    return {"digests": sent.digests, "deliveries": sent.deliveries, "failed": failed(sent.deliveries)}
