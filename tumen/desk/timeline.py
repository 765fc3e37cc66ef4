"""A storyline, a person or a word as dated lines, the oldest first, each with what its later reports changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tumen.desk.asked import Asked, sought_for
from tumen.desk.desk import Desk
from tumen.errors import ConfigError
from tumen.model import Development, Report, Role
from tumen.storage import Sought

MOST: Final = 1_000  # developments of one timeline; nobody reads further


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one later report changed: "8,000 → 11,000", with the report."""

    changes: tuple[str, ...]
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One development of a timeline, with its first report and what was added; `day` is "" where none is known."""

    day: str
    development: Development
    first: Report | None
    added: tuple[Added, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dated lines, the oldest first, those without a day at the end; `of` says of what."""

    of: str
    entries: tuple[Entry, ...]


def timeline(desk: Desk, what: str, asked: Asked) -> Timeline:
    """The timeline of a storyline or of the storyline of a development (their ids), else of a name or words.

    ConfigError when nothing is found.
    """
    storyline = storyline_of(desk, what)
    meant = replace(asked, storyline=storyline) if storyline else replace(asked, words=what)
    found = desk.archive.search.developments(sought_for(meant, desk.names), limit=MOST)
    if not found.items:
        reason = "no storyline, development, name or word with reports: see tumen search --among storylines"
        raise ConfigError("command line", what, reason)
    days = desk.archive.search.days([one.id for one in found.items])
    in_order = sorted(found.items, key=lambda one: (days.get(one.id) or "9999", one.first_seen, one.id))
    entries = tuple(_entry(desk, one, days.get(one.id, "")) for one in in_order)
    return Timeline(of=storyline or what, entries=entries)


def storyline_of(desk: Desk, what: str) -> str:
    """The id of the storyline that is meant; "" when what is given is no id."""
    if desk.archive.search.storylines(Sought(storyline=what), limit=1).items:
        return what
    development = desk.archive.developments.find(what)
    return (development.storyline_id or "") if development else ""


def _entry(desk: Desk, development: Development, day: str) -> Entry:
    judged = {one.document_id: one for one in desk.archive.developments.judgements(development.id)}
    changing = [one for one in judged.values() if one.role is Role.UPDATE and one.changes]
    shown = dict.fromkeys([*development.documents[:1], *(one.document_id for one in changing)])
    reports = {d.id: desk.report(d, judged.get(d.id)) for d in desk.archive.documents.find_all(shown)}
    return Entry(
        day=day,
        development=development,
        first=next((reports[id] for id in development.documents[:1] if id in reports), None),
        added=tuple(Added(changes=one.changes, report=reports[one.document_id]) for one in changing),
    )
