"""Options that every command takes, wherever they stand: --config DIR, --log-format, --quiet, --verbose."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from tumen import logs
from tumen.errors import ConfigError

HELP = (
    "With every command: --config DIR takes sources, readers and watch from this folder; --quiet prints nothing unless "
    "something needs a person (exit code 1 or 2); --verbose tells each step as it is done; --log-format json makes "
    "each log line a JSON object."
)


FORMS = ("text", "json")
QUIET: ContextVar[bool] = ContextVar("quiet", default=False)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What was asked of every command, and the arguments that are left."""

    arguments: tuple[str, ...]
    config: Path | None = None
    quiet: bool = False
    verbose: bool = False
    log_format: str = ""


def taken(arguments: Sequence[str]) -> Everywhere:
    """Take these options out of a command line; what stands behind "--" is left alone. ConfigError on a mistake."""
    left: list[str] = []
    config: Path | None = None
    log_format = ""
    flags: set[str] = set()
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            left += [argument, *waiting]
        elif name == "--config":
            config = _folder(value if equals else next(waiting, ""))
        elif name == "--log-format":
            log_format = _form(value if equals else next(waiting, ""))
        elif argument in {"--quiet", "--verbose"}:
            flags.add(argument)
        else:
            left.append(argument)
    if len(flags) == 2:
        raise ConfigError("command line", "--quiet", "cannot be given together with --verbose")
    return Everywhere(tuple(left), config, "--quiet" in flags, "--verbose" in flags, log_format)


def _form(name: str) -> str:
    if name not in FORMS:
        raise ConfigError("command line", "--log-format", f"is text or json, and not {name or 'nothing'}")
    return name


def _folder(name: str) -> Path:
    folder = Path(name)
    if not name or not folder.is_dir():
        raise ConfigError("command line", "--config", f"needs a folder, and {name or 'nothing'} is none")
    return folder.resolve()


def carried_out(asked: Everywhere, command: Callable[[list[str]], int]) -> int:
    """Run a command as it was asked for; return its exit code. Quiet, what it says is shown only when that is not 0."""
    with _configured(asked.config), _logging(asked):
        if not asked.quiet:
            return command(list(asked.arguments))
        said = io.StringIO()
        token = QUIET.set(True)
        try:
            with redirect_stdout(said):
                code = command(list(asked.arguments))
        finally:
            QUIET.reset(token)
        if code:
            sys.stdout.write(said.getvalue())
        return code


@contextmanager
def _configured(folder: Path | None) -> Iterator[None]:
    """Let the settings, which are read from the environment, find this folder."""
    before = os.environ.get("TUMEN_CONFIG")
    if folder is not None:
        os.environ["TUMEN_CONFIG"] = str(folder)
    try:
        yield
    finally:
        if folder is not None:
            os.environ.pop("TUMEN_CONFIG")
            if before is not None:
                os.environ["TUMEN_CONFIG"] = before


@contextmanager
def _logging(asked: Everywhere) -> Iterator[None]:
    """One bad source is no matter for a person: its health says when it is asked again, and the digest names it."""
    log = logging.getLogger("tumen")
    before = log.level
    # A wrong word of the environment is named with every other setting when these are read.
    logs.write_as(asked.log_format or os.environ.get("TUMEN_LOG_FORMAT", ""))
    if asked.quiet or asked.verbose:
        log.setLevel(logging.ERROR if asked.quiet else logging.INFO)
    try:
        yield
    finally:
        log.setLevel(before)
