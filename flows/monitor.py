"""Monitor: the whole work once. `python -m flows.monitor` does it here and now, with no server to start first."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    # Prefect reads its settings while it is imported, so they have to be there before the next import.
    from flows.server import environment
    from tumen.settings import load_settings

    environment.settle(environment.embedded(load_settings().home), os.environ)

from prefect import flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows import tasks
from flows.context import opened
from flows.readers import tell_readers
from flows.server.terminal import say
from tumen.report import Run, of_run, told


@flow(name="monitor")
def monitor(force: bool = False) -> Run:
    """Collect, judge, write each reader's digest, deliver: the whole work once, for everyone.

    Args:
        force: Ask also the sources that are not due yet.
    """
    with opened():
        asking = tasks.collect(force=force)
        judged = tasks.develop()
        telling = tell_readers(tasks.addressees(), "digest")
        return of_run(asking, judged, telling["digests"], telling["deliveries"], tasks.coverage())


def main() -> int:
    """Run the flow, and say on the screen what it did; 1 when a delivery failed, else 0."""
    # The heartbeat is for servers that outlive a run; here it would only hold the end up by a second.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        outcome = monitor()
    for line in told(outcome):
        say(line)
    return 1 if outcome["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
