"""On which databases a test runs, and an empty archive on each; `tests.support.postgres` has the fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.archives import empty_archive

ON_BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
# For what is above the archive, which has tests of its own on both: PostgreSQL among the long proofs.
POSTGRES_LATER = ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.gate])]


@contextmanager
def an_archive(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of an archive with nothing in it, on the database that the test is about."""
    if request.param == "sqlite":
        yield empty_archive(folder / "archive.db")
        return
    with request.getfixturevalue("postgres").archive() as url:
        yield url
