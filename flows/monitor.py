"""Monitor: the whole work once. `python -m flows.monitor` does it here and now, with no server to start first."""

from __future__ import annotations

import os
import sys
from typing import Any

if __name__ == "__main__":
    # Prefect reads its settings while it is imported, so they have to be there before the next import.
    from flows import environment
    from tumen.settings import load_settings

    environment.settle(environment.embedded(load_settings().home), os.environ)

from prefect import flow

from flows import stages
from flows.told import tell_readers


@flow(name="monitor")
def monitor(force: bool = False) -> dict[str, Any]:
    """Collect, judge, write each reader's digest, deliver: the whole work once, for everyone.

    Args:
        force: Ask also the sources that are not due yet.
    """
    collected = stages.collect(force=force)
    developed = stages.develop()
    told = tell_readers(stages.addressees(), "digest")
    return {**collected, **developed, **told, "coverage": stages.coverage()}


def main() -> int:
    """Run the flow, and say on the screen what it did; 1 when a delivery failed, else 0."""
    from tumen.cli.work import tell_run

    outcome = monitor()
    tell_run(outcome)
    return 1 if outcome["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
