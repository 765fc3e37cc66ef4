"""Pages made in processes of their own: the same pages, and one of them that is killed stops nobody."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from tests.support.archives import empty_archive
from tests.support.values import NOON, development, document, judgement
from tests.test_web import ask
from tumen.storage import Archive
from tumen.web.app import application
from tumen.web.guard import LOOPBACK
from tumen.web.making import Maker, Wanted
from tumen.web.workers import Workers
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
            (first,) = workers._pool._processes
            os.kill(first, signal.SIGKILL)
            killed = ask(site, "/document/a")[0]
            (second,) = workers._pool._processes
        finally:
            workers.close()

    assert (status, page) == (200, here.body.decode())
    assert killed == 200
    assert second != first


class Ended:
    """A pool whose processes end as soon as they are begun, as where the archive cannot be opened."""

    def submit(self, *_: object) -> Future[object]:
        asked: Future[object] = Future()
        asked.set_exception(BrokenProcessPool())
        return asked

    def shutdown(self, **_: object) -> None:
        pass


def test_a_page_says_that_it_cannot_be_made_now_where_no_process_can_be_begun(tmp_path, monkeypatch):
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path))
    monkeypatch.setenv("TUMEN_DATABASE_URL", "")
    monkeypatch.setattr("tumen.web.workers.ProcessPoolExecutor", lambda *_: Ended())
    empty_archive(tmp_path / "tumen.db")
    with open_desk() as desk:
        status, _, page = ask(application(desk, [], clock, LOOPBACK, workers=Workers(1)), "/people")

    assert status == 503
    assert "cannot be read now" in page
