"""The order of a whole run, the one place where it is written: collect, develop, write, deliver, summarize.

Each step is passed in as its caller carries it out: called directly by the command line, as a task that is tried again
by a scheduler. This module has only the order, and what one failure means for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tumen.model import Coverage

C = TypeVar("C")  # the result of a collection
D = TypeVar("D")  # a sealed digest, or its id
R = TypeVar("R")  # the state of a delivery
S = TypeVar("S")  # the summary of a digest

# Without slots: a frozen generic class with slots cannot be called as Sending[str, Row, Summary](...) on Python 3.11.


@dataclass(frozen=True, kw_only=True)
class Gathering(Generic[C]):
    """The steps by which documents arrive and are judged; `develop` returns how many were judged."""

    collect: Callable[[], C]
    develop: Callable[[], int]


@dataclass(frozen=True, kw_only=True)
class Sending(Generic[D, R, S]):
    """The steps by which a reader gets a digest: `write` takes a reader's id and returns None if nothing is due."""

    develop: Callable[[], int]
    write: Callable[[str], D | None]
    deliver: Callable[[], list[R]]
    summarize: Callable[[D, list[R]], S]


@dataclass(frozen=True, kw_only=True)
class Gathered(Generic[C]):
    """The result of a collection, and how many documents were judged."""

    collected: C
    judged: int


@dataclass(frozen=True, kw_only=True)
class Sent(Generic[R, S]):
    """A summary of each digest that was sealed, and every delivery that changed."""

    digests: list[S]
    deliveries: list[R]


@dataclass(frozen=True, kw_only=True)
class Done(Generic[C, R, S]):
    """The result of a whole run."""

    gathered: Gathered[C]
    sent: Sent[R, S]
    coverage: Coverage


def run(
    gathering: Callable[[], Gathered[C]], sending: Callable[[], Sent[R, S]], coverage: Callable[[], Coverage]
) -> Done[C, R, S]:
    """Do the whole work once: `gather`, then `send`, then report how many of the sources answer."""
    gathered = gathering()
    sent = sending()
    return Done(gathered=gathered, sent=sent, coverage=coverage())


def gather(steps: Gathering[C]) -> Gathered[C]:
    """Collect from the sources, then judge what arrived."""
    collected = steps.collect()
    return Gathered(collected=collected, judged=steps.develop())


def send(steps: Sending[D, R, S], readers: Sequence[str]) -> Sent[R, S]:
    """Judge what is waiting, write each reader's digest, deliver everything that is due, and summarize the digests.

    A reader whose digest cannot be written fails the run only after every other reader has been served.
    """
    steps.develop()
    sealed: list[D] = []
    failures: list[Exception] = []
    for reader in readers:
        try:
            digest = steps.write(reader)
        except Exception as error:  # noqa: BLE001 - raised below, when the other readers have their digests
            failures.append(error)
        else:
            sealed += [] if digest is None else [digest]
    deliveries = steps.deliver()
    summaries = [steps.summarize(digest, deliveries) for digest in sealed]
    if failures:
        raise failures[0]
    return Sent(digests=summaries, deliveries=deliveries)
