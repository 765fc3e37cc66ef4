"""Work that one run does at a time: whoever comes second waits and says so, and a killed run's turn runs out."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from tumen.errors import Busy, StorageError
from tumen.pipeline.collect import Progress, quiet
from tumen.storage import Archive

log = logging.getLogger("tumen")

COLLECT, JUDGE = "collect", "develop"
DOING = {COLLECT: "asking the sources", JUDGE: "judging documents"}

# A turn is renewed while its run lives; after a kill the next one waits for this long. Five renewals may fail, because
# the database is locked or the machine is busy, before another run takes it.
LEASE = timedelta(seconds=150)
BEAT = 30.0  # seconds
LOOK = 1.0  # seconds between two looks whether the turn is free

Pause = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that is held."""

    archive: Archive
    name: str
    token: str
    clock: Callable[[], datetime]

    def renew(self) -> None:
        """Hold it for another lease; StorageError, transient, when it ran out and another run has it."""
        if not self.archive.turns.renew(self.name, self.token, self.clock(), LEASE):
            raise _passing(f"another run is {doing(self.name)}: it took over from this one, which stood still too long")


def doing(name: str) -> str:
    """What a run does that holds this turn."""
    return DOING.get(name, "writing this digest")


@contextmanager
def turn(
    archive: Archive,
    name: str,
    clock: Callable[[], datetime],
    progress: Progress = quiet,
    pause: Pause = time.sleep,
    beat: float = BEAT,
) -> Iterator[Turn]:
    """Hold a turn for the length of the block, renewed each `beat` seconds; while another run has it, say so, wait."""
    said = False
    while (token := archive.turns.take(name, clock(), LEASE)) is None:
        progress(0, 0, f"(another run is {doing(name)}: waiting)")
        if not said:
            log.warning("another run is %s: waiting for it", doing(name))
            said = True
        pause(LOOK)
    with _held(Turn(archive, name, token, clock), beat) as held:
        yield held


@contextmanager
def turn_if_free(archive: Archive, name: str, clock: Callable[[], datetime]) -> Iterator[Turn | None]:
    """Hold a turn for the length of the block; None while another run has it."""
    token = archive.turns.take(name, clock(), LEASE)
    if token is None:
        yield None
        return
    with _held(Turn(archive, name, token, clock), BEAT) as held:
        yield held


@contextmanager
def turn_now(archive: Archive, name: str, clock: Callable[[], datetime]) -> Iterator[Turn]:
    """Hold a turn for the length of the block; StorageError, transient, while another run has it."""
    with turn_if_free(archive, name, clock) as held:
        if held is None:
            raise _passing(f"another run is {doing(name)} at the moment; try again when it has ended")
        yield held


@contextmanager
def _held(held: Turn, seconds: float) -> Iterator[Turn]:
    try:
        with beating(held.renew, seconds, f"turn {held.name}"):
            yield held
    finally:
        held.archive.turns.end(held.name, held.token)


@contextmanager
def beating(renew: Callable[[], None], seconds: float, name: str) -> Iterator[None]:
    """Call `renew` every so many seconds in a thread of that name, for the length of the block."""
    ended = Event()

    def beat() -> None:
        while not ended.wait(seconds):
            # A locked database or one that is away for a moment: the next beat tries again.
            with contextlib.suppress(StorageError):
                renew()

    renewing = Thread(target=beat, name=name, daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()


def _passing(reason: str) -> Busy:
    error = Busy(reason)
    error.transient = True
    return error
