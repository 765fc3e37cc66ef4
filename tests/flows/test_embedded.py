"""`python -m flows.monitor` with nothing else there: Prefect's own temporary server, and everything in one home."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.prefect_server import ROOT, environment_of

pytestmark = [pytest.mark.prefect, pytest.mark.gate]


def test_the_work_is_done_with_no_server_to_start_first_and_again_after_that(tmp_path: Path) -> None:
    environ = environment_of(tmp_path) | {"HOME": str(tmp_path / "person")}
    readers = tmp_path / "config" / "readers.toml"
    readers.write_text(readers.read_text().split('\n[[reader]]\nid = "seoul"')[0])

    outcomes = [
        subprocess.run(
            [sys.executable, "-m", "flows.monitor"], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
        )
        for _ in range(2)
    ]

    for done in outcomes:
        assert done.returncode == 0, done.stderr
    assert "The desk: " in outcomes[0].stdout
    assert "Nothing new since the last digest" in outcomes[1].stdout
    assert "ERROR" not in outcomes[1].stderr
    assert (tmp_path / "var" / "prefect" / "prefect.db").is_file()
    assert not (tmp_path / "person").exists()


ASKING = """
import http.client, os
from flows.server import embedded

embedded.start(os.environ)
for host in ("127.0.0.1", "rebound.example"):
    link = http.client.HTTPConnection(os.environ["PREFECT_API_URL"].split("/")[2])
    link.request("GET", "/api/health", headers={"Host": host})
    print(link.getresponse().status)
    link.close()
server, thread = embedded.SERVING[0]
embedded.stop()
print(thread.is_alive())
"""


def test_a_page_whose_name_was_pointed_at_this_machine_gets_no_answer_from_the_server_of_a_run(tmp_path: Path) -> None:
    environ = environment_of(tmp_path) | {"HOME": str(tmp_path / "person"), "PREFECT_HOME": str(tmp_path / "prefect")}

    done = subprocess.run(
        [sys.executable, "-c", ASKING], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["200", "403", "False"]
