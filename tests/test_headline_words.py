"""The common words of headlines: each file is checked when it is read, and all languages share their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.documents import shipped_watch
from tumen.catalogue.headline_words import headline_words
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


def test_a_language_without_a_file_has_none(tmp_path: Path) -> None:
    assert headline_words(tmp_path, "vi") == {}
