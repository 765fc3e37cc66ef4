"""Prefect reads its settings while it is imported: what it keeps in these tests goes to a folder of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.server import environment
from tests.support.prefect_server import Served, serving

_KEPT = Path(tempfile.mkdtemp(prefix="tumen-prefect-"))
atexit.register(shutil.rmtree, _KEPT, ignore_errors=True)
environment.settle(environment.embedded(_KEPT), os.environ)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`python -m flows.server.serve` over an installation of its own, up and deployed."""
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found
