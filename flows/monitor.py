"""Monitor: a whole run, once. `python -m flows.monitor` does it at once and needs no server."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import cast

if __name__ == "__main__":
    # Prefect reads its settings while it is imported, so they have to be there before the next import.
    from flows.server import embedded, garbage

    garbage.leave()
    if code := embedded.begin(os.environ):
        sys.exit(code)

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows import names, timeouts
from flows.artifacts import result
from flows.collect import Collection, collect
from flows.context import opened
from flows.digest import Delivered, digest
from flows.failures import explain, look_after
from flows.server import embedded, janitor
from flows.server.terminal import say
from tumen import pipeline
from tumen.errors import TumenError
from tumen.report.lines import SHOWN, run_lines
from tumen.report.rows import DeliveryRow, DigestSummary, Run, of_run

RESULT = "result"  # the artifact with the lines that a run ends with

# 0 is no time limit: inside a flow it would break into a delivery, which that of this flow does not (timeouts.py).
_digest = digest.with_options(timeout_seconds=0)


@flow(
    name="monitor",
    flow_run_name=names.monitor,
    timeout_seconds=timeouts.MONITOR,
    on_completion=[look_after],
    on_failure=[explain],
    on_crashed=[explain],
)
def monitor(force: bool = False) -> Run:
    """Collect, judge, write each reader's digest and deliver: a whole run for every reader.

    Args:
        force: Ask also the sources that are not due yet.
    """
    with opened() as runtime:
        done = pipeline.run(
            lambda: _gather(force), _send, lambda: pipeline.coverage(runtime.archive, runtime.content.sources)
        )
        gathered, sent = done.gathered, done.sent
        aside = runtime.archive.put_aside.first(SHOWN + 1)
        whole = of_run(gathered.collected, gathered.judged, sent.digests, sent.deliveries, done.coverage, aside)
        lines = run_lines(whole)
        create_markdown_artifact(result(lines), key=RESULT, description=lines[0])
        return whole


# Subflows are never skipped as late: only runs of the scheduler are.
def _gather(force: bool) -> pipeline.Gathered[Collection]:
    collected = cast("Collection", collect(force=force))
    return pipeline.Gathered(collected=collected, judged=collected["judged"])


def _send() -> pipeline.Sent[DeliveryRow, DigestSummary]:
    delivered = cast("Delivered", _digest())
    return pipeline.Sent(digests=delivered["digests"], deliveries=delivered["deliveries"])


def main() -> int:
    """Run the flow and print its result, or what ended it; 1 when it or a delivery failed, 2 for a setting, else 0."""
    # The heartbeat is for servers that outlive a run; here it would only hold the end up by a second.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        try:
            outcome = monitor()
        except (TumenError, KeyboardInterrupt) as error:
            return embedded.told(error)  # Prefect has logged where it arose; the reason stands last
    if embedded.SERVING:
        # The server that was started for this run alone keeps its history for ever; a server that stays up does not.
        with get_client(sync_client=True) as client:
            janitor.forget(client, datetime.now(UTC))
    for line in run_lines(outcome):
        say(line)
    return 1 if outcome["failed"] else 0


if __name__ == "__main__":
    garbage.look_for_new()
    try:
        sys.exit(main())
    finally:
        embedded.stop()
