"""What a command does not import: nobody waits for Prefect in order to read a version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tumen

PARENT = str(Path(tumen.__file__).parents[1])
NETWORK = {"httpx2", "httpcore2", "protego", "tumen.fetch"}
READING = {"trafilatura", "feedparser", "lxml", "extractors", "dateparser"}
SENDING = {"apprise", "jinja2", "css_inline", "tumen.delivery"}
STORING = {"sqlalchemy", "alembic", "tumen.storage"}
JUDGING = {"py3langid", "numpy", "sentencex", "ahocorasick_rs", "Stemmer", "tumen.analysis.assessment"}
PREFECT = {"prefect", "fastapi", "flows"}
HEAVY = NETWORK | READING | SENDING | STORING | JUDGING | PREFECT


def imported_by(code, home):
    """The modules that a fresh interpreter has imported after this code; the code itself must succeed."""
    environ = {**os.environ, "PYTHONPATH": PARENT, "TUMEN_HOME": str(home)}
    asked = f"{code}\nimport sys\nprint('modules', *sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rsplit("modules ", 1)[1].split())


def command(*words, code=0):
    return f"from tumen.cli import answer\nassert answer({list(words)!r}) == {code}"


def test_importing_tumen_imports_nothing_heavy(tmp_path):
    assert not imported_by("import tumen", tmp_path) & (HEAVY | {"cyclopts", "pydantic"})


def test_the_version_is_said_without_anything_heavy(tmp_path):
    assert not imported_by(command("--version"), tmp_path) & (HEAVY | {"pydantic"})


@pytest.mark.parametrize(
    "words", [("developments", "--json"), ("claims", "--json"), ("deliveries", "list", "--json")], ids=" ".join
)
def test_looking_at_what_is_known_needs_the_archive_and_neither_network_extractors_channels_nor_prefect(
    words, tmp_path
):
    loaded = imported_by(command(*words), tmp_path)

    assert "sqlalchemy" in loaded
    assert not loaded & (NETWORK | READING | PREFECT | JUDGING | SENDING)


@pytest.mark.parametrize("name", ["show", "trace"])
def test_showing_what_does_not_exist_needs_no_more_than_showing_what_does(name, tmp_path):
    loaded = imported_by(command(name, "no-such-id", code=2), tmp_path)

    assert not loaded & (NETWORK | READING | PREFECT | JUDGING | SENDING)


def test_showing_a_development_needs_the_archive_only(tmp_path):
    text = tmp_path / "visit.md"
    text.write_text(
        "# Lavrov arrives in Wonsan\n\nRussian Foreign Minister Sergei Lavrov arrived in Wonsan on 11 July 2025 "
        "for talks with North Korean Foreign Minister Choe Son Hui.\n"
    )
    imported_by(command("import", str(text)), tmp_path)
    shown = "\n".join(
        (
            "from tumen.cli import answer",
            "from tumen.wiring import open_archive",
            "with open_archive() as archive:",
            "    (development,) = archive.developments.latest(limit=5)",
            "assert answer(['show', development.id]) == 0",
        )
    )

    loaded = imported_by(shown, tmp_path)

    assert not loaded & (NETWORK | READING | PREFECT | JUDGING | SENDING)


def test_a_run_over_the_command_line_needs_no_prefect(tmp_path):
    loaded = imported_by("import tumen.cli.work, tumen.cli.operate", tmp_path)

    assert "tumen.pipeline" in loaded
    assert not loaded & PREFECT
