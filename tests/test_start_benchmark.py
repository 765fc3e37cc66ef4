"""The benchmark of a run's start runs, and finds on the second start what the first has kept."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.support.prefect_server import ROOT


@pytest.mark.gate
def test_a_start_is_measured_three_times_and_the_second_on_an_archive_knows_what_the_first_knew() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", "40"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    cost = r"[\d.]+ CPU seconds, peak \d+ MB"
    alone, first, second = done.stdout.splitlines()
    assert re.fullmatch(rf"watch alone: {cost}", alone)
    developments = [
        re.fullmatch(rf"{n} start: (\d+) developments, {cost}", line)
        for n, line in (("first", first), ("second", second))
    ]
    assert [found and int(found[1]) for found in developments] == [10 + 203, 10 + 203]
