"""Many sources at once: each host by one worker at a time, and done by the deadline whatever hangs."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from tumen.errors import FailureCode, FetchError
from tumen.fetch import health, moves
from tumen.fetch.fetcher import Fetched, Fetcher, passed
from tumen.fetch.hosts import MOST_UNANSWERED, NO_ANSWER
from tumen.fetch.plan import host
from tumen.model import HOSTS_AT_ONCE, Raw, Source, SourceHealth, Visit

Job = TypeVar("Job")
Result = TypeVar("Result")

OUT_OF_TIME = {
    FailureCode.NOT_ASKED: "not asked: the run's time limit was reached first",
    FailureCode.CUT_OFF: "stopped: the run's time limit was reached before the response was complete",
}


class SourceFetcher(Protocol):
    """What asks one source: the fetcher, or something wrapped around it."""

    clock: Callable[[], float]

    def fetch(self, source: Source, known: SourceHealth, now: datetime) -> Fetched:
        """What the source has now; raises FetchError."""


def fetch_all(
    fetcher: SourceFetcher,
    sources: Sequence[Source],
    healths: Mapping[str, SourceHealth],
    now: datetime,
    *,
    workers: int = HOSTS_AT_ONCE,
    deadline: timedelta,
) -> Iterator[tuple[Source, Fetched | FetchError]]:
    """Every source once with what came of it, as they finish; never raises for one of them, ends by the deadline.

    `workers` hosts are asked at the same time. Sources that were not reached by then come with FetchError(not_asked),
    those in the middle with FetchError(cut_off); neither is a failure of theirs. Time is the asker's clock.
    """

    def known(source: Source) -> SourceHealth:
        return healths.get(source.id) or SourceHealth(source_id=source.id)

    def ask(source: Source, moment: datetime) -> Fetched:
        return fetcher.fetch(source, known(source), moment)

    pool = HostPool(
        [(host(moves.address(source, health.own(source, known(source)))), source) for source in sources],
        ask,
        lambda source: source.id,
    )
    yield from pool.results(fetcher.clock, now, workers, deadline)


def fetch_pages(
    fetcher: Fetcher,
    pages: Iterable[tuple[Source, str]],
    now: datetime,
    *,
    workers: int = HOSTS_AT_ONCE,
    deadline: timedelta,
) -> Iterator[tuple[tuple[Source, str], Raw | FetchError]]:
    """The same for linked pages: each (source, address) once with its bytes or its error."""

    def ask(page: tuple[Source, str], moment: datetime) -> Raw:
        return fetcher.fetch_page(*page, moment)

    pool = HostPool([(host(page[1]), page) for page in pages], ask, lambda page: page[0].id)
    yield from pool.results(fetcher.clock, now, workers, deadline)


def fetch_again(
    fetcher: Fetcher,
    visits: Iterable[tuple[Source, Visit]],
    now: datetime,
    *,
    workers: int = HOSTS_AT_ONCE,
    deadline: timedelta,
) -> Iterator[tuple[tuple[Source, Visit], Raw | FetchError | None]]:
    """The same for pages that were read before, asked conditionally: None where nothing changed."""

    def ask(job: tuple[Source, Visit], moment: datetime) -> Raw | None:
        source, visit = job
        return fetcher.fetch_page_again(source, visit.address, visit.validators, moment)

    pool = HostPool([(host(job[1].address), job) for job in visits], ask, lambda job: job[0].id)
    yield from pool.results(fetcher.clock, now, workers, deadline)


class HostPool(Generic[Job, Result]):
    """Jobs by host; a worker takes a host, does its next job and puts it back."""

    def __init__(
        self, jobs: Sequence[tuple[str, Job]], do: Callable[[Job, datetime], Result], source_id: Callable[[Job], str]
    ) -> None:
        self._do = do
        self._source_id = source_id
        self._waiting: dict[str, deque[tuple[int, Job]]] = defaultdict(deque)
        self._open: dict[int, Job] = {}
        for number, (name, job) in enumerate(jobs):
            self._waiting[name].append((number, job))
            self._open[number] = job
        self._begun: set[int] = set()
        self._unanswered: dict[str, int] = defaultdict(int)
        self._ready: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, Result | FetchError]] = queue.SimpleQueue()
        self._stop = threading.Event()

    def results(
        self, clock: Callable[[], float], now: datetime, workers: int, deadline: timedelta
    ) -> Iterator[tuple[Job, Result | FetchError]]:
        """Each job with what came of it, as they finish; the rest at the deadline."""
        started = clock()
        ends = started + deadline.total_seconds()
        # The fullest host first: its jobs cannot be hurried, so they set how long the whole takes.
        for name in sorted(self._waiting, key=lambda name: -len(self._waiting[name])):
            self._ready.put(name)

        def moment() -> datetime:
            return now + passed(clock() - started)

        for number in range(min(workers, len(self._waiting))):
            threading.Thread(target=self._work, args=(moment,), daemon=True, name=f"fetch {number}").start()
        try:
            while self._open:
                # What is there already is given also after the deadline: whoever takes it may be slower than servers.
                try:
                    number, result = self._done.get(timeout=max(0.0, ends - clock()))
                except queue.Empty:
                    break
                yield self._open.pop(number), result
        finally:
            self._stop.set()
            for _ in range(workers):
                self._ready.put(None)
        for number, job in self._open.items():
            code = FailureCode.CUT_OFF if number in self._begun else FailureCode.NOT_ASKED
            yield job, FetchError(self._source_id(job), OUT_OF_TIME[code], code=code)

    def _work(self, moment: Callable[[], datetime]) -> None:
        while (name := self._ready.get()) is not None and not self._stop.is_set():
            number, job = self._waiting[name].popleft()
            self._begun.add(number)
            result = self._result(name, job, moment)
            self._done.put((number, result))
            if self._waiting[name]:
                self._ready.put(name)

    def _result(self, name: str, job: Job, moment: Callable[[], datetime]) -> Result | FetchError:
        source_id = self._source_id(job)
        if self._unanswered[name] >= MOST_UNANSWERED:
            reason = f"skipped after {MOST_UNANSWERED} requests without an answer: {name}"
            return FetchError(source_id, reason, code=FailureCode.TIMEOUT)
        try:
            result = self._do(job, moment())
        except FetchError as e:
            self._unanswered[name] = self._unanswered[name] + 1 if e.code in NO_ANSWER else 0
            return e
        except Exception as e:  # noqa: BLE001 - one source must never end the others' run, whatever it found
            return FetchError(source_id, f"{type(e).__name__}: {e}", code=FailureCode.INTERNAL)
        self._unanswered[name] = 0
        return result
