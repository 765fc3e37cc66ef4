"""A throwaway installation under Prefect, with everything in a folder: the server alone, or all that `make serve` starts.

The server alone costs ten processor seconds; deployments, a worker and the runs that are planned cost forty more.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.server import environment, health
from tests.support.installation import READER, begin, configuration
from tests.support.ports import free_port
from tests.support.waiting import await_true

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canary-7f3a91c2d4"

SEOUL = """
[[reader]]
id = "seoul"
name = "Seoul"
timezone = "Asia/Seoul"
[[reader.channel]]
id = "hook"
form = "json"
address = "env:TUMEN_TEST_CHANNEL"
"""


@dataclass(frozen=True)
class Served:
    """A server that answers at `url`, its data in `home`, and the environment its programs live in."""

    url: str
    home: Path
    environ: Mapping[str, str]
    process: subprocess.Popen[bytes]

    @property
    def database(self) -> Path:
        """Prefect's own database."""
        return self.home / "prefect" / "prefect.db"


def environment_of(folder: Path) -> dict[str, str]:
    """Make a configuration without sources, and a channel that leads to a closed port with a secret in its address."""
    config = configuration(folder, "# nobody to ask\n", READER + SEOUL)
    outer = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "TUMEN_"))}
    return {
        **outer,
        "TUMEN_HOME": str(folder / "var"),
        "TUMEN_CONFIG": str(config),
        "TUMEN_TEST_CHANNEL": f"json://someone:{CANARY}@127.0.0.1:{free_port()}/hook",
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",
    }


def hear_ctrl_c() -> None:
    """Between fork and exec: whoever starts the tests in the background has us and our children ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve all there is until the block is left. The archive has read the chronicle already."""
    with _running(folder, "flows.server.serve", lambda _, said: "Ctrl-C stops everything" in said) as served:
        yield served


@contextmanager
def answering(folder: Path) -> Iterator[Served]:
    """The same without deployments and a worker: Prefect's server behind our guard, and nothing else."""
    with _running(folder, "flows.server.app", lambda url, _: health.answers(url)) as served:
        yield served


@contextmanager
def _running(folder: Path, module: str, ready: Callable[[str, str], bool]) -> Iterator[Served]:
    """Run a module until the block is left; then Ctrl-C must end it with 0."""
    environ, port = environment_of(folder), free_port()
    begin(folder / "var")
    if module == "flows.server.app":
        environment.settle(environment.served(folder / "var", port), environ)
    output = folder / "output.txt"
    with output.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", module, "--port", str(port)],
            cwd=ROOT,
            env=environ,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=hear_ctrl_c,
        )
    url = f"http://127.0.0.1:{port}/api"
    try:
        await_true(lambda: ready(url, output.read_text()) or process.poll() is not None, 180)
        assert process.poll() is None, output.read_text()
        yield Served(url, folder / "var", environ, process)
    finally:
        process.send_signal(signal.SIGINT)
        ended = process.wait(90)
    assert ended == 0, output.read_text()


def as_if_planned_by_the_scheduler(served: Served, run_id: object) -> None:
    """Mark a run as the scheduler marks its own; the API does not offer it."""
    with closing(sqlite3.connect(served.database, timeout=30)) as database, database:
        changed = database.execute("UPDATE flow_run SET auto_scheduled = 1 WHERE id = ?", (str(run_id),)).rowcount
    assert changed == 1
