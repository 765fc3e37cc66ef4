"""A watch that was read without a mistake is read again only when something of it is asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tumen import catalogue
from tumen.analysis.matching.watch import Watch
from tumen.catalogue import late_watch
from tumen.content import config_folder
from tumen.errors import ConfigError
from tumen.settings import Settings
from tumen.wiring import load_content


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The watches that were read, in order."""
    found: list[Path] = []

    def counted(path: Path) -> Watch:
        found.append(path)
        return catalogue.load_watch(path)

    monkeypatch.setattr(late_watch, "load_watch", counted)
    return found


def test_a_run_reads_the_watch_once_and_the_next_when_it_is_asked_something(tmp_path: Path, reads: list[Path]) -> None:
    path = config_folder() / "watch.toml"
    first, themes = catalogue.load_watch_late(path, tmp_path, "f1")
    assert len(reads) == 1

    second, same = catalogue.load_watch_late(path, tmp_path, "f1")

    assert len(reads) == 1
    assert same == themes == {theme.id for theme in first.themes}
    assert second.subject == "Russia–North Korea relations"
    assert second
    assert second.entry("putin").label == first.entry("putin").label
    assert len(reads) == 2


@pytest.mark.parametrize("mark", ["", "{", "[]", '{"fingerprint": "f1"}', '{"fingerprint": "f0", "themes": []}'])
def test_what_was_read_under_another_judgement_or_is_not_known_is_read_at_once(
    tmp_path: Path, reads: list[Path], mark: str
) -> None:
    (tmp_path / late_watch.MARK).write_text(mark)

    catalogue.load_watch_late(config_folder() / "watch.toml", tmp_path, "f1")

    assert len(reads) == 1


def test_a_home_that_is_not_there_is_not_made(tmp_path: Path, reads: list[Path]) -> None:
    for _ in range(2):
        catalogue.load_watch_late(config_folder() / "watch.toml", tmp_path / "none", "f1")

    assert len(reads) == 2
    assert not (tmp_path / "none").exists()


def test_a_mistake_is_found_by_the_next_run_whether_or_not_it_needs_the_watch(tmp_path: Path) -> None:
    shutil.copytree(config_folder(), tmp_path / "config")
    settings = Settings(home=tmp_path, config=tmp_path / "config")
    load_content(settings, late=True)
    table = tmp_path / "config" / "language" / "ko.toml"
    table.write_text(table.read_text(encoding="utf-8") + "\n[no_such_table]\n", encoding="utf-8")

    with pytest.raises(ConfigError) as told:
        load_content(settings, late=True)

    assert "no_such_table" in str(told.value)
