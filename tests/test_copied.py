"""What `tumen init` copies for editing, and what becomes of the copies when a newer program is put in its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tumen import copied
from tumen.cli import answer
from tumen.content import config_folder
from tumen.settings import Settings
from tumen.wiring import load_content

Said = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with copies of everything, as an installation has it."""
    assert answer(["init", str(tmp_path), "--all"]) == 0
    monkeypatch.setenv("TUMEN_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("TUMEN_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("TUMEN_HOME", str(tmp_path / "var"))
    return tmp_path


def copied_by_an_older_program(folder: Path, name: str, *added: str) -> Path:
    """Let a copy be what an older program shipped: the file with these lines more, copied as it is."""
    file = folder / name
    file.write_text("\n".join((file.read_text(encoding="utf-8"), *added, "")), encoding="utf-8")
    note = folder / copied.NOTE
    said = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**said, name: copied.hash_of(file)}), encoding="utf-8")
    return file


def edited(file: Path, *added: str) -> Path:
    file.write_text("\n".join((file.read_text(encoding="utf-8"), *added, "")), encoding="utf-8")
    return file


def doctors(capsys: Said) -> dict[str, tuple[str, str]]:
    """What doctor says of files: name to state and advice."""
    capsys.readouterr()
    answer(["doctor", "--json"])
    rows = json.loads(capsys.readouterr().out)
    return {Path(row["what"]).name: (row["state"], row["detail"]) for row in rows}


def test_only_what_people_edit_is_copied_and_the_rest_is_the_programs(tmp_path: Path, capsys: Said) -> None:
    assert answer(["init", str(tmp_path)]) == 0
    said = capsys.readouterr().out

    assert {path.name for path in (tmp_path / "config").iterdir()} == {*copied.OWN, copied.NOTE}
    assert not (tmp_path / "corpus").exists()
    assert "TUMEN_CONFIG=" in said
    assert "TUMEN_CORPUS" not in said
    own = load_content(Settings(home=tmp_path, config=tmp_path / "config"))
    shipped = load_content(Settings(home=tmp_path))
    assert own.watch.vocabulary.read() == shipped.watch.vocabulary.read()
    assert (own.sources, own.chronicle) == (shipped.sources, shipped.chronicle)


def test_fresh_copies_need_nothing_and_what_is_there_is_not_copied_again(place: Path, capsys: Said) -> None:
    mine = edited(place / "config" / "readers.toml", "# mine")
    assert answer(["init", str(place), "--all"]) == 0
    assert "already exists and is left unchanged" in capsys.readouterr().out
    assert mine.read_text(encoding="utf-8").endswith("# mine\n")

    assert answer(["init", "--check"]) == 0
    assert capsys.readouterr().out.startswith("Nothing to do")
    assert copied.copies(place / "config", place / "corpus") == []


