"""A digest as files: whole or not there, and never outside its folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.support.digests import DESK, FULL, channel
from tumen.delivery.channels import Channels
from tumen.delivery.outcome import Outcome
from tumen.delivery.plan import plan
from tumen.delivery.render import Rendering
from tumen.model import DeliveryState, Digest

S = DeliveryState


def send(
    folder: Path, digest: Digest = FULL, reader_id: str = "desk", before_commit: Callable[[], bool] = lambda: True
) -> Outcome:
    reader = replace(DESK, id=reader_id, channels=(channel("file", "file"),))
    return Channels(environ={}, folder=folder).send(plan(digest, reader, Rendering)[0], before_commit)


def test_page_text_and_json_stand_under_the_reader_by_the_key_of_the_digest(tmp_path: Path) -> None:
    outcome = send(tmp_path)

    folder = tmp_path / "desk"
    assert outcome.state is S.SENT
    assert sorted(path.name for path in folder.iterdir()) == [
        "desk-2026-02-27.html",
        "desk-2026-02-27.json",
        "desk-2026-02-27.txt",
    ]
    assert json.loads((folder / "desk-2026-02-27.json").read_text())["key"] == "desk/2026-02-27"
    assert outcome.detail == str(folder / "desk-2026-02-27.html")


def test_writing_again_leaves_the_same_files_and_nothing_beside_them(tmp_path: Path) -> None:
    send(tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "desk").iterdir()}

    send(tmp_path)

    assert {path.name: path.read_bytes() for path in (tmp_path / "desk").iterdir()} == before


def test_names_cannot_leave_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "digests"

    outcome = send(inside, replace(FULL, key="../../../etc/passwd\x00"), reader_id="../../evil")

    assert outcome.state is S.SENT
    assert all(path.is_relative_to(inside) for path in tmp_path.rglob("*") if path.is_file())
    assert [path.name for path in tmp_path.iterdir()] == ["digests"]


def test_a_folder_that_cannot_be_written_is_pending_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a file where a folder should be")

    outcome = send(tmp_path)

    assert (outcome.state, outcome.channel_down) == (S.PENDING, True)
    assert "cannot write" in outcome.detail


def test_without_the_commit_point_nothing_is_written(tmp_path: Path) -> None:
    outcome = send(tmp_path, before_commit=lambda: False)

    assert outcome.state is S.PENDING
    assert list(tmp_path.iterdir()) == []
