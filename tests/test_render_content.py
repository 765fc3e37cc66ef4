"""Templates, configuration and the chronicle are found in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

import tumen
from tumen.content import _folder, config_folder, corpus_folder, template_folder
from tumen.errors import ConfigError


def test_the_folders_stand_beside_the_package_or_inside_it() -> None:
    package = Path(str(tumen.__file__)).resolve().parent
    home = package / "_content" if (package / "_content").is_dir() else package.parent

    assert (template_folder(), config_folder(), corpus_folder()) == (
        home / "templates",
        home / "config",
        home / "corpus",
    )


def test_in_a_wheel_the_folders_inside_the_package_win_over_others(tmp_path: Path) -> None:
    inside, stranger = tmp_path / "tumen" / "_content" / "templates", tmp_path / "templates"
    inside.mkdir(parents=True)
    stranger.mkdir()

    assert _folder("templates", tmp_path / "tumen") == inside


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="templates"):
        _folder("templates", tmp_path / "tumen")
