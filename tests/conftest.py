"""How the tests are shared out among the processes of pytest-xdist, and what their properties do not mind."""

from __future__ import annotations

import gc
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from tests.support.sharing import FIRST, OF_THE_SERVER

# Nothing of what is imported is garbage, and looking through it again and again costs a fifth of importing it.
gc.disable()

# Hypothesis by default fails an example that takes 200 ms and a strategy that is slow: by the clock on the wall, which
# on a busy machine says nothing of the code.
settings.register_profile("tumen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tumen")


SERVER = "the Prefect server"


class ByFileAndServer(LoadFileScheduling):
    """A file's tests run in one process, and so do all tests of the Prefect server, which begin first, dear ones next."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return SERVER if PurePosixPath(file).name in OF_THE_SERVER else file

    def _assign_work_unit(self, node: WorkerController) -> None:
        # By their number they would come near the end, where nothing is left to do beside them.
        waiting = {PurePosixPath(scope).name: scope for scope in self.workqueue}
        first = next((waiting[name] for name in (SERVER, *FIRST) if name in waiting), None)
        if first is not None:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """From here on garbage is collected, but not looked for among what was imported."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling | None:
    """Share out by file where the command line asks for that."""
    return ByFileAndServer(config, log) if config.getoption("dist") == "loadfile" else None
