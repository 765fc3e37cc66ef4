"""What was imported is not looked through for garbage again and again; what comes after it is."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from flows.server import garbage


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_no_garbage_is_collected_while_prefect_is_imported() -> None:
    garbage.leave()

    assert not gc.isenabled()


def test_after_it_garbage_is_collected_among_what_is_new() -> None:
    garbage.leave()
    imported: list[object] = [[]]
    garbage.look_for_new()
    new: list[object] = [[]]

    assert gc.isenabled()
    assert not any(one is imported for one in gc.get_objects())
    assert any(one is new for one in gc.get_objects())
