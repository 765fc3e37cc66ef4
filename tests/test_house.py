"""The structure of the code: every rule about it is a test."""

from __future__ import annotations

import ast
import functools
import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import extractors
import flows
import tumen
from extractors import EXTRACTORS
from tests.support.sharing import FIRST, OF_THE_SERVER
from tumen import content
from tumen.model import SourceKind

PACKAGES = [Path(package.__file__).parent for package in (tumen, extractors, flows)]
# Migrations are a record of what was once done, not modules to maintain.
FILES = sorted(path for package in PACKAGES for path in package.rglob("*.py") if "versions" not in path.parts)
ROOT = Path(__file__).resolve().parents[1]

# Each third-party library is imported in one place.
IMPORTED_IN = {
    "feedparser": ("extractors/feed.py",),
    "trafilatura": ("extractors/article.py", "extractors/"),
    "sqlalchemy": ("tumen/storage/",),
    "alembic": ("tumen/storage/",),
    "jinja2": ("tumen/delivery/render/", "tumen/web/templating.py"),
    "starlette": ("tumen/web/",),
    "anyio": ("tumen/web/",),
    "css_inline": ("tumen/delivery/render/",),
    "apprise": ("tumen/delivery/channels/",),
    "httpx2": ("tumen/fetch/",),
    "httpcore2": ("tumen/fetch/",),
    "protego": ("tumen/fetch/",),
    "openai": ("tumen/llm.py",),
    "resvg_py": ("tumen/cli/",),
    "prefect": ("flows/",),
    "cyclopts": ("tumen/cli/",),
    "rich": ("tumen/cli/",),
    "ftfy": ("extractors/mojibake.py",),
    "pypdf": ("extractors/pdf.py",),
    "striprtf": ("extractors/rtf.py",),
    "warcio": ("extractors/unpacking.py",),
    "charset_normalizer": ("extractors/encoding.py",),
    "ahocorasick_rs": ("tumen/analysis/matching/matcher.py",),
    "Stemmer": ("tumen/analysis/text/tokens.py",),
    "py3langid": ("tumen/analysis/text/language.py",),
    "dotenv": ("tumen/env_file.py",),
    "prometheus_client": ("flows/server/metrics.py",),
    "cronsim": ("tumen/model/cron.py",),
    "sentencex": ("tumen/analysis/text/sentences.py",),
}


def place(path: Path) -> str:
    """The path from its package on: tumen/analysis/matching/watch.py."""
    for package in PACKAGES:
        if path.is_relative_to(package):
            return f"{package.name}/{path.relative_to(package).as_posix()}"
    raise AssertionError(path)


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The module as a tree: parsed once, though thirty rules look at it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imports(path: Path) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return frozenset(names)


@pytest.mark.parametrize("library", IMPORTED_IN)
def test_every_library_is_imported_in_its_own_module_only(library):
    strays = [place(f) for f in FILES if library in imports(f) and not place(f).startswith(IMPORTED_IN[library])]

    assert strays == []


@pytest.mark.parametrize("kind", SourceKind)
def test_every_kind_of_source_has_an_extractor(kind):
    assert kind in EXTRACTORS


def test_no_module_is_longer_than_300_lines():
    long = {place(f): n for f in FILES if (n := len(f.read_text(encoding="utf-8").splitlines())) > 300}

    assert long == {}


def test_no_function_is_longer_than_60_lines():
    # 40 is where one stops and looks; a signature and docstring of twenty lines are no reason to part a function.
    long = []
    for f in FILES:
        for node in ast.walk(parsed(f)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 60:
                    long.append((place(f), node.name, lines))

    assert long == []


def test_every_module_and_public_name_says_what_it_promises():
    silent = []
    for f in FILES:
        tree = parsed(f)
        if tree.body and not ast.get_docstring(tree):
            silent.append(place(f))
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                silent.append(f"{place(f)}:{node.name}")

    assert silent == []


def test_no_module_is_called_by_what_it_is_not():
    banned = {"utils", "helpers", "common", "base", "manager", "misc"}

    assert [place(f) for f in FILES if f.stem in banned] == []


def test_only_entry_points_ask_for_the_time():
    doors = ("tumen/wiring.py", "flows/", "tumen/fetch/", "tumen/delivery/channels/")
    asking = [
        place(f)
        for f in FILES
        if re.search(r"datetime\.now\(|time\.time\(|date\.today\(", f.read_text(encoding="utf-8"))
        and not place(f).startswith(doors)
    ]

    assert asking == []


def test_no_test_measures_time_on_the_wall():
    clocks = re.compile(r"monotonic[(]|perf_counter[(]|time[.]time[(]|time[.]sleep[(]")
    measuring = [f.name for f in (ROOT / "tests").rglob("test_*.py") if clocks.search(f.read_text(encoding="utf-8"))]

    assert measuring == []


def test_no_property_has_a_deadline_on_the_wall() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check


def test_judgement_touches_nothing():
    world = {"os", "socket", "subprocess", "sqlite3", "httpx2", "random", "requests", "logging", "urllib"}
    analysis = [f for f in FILES if place(f).startswith(("tumen/analysis/", "tumen/model/"))]

    assert analysis
    assert {place(f): imports(f) & world for f in analysis if imports(f) & world} == {}


def test_content_is_found_from_anywhere(tmp_path):
    code = (
        "from tumen import content; print(content.template_folder(), content.config_folder(), content.corpus_folder())"
    )

    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, env=_env()
    )

    assert found.returncode == 0, found.stderr
    assert all(Path(folder).is_dir() for folder in found.stdout.split())


def _env():
    import os

    paths = [str(package.parent) for package in PACKAGES[:1]]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def test_no_other_distribution_owns_our_names():
    owners = importlib.metadata.packages_distributions()

    for name in ("tumen", "extractors", "flows"):
        assert set(owners.get(name, ["tumen"])) == {"tumen"}


def test_the_locks_name_no_host_and_hash_everything():
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-llm.lock", "requirements-png.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][a-z0-9._-]*(?:\[[^]]*\])?==", text, re.MULTILINE | re.IGNORECASE)

        assert "://" not in text
        assert "--index" not in text
        assert len(pinned) > 100
        assert text.count("--hash=sha256:") > len(pinned)


def test_shipped_content_is_complete():
    assert {p.name for p in content.config_folder().glob("*.toml")} >= {"sources.toml", "readers.toml", "watch.toml"}
    assert list(content.corpus_folder().glob("20*.toml"))
    assert (content.template_folder() / "email.html.j2").is_file()


def test_every_file_of_tests_that_asks_the_prefect_server_shares_it() -> None:
    asking = {
        path.name
        for path in ROOT.glob("tests/**/test_*.py")
        if re.search(r"\bserved: Served\b", path.read_text("utf-8"))
    }

    assert asking == OF_THE_SERVER


def test_every_file_of_tests_that_begins_first_is_there() -> None:
    assert set(FIRST) <= {path.name for path in ROOT.glob("tests/**/test_*.py")}
