"""What `tumen trace` says of a sealed digest."""

from __future__ import annotations

import pytest

from tests.support.digests import digest, item
from tumen.cli.digest_trace import show_digest


def test_a_trace_names_the_developments_that_an_item_tells_with_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    show_digest(digest(item(1, also=("D8", "D9")), item(2)), [])

    shown = capsys.readouterr().out
    assert "  with what says the same: development D8, D9\n" in shown
    assert shown.count("with what says the same") == 1
