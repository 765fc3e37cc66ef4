"""The page of settings is the one that the code makes, and leaves out none that the code reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import extractors
import flows
import tumen
from extractors import process_limits
from extractors.extracted import ExtractLimits
from tumen import settings_page
from tumen.cli import answer

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"
# Not for operators: where tests have a process die.
FOR_TESTS = {"TUMEN_FAIL"}


def test_the_page_is_what_the_code_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == settings_page.page(), "run: python -m tumen.settings_page"


def test_every_variable_that_the_code_names_is_on_the_page() -> None:
    named = set()
    for package in (tumen, extractors, flows):
        for file in Path(str(package.__file__)).parent.rglob("*.py"):
            named |= set(re.findall(r"\bTUMEN_[A-Z_]*[A-Z]\b", file.read_text(encoding="utf-8")))
    listed = set(re.findall(r"^\| `(TUMEN_\w+)`", settings_page.page(), re.MULTILINE))

    assert named - FOR_TESTS <= listed
    assert all(
        text
        for row in settings_page.page().splitlines()
        if row.startswith("| `")
        for text in [row.split("|")[2].strip()]
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_their_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["completion", shell]) == 0
    script = capsys.readouterr().out

    assert all(word in script for word in ("deliveries", "resolve", "due", "status"))


def test_a_system_without_limits_of_its_own_is_named_and_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_limits, "resource", None)
    process_limits.leave_no_core()
    process_limits.bind(ExtractLimits(), process_limits.own_memory())

    assert "ended by the clock" in process_limits.missing()


def test_a_system_that_does_not_say_what_memory_a_process_has_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(process_limits, "_STATM", tmp_path / "none")

    assert process_limits.own_memory() is None
    assert "does not limit the memory" in process_limits.missing()
