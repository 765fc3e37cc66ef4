"""The common words of headlines: each file is checked when it is read, and all languages share their names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.documents import shipped_watch
from tests.support.installation import installed
from tumen import catalogue, cli
from tumen.catalogue.headline_words import headline_words
from tumen.content import config_folder
from tumen.errors import ConfigError

VOCABULARY = shipped_watch().vocabulary
SHIPPED = [code for code in VOCABULARY.languages if VOCABULARY.table("headline_things", code)]
TOLD = ("en", "ru", "ko", "de")


def test_ten_languages_have_them() -> None:
    assert len(SHIPPED) == 10


@pytest.mark.parametrize("language", SHIPPED)
def test_every_thing_has_a_name_in_every_language_with_lines(language: str) -> None:
    things = set(VOCABULARY.table("headline_things", language))

    assert len(things) > 300
    for told in TOLD:
        assert things <= set(VOCABULARY.table("line_things", told)), told


def test_a_file_is_read_when_it_is_asked_for_and_its_mistakes_are_named(tmp_path: Path) -> None:
    (tmp_path / "headline_words").mkdir()
    file = tmp_path / "headline_words" / "vi.toml"
    file.write_text('[headline_things]\nferry = ["a"]\n', encoding="utf-8")
    tables = headline_words(tmp_path, "vi")

    with pytest.raises(ConfigError, match=r"vi\.toml: headline_things\.ferry"):
        dict(tables["headline_things"])


def test_an_edited_file_is_read_again_with_the_watch(tmp_path: Path) -> None:
    language = tmp_path / "language"
    shutil.copytree(config_folder() / "language", language)
    shutil.copy(config_folder() / "watch.toml", tmp_path)
    before = catalogue.load_watch(tmp_path / "watch.toml")
    assert before.vocabulary.table("line_things", "en")["ferry"] == ("ferry",)

    file = language / "headline_words" / "en.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('["ferry"]', '["ferries"]'), encoding="utf-8")
    again = catalogue.load_watch(tmp_path / "watch.toml")

    assert again.vocabulary.table("line_things", "en")["ferry"] == ("ferries",)


def test_doctor_names_a_mistake_in_a_file_that_no_other_command_has_read_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = installed(tmp_path, monkeypatch)
    shutil.copytree(config_folder() / "language", made.config / "language")
    file = made.config / "language" / "headline_words" / "en.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("ferry = ", 'ferry = ["a"]\nraft = ', 1), encoding="utf-8")

    assert cli.answer(["doctor", "--json"]) == 1
    assert "headline_things.ferry" in capsys.readouterr().out


def test_a_language_without_a_file_has_none(tmp_path: Path) -> None:
    assert headline_words(tmp_path, "vi") == {}


def test_a_file_of_a_language_that_has_no_file_of_its_own_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = installed(tmp_path, monkeypatch)
    shutil.copytree(config_folder() / "language", made.config / "language")
    words = made.config / "language" / "headline_words"
    shutil.copy(words / "en.toml", words / "vi.toml")

    assert cli.answer(["doctor", "--json"]) == 1
    (wrong,) = (one for one in json.loads(capsys.readouterr().out) if one["state"] == "wrong")
    assert wrong["what"].endswith("headline_words/vi.toml")
    assert wrong["detail"].startswith("no such language")
