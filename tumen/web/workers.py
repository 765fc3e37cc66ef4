"""Makes pages in processes of their own: in one process Python makes them one after the other.

Each process has a pipe, on which it is told what is wanted and answers. Whoever waits for a free one gets it in the
order in which they came.
"""

from __future__ import annotations

import signal
import traceback
from collections import deque
from concurrent.futures import Future
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Final

from tumen import catalogue
from tumen.errors import StorageError
from tumen.installation import Absent
from tumen.settings import load_settings
from tumen.web.rendering import Made, Maker, Wanted
from tumen.wiring import clock, open_desk

_ENDING: Final = 10.0  # seconds in which a process has made the page that it makes
# Not forked: threads and open connections of the server would be copied half.
_CONTEXT: Final = get_context("spawn")


class EndedError(Exception):
    """A process ended before it answered: it was killed, or could not begin."""


class Worker:
    """One process, which makes one page at a time."""

    def __init__(self) -> None:
        self._pipe, its_end = _CONTEXT.Pipe()
        self.process: Final[BaseProcess] = _CONTEXT.Process(target=_work, args=(its_end,), daemon=True)
        self.process.start()
        # Held by that process alone, it is closed with it.
        its_end.close()

    def make(self, wanted: Wanted) -> Made:
        """The answer; EndedError where the process has ended."""
        try:
            self._pipe.send(wanted)
            answer: Made | Exception = self._pipe.recv()
        except (EOFError, OSError):
            raise EndedError from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """End it, after the page that it makes."""
        self._pipe.close()
        self.process.join(_ENDING)
        self.process.kill()


class Workers:
    """So many processes that make pages from the archive of this environment."""

    def __init__(self, number: int) -> None:
        self._lock = Lock()
        # Begun now, so that the first reader does not wait for it.
        self._free = deque(Worker() for _ in range(number))
        self._waiting: deque[Future[Worker]] = deque()

    def make(self, wanted: Wanted) -> Made:
        """The answer of one of them; where a process was ended from outside, that of another begun in its place.

        StorageError where that ends too.
        """
        worker = self._take()
        try:
            try:
                return worker.make(wanted)
            except EndedError:
                worker = _begun_for(worker)
                return worker.make(wanted)
        except EndedError:
            # It opens the archive when it begins; the next page begins another.
            raise StorageError("the processes that make pages cannot begin, or end while they make one") from None
        finally:
            self._give(worker)

    def close(self) -> None:
        """End them; each makes its page first."""
        for worker in self._free:
            worker.close()

    def _take(self) -> Worker:
        with self._lock:
            if self._free:
                return self._free.pop()
            mine: Future[Worker] = Future()
            self._waiting.append(mine)
        return mine.result()

    def _give(self, worker: Worker) -> None:
        with self._lock:
            if not self._waiting:
                self._free.append(worker)
                return
            next_one = self._waiting.popleft()
        next_one.set_result(worker)


def _begun_for(ended: Worker) -> Worker:
    ended.close()
    return Worker()


def _work(pipe: Connection) -> None:
    # Ctrl-C reaches all processes of a terminal; the server ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings = load_settings()
    sources = catalogue.load_sources(settings.config_folder / "sources.toml")
    with open_desk(settings, absent=Absent.BEGIN) as desk:
        maker = Maker(desk, sources, clock, settings.site)
        try:
            while True:
                pipe.send(_answer(maker, pipe.recv()))
        except (EOFError, BrokenPipeError):
            return  # the server has ended


def _answer(maker: Maker, wanted: Wanted) -> Made | Exception:
    try:
        return maker.make(wanted)
    except StorageError as e:
        # What cannot be sent between processes would end this one.
        return StorageError(str(e))
    except Exception:  # noqa: BLE001  with its traceback as text
        return RuntimeError(traceback.format_exc())
