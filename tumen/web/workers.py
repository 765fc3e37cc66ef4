"""Makes pages in processes of their own: in one process Python makes them one after the other."""

from __future__ import annotations

import os
import signal
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Lock, Thread

from tumen import catalogue
from tumen.errors import StorageError
from tumen.installation import Absent
from tumen.settings import load_settings
from tumen.web.making import Made, Maker, Wanted
from tumen.wiring import clock, open_desk

_makers: list[Maker] = []  # of a worker, its own


class Workers:
    """So many processes that make pages from the archive of this environment."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._lock = Lock()
        self._pool = self._begin()

    def make(self, wanted: Wanted) -> Made:
        """The answer of one of them; where a process was ended from outside, that of others begun in their place.

        StorageError where these end too.
        """
        pool = self._pool
        try:
            return pool.submit(_make, wanted).result()
        except BrokenProcessPool:
            with self._lock:
                if self._pool is pool:
                    self._pool = self._begin()
            return self._once_more(wanted)

    def _once_more(self, wanted: Wanted) -> Made:
        try:
            return self._pool.submit(_make, wanted).result()
        except BrokenProcessPool:
            # They open the archive when they begin; the next page begins others.
            raise StorageError("the processes that make pages cannot begin, or end while they make one") from None

    def close(self) -> None:
        """End them."""
        self._pool.shutdown(cancel_futures=True)

    def _begin(self) -> ProcessPoolExecutor:
        # Not forked: threads and open connections of the server would be copied half.
        pool = ProcessPoolExecutor(self._number, get_context("spawn"), _begin)
        for _ in range(self._number):
            # Begun now, so that the first reader does not wait for it.
            pool.submit(os.getpid)
        return pool


def _begin() -> None:
    # Ctrl-C reaches all processes of a terminal; the server ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    settings = load_settings()
    sources = catalogue.load_sources(settings.config_folder / "sources.toml")
    # Open to the end of the process.
    desk = open_desk(settings, absent=Absent.BEGIN).__enter__()
    _makers.append(Maker(desk, sources, clock, settings.site))


def _end_with_parent() -> None:
    """A server that was killed would leave its workers waiting for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _make(wanted: Wanted) -> Made:
    try:
        return _makers[0].make(wanted)
    except StorageError as e:
        # What cannot be sent between processes would end them all.
        raise StorageError(str(e)) from None
    except Exception:  # noqa: BLE001  with its traceback as text
        raise RuntimeError(traceback.format_exc()) from None
