"""How a digest joins on to those before it: what an item revises, denies, answers or goes on from.

Only developments that the reader was told and the chronicle count as earlier, and only what reports say of them:
figures with their claimants, and frames. Nothing here decides what is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import product
from typing import Final

from tumen.analysis.clustering.parts import are_parts, counts
from tumen.analysis.digest.history import links
from tumen.analysis.digest.history.contradiction import excludes
from tumen.analysis.digest.history.figures import known_figures, totals
from tumen.analysis.digest.history.known_to_reader import KnownToReader
from tumen.model import (
    ChronicleEntry,
    Claim,
    Document,
    Earlier,
    EarlierPlace,
    Figure,
    Item,
    ItemKind,
    Polarity,
    Relation,
    Told,
    party_of,
)

# What was told longer ago is only looked at where its storyline goes on: by then a date that was announced has passed,
# and a figure that is still disputed was told again.
LOOK_BACK: Final = timedelta(days=60)
MOST: Final = 300  # developments told that are looked at, the latest: two months of a busy reader
_STRONGEST: Final = (
    Relation.DENIES, Relation.ANSWERS, Relation.CALLS_OFF, Relation.CARRIES_OUT, Relation.GOES_ON,
)  # fmt: skip
# One step after another: of several items that take the same one the first says so.
_STEPS: Final = (Relation.CALLS_OFF, Relation.CARRIES_OUT, Relation.GOES_ON)


def joins_on(item: Item, documents: Sequence[Document], past: KnownToReader) -> Earlier | None:
    """Return what a new development revises, denies, answers or goes on from; None where it only shares names.

    A figure that it revises or denies decides, the latest one of its storyline, the chronicle's last; else what the
    frames of both say, the strongest relation first, the latest first.
    """
    if not documents:
        return None
    return _by_figure(item, documents, past) or _by_frames(item, documents, past)


def _by_figure(item: Item, documents: Sequence[Document], past: KnownToReader) -> Earlier | None:
    ours = list(totals(documents))
    in_line: set[Figure] = set()  # with what their party said last: what it said before that is revised already
    said = [document.claims for document in documents]
    for earlier, theirs, before in _figures_before(item, past) if ours else ():
        for now, figure in product(ours, sorted(theirs, key=lambda figure: figure.said, reverse=True)):
            relation = _relation(now, figure, [*said, *before]) if now not in in_line else None
            if relation is not None:
                return replace(earlier, relation=relation, figure=figure, now=now)
            if now.polarity is figure.polarity is Polarity.ASSERTS and _is_same_count(now, figure):
                in_line.add(now)
    return None


def _figures_before(
    item: Item, past: KnownToReader
) -> Iterator[tuple[Earlier, Iterable[Figure], Sequence[Sequence[Claim]]]]:
    """The quantities of a storyline: those told, the latest first, then those of the chronicle; each with the claims of
    its reports."""
    told = past.figures.get(item.storyline_id or "", ())
    for one, theirs in sorted(told, key=lambda pair: (pair[0].at, pair[0].development_id), reverse=True):
        if one.development_id != item.development_id:
            yield _earlier(one), theirs, [document.claims for document in one.documents]
    for entry in sorted(past.entries.get(item.storyline_id, ()), key=lambda e: (e.date, e.id), reverse=True):
        yield _known(entry), known_figures(entry), [entry.claims]


def _is_same_count(now: Figure, before: Figure) -> bool:
    """Tell whether a party counts again what it counted before."""
    same_party = now.claimant is not None and party_of(now.claimant) == party_of(before.claimant)
    return same_party and now.metric == before.metric


def _by_frames(item: Item, documents: Sequence[Document], past: KnownToReader) -> Earlier | None:
    """The strongest relation; of those in the same digest only a denial or an answer, the others stand beside it."""
    side = past.side(item.development_id, documents)
    keys = side.keys(later=True)
    for relation in _STRONGEST:
        alike = [key for key in keys if key[0] is relation]
        for one, earlier in past.before(alike, here=relation not in _STEPS):
            if one.development_id == item.development_id or links.relation(side, earlier) is not relation:
                continue
            if relation is Relation.CARRIES_OUT and past.carried_out(one, earlier) - {item.development_id}:
                continue  # what follows a plan that was carried out is something else
            place = EarlierPlace.HERE if one.development_id in past.here else EarlierPlace.TOLD
            return replace(_earlier(one), relation=relation, place=place)
    return None


def _earlier(told: Told) -> Earlier:
    return Earlier(development_id=told.development_id, headline=told.headline, told=told.at, relation=Relation.FOLLOWS)


def _known(entry: ChronicleEntry) -> Earlier:
    at = datetime.combine(entry.date, time(12), UTC)
    return Earlier(
        development_id=entry.id, headline=entry.title, told=at, relation=Relation.FOLLOWS, place=EarlierPlace.KNOWN
    )


def _relation(now: Figure, before: Figure, reports: Iterable[Sequence[Claim]]) -> Relation | None:
    """What a figure does to an earlier one; None where they count different things or say the same.

    `reports`: what the reports of both count.
    """
    if now.metric != before.metric:
        return None
    if now.polarity is Polarity.DENIES:  # who denies 25,000 workers says nothing of another's 40,000 beds
        return None if before.polarity is Polarity.DENIES or excludes(now, before) else Relation.DENIES
    if before.polarity is Polarity.DENIES:
        return None
    # Another party's figure stands beside it and revises nothing.
    is_revised = _is_same_count(now, before) and excludes(now, before)
    return Relation.REVISES if is_revised and not are_parts(before, now, counts(now.metric, reports)) else None


def joined(
    items: Sequence[Item], reports: Mapping[str, Sequence[Document]], past: KnownToReader, at: datetime
) -> list[Item]:
    """Return the items of a digest, each new one with what it joins on to, a changed one with what it was told as.

    `reports`: those of this digest by development; `at`: its end.
    """
    here = tuple(told_now(items, reports, at))
    known = replace(past, told=(*past.told, *here), here=frozenset(one.development_id for one in here))
    found = []
    taken: set[tuple[Relation, str]] = set()
    for item in items:
        if item.kind == ItemKind.NEW:
            earlier = joins_on(item, reports.get(item.development_id, ()), known)
        else:
            earlier = _itself(item, past)
        step = (earlier.relation, earlier.development_id) if earlier and earlier.relation in _STEPS else None
        found.append(item if step in taken else replace(item, earlier=earlier))
        taken |= {step} if step else set()
    return found


def _itself(item: Item, past: KnownToReader) -> Earlier | None:
    """The same development as its reader was told it last, or as the chronicle or an import has it."""
    told = [_earlier(one) for one in past.told if one.development_id == item.development_id]
    known = [_known(one) for one in past.entries.get(item.storyline_id, ()) if one.id == item.development_id]
    imported = (_earlier(one) for one in past.imported if one.development_id == item.development_id)
    known += [replace(one, place=EarlierPlace.KNOWN) for one in imported]
    last = max(told or known, key=lambda one: one.told, default=None)
    return replace(last, relation=Relation.ADDS) if last else None


def told_now(items: Iterable[Item], reports: Mapping[str, Sequence[Document]], at: datetime) -> Iterator[Told]:
    """What a digest that ends at `at` tells, as the ones after it will see it; what it tells with an item too."""
    for item in items:
        for id in (item.development_id, *item.also):
            yield Told(
                development_id=id,
                storyline_id=item.storyline_id or item.development_id,
                headline=item.told,
                at=at,
                documents=reports.get(id, ()),
            )


def threaded(items: Sequence[Item]) -> list[Item]:
    """Return the items so that those of one storyline stand together, where the first of them stands."""
    threads: dict[str, list[Item]] = {}
    for item in items:
        threads.setdefault(item.storyline_id or item.development_id, []).append(item)
    return [item for some in threads.values() for item in some]
