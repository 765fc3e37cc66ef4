"""Templates, configuration and the chronicle are found in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tumen.content import _folder, config_folder, corpus_folder, template_folder
from tumen.errors import ConfigError


def test_in_a_checkout_the_folders_stand_beside_the_package() -> None:
    root = Path(__file__).parent.parent

    assert template_folder() == root / "templates"
    assert {config_folder().name, corpus_folder().name} == {"config", "corpus"}


def test_in_a_wheel_the_folders_stand_inside_the_package_and_win_over_strangers(tmp_path: Path) -> None:
    inside, stranger = tmp_path / "tumen" / "_content" / "templates", tmp_path / "templates"
    inside.mkdir(parents=True)
    stranger.mkdir()

    assert _folder("templates", tmp_path / "tumen") == inside


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="templates"):
        _folder("templates", tmp_path / "tumen")
