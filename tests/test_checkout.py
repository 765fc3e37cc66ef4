"""The command of a checkout, as `make` sets it up: from any folder, for cron, and beside an installed wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import extractors
import flows
import tumen
from tumen import content

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = [Path(package.__file__).parent for package in (tumen, extractors, flows)]
OURS = {package.name for package in PACKAGES}


@pytest.fixture
def checkout(tmp_path):
    """A checkout in a folder with a space in its name, with the locked packages installed and nothing of ours."""
    folder = tmp_path / "check out"
    folder.mkdir()
    for package in PACKAGES:
        shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns("__pycache__", "_content"))
    for shipped in (content.config_folder(), content.corpus_folder(), content.template_folder()):
        shutil.copytree(shipped, folder / shipped.name)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy2(ROOT / name, folder / name)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    (packages,) = (folder / ".venv" / "lib").glob("python*/site-packages")
    for entry in _installed():
        (packages / entry.name).symlink_to(entry)
    (folder / ".venv" / ".run").touch()
    return folder


def _installed():
    found = {}
    for folder in (Path(place) for place in sys.path if place.endswith("site-packages")):
        for entry in folder.iterdir():
            ours = entry.name in OURS or entry.name.startswith("tumen-") or entry.suffix == ".pth"
            if not ours and entry.name != "__pycache__":
                found.setdefault(entry.name, entry)
    return found.values()


def _run(*command, cwd):
    """Run a command with an environment as bare as cron's."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(cwd)}
    return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, check=False)


def _made(checkout):
    done = _run("make", ".venv/.here", cwd=checkout)
    assert done.returncode == 0, done.stderr
    return checkout / ".venv" / "bin" / "tumen"


def test_the_command_of_a_checkout_works_from_the_root_folder_and_keeps_its_archive_in_the_checkout(checkout):
    command = _made(checkout)

    version = _run(command, "--version", cwd="/")
    asked = _run(command, "developments", "--json", cwd="/")

    assert (version.returncode, version.stdout.strip()) == (0, tumen.__version__), version.stderr
    assert asked.returncode == 1
    assert f"there is no database at {checkout / 'var' / 'tumen.db'}" in " ".join(asked.stderr.split())


def test_the_command_can_be_linked_from_another_folder_and_minds_no_folder_of_its_own_name(checkout, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "tumen").mkdir(parents=True)
    (elsewhere / "tumen" / "__init__.py").write_text("raise SystemExit('the wrong tumen')\n")
    (elsewhere / "link").symlink_to(_made(checkout))

    version = _run(elsewhere / "link", "--version", cwd=elsewhere)

    assert (version.returncode, version.stdout.strip()) == (0, tumen.__version__), version.stderr


def test_a_checkout_set_up_before_the_makefile_changed_is_set_up_again(checkout):
    command = _made(checkout)
    command.write_text("#!/bin/sh\nexit 3\n")
    (checkout / "Makefile").touch()

    version = _run(_made(checkout), "--version", cwd="/")

    assert version.returncode == 0, version.stderr


def test_an_installed_wheel_is_left_alone(checkout):
    (packages,) = (checkout / ".venv" / "lib").glob("python*/site-packages")
    (packages / "tumen-9.0.dist-info").mkdir()
    (packages / "tumen-9.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.4\nName: tumen\nVersion: 9.0\n")

    command = _made(checkout)

    assert not command.exists()
    assert not (packages / "tumen-checkout.pth").exists()


def test_an_installed_wheel_keeps_its_archive_under_the_current_folder(tmp_path):
    (tmp_path / "tumen" / "_content").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()

    assert content.checkout_folder(tmp_path / "tumen") is None
