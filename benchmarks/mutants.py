"""Which dials of judgement does no test hold: python -m benchmarks.mutants [FOLDER]… [--list] [--tests FILE]…

A dial is a number with a name: a module-level constant of tumen/analysis (also within timedelta(…)) or a field of
`Thresholds`. Each is made 30 % smaller and 30 % larger (whole numbers by one at least) in a copy of the checkout, and
the tests named by --tests (without: tests/test_dials_*.py and BESIDE) are run there in a process of their own. Prints
the mutants that survive them; exits with 1 when there are any. FOLDER names folders of tumen/analysis; without one all
are taken. The tables of weights are fitted, not turned: see benchmarks/fit_weights.py.
"""

from __future__ import annotations

import ast
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("text", "matching", "extraction", "attribution", "claims", "assessment", "clustering", "digest")
# Where the tests of a module stand in one file, its dials are held there too.
BESIDE = ("tests/test_digest_links.py", "tests/test_digest_origins.py", "tests/test_to_read.py")
TESTS = (*(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tests").glob("test_dials_*.py"))), *BESIDE)
SHARE = 0.3
PARTS = ("tumen", "extractors", "flows", "tests", "config", "corpus", "templates", "benchmarks", "docs", "deployments")


@dataclass(frozen=True, slots=True)
class Dial:
    """A number in a file: its name and where it stands."""

    file: str
    name: str
    line: int
    start: int
    end: int
    value: float

    def turned(self, by: float) -> str:
        """The number as it is written after turning."""
        new = self.value * (1 + by)
        if isinstance(self.value, int):
            return str(math.floor(new) if by < 0 else math.ceil(new))
        return repr(round(new, 6))


def dials(folder: str) -> Iterator[Dial]:
    """The dials of a folder of tumen/analysis."""
    for path in sorted((ROOT / "tumen" / "analysis" / folder).rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.ClassDef) and statement.name == "Thresholds":
                for inner in statement.body:
                    yield from _numbers(file, inner)
            else:
                yield from _numbers(file, statement)


def _numbers(file: str, statement: ast.stmt) -> Iterator[Dial]:
    if isinstance(statement, ast.Assign):
        targets, value = statement.targets, statement.value
    elif isinstance(statement, ast.AnnAssign):
        targets, value = [statement.target], statement.value
    else:
        return
    pairs = [(targets[0], value)]
    if isinstance(targets[0], ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = list(zip(targets[0].elts, value.elts, strict=True))
    for target, one in pairs:
        if not isinstance(target, ast.Name):
            continue
        inside = [one] if isinstance(one, (ast.Constant, ast.UnaryOp)) else []
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "timedelta":
            inside = [keyword.value for keyword in one.keywords]
        for number in (_without_sign(each) for each in inside):
            if isinstance(number, ast.Constant) and type(number.value) in (int, float) and number.value:
                yield Dial(file, target.id, number.lineno, number.col_offset, number.end_col_offset or 0, number.value)


def _without_sign(one: ast.expr) -> ast.expr:
    """The number of a negative one, which is turned with its sign kept."""
    return one.operand if isinstance(one, ast.UnaryOp) and isinstance(one.op, ast.USub) else one


def passes(copy: Path, tests: list[str]) -> bool:
    """Run the tests in the copy; whether all of them passed. RuntimeError when they could not be run."""
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:randomly", *tests]
    environ = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(command, cwd=copy, capture_output=True, env=environ, check=False)
    if done.returncode not in (0, 1, 2):  # 2: a turned dial may make the shipped tables themselves a mistake
        raise RuntimeError(done.stdout.decode() + done.stderr.decode())
    return done.returncode == 0


def survives(copy: Path, dial: Dial, by: float, tests: list[str]) -> bool:
    """Turn a dial in the copy, run the tests there, and turn it back; whether all of them passed."""
    path = copy / dial.file
    before = path.read_text(encoding="utf-8")
    lines = before.splitlines(keepends=True)
    line = lines[dial.line - 1].encode()
    lines[dial.line - 1] = (line[: dial.start] + dial.turned(by).encode() + line[dial.end :]).decode()
    path.write_text("".join(lines), encoding="utf-8")
    try:
        return passes(copy, tests)
    finally:
        path.write_text(before, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Print which mutants survive."""
    tests = [arguments[n + 1] for n, word in enumerate(arguments) if word == "--tests"] or list(TESTS)
    named = [word for n, word in enumerate(arguments) if word[:2] != "--" and arguments[n - 1] != "--tests"]
    found = [dial for folder in named or FOLDERS for dial in dials(folder)]
    if "--list" in arguments:
        for dial in found:
            print(f"{dial.file}:{dial.line}  {dial.name} = {dial.value}")
        return 0
    alive = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in PARTS:
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md", "CHANGELOG.md"):
            shutil.copy(ROOT / name, copy)
        if not passes(copy, tests):
            print("the tests fail before anything is turned")
            return 2
        for dial in found:
            for by in (-SHARE, SHARE):
                if survives(copy, dial, by, tests):
                    alive += 1
                    turned = f"{dial.name} = {dial.value} → {dial.turned(by)}"
                    print(f"survived: {dial.file}:{dial.line}  {turned}", flush=True)
    print(f"{2 * len(found) - alive} of {2 * len(found)} mutants are found by {' '.join(tests)}")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
