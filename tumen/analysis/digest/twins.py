"""Developments of one digest that say the same: told together, as one item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from tumen.analysis.extraction.participants import TRAVEL
from tumen.analysis.matching.watch import Watch
from tumen.model import Certainty, Development, Document, EntryKind, Frame, Kind, Stage, Via

# What the same persons do once a day: other acts, as statements and transfers, they do several times.
_ONCE: Final = frozenset((*TRAVEL, Kind.MEETING, Kind.CALL))


class _Happening(NamedTuple):
    """What the reports of a development say, as far as two are one by it."""

    kind: Kind
    persons: frozenset[str]
    day: date | None
    place: str | None


def twins(
    reports: Mapping[str, Sequence[Document]], developments: Mapping[str, Development], watch: Watch
) -> dict[str, str]:
    """Return of developments that tell one happening the later ones, each with the first of them.

    `reports`: those of each development of the digest. Both are of one storyline, are told as done, and the same
    persons travel, meet or telephone; of all that are told together neither days nor places contradict each other.
    """
    by_storyline: dict[str, dict[str, _Happening]] = defaultdict(dict)
    found: dict[str, str] = {}
    for id, documents in reports.items():
        told, storyline = _told(documents, watch), developments[id].storyline_id
        if told is None or storyline is None:
            continue
        others = by_storyline[storyline]
        first = next((other for other, theirs in others.items() if _is_one(told, theirs)), id)
        others[first] = _both(others.get(first, told), told)
        if first != id:
            found[id] = first
    return found


def _told(documents: Sequence[Document], watch: Watch) -> _Happening | None:
    """The one happening of all reports whose headline tells one; None where they tell several or something else."""
    main = [document.frames[0] for document in documents if document.frames and not document.features.round_up]
    told = {(frame.kind, _persons(frame, watch)) for frame in main}
    if len(told) != 1 or not all(map(_is_done, main)):
        return None
    ((kind, persons),) = told
    enough = len(persons) > 1 or (bool(persons) and kind in TRAVEL)
    days, places = {f.day for f in main if f.day}, {f.place for f in main if f.place}
    if kind not in _ONCE or not enough or len(days) > 1 or len(places) > 1:
        return None
    return _Happening(kind, persons, next(iter(days), None), next(iter(places), None))


def _is_done(frame: Frame) -> bool:
    is_plain = frame.via in (Via.REPORT, Via.ANNOUNCEMENT) and frame.certainty is not Certainty.MAY
    return is_plain and frame.stage in (Stage.DONE, Stage.UNDER_WAY)


def _persons(frame: Frame, watch: Watch) -> frozenset[str]:
    """Who travels, whoever receives them; of other acts all who take part."""
    taking_part = frame.agents if frame.kind in TRAVEL else frame.principals
    return frozenset(one for one in taking_part if watch.knows(one) and watch.entry(one).kind == EntryKind.PERSON)


def _is_one(a: _Happening, b: _Happening) -> bool:
    same = (a.kind, a.persons) == (b.kind, b.persons)
    return same and _may_be_one(a.day, b.day) and _may_be_one(a.place, b.place)


def _both(a: _Happening, b: _Happening) -> _Happening:
    """A happening with the day and the place that either knows: what is joined next must not contradict these."""
    return a._replace(day=a.day or b.day, place=a.place or b.place)


def _may_be_one(a: object, b: object) -> bool:
    return a is None or b is None or a == b
