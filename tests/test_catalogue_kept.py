"""What was loaded from files is loaded again when they say something else, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tumen import catalogue
from tumen.catalogue.kept import KEPT, Kept, content_of
from tumen.content import corpus_folder
from tumen.errors import ConfigError


def test_what_was_asked_for_last_is_kept_and_the_rest_is_loaded_again() -> None:
    kept: Kept[str] = Kept()
    loaded: list[str] = []

    def ask(content: str) -> None:
        assert kept.get(content, lambda: loaded.append(content) or content.upper()) == content.upper()  # type: ignore[func-returns-value]

    for content in ("a", "a", *"bcd"[: KEPT - 1], "a", *"xyz"[: KEPT - 1], "a", "b"):
        ask(content)

    assert loaded == ["a", *"bcd"[: KEPT - 1], *"xyz"[: KEPT - 1], "b"]


def test_a_mistake_is_told_each_time() -> None:
    kept: Kept[str] = Kept()

    def wrong() -> str:
        raise ConfigError("watch.toml", "entry", "wrong")

    for _ in range(2):
        with pytest.raises(ConfigError):
            kept.get("a", wrong)

    assert kept.get("a", lambda: "right") == "right"


def test_only_what_files_say_and_their_names_count(tmp_path: Path) -> None:
    one, copy, none = tmp_path / "one", tmp_path / "copy", tmp_path / "none"
    one.write_text("x")
    copy.write_text("x")
    same = content_of([("watch", one)])

    assert content_of([("watch", copy)]) == same
    copy.write_text("y")
    different = [[("watch", copy)], [("speakers", one)], [("watch", one), ("a", none)], [("watch", none)], []]
    assert len({same, *map(content_of, different), content_of([("watch", one)], "themes")}) == 7


def test_an_edited_chronicle_is_read_again_and_so_is_one_for_other_themes(tmp_path: Path) -> None:
    for file in corpus_folder().glob("2024.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    file = tmp_path / "2024.toml"
    before = catalogue.load_chronicle(tmp_path)
    assert catalogue.load_chronicle(tmp_path) is before

    with pytest.raises(ConfigError):
        catalogue.load_chronicle(tmp_path, themes={"no such theme"})
    title = before[0].title
    file.write_text(file.read_text(encoding="utf-8").replace(title, "Another title"), encoding="utf-8")

    assert "Another title" in {entry.title for entry in catalogue.load_chronicle(tmp_path)}


def test_edited_names_and_labels_are_read_again(tmp_path: Path) -> None:
    file = tmp_path / "watch.toml"
    speakers = tmp_path / "speakers.toml"
    speakers.write_text('[[speaker]]\nid = "press"\nlabel = "The press"\n')
    entry = '[[entry]]\nid = "bug"\nkind = "place"\nlabel = "Bug"\nforms = { en = ["Bug"] }\n'
    file.write_text(entry)
    first = catalogue.load_names(file), catalogue.load_speaker_labels(file)("press")
    file.write_text(entry.replace('"bug"', '"oder"'))
    speakers.write_text(speakers.read_text().replace("The press", "Papers"))

    assert catalogue.load_names(file) is not first[0]
    assert (first[1], catalogue.load_speaker_labels(file)("press")) == ("The press", "Papers")
