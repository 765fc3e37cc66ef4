"""How long a run and each of its stages may take, in seconds; what takes longer hangs and ends as TimedOut.

Prefect ends a stage by an exception in its thread. That is no worse than a kill, after which the next run goes on where
this one stopped: each stage writes in transactions of its own. Only a delivery must not be broken into, between handing
a message over and noting that it was. So the stage `deliver` has no limit of its own, and that of the outermost flow is
an alarm, which waits for the message in hand (`tumen.delivery.graceful_stop`). Within another flow `digest` has none:
the limit of a flow inside another comes as an exception, not as an alarm.
"""

from __future__ import annotations

from datetime import timedelta


def _seconds(**span: float) -> float:
    return timedelta(**span).total_seconds()


# Asking ends by itself after TUMEN_RUN_MINUTES, an hour at most; pages and the last replies follow. What was read by
# then is kept: each source's documents are committed together with its state.
ASKING = _seconds(minutes=90)

# Some ten documents a second: enough for an import of 70,000. Kept batch by batch.
JUDGING = _seconds(hours=2)

# A digest takes seconds. It is sealed together with its deliveries or not at all.
WRITING = _seconds(minutes=15)

# No limit of a stage, but the time left for it: a server that takes one message a second serves 3,600 readers in it.
# What is not begun by then is taken up by the next run.
DELIVERING = _seconds(hours=1)

# A few queries, and Prefect's API, which is tried again for some minutes when it is down.
SHORT = _seconds(minutes=10)

# The whole database is read or copied: 100 GB at 30 MB/s.
WHOLE_DATABASE = _seconds(hours=1)

COLLECT = ASKING + JUDGING + SHORT

# Before the next one of the day, and with an hour and more for writing: some hundred readers' digests, each slow.
DIGEST = JUDGING + DELIVERING + _seconds(hours=2)

MONITOR = COLLECT + DIGEST + SHORT

UPKEEP = 3 * WHOLE_DATABASE + 2 * SHORT