def test_an_upgrade_over_copies_of_an_older_program(place: Path, capsys: Said) -> None:
    config, tables = place / "config", place / "config" / "language"
    korean = copied_by_an_older_program(config, "language/ko.toml", "[a_table_that_went]", 'x = ["y"]')
    polish = copied_by_an_older_program(config, "language/pl.toml", "# an older comment")
    german = edited(tables / "de.toml", "[another_table_that_went]", 'x = ["meine"]')
    french = edited(tables / "fr.toml", "# à moi")
    note = json.loads((config / copied.NOTE).read_text(encoding="utf-8"))
    (tables / "it.toml").unlink()  # the older program had none
    for file in ("es.toml", "headline_words/es.toml"):
        (tables / file).unlink()  # somebody took it out
    (config / copied.NOTE).write_text(json.dumps({n: s for n, s in note.items() if n != "language/it.toml"}))
    readers = config / "readers.toml"
    before = readers.read_text(encoding="utf-8")
    edited(readers, 'colour = "red"')

    said = doctors(capsys)
    assert {name: said[name][0] for name in ("ko.toml", "pl.toml", "de.toml", "it.toml", "readers.toml")} == {
        "ko.toml": "warning", "pl.toml": "warning", "de.toml": "wrong", "it.toml": "warning", "readers.toml": "wrong",
    }  # fmt: skip
    assert said["copied files"] == ("note", f"fr.toml: {copied.EDITED}")
    assert "another_table_that_went" in said["de.toml"][1]
    assert "`tumen init --update` keeps yours as .bak" in said["de.toml"][1]
    assert said["readers.toml"][1].endswith("correct it by hand")
    assert not {"ConfigError", "es.toml"} & said.keys()

    assert answer(["init", "--check"]) == 1
    assert "a_table_that_went" in korean.read_text(encoding="utf-8")  # only looked at
    assert answer(["init", "--update"]) == 1  # the readers are left to a person
    assert "colour" in readers.read_text(encoding="utf-8")
    readers.write_text(before, encoding="utf-8")
    assert answer(["init", "--update"]) == 0

    shipped = config_folder() / "language"
    for file in (korean, polish, german, tables / "it.toml"):
        assert file.read_bytes() == (shipped / file.name).read_bytes()
    assert "meine" in (tables / "de.toml.bak").read_text(encoding="utf-8")
    assert [path.name for path in tables.glob("*.bak")] == ["de.toml.bak"]
    assert "à moi" in french.read_text(encoding="utf-8")
    assert not (tables / "es.toml").exists()
    assert [row for row in doctors(capsys).values() if row[0] == "wrong"] == []
    load_content(Settings(home=place, config=config, corpus=place / "corpus"))


def test_copies_that_nothing_is_known_of_count_as_edited_and_can_be_replaced_all_the_same(
    place: Path, capsys: Said
) -> None:
    config = place / "config"
    (config / copied.NOTE).unlink()
    polish = edited(config / "language" / "pl.toml", "# an older comment")

    assert answer(["init", "--update"]) == 0
    assert polish.read_text(encoding="utf-8").endswith("# an older comment\n")

    for number in range(2):
        edited(polish, f"# {number}")
        assert answer(["init", "--update", "--all"]) == 0
    kept = sorted(path.name for path in polish.parent.glob("*.bak*"))
    assert kept == ["pl.toml.bak", "pl.toml.bak1"]
    assert polish.read_bytes() == (config_folder() / "language" / "pl.toml").read_bytes()


def test_what_is_refused_though_it_is_as_the_program_has_it_is_left_to_a_person_and_hides_nothing(
    place: Path, capsys: Said
) -> None:
    (place / "config" / "language" / "es.toml").unlink()
    edited(place / "config" / "readers.toml", 'colour = "red"')

    said = doctors(capsys)

    assert said["es.toml"][1].endswith(
        "it needs a file es.toml beside the folder headline_words too; correct it by hand"
    )
    assert said["readers.toml"][0] == "wrong"
    assert answer(["init", "--update"]) == 1


def test_a_language_of_ones_own_that_is_refused_is_left_to_its_author(place: Path, capsys: Said) -> None:
    own = place / "config" / "language" / "vi.toml"
    own.write_text('[no_such_table]\nx = ["y"]\n', encoding="utf-8")

    assert answer(["init", "--update"]) == 1
    assert "correct it by hand" in capsys.readouterr().out
    assert own.exists()
    assert doctors(capsys)["vi.toml"][0] == "wrong"


@pytest.mark.parametrize("broken", ["dangling", "folder"])
def test_a_copy_that_cannot_be_read_is_named_and_is_no_traceback(place: Path, capsys: Said, broken: str) -> None:
    readers = place / "config" / "readers.toml"
    readers.unlink()
    if broken == "folder":
        readers.mkdir()
    else:
        readers.symlink_to(place / "nowhere")

    assert answer(["init", str(place), "--check"]) == 2
    assert f"{readers}: " in capsys.readouterr().err
    assert answer(["doctor"]) == 1
    assert "Traceback" not in "".join(capsys.readouterr())


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "taken").write_text("")

    assert answer(["init", str(tmp_path / "taken")]) == 2
    assert "mend or remove it" in capsys.readouterr().err
