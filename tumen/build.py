"""Which Tumen this is: its version, and the commit it was made from."""

from __future__ import annotations

import re
from pathlib import Path

from tumen import __version__, content

# Written by the build of a wheel; a checkout asks its own .git.
BAKED = content.PACKAGE / "_content" / "commit.txt"
SHOWN = 10  # characters of a commit, which no repository of this size has twice
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


def version() -> str:
    """Version and commit: "0.1.0 (d19cfb6a01)"; the version alone where the commit is not known."""
    checkout = content.checkout_folder()
    found = commit(checkout) if checkout else _read(BAKED)
    return f"{__version__} ({found[:SHOWN]})" if _COMMIT.fullmatch(found) else __version__


def commit(checkout: Path) -> str:
    """The commit that a checkout stands at, read without git; "" when there is none."""
    folder = checkout / ".git"
    if folder.is_file():
        folder = checkout / _read(folder).removeprefix("gitdir: ")
    head = _read(folder / "HEAD")
    if not head.startswith("ref: "):
        return head
    name = head.removeprefix("ref: ")
    shared = folder / (_read(folder / "commondir") or ".")
    return _read(folder / name) or _read(shared / name) or _packed(shared / "packed-refs", name)


def _packed(file: Path, name: str) -> str:
    lines = (line.partition(" ") for line in _read(file).splitlines())
    return next((found for found, _, ref in lines if ref == name), "")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
