"""Reads the watch: subject, themes and entries that a person edits, every mistake named by file, entry and key."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tumen.analysis.matching.entries import Guard, Implied, Theme, WatchEntry
from tumen.analysis.matching.matcher import parse
from tumen.analysis.matching.watch import Watch
from tumen.catalogue.kept import Kept, content_of
from tumen.catalogue.language import load_language
from tumen.catalogue.speakers import shared_speakers, speakers_of
from tumen.catalogue.strict import (
    Key,
    each,
    flag,
    ident,
    many,
    mapping,
    number,
    one_of,
    only,
    read,
    rows,
    table,
    text,
    whole,
)
from tumen.catalogue.watch_claims import load_roles
from tumen.catalogue.watch_offices import load_offices
from tumen.content import beside, config_folder
from tumen.errors import ConfigError
from tumen.model import EntryKind


def form(value: Any) -> str:
    """A form that can match something."""
    parse(text(value))
    return str(value)


def needed(value: Any) -> str:
    """A form, or @id of an entry, or @side* for anything on a side."""
    return str(value) if text(value).startswith("@") else form(value)


def shown(value: Any) -> str:
    """A name as readers are shown it; a figure in it would be one that no report states."""
    if any(sign.isdigit() or sign in "{}[]" for sign in text(value)):
        raise ValueError(f"must be a name without figures and brackets, not {value!r}")
    return str(value)


_FORMS = each(form)

_SUBJECT = {"name": Key(text), "sides": Key(each(ident)), "rarer": Key(text, "")}
_THEME = {"id": Key(ident), "label": Key(mapping(text))}
_IMPLIED = {"side": Key(ident), "groups": Key(each(each(needed))), "unless": Key(each(needed), ())}
_GUARD = {
    "forms": Key(_FORMS, ()),
    "needs": Key(each(needed), ()),
    "within": Key(whole(1), None),
    "not": Key(_FORMS, ()),
    "unless": Key(_FORMS, ()),
}
_ENTRY = {
    "id": Key(ident),
    "kind": Key(one_of(EntryKind)),
    "label": Key(text),
    "side": Key(ident, ""),
    "of": Key(ident, ""),
    "themes": Key(each(ident), ()),
    "weight": Key(number(0.0, 10.0), 1.0),
    "thing": Key(flag, True),
    "forms": Key(mapping(_FORMS)),
    "names": Key(mapping(each(shown)), {}),
    "guard": Key(many(_GUARD), ()),
}

_KEPT: Kept[Watch] = Kept()


def load_watch(path: Path | None = None) -> Watch:
    """The watch that this file describes, without one the shipped config/watch.toml.

    The language tables and the speakers that every watch shares come from `language` and `speakers.toml` beside the
    file, else from the shipped ones.

    >>> import tumen
    >>> watch = tumen.load_watch()
    >>> text = tumen.Text.of("Putin received Choe Son Hui", "", watch.vocabulary)
    >>> watch.subject, sorted(watch.sides(watch.find(text)))
    ('Russia–North Korea relations', ['dprk', 'russia'])

    Raises ConfigError that names the file, the entry and the key of a mistake.
    """
    path = path or config_folder() / "watch.toml"
    folder = beside(path, "language")
    tables = ((str(file.relative_to(folder)), file) for file in sorted(folder.rglob("*.toml")))
    content = content_of([("watch", path), ("speakers", beside(path, "speakers.toml")), *tables])
    return _KEPT.get(content, lambda: _loaded(path))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Nothing of what loading makes is garbage; looking through it again and again took a third of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_paused()
def _loaded(path: Path) -> Watch:
    file = str(path)
    data = read(path)
    only(data, ("subject", "theme", "claims", "implied", "entry", "speaker", "office"), file=file)
    subject = table(data.get("subject", {}), _SUBJECT, file=file, name="subject")
    themes = tuple(Theme(**row) for row in rows(data, "theme", _THEME, file=file))
    entries = tuple(_entry(row) for row in rows(data, "entry", _ENTRY, file=file))
    implied = tuple(Implied(**row) for row in rows(data, "implied", _IMPLIED, file=file, unique=""))
    if subject["rarer"] and subject["rarer"] not in subject["sides"]:
        raise ConfigError(file, "subject.rarer", f"{subject['rarer']!r} is not one of the subject's sides")
    _check_names(file, subject["sides"], themes, entries, implied)
    _check_doubles(file, entries)
    return Watch.compile(
        entries,
        themes,
        subject=subject["name"],
        sides=subject["sides"],
        rarer=subject["rarer"],
        implied=implied,
        vocabulary=load_language(beside(path, "language")),
        offices=load_offices(data, {entry.id for entry in entries}, file=file),
        roles=load_roles(data.get("claims", {}), entries, subject["sides"], file=file),
        speakers=speakers_of(data, entries, shared_speakers(beside(path, "speakers.toml")), file=file),
    )


def _entry(row: dict[str, Any]) -> WatchEntry:
    guards = tuple(
        Guard(
            forms=guard["forms"],
            needs=guard["needs"],
            within=guard["within"],
            never=guard["not"],
            unless=guard["unless"],
        )
        for guard in row["guard"]
    )
    return WatchEntry(**{key: value for key, value in row.items() if key != "guard"}, guards=guards)


def _check_names(
    file: str,
    sides: tuple[str, ...],
    themes: tuple[Theme, ...],
    entries: tuple[WatchEntry, ...],
    implied: tuple[Implied, ...],
) -> None:
    """ConfigError when something names a side, theme, form or entry that is not there."""
    known = {theme.id for theme in themes}
    ids = {entry.id for entry in entries}
    names = {f"@{id}" for id in ids} | {f"@{side}*" for side in sides}
    for entry in entries:
        if entry.side and entry.side not in sides:
            raise _mistake(file, entry, "side", f"{entry.side!r} is not one of the subject's sides")
        if entry.of and entry.of not in ids and entry.of not in sides:
            raise _mistake(file, entry, "of", f"no such entry or side: {entry.of!r}")
        for theme in entry.themes:
            if theme not in known:
                raise _mistake(file, entry, "themes", f"no such theme: {theme!r}")
        own = {form for forms in entry.forms.values() for form in forms}
        if not own:
            raise _mistake(file, entry, "forms", "must have at least one form")
        for guard in entry.guards:
            _check_guard(file, entry, guard, own, names)
    for rule in implied:
        if rule.side not in sides:
            raise ConfigError(file, "implied.side", f"{rule.side!r} is not one of the subject's sides")
        for key, group in (*(("groups", group) for group in rule.groups), ("unless", rule.unless)):
            for name in (name for name in group if name not in names):
                raise ConfigError(file, f"implied.{key}", f"no such entry: {name!r}")


def _check_guard(file: str, entry: WatchEntry, guard: Guard, own: set[str], names: set[str]) -> None:
    for name in guard.forms:
        if name not in own:
            raise _mistake(file, entry, "guard.forms", f"the entry has no form {name!r}")
    for need in guard.needs:
        if need.startswith("@") and need not in names:
            raise _mistake(file, entry, "guard.needs", f"no such entry: {need!r}")
    if not guard.needs and not guard.never:
        raise _mistake(file, entry, "guard", "must have 'needs' or 'not'")
    if not guard.needs and guard.within is not None:
        raise _mistake(file, entry, "guard.within", "is allowed only together with 'needs'")
    if not guard.needs and guard.unless:
        raise _mistake(file, entry, "guard.unless", "is allowed only together with 'needs'")


def _check_doubles(file: str, entries: Iterable[WatchEntry]) -> None:
    """ConfigError when two entries claim the same form: one of them would never be found."""
    owners: dict[str, WatchEntry] = {}
    for entry in entries:
        for language, forms in entry.forms.items():
            for spelling in {spelling for form in forms for spelling in entry.spelled(form)}:
                owner = owners.setdefault(spelling.casefold(), entry)
                if owner is not entry:
                    raise _mistake(file, entry, f"forms.{language}", f"{spelling!r} is already a form of {owner.id!r}")


def _mistake(file: str, entry: WatchEntry, key: str, reason: str) -> ConfigError:
    return ConfigError(file, f"entry {entry.id!r}.{key}", reason)
