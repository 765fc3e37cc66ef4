"""tumen work: do batches that were put aside for workers; as many of these processes as wanted, on any machine."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from tumen import pipeline
from tumen.cli import screen
from tumen.cli.arguments import Flag, Json
from tumen.counts import counted
from tumen.model import BatchState
from tumen.wiring import Runtime, open_runtime

# New batches come with an import or a collection, some of them in a day; a look is one short query.
LOOK = 10.0  # seconds


def work(*, stay: Flag = False, retry: Flag = False, json: Json = False) -> int:
    """Do batches of `tumen import --batches` and `tumen collect --batches`: read documents, ask sources.

    Any number of these may run, on any machine with the same database. One that is killed leaves nothing undone:
    another takes its batch, after 150 seconds. Exit code 1 when a batch was given up: five processes that took it
    crashed.

    Parameters
    ----------
    stay
        Wait for further batches instead of ending; Ctrl-C or SIGTERM gives the batch in hand back to the others.
    retry
        Try batches again that were given up.
    """
    with open_runtime() as runtime:
        if retry:
            runtime.archive.batches.retry(runtime.now())
        done = stays(runtime) if stay else share(runtime)
        left = runtime.archive.batches.counts(runtime.now())
    given_up, leased, waiting = (
        left.get(state, 0) for state in (BatchState.GIVEN_UP, BatchState.LEASED, BatchState.HANDED_IN)
    )
    if json:
        screen.as_json({"batches": done.batches, "read": done.read, "put_aside": done.put_aside, "asked": done.asked,
                        "given_up": given_up, "leased": leased, "handed_in": waiting})  # fmt: skip
    else:
        read, asked = counted(done.read, "document"), counted(done.asked, "source")
        screen.say(f"{counted(done.batches, 'batch', 'batches')} done: {read} read, {asked} asked.")
        if done.put_aside:
            screen.say(f"{counted(done.put_aside, 'document')} put aside: see tumen status.")
        if leased:
            screen.say(
                f"{counted(leased, 'batch', 'batches')} with another process, "
                f"{counted(waiting, 'batch', 'batches')} read and waiting for that. "
                "Was it killed? Then tumen work again in three minutes."
            )
        if given_up:
            many = counted(given_up, "batch", "batches")
            screen.say(f"{many} given up after five tries each: see the log of those, then tumen work --retry")
    return 1 if given_up else 0


def share(runtime: Runtime) -> pipeline.Worked:
    """Do batches until none is free."""
    with _terminated_as_interrupted(), screen.progress("Working") as step:
        return pipeline.work(runtime.archive, runtime.content.watch, runtime.collect, runtime.now, step)


def stays(runtime: Runtime, pause: Callable[[float], None] = time.sleep) -> pipeline.Worked:
    """Do batches as they come, until Ctrl-C."""
    done = pipeline.Worked()
    try:
        with _terminated_as_interrupted():
            while True:
                some = share(runtime)
                done.add(some)
                if not some.batches:
                    pause(LOOK)
    except KeyboardInterrupt:
        return done


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """Let SIGTERM, as `kill`, a container's stop and a shutdown send it, do what Ctrl-C does: nothing stays leased."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are handled in the main thread only
        return

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    usual = signal.signal(signal.SIGTERM, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, usual)
