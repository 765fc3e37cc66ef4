"""A storyline, a person or a word as dated lines, the oldest first, each with what its later reports changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tumen.desk.desk import Desk
from tumen.desk.query import Asked, sought_for
from tumen.desk.wording import storyline_name, telling
from tumen.errors import ConfigError
from tumen.model import Development, Report, Role

MOST: Final = 1_000  # developments of one timeline; nobody reads further
_AT_ONCE: Final = 100  # developments whose reports are in memory: some 10 kB each


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

    @property
    def title(self) -> str:
        """What it is called: a storyline that grew by itself by its first development, any other by its own name."""
        own = next((entry.development.title for entry in self.entries if entry.development.id == self.of), "")
        return own or storyline_name(self.of) or self.of


def timeline(desk: Desk, what: str, asked: Asked) -> Timeline:
    """The timeline of a storyline or of the storyline of a development (their ids), else of a name or words.

    ConfigError when nothing is found.
    """
    storyline = storyline_of(desk, what)
    if storyline and asked == Asked():
        return _timeline(desk, storyline, desk.archive.search.thread(storyline, limit=MOST))
    meant = replace(asked, storyline=storyline) if storyline else replace(asked, words=what)
    found = desk.archive.search.developments(sought_for(meant, desk.names), limit=MOST)
    if not found.items:
        reason = "no storyline, development, name or word with reports: see tumen search --among storylines"
        raise ConfigError("command line", what, reason)
    days = desk.archive.search.days([one.id for one in found.items])
    return _timeline(desk, storyline or what, [(days.get(one.id, ""), one) for one in found.items])


def storyline_timeline(desk: Desk, id: str) -> Timeline | None:
    """The timeline of a storyline, by its id or that of one of its developments; None when there is none."""
    thread = desk.archive.search.thread(id, limit=MOST)
    if not thread and (storyline := storyline_of(desk, id)):
        id, thread = storyline, desk.archive.search.thread(storyline, limit=MOST)
    return _timeline(desk, id, thread) if thread else None


def _timeline(desk: Desk, of: str, dated: Iterable[tuple[str, Development]]) -> Timeline:
    in_order = sorted(dated, key=lambda pair: (pair[0] or "9999", pair[1].first_seen, pair[1].id))
    parts = (in_order[n : n + _AT_ONCE] for n in range(0, len(in_order), _AT_ONCE))
    return Timeline(of=of, entries=tuple(entry for some in parts for entry in _entries(desk, some)))


def storyline_of(desk: Desk, what: str) -> str:
    """The id of the storyline that is meant; "" when what is given is no id."""
    if desk.archive.search.thread(what, limit=1):
        return what
    development = desk.archive.developments.find(what)
    return (development.storyline_id or "") if development else ""


def _entries(desk: Desk, dated: Sequence[tuple[str, Development]]) -> Iterator[Entry]:
    some = [development for _, development in dated]
    judged = desk.archive.developments.judgements_by_development(one.id for one in some)
    told = {j.document_id: telling(j, desk.names) for of in judged.values() for j in of if j.role is Role.UPDATE}
    changing = {id_: [j for j in of if told.get(j.document_id)] for id_, of in judged.items()}
    shown = [id_ for one in some for id_ in (*one.documents[:1], *(j.document_id for j in changing[one.id]))]
    documents = {document.id: document for document in desk.archive.documents.find_all(dict.fromkeys(shown))}
    for day, one in dated:
        of = {judgement.document_id: judgement for judgement in judged[one.id]}
        first = next((documents[id_] for id_ in one.documents[:1] if id_ in documents), None)
        later = [j.document_id for j in changing[one.id] if j.document_id in documents]
        yield Entry(
            day=day,
            development=one,
            first=desk.report(first, of.get(first.id)) if first else None,
            added=tuple(Added(changes=told[id_], report=desk.report(documents[id_], of[id_])) for id_ in later),
        )
