"""The chronicle is assessed once: a later run takes the reading that was kept, as long as nothing it rests on changed."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import replace
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import tumen
from tests.support.archives import archive_in_memory
from tests.support.documents import NOON, document, shipped_watch
from tumen import catalogue, content, pipeline
from tumen.analysis.clustering.chronicle import assess_entry
from tumen.catalogue.fingerprint import CODE, LIBRARIES, load_fingerprint
from tumen.pipeline import Content
from tumen.storage import Archive

CHRONICLE = catalogue.load_chronicle(content.corpus_folder())[-12:]
CONTENT = Content(sources=(), readers=(), watch=shipped_watch(), chronicle=CHRONICLE, fingerprint="f1")
PACKAGE = Path(tumen.__file__).parent
KNOWN = {entry.id: assess_entry(entry, shipped_watch()) for entry in CHRONICLE}


def run(archive: Archive, known: Content) -> None:
    report = document("Lavrov arrives in Wonsan", source=f"source {archive.documents.latest_seq()}")
    archive.add([report], now=NOON)
    pipeline.develop_all(archive, known, lambda: NOON)


@pytest.fixture
def assessed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the entries assessed, in order."""
    ids: list[str] = []

    def counting(entry, watch):
        ids.append(entry.id)
        return assess_entry(entry, watch)

    monkeypatch.setattr("tumen.pipeline.known.assess_entry", counting)
    monkeypatch.setattr("tumen.analysis.clustering.chronicle.assess_entry", counting)
    return ids


def test_a_second_run_assesses_no_entry_of_the_chronicle(assessed: list[str]) -> None:
    with archive_in_memory() as archive:
        run(archive, CONTENT)
        first = list(assessed)
        run(archive, CONTENT)

    assert first == [entry.id for entry in CHRONICLE]
    assert assessed == first


def test_what_was_kept_is_what_an_assessment_gives() -> None:
    with archive_in_memory() as archive:
        run(archive, CONTENT)

        assert archive.chronicle.find(CHRONICLE, "f1") == KNOWN


def test_only_an_entry_that_was_edited_or_added_is_assessed_again(assessed: list[str]) -> None:
    edited = replace(CHRONICLE[3], summary=f"{CHRONICLE[3].summary} Nobody else was there.")
    with archive_in_memory() as archive:
        run(archive, replace(CONTENT, chronicle=CHRONICLE[:-1]))
        assessed.clear()
        run(archive, replace(CONTENT, chronicle=(*CHRONICLE[:3], edited, *CHRONICLE[4:])))

    assert assessed == [edited.id, CHRONICLE[-1].id]


@pytest.mark.parametrize("fingerprint", ["f2", ""])
def test_under_another_judgement_or_none_that_is_known_everything_is_assessed_again(
    fingerprint: str, assessed: list[str]
) -> None:
    with archive_in_memory() as archive:
        run(archive, CONTENT)
        assessed.clear()
        run(archive, replace(CONTENT, fingerprint=fingerprint))

    assert assessed == [entry.id for entry in CHRONICLE]


def test_an_entry_that_is_no_longer_in_the_chronicle_is_not_kept() -> None:
    with archive_in_memory() as archive:
        archive.chronicle.keep(CHRONICLE, KNOWN, "f1")
        archive.chronicle.keep(CHRONICLE[1:], KNOWN, "f1")

        assert archive.chronicle.find(CHRONICLE, "f1").keys() == KNOWN.keys() - {CHRONICLE[0].id}


@pytest.mark.parametrize(
    "changed", ["package/analysis/text/a.py", "package/model/b.py", "config/watch.toml", "config/language/xx.toml"]
)
def test_the_fingerprint_changes_with_any_file_of_code_or_tables_and_with_nothing_else(
    changed: str, tmp_path: Path
) -> None:
    for name in ("package/analysis/text/a.py", "package/model/b.py", "config/watch.toml", "config/language/xx.toml"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a = 1\n", encoding="utf-8")

    def found() -> str:
        return load_fingerprint(tmp_path / "config", tmp_path / "package")

    before = found()
    (tmp_path / "package" / "notes.txt").write_text("nothing", encoding="utf-8")
    (tmp_path / "config" / "readers.toml").write_text("who is told", encoding="utf-8")
    (tmp_path / "config" / "sources.toml").write_text("who is asked", encoding="utf-8")
    assert found() == before
    (tmp_path / changed).write_text("a = 2\n", encoding="utf-8")

    assert found() != before


def test_an_installation_that_moves_need_not_read_its_archive_again(tmp_path: Path) -> None:
    file = tmp_path / "here" / "watch.toml"
    file.parent.mkdir()
    file.write_text("a = 1\n", encoding="utf-8")
    before = load_fingerprint(file.parent)

    assert load_fingerprint(file.parent.rename(tmp_path / "there")) == before


def test_the_fingerprint_covers_every_library_that_judgement_imports() -> None:
    imported = set()
    for part in ("analysis", "model"):
        assert part in CODE
        for file in (PACKAGE / part).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                imported |= {name.partition(".")[0] for name in names}
    guests = imported - sys.stdlib_module_names - {"tumen"}
    named = {re.sub(r"[-_.]+", "-", packages_distributions()[guest][0]).lower() for guest in guests}

    assert named == set(LIBRARIES)
