"""Prefect reads its settings while it is imported: what it keeps in these tests goes to a folder of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from flows.server import environment
from tests.support.prefect_server import Served, answering, serving
from tests.support.sharing import OF_THE_SERVER

_KEPT = Path(tempfile.mkdtemp(prefix="tumen-prefect-"))
atexit.register(shutil.rmtree, _KEPT, ignore_errors=True)
environment.settle(environment.embedded(_KEPT), os.environ)


class SharedServer:
    """The server of all tests that ask for one, from the first of them to the last: one alone, one with all there is."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._served: dict[bool, Served] = {}

    def get(self, make_folder: Callable[[str], Path], *, whole: bool) -> Served:
        if whole not in self._served:
            begin = serving if whole else answering
            self._served[whole] = self._open.enter_context(begin(make_folder("served")))
        return self._served[whole]

    def close(self) -> None:
        self._served.clear()
        self._open.close()


_SHARED = SharedServer()


@pytest.fixture
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """Prefect's server with an installation of its own; for a long proof deployed and with a worker, as by `make serve`."""
    return _SHARED.get(tmp_path_factory.mktemp, whole=request.node.get_closest_marker("gate") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """Stop the server after the last file that asks for it: it plans runs as long as it stands, and that is work."""
    yield
    if nextitem is None or nextitem.path.name not in OF_THE_SERVER:
        _SHARED.close()


def pytest_sessionfinish() -> None:
    """Stop it also when the tests were interrupted."""
    _SHARED.close()
