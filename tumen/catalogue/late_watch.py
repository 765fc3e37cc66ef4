"""A watch that is read when something of it is first asked for: a run without a new document asks for nothing.

Compiling names and language tables takes one and a half processor seconds, a third of what such a run takes in all.
Mistakes are found as ever: only files that say, byte for byte, what was read without one before are left for later.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from tumen.analysis.matching.watch import Watch
from tumen.catalogue.watch import load_watch

MARK = "watch-was-read"  # a file in the home: which watch, of which program, and its themes


def load_watch_late(path: Path, home: Path, fingerprint: str) -> tuple[Watch, frozenset[str]]:
    """The watch of this file and the ids of its themes, read now unless it was read from the same files before.

    `fingerprint` stands for all that it is made of. ConfigError names a mistake.
    """
    themes = _themes_of(home / MARK, fingerprint)
    if themes is not None:
        return _Late(path), themes
    watch = load_watch(path)
    themes = frozenset(theme.id for theme in watch.themes)
    _note(home / MARK, fingerprint, themes)
    return watch, themes


class _Late(Watch):
    """Becomes the watch of its file when an attribute is missing, which they all are before the first question."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = vars(load_watch(self._path))
        vars(self).update(found)
        return found[name]


def _themes_of(mark: Path, fingerprint: str) -> frozenset[str] | None:
    try:
        noted = json.loads(mark.read_text(encoding="utf-8"))
        return frozenset(noted["themes"]) if noted["fingerprint"] == fingerprint else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(mark: Path, fingerprint: str, themes: Collection[str]) -> None:
    # Without a home, as beside a database in memory, or where it cannot be written, the next run reads it again.
    with contextlib.suppress(OSError):
        new = mark.with_name(f"{mark.name}.new")
        new.write_text(json.dumps({"fingerprint": fingerprint, "themes": sorted(themes)}), encoding="utf-8")
        new.replace(mark)
