"""The benchmark of delivery runs and counts what came; how fast it is, it says itself."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.support.prefect_server import ROOT


@pytest.mark.gate
def test_fifty_recipients_get_one_message_each() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.delivery", "--recipients", "50"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "50 recipients of one digest" in done.stdout
    assert "each came exactly once" in done.stdout
    assert re.search(r"with the ledger\s+[\d.]+ messages/s", done.stdout)
