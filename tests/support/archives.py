"""Archives with nothing in them, set up once: ten migrations for every test would be a minute of processor time."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tumen.storage import Archive


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as made:
        path = Path(made, "archive.db")
        Archive.open(f"sqlite:///{path}").close()
        return path.read_bytes()


def empty_archive(path: Path) -> str:
    """Put an archive with nothing in it there; its address."""
    path.write_bytes(_empty())
    return f"sqlite:///{path}"
