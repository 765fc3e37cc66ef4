"""People and bodies: how they are written, where they act, what they are said to have stated, and whom they met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tumen.analysis.clustering.profiles import happening
from tumen.analysis.matching.entries import WatchEntry
from tumen.analysis.text.search_tokens import Term, fact
from tumen.desk.desk import Desk, Hit
from tumen.desk.figures import Statement, statements
from tumen.desk.query import Asked
from tumen.model import EntryKind, Frame, Kind, Stage, party_of
from tumen.storage import Page, Sought

KINDS: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)
_SHOWN: Final = 50  # developments on a page
_READ: Final = 200  # documents that are read for whom somebody met: the latest
_STATED: Final = 300  # figures that are looked through for those that somebody stated: the latest
_MEETINGS: Final = frozenset(map(happening, (Kind.MEETING, Kind.VISIT)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Whom somebody met: the last time a report says so, its development, and in how many developments."""

    id: str
    label: str
    day: str
    development_id: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person or body of the watch with what is known of them; `hits` has the latest developments they act in."""

    entry: WatchEntry
    hits: Page[Hit]
    statements: tuple[Statement, ...]
    met: tuple[Met, ...]


def people(desk: Desk) -> list[tuple[WatchEntry, int]]:
    """The people and bodies who act in a report, by their names, each with the number of those reports, counted up to
    a thousand.
    """
    entries = {fact("actor", entry.id): entry for entry in desk.names.entries() if entry.kind in KINDS}
    found = desk.archive.search.naming(entries)
    return sorted(((entries[token], number) for token, number in found.items()), key=lambda pair: pair[0].label)


def acting(desk: Desk, frames: Iterable[Frame]) -> list[WatchEntry]:
    """The people and bodies who act in these frames, each once, in their order."""
    named = dict.fromkeys(principal for frame in frames for principal in frame.principals)
    entries = {entry.id: entry for entry in desk.names.entries() if entry.kind in KINDS}
    return [entries[id] for id in named if id in entries]


def person(desk: Desk, id: str) -> Person | None:
    """All of one person or body by its id; None when the watch has none of this id."""
    entry = next((entry for entry in desk.names.entries() if entry.id == id and entry.kind in KINDS), None)
    if entry is None:
        return None
    own = Asked(origin=entry.id), Asked(words=entry.label)
    said = statements(desk, own[0], most=_STATED) or statements(desk, own[1], most=_STATED)
    return Person(
        entry=entry,
        hits=desk.developments(Asked(actor=entry.id), limit=_SHOWN, shown=0),
        statements=tuple(one for one in said if _is_by(entry, one)),
        met=tuple(_met(desk, entry.id)),
    )


def _is_by(entry: WatchEntry, one: Statement) -> bool:
    named = one.claim.claimant or ""
    return party_of(named) in (entry.label, entry.id) or named.partition(" / ")[0] == entry.id


def _met(desk: Desk, id: str) -> Iterator[Met]:
    """Whom reports say they met, whoever was met last first; what is only planned is no meeting yet."""
    acting = Sought(words=((Term((fact("actor", id),)),),))
    days: dict[str, dict[str, str]] = {}
    for document, judgement in desk.archive.search.documents(acting, limit=_READ).items:
        home = judgement.development_id if judgement else None
        for frame in document.frames if home else ():
            if home and id in frame.principals and _is_meeting(frame):
                day = str(frame.day or document.event_date or (document.draft.published or document.seen or "")).split(
                    " "
                )[0]
                for other in frame.principals:
                    if other != id:
                        homes = days.setdefault(other, {})
                        homes[home] = max(day, homes.get(home, ""))
    found = [(max((day, home) for home, day in homes.items()), other, len(homes)) for other, homes in days.items()]
    for (day, home), other, times in sorted(found, reverse=True):
        yield Met(id=other, label=desk.names.label(other), day=day, development_id=home, times=times)


def _is_meeting(frame: Frame) -> bool:
    return happening(frame.kind) in _MEETINGS and frame.stage in (Stage.DONE, Stage.UNDER_WAY)
