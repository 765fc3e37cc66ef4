"""Output: tables and progress for people, JSON for programs, control characters never."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tumen.cli.common_options import QUIET
from tumen.invisible_characters import plain, terminal_shows


def minute(at: datetime) -> str:
    """A moment as tables show it, in UTC: "2026-11-28 01:00"."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def say(text: str = "") -> None:
    """Print one line."""
    print(plain(text).replace("\r", ""))


def warn(text: str) -> None:
    """Print one line for a person, beside what a program reads."""
    print(f"tumen: {plain(text)}", file=sys.stderr)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows as a table; an empty one says so."""
    if not rows:
        say(f"{title}: none")
        return
    made = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(Text(plain(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(made)


def as_json(value: Any) -> None:
    """Print a value, our types included, as JSON."""
    written = json.dumps(value, default=_jsonable, ensure_ascii=False, indent=2)
    print("".join(letter if terminal_shows(letter) else json.dumps(letter)[1:-1] for letter in written))


def _jsonable(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {key: _known(item) for key, item in asdict(value).items()}
    return _known(value)


def _known(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value


def _silent(done: int, of: int, detail: str = "") -> None:
    """Show nothing: nobody looks."""


@contextmanager
def progress(what: str) -> Iterator[Any]:
    """Show progress on a terminal: yields a function (done, of, what); silent elsewhere and for --json."""
    if not sys.stderr.isatty() or QUIET.get():
        yield _silent
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def step(done: int, of: int, detail: str = "") -> None:
            bar.update(task, completed=done, total=of, description=f"{what} {plain(detail)[:40]}")

        yield step
