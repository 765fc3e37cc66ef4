"""A storyline, a person or a word as dated lines, the oldest first, each with what its later reports changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tumen.desk.asked import Asked
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
    found = desk.developments(meant, limit=MOST)
    if not found.items:
        reason = "no storyline, development, name or word with reports: see tumen search --among storylines"
        raise ConfigError("command line", what, reason)
    in_order = sorted(found.items, key=lambda hit: (hit.day or "9999", hit.development.first_seen, hit.development.id))
    return Timeline(of=storyline or what, entries=tuple(_entry(desk, hit.development, hit.day) for hit in in_order))


def storyline_of(desk: Desk, what: str) -> str:
    """The id of the storyline that is meant; "" when what is given is no id."""
    if desk.archive.search.storylines(Sought(storyline=what), limit=1).items:
        return what
    development = desk.archive.developments.find(what)
    return (development.storyline_id or "") if development else ""


def _entry(desk: Desk, development: Development, day: str) -> Entry:
    return Entry(
        day=day,
        development=development,
        first=next(desk.reports(development, limit=1), None),
        added=tuple(_added(desk, development)),
    )


def _added(desk: Desk, development: Development) -> Iterator[Added]:
    changing = [
        one for one in desk.archive.developments.judgements(development.id) if one.role is Role.UPDATE and one.changes
    ]
    documents = {d.id: d for d in desk.archive.documents.find_all(one.document_id for one in changing)}
    for judgement in changing:
        report = desk.report(documents[judgement.document_id], judgement)
        yield Added(changes=judgement.changes, report=report)
