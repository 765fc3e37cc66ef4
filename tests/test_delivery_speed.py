"""The benchmark of delivery runs, counts what came, and stays far above what is promised."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.support.prefect_server import ROOT


def test_fifty_recipients_get_one_message_each_at_more_than_twenty_a_second() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.delivery", "--recipients", "50"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "50 recipients of one digest" in done.stdout
    assert "each came exactly once" in done.stdout
    speed = re.search(r"with the ledger\s+([\d.]+) messages/s", done.stdout)
    assert speed is not None
    assert float(speed[1]) >= 20
