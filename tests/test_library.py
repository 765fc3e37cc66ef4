"""The door for programs: what `import tumen` offers, and that docs/library.md shows what really happens."""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import tumen

PAGE = Path(__file__).resolve().parents[1] / "docs" / "library.md"
SOURCE = ast.parse(Path(tumen.__file__).read_text(encoding="utf-8"))
JUDGEMENT = ("load_watch", "read", "assess", "Index", "develop", "compose")


def blocks(page):
    """The page's programs, each with the output shown beneath it ("" where none is shown)."""
    found = re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", page, re.DOTALL)
    assert found
    return found


def test_the_page_shows_what_its_programs_print():
    space = {}
    shown, printed = [], []
    for program, output in blocks(PAGE.read_text(encoding="utf-8")):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(program, PAGE.name, "exec"), space)
        shown.append(output)
        printed.append(said.getvalue())

    assert printed == shown
    assert len(space["documents"]) == 10
    assert len({document.language for document in space["assessed"]}) >= 3


def test_the_page_groups_its_documents_in_five_lines():
    (program,) = [program for program, _ in blocks(PAGE.read_text(encoding="utf-8")) if "load_watch" in program]

    assert len([line for line in program.splitlines() if line]) == 5


@pytest.mark.parametrize("name", tumen.__all__)
def test_every_name_that_is_offered_is_there(name):
    assert getattr(tumen, name) is not None
    assert name in dir(tumen)


def test_what_type_checkers_see_is_what_is_imported():
    (seen,) = [node for node in SOURCE.body if isinstance(node, ast.If)]
    promised = {
        alias.name: node.module for node in seen.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }

    assert {*promised, "__version__"} == set(tumen.__all__)
    for name, module in promised.items():
        assert getattr(tumen, name) is getattr(importlib.import_module(module), name)
    assert (Path(tumen.__file__).parent / "py.typed").is_file()


def test_a_name_that_is_not_offered_is_an_attribute_error_and_submodules_can_still_be_imported():
    with pytest.raises(AttributeError, match="nonsense"):
        tumen.nonsense  # noqa: B018

    assert importlib.import_module("tumen.content")


@pytest.mark.parametrize("name", ["tumen", *JUDGEMENT])
def test_the_examples_in_docstrings_are_true(name):
    thing = tumen if name == "tumen" else getattr(tumen, name)
    (example,) = [
        found
        for found in doctest.DocTestFinder(recurse=False).find(thing, name, module=False, globs={})
        if found.examples
    ]
    said = io.StringIO()

    failures = doctest.DocTestRunner(verbose=False).run(example, out=said.write)

    assert failures.failed == 0, said.getvalue()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2025-07-11", datetime(2025, 7, 11, tzinfo=UTC)),
        ("2025-07-11T09:30:00+09:00", datetime(2025, 7, 11, 0, 30, tzinfo=UTC)),
        ("2025-07-11T09:30:00Z", datetime(2025, 7, 11, 9, 30, tzinfo=UTC)),
        (date(2025, 7, 11), datetime(2025, 7, 11, tzinfo=UTC)),
        (datetime(2025, 7, 11, 9, 30, tzinfo=UTC), datetime(2025, 7, 11, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_however_it_is_given(given, meant):
    assert tumen.read("Lavrov arrives in Wonsan", published=given).published == meant


@pytest.mark.parametrize("wrong", [{"published": "yesterday"}, {"published": "0001-01-01"}, {"title": ""}])
def test_what_cannot_be_read_is_a_value_error(wrong):
    with pytest.raises(ValueError):
        tumen.read(**{"title": "Lavrov arrives in Wonsan", **wrong})


def test_a_document_is_known_by_its_address_or_else_by_its_words():
    watch = tumen.Watch.empty()

    def identity(*words, **given):
        return tumen.assess(tumen.read(*words, published="2025-07-11", **given), watch).id

    assert identity("A", url="https://example.org/1") == identity("B", url="https://example.org/1")
    assert identity("A") == identity("A") != identity("B")
    assert identity("A", source="one") != identity("A", source="two")


def test_a_document_that_was_never_seen_cannot_be_judged():
    with pytest.raises(ValueError, match="seen"):
        tumen.assess(tumen.read("Lavrov arrives in Wonsan"), tumen.Watch.empty())
