"""The file .env: settings and addresses of channels beside the archive; what the environment says comes first."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from dotenv.parser import parse_stream

from tumen import content
from tumen.errors import ConfigError

NAME = ".env"
HOME = "TUMEN_HOME"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def read_env_files(environ: MutableMapping[str, str] | None = None) -> list[Path]:
    """Read .env beside var/ (in the checkout, or the current folder for an installed wheel) and .env in the home.

    ConfigError where the home's own names another home: that file is read because the home is already known.
    """
    environ = os.environ if environ is None else environ
    beside = content.checkout_folder() or Path.cwd()
    first = load_env_files([beside], environ)
    home = Path(environ.get(HOME) or beside / "var")
    second = load_env_files([home], environ) if home.resolve() != beside.resolve() else []
    for file in second:
        named = _read(file).get(HOME)
        if named and Path(named).resolve() != home.resolve():
            reason = f"sets {HOME} to another folder than the one that this file is in: set it in the environment"
            raise ConfigError(str(file), "", f"{reason}, or in {beside / NAME}")
    return first + second


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
        written = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(str(file), "", f"cannot be read ({type(e).__name__})") from e
    found: dict[str, str] = {}
    for one in parse_stream(io.StringIO(written)):
        text = one.original.string
        line = one.original.line + text[: len(text) - len(text.lstrip())].count("\n")
        if one.error or (one.key is not None and (one.value is None or not _VARIABLE.fullmatch(one.key))):
            raise ConfigError(str(file), f"line {line}", 'is not of the form NAME=value or NAME="value"')
        if one.key is None or one.value is None:
            continue  # a comment, or the end of the file
        if "\n" in one.value or "\0" in one.value:
            # No setting and no address has two lines: a quote that is closed by that of a later line is a mistake.
            raise ConfigError(str(file), f"line {line}", "its value goes on over several lines: close the quote")
        if one.key in found:
            raise ConfigError(str(file), f"line {line}", f"sets {one.key} a second time: leave one of the two")
        found[one.key] = one.value
    return found
