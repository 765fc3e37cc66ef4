"""Hours of work with kills, lost replies and faulty feeds, kept short; `python -m benchmarks.soak` works a whole day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.soaking import Plan, soak

pytestmark = pytest.mark.gate


def test_whatever_is_killed_nothing_is_lost_doubled_or_left_in_a_state_without_a_name(tmp_path: Path) -> None:
    report = soak(tmp_path, Plan(rounds=2, feeds=20, people=3, hanging=0, workers=1))

    assert report.broken == []
    assert sum(report.kills.values()) == 2
    assert report.documents == 18 * 2
    assert report.accepted >= 2 * 3 + 2
