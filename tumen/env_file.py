"""The file .env: settings and addresses of channels beside the archive; what the environment says comes first."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from tumen import content
from tumen.errors import ConfigError

NAME = ".env"
_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")
_QUOTED = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*(?:#.*)?""")
_ESCAPED = re.compile(r"\\(.)")
_COMMENT = re.compile(r"(?:^|\s)#.*")


def read_env_files(environ: MutableMapping[str, str] | None = None) -> list[Path]:
    """Read .env beside var/ (in the checkout, or the current folder for an installed wheel) and .env in the home."""
    environ = os.environ if environ is None else environ
    first = load_env_files([content.checkout_folder() or Path.cwd()], environ)
    home = environ.get("TUMEN_HOME")
    return first + load_env_files([Path(home)] if home else [], environ)


def load_env_files(folders: list[Path], environ: MutableMapping[str, str]) -> list[Path]:
    """Set what the files .env of these folders say and the environment does not; the first one counts. Which were read.

    ConfigError names file and line of a mistake, never what is in it.
    """
    files = [folder / NAME for folder in dict.fromkeys(folders) if (folder / NAME).is_file()]
    for file in files:
        for name, value in _read(file).items():
            environ.setdefault(name, value)
    return files


def _read(file: Path) -> Mapping[str, str]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(str(file), "", f"cannot be read ({type(e).__name__})") from e
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        value = _value(match[2]) if match else None
        if match is None or value is None:
            raise ConfigError(str(file), f"line {number}", 'is not of the form NAME=value or NAME="value"')
        found[match[1]] = value
    return found


def _value(written: str) -> str | None:
    """What is written, without quotes and comments; None when a quote is not closed."""
    if written[:1] in {'"', "'"}:
        quoted = _QUOTED.fullmatch(written)
        if quoted is None:
            return None
        return _ESCAPED.sub(r"\1", quoted[1]) if quoted[1] is not None else quoted[2]
    return _COMMENT.sub("", written).strip()
