"""Properties over many made examples: some in `make test`, all of them in `make gate`, which sets SWEEP=long.

Which examples are made differs from run to run, so that what few find late, many runs find all the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final, TypeVar

import pytest
from hypothesis import settings

F = TypeVar("F", bound=Callable[..., Any])
AT_ONCE: Final = 5  # of so many examples one
LONG: Final = os.environ.get("SWEEP") == "long"


def sweep(examples: int) -> Callable[[F], F]:
    """Try so many examples among the long proofs, a fifth of them otherwise; to be put above `given`."""

    def marked(test: F) -> F:
        return pytest.mark.sweep(settings(max_examples=examples if LONG else examples // AT_ONCE)(test))  # type: ignore[no-any-return]

    return marked
