"""Pages made in processes of their own: the same pages, and one of them that is killed stops nobody."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore
from typing import ClassVar

import pytest

from tests.support.archives import empty_archive
from tests.support.values import NOON, development, document, judgement
from tests.support.waiting import wait_until
from tests.test_web import ask
from tumen.errors import StorageError
from tumen.storage import Archive
from tumen.web.app import application
from tumen.web.guard import LOOPBACK
from tumen.web.rendering import Made, Maker, Wanted
from tumen.web.workers import EndedError, Workers
from tumen.wiring import clock, open_desk


@pytest.mark.gate
def test_workers_make_the_same_pages_and_are_begun_anew_when_they_are_killed(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_DATABASE_URL", "")
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        archive.add([document("a")], now=NOON)
        archive.developments.record([judgement("a", "D1")], [development("D1", "a", title="A visit")])
    with open_desk() as desk:
        workers = Workers(1)
        try:
            site = application(desk, [], clock, LOOPBACK, workers=workers)
            status, _, page = ask(site, "/development/D1")
            here = Maker(desk, [], clock).make(Wanted("development", "D1"))
            first = workers._free[0].process.pid
            os.kill(first, signal.SIGKILL)
            killed = ask(site, "/document/a")[0]
            second = workers._free[0].process.pid
        finally:
            workers.close()

    assert (status, page) == (200, here.body.decode())
    assert killed == 200
    assert second != first


class Ended:
    """A process that ends as soon as it is begun, as where the archive cannot be opened."""

    begun = 0

    def __init__(self) -> None:
        Ended.begun += 1

    def make(self, wanted: Wanted) -> Made:
        raise EndedError

    def close(self) -> None:
        pass


def test_a_page_says_that_it_cannot_be_made_now_where_no_process_can_be_begun(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_DATABASE_URL", "")
    monkeypatch.setattr("tumen.web.workers.Worker", Ended)
    empty_archive(tmp_path / "tumen.db")
    with open_desk() as desk:
        site = application(desk, [], clock, LOOPBACK, workers=Workers(1))
        status, _, page = ask(site, "/people")
        again, _, _ = ask(site, "/figures")

    assert (status, again) == (503, 503)
    assert "cannot be read now" in page
    assert Ended.begun == 3  # one, and for each page another one in its place


class Held:
    """A process that answers when it is let."""

    let = Semaphore(0)
    asked: ClassVar[list[str]] = []

    def make(self, wanted: Wanted) -> Made:
        Held.asked.append(wanted.id)
        Held.let.acquire()
        return Made(wanted.id.encode())


def test_pages_are_made_in_the_order_in_which_they_were_asked_for(monkeypatch):
    """Of many who wait nobody is passed over: the slowest waits as long as those before it take."""
    monkeypatch.setattr("tumen.web.workers.Worker", Held)
    workers = Workers(1)
    with ThreadPoolExecutor(20) as readers:
        waiting = []
        for n in range(20):
            waiting.append(readers.submit(workers.make, Wanted("document", str(n))))
            wait_until(lambda n=n: len(Held.asked) + len(workers._waiting) == n + 1)
        Held.let.release(20)

    assert [one.result().body for one in waiting] == [str(n).encode() for n in range(20)]
    assert Held.asked == [str(n) for n in range(20)]
    assert len(workers._free) == 1


@pytest.mark.gate
def test_what_goes_wrong_in_a_process_is_told_by_it_and_ends_it_not(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_DATABASE_URL", "")
    empty_archive(tmp_path / "tumen.db")
    workers = Workers(1)
    try:
        with pytest.raises(RuntimeError, match="KeyError: 'unknown'"):
            workers.make(Wanted("unknown"))
        first = workers._free[0].process.pid
        (tmp_path / "tumen.db").write_bytes(b"not a database " * 1000)
        with pytest.raises(StorageError):
            workers.make(Wanted("people"))
        assert workers._free[0].process.pid == first
    finally:
        workers.close()
    assert not workers._free[0].process.is_alive()
