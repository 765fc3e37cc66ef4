"""The benchmark of scale takes its sizes before or behind its options."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import scale


@pytest.mark.parametrize(
    "arguments",
    [
        ["archive", "10", "20", "--keep", "kept"],
        ["archive", "--keep", "kept", "10", "20"],
        ["--keep", "kept", "archive", "10", "20"],
    ],
)
def test_sizes_may_stand_behind_the_options(arguments: list[str]) -> None:
    given = scale.asked_for(arguments)

    assert (given.what, given.sizes, given.keep, given.postgres) == ("archive", [10, 20], Path("kept"), False)
