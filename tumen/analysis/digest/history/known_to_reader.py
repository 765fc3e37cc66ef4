"""What a reader knew before a digest, arranged so that each item finds what may concern it without reading all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tumen.analysis.digest.history.figures import totals
from tumen.analysis.digest.history.links import Key, Side, relation
from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Document, Figure, Relation, Told

ToldSide = tuple[Told, Side]


@dataclass(frozen=True, kw_only=True)
class KnownToReader:
    """What a reader knew before: `told` in digests, the `chronicle`; `here`: what this digest tells, by id.

    `imported`: what reports that were imported as history began.
    """

    watch: Watch
    told: Sequence[Told] = ()
    chronicle: Sequence[ChronicleEntry] = ()
    here: frozenset[str] = frozenset()
    imported: Sequence[Told] = ()

    @cached_property
    def figures(self) -> Mapping[str, Sequence[tuple[Told, Sequence[Figure]]]]:
        """By storyline what was told in it, in the order of `told`, with what its reports count in all."""
        found: dict[str, list[tuple[Told, Sequence[Figure]]]] = defaultdict(list)
        for one in self.told:
            found[one.storyline_id].append((one, tuple(totals(one.documents))))
        return found

    @cached_property
    def entries(self) -> Mapping[str | None, Sequence[ChronicleEntry]]:
        """The chronicle by storyline, in its own order."""
        found: dict[str | None, list[ChronicleEntry]] = defaultdict(list)
        for entry in self.chronicle:
            found[entry.storyline].append(entry)
        return found

    def side(self, development_id: str, documents: Sequence[Document]) -> Side:
        """A development of this digest, read at most once."""
        return self._here.get(development_id) or Side(documents, self.watch)

    def before(self, keys: Iterable[Key], *, here: bool) -> Iterable[ToldSide]:
        """What was told that shares one of these keys of a later side, the latest first; `here`: in this digest too."""
        for n in sorted({n for key in keys for n in self._earlier.get(key, ())}):
            one, side = self._sides[n]
            if here or one.development_id not in self.here:
                yield one, side

    def carried_out(self, plan: Told, side: Side) -> frozenset[str]:
        """The developments told before this digest, since the plan was, that carried it out."""
        if plan.development_id not in self._carried_out:
            after = {n for key in side.keys(later=False) for n in self._later.get(key, ())}
            self._carried_out[plan.development_id] = frozenset(
                one.development_id
                for one, later in map(self._sides.__getitem__, after)
                if one.at >= plan.at and one is not plan and relation(later, side) is Relation.CARRIES_OUT
            )
        return self._carried_out[plan.development_id]

    @cached_property
    def _carried_out(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _sides(self) -> Sequence[ToldSide]:
        """The latest first."""
        ordered = sorted(self.told, key=lambda one: (one.at, one.development_id), reverse=True)
        return [(one, Side(one.documents, self.watch)) for one in ordered]

    @cached_property
    def _here(self) -> Mapping[str, Side]:
        return {one.development_id: side for one, side in self._sides if one.development_id in self.here}

    @cached_property
    def _earlier(self) -> Mapping[Key, Sequence[int]]:
        return _by_key(enumerate(side.keys(later=False) for _, side in self._sides))

    @cached_property
    def _later(self) -> Mapping[Key, Sequence[int]]:
        before = ((n, side) for n, (one, side) in enumerate(self._sides) if one.development_id not in self.here)
        return _by_key((n, side.keys(later=True)) for n, side in before)


def _by_key(sides: Iterable[tuple[int, Iterable[Key]]]) -> Mapping[Key, Sequence[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for n, keys in sides:
        for key in keys:
            found[key].append(n)
    return found
