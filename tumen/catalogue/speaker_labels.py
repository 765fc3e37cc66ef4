"""Reads what the speakers are called, for showing; it needs nothing that finds them in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tumen.analysis.matching.speaker_entries import UNNAMED
from tumen.catalogue.kept import Kept, content_of
from tumen.catalogue.strict import Key, ident, read, rows, text
from tumen.content import beside


def _unread(value: Any) -> Any:
    """A key that is checked where the whole watch is loaded."""
    return value


_SHAPE = {"id": Key(ident), "label": Key(text)} | {
    name: Key(_unread, None) for name in ("kind", "entries", "only", "forms", "names")
}

_KEPT: Kept[dict[str, str]] = Kept()


def load_speaker_labels(path: Path) -> Callable[[str], str]:
    """The display name of an origin, "NIS (South Korea)", by a watch file and the speakers that every watch shares.

    A slug that no speaker has is shown with spaces. ConfigError names file, table and key of a mistake.
    """
    files = (path, beside(path, "speakers.toml"))
    labels = _KEPT.get(content_of(zip(("watch", "speakers"), files, strict=True)), lambda: _loaded(files))
    return lambda id: labels.get(id, id.replace("-", " "))


def _loaded(files: Iterable[Path]) -> dict[str, str]:
    labels = {speaker.id: speaker.label for speaker in UNNAMED}
    for file in files:
        labels |= {row["id"]: row["label"] for row in rows(read(file), "speaker", _SHAPE, file=str(file))}
    return labels
