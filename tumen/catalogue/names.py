"""Reads whom and what a watch names, for searching and showing; it needs nothing that finds them in a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tumen.analysis.matching.entries import Guard, WatchEntry
from tumen.analysis.matching.names import Names
from tumen.catalogue.kept import Kept, content_of
from tumen.catalogue.strict import Key, each, ident, many, mapping, one_of, read, rows, text
from tumen.model import EntryKind


def _unread(value: Any) -> Any:
    """A key that is checked where the whole watch is loaded."""
    return value


_GUARD = {"forms": Key(each(text), ())} | {name: Key(_unread, ()) for name in ("needs", "within", "not", "unless")}
_ENTRY = {
    "id": Key(ident),
    "kind": Key(one_of(EntryKind)),
    "label": Key(text),
    "forms": Key(mapping(each(text))),
    "guard": Key(many(_GUARD), ()),
} | {name: Key(_unread, ()) for name in ("side", "of", "themes", "weight", "thing", "names")}
_THEME = {"id": Key(ident), "label": Key(mapping(text))}

_KEPT: Kept[Names] = Kept()


def load_names(path: Path) -> Names:
    """The names of a watch file and its themes; ConfigError names file, entry and key of a mistake."""
    return _KEPT.get(content_of([("watch", path)]), lambda: _loaded(path))


def _loaded(path: Path) -> Names:
    data, file = read(path), str(path)
    entries = [
        WatchEntry(
            id=row["id"],
            kind=row["kind"],
            label=row["label"],
            forms=row["forms"],
            guards=tuple(Guard(forms=guard["forms"]) for guard in row["guard"]),
        )
        for row in rows(data, "entry", _ENTRY, file=file)
    ]
    themes = {row["id"]: row["label"].get("en") or row["id"] for row in rows(data, "theme", _THEME, file=file)}
    return Names(entries, themes)
