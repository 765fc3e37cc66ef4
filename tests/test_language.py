"""The language tables: somebody who knows a language and no Python can add it, and every mistake is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.documents import shipped_watch
from tumen import content
from tumen.analysis.attribution.find import find_attributions
from tumen.analysis.extraction.event_types import event_types
from tumen.analysis.text.text import Text
from tumen.catalogue import load_language
from tumen.errors import ConfigError

SHIPPED = content.config_folder() / "language"

SWAHILI = """
name = "Swahili"

[stop_words]
words = ["na", "ya", "wa", "kwa"]

[event_types]
sign = ["saini*", "ametia saini"]
arrive = ["amewasili", "wamewasili"]
"plan+visit" = ["atatembelea"]
none = ["saini ya kanda"]

[reporting_verbs]
says = ["alisema"]
preposition = ["kwa mujibu wa"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "language"))


def test_a_new_language_is_a_new_file(folder: Path) -> None:
    (folder / "sw.toml").write_text(SWAHILI, encoding="utf-8")
    vocabulary = load_language(folder)

    read = [Text(said, vocabulary, language="sw") for said in ("Waziri amewasili Wonsan", "Waziri atatembelea Rason")]

    assert [event_types(text) for text in read] == [("arrive",), ("plan", "visit")]


def test_a_new_language_says_who_says_so(folder: Path) -> None:
    (folder / "sw.toml").write_text(SWAHILI, encoding="utf-8")
    vocabulary = load_language(folder)

    read = [
        Text(said, vocabulary, language="sw")
        for said in ("Meli imeondoka, Peskov alisema.", "Kwa mujibu wa Yonhap, meli imeondoka.")
    ]

    assert [(a.name, a.kind) for text in read for a in find_attributions(text)] == [
        ("Peskov", "says"),
        ("Yonhap", "cites"),
    ]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('name = "X"\n[event_tipes]\nsign = ["saini"]', r"sw\.toml: event_tipes: .*event_types"),
        (
            'name = "X"\n[event_types]\nsing = ["saini"]',
            r"sw\.toml: event_types\.sing: no such kind; did you mean 'sign'",
        ),
        ('name = "X"\n[event_types]\n"plan+sing" = ["saini"]', r"sw\.toml: event_types\.plan\+sing"),
        ('name = "X"\n[event_types]\nsign = ["a", "saini"]', r"sw\.toml: event_types\.sign\[1\]: .*too short"),
        ('name = "X"\n[event_types]\nsign = "saini"', r"sw\.toml: event_types\.sign: must be a list"),
        ('name = "X"\n[stop_words]\nwords = ["na ya"]', r"sw\.toml: stop_words\.words\[1\]: must be one word"),
        (
            'name = "X"\n[reporting_verbs]\nprepositions = ["kwa mujibu wa"]',
            r"sw\.toml: reporting_verbs\.prepositions: no such kind; did you mean 'preposition'",
        ),
        ("[event_types]", r"sw\.toml: name"),
        ("name = ", r"sw\.toml"),
    ],
)
def test_a_mistake_is_named_by_file_table_and_key(folder: Path, written: str, named: str) -> None:
    (folder / "sw.toml").write_text(written, encoding="utf-8")

    with pytest.raises(ConfigError, match=named):
        load_language(folder)


def test_a_file_is_named_by_its_language(folder: Path) -> None:
    (folder / "swahili.toml").write_text(SWAHILI, encoding="utf-8")

    with pytest.raises(ConfigError, match=r"swahili\.toml.*two letters"):
        load_language(folder)


def test_a_text_is_read_once() -> None:
    text = Text("Ракеты\n\nПутин прибыл.", shipped_watch().vocabulary)
    found = []

    for _ in range(3):
        text.once("counted", lambda: found.append("read"))

    assert found == ["read"]
    assert text.folded is text.folded
    assert text.sentences is text.sentences
    assert text.language == "ru"
