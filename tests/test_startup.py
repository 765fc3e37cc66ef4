"""What a command does not import: nobody waits for Prefect in order to read a version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import tumen
from tests.support.archives import empty_archive
from tests.support.values import NOON, development, document, judgement
from tumen.storage import Archive

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


LOOKING = {
    ("developments", "--json"): 0,
    ("claims", "--json"): 0,
    ("deliveries", "list", "--json"): 0,
    ("show", "D1"): 0,
    ("trace", "a"): 0,
    ("show", "no-such-id"): 2,
    ("trace", "no-such-id"): 2,
}


def test_looking_at_what_is_known_needs_the_archive_and_neither_network_extractors_channels_nor_prefect(tmp_path):
    with Archive.open(empty_archive(tmp_path / "tumen.db")) as archive:
        archive.add([document("a")], now=NOON)
        archive.developments.record([judgement("a", "D1")], [development("D1", "a")])
    every = "\n".join(command(*words, code=code) for words, code in LOOKING.items())

    loaded = imported_by(every, tmp_path)

    assert "sqlalchemy" in loaded
    assert not loaded & (NETWORK | READING | PREFECT | JUDGING | SENDING | {"sqlalchemy.dialects.postgresql"})


def test_a_run_over_the_command_line_needs_no_prefect(tmp_path):
    loaded = imported_by("import tumen.cli.work, tumen.cli.operate", tmp_path)

    assert "tumen.pipeline" in loaded
    assert not loaded & PREFECT


def test_the_parsers_of_replies_are_not_imported_where_a_process_of_their_own_reads_them(tmp_path):
    loaded = imported_by("import tumen.pipeline, extractors", tmp_path)

    assert not loaded & {"trafilatura", "feedparser", "lxml", "dateparser", "ftfy", "numpy", "extractors.files"}
