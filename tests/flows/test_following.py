"""While serving, edits of readers and sources are followed when they are right, and told of once when they are not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.server import following
from flows.server.following import AT_REST, EVERY, Following
from tests.support.installation import READER, configuration
from tumen import operator
from tumen.model import Reader


class Desk:
    """An installation that is served: its clock, what was said and told, and for whom schedules were made."""

    def __init__(self, folder: Path) -> None:
        self.config = configuration(folder, "# nobody to ask\n", READER)
        self.readers, self.sources = self.config / "readers.toml", self.config / "sources.toml"
        self.now = 0.0
        self.made: list[list[str]] = []
        self.told: list[str] = []
        self.over: list[str] = []
        self.unreachable = False
        self.served = Following(self.config, following.contents(self.config), self.reschedule, lambda: self.now)

    def reschedule(self, readers: Sequence[Reader]) -> tuple[list[str], list[str]]:
        if self.unreachable:
            raise ConnectionError("the server does not answer")
        self.made.append([reader.id for reader in readers])
        return ["0 9 * * * UTC"], []

    def wait(self, seconds: float) -> None:
        """As the server does: a look every half second."""
        for _ in range(int(seconds * 2)):
            self.now += 0.5
            self.served.look()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path)
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("TUMEN_CONFIG", str(made.config))
    monkeypatch.setattr(operator, "run_failed", lambda name, reason, **_: made.told.append(f"{name}: {reason}"))
    monkeypatch.setattr(operator, "look_after", made.over.append)
    return made


def test_nothing_is_done_while_nothing_changes(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.wait(3 * EVERY)
    desk.readers.touch()
    desk.wait(3 * EVERY)

    assert (desk.made, desk.told, capsys.readouterr().out) == ([], [], "")


def test_a_new_reader_is_followed_once_the_file_has_come_to_rest(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.readers.write_text(READER + READER.replace('id = "desk"', 'id = "seoul"'), encoding="utf-8")
    desk.wait(EVERY)
    assert desk.made == []

    desk.wait(AT_REST)
    desk.wait(3 * EVERY)

    assert desk.made == [["desk", "seoul"]]
    assert capsys.readouterr().out == "readers.toml changed: 2 readers, schedules + 0 9 * * * UTC.\n"


def test_changed_sources_are_checked_and_move_no_schedule(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.sources.write_text("# nobody at all\n", encoding="utf-8")
    desk.wait(2 * EVERY)

    assert desk.made == []
    assert capsys.readouterr().out == "sources.toml changed: the next collection asks its sources.\n"


def test_a_mistake_is_told_once_and_is_over_when_it_is_mended(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.readers.write_text(READER.replace('name = "The desk"', "hour = 25"), encoding="utf-8")
    desk.wait(5 * EVERY)
    said = capsys.readouterr().out

    assert desk.made == []
    assert said.startswith("readers.toml changed and cannot be used, so the schedules stay as they were: ")
    assert said.count("\n") == len(desk.told) == 1
    assert "readers.toml" in desk.told[0].partition(": ")[2]

    desk.readers.write_text(READER, encoding="utf-8")  # as it was: there is nothing to follow
    desk.wait(2 * EVERY)
    assert desk.over == [following.RUN]
    desk.wait(2 * EVERY)
    assert desk.over == [following.RUN]
    assert desk.made == []


def test_a_server_that_does_not_answer_is_asked_again_and_told_of_once(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.unreachable = True
    desk.readers.write_text(READER.replace("The desk", "Another desk"), encoding="utf-8")
    desk.wait(4 * EVERY)
    assert "ConnectionError: the server does not answer" in capsys.readouterr().out
    assert len(desk.told) == 1

    desk.unreachable = False
    desk.wait(EVERY)

    assert desk.made == [["desk"]]
