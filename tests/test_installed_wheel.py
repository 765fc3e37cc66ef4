"""A wheel brings all it needs: away from any checkout it finds its content and names the commit it was made from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tumen import build

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.gate
@pytest.mark.skipif(not (ROOT / "tumen").is_dir(), reason="the tests of a wheel have no sources to build one from")
def test_a_wheel_runs_from_an_empty_folder_with_its_content_inside(tmp_path: Path) -> None:
    make = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)]
    subprocess.run(make, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("tumen-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
        names = packed.namelist()
    empty = tmp_path / "empty"
    empty.mkdir()
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(tmp_path / "installed")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-P", "-m", "tumen", *arguments]
        return subprocess.run(command, check=False, capture_output=True, text=True, cwd=empty, env=environ)

    said = json.loads(run("doctor", "--json").stdout)

    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert [row for row in said if row["state"] == "wrong"] == []
    assert (empty / "var" / "tumen.db").exists()
    assert build.commit(ROOT)[: build.SHOWN] in run("--version").stdout
    assert run("init").returncode == 0
    assert (empty / "config" / "sources.toml").exists()
