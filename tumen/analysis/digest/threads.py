"""How a digest joins on to those before it: what an item follows, revises or denies.

Only developments that the reader was told count as earlier, and only what reports say of them: figures with their
claimants. Nothing here decides what is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from tumen.model import Document, Earlier, Figure, Item, ItemKind, Metric, Polarity, Relation, Told, party_of

# What was told longer ago is only looked at where its storyline goes on: by then a date that was announced has passed,
# and a figure that is still disputed was told again.
LOOK_BACK: Final = timedelta(days=60)
MOST: Final = 300  # developments told that are looked at, the latest: two months of a busy reader
# Figures that differ by less are roundings of one: "some 10,000" and "up to 12,000" do not exclude each other.
EXCLUDES: Final = 1.25
_METRICS: Final = frozenset(set(Metric) - {Metric.OTHER})


def joins_on(
    development_id: str, storyline_id: str, documents: Sequence[Document], past: Iterable[Told]
) -> Earlier | None:
    """Return what a new development follows, revises or denies among what the reader was told of its storyline.

    A figure that it revises or denies decides, the latest one; else it follows the development last told.
    """
    thread = sorted(
        (told for told in past if told.storyline_id == storyline_id and told.development_id != development_id),
        key=lambda told: (told.at, told.development_id),
        reverse=True,
    )
    ours = list(figures(documents))
    for told in thread:
        theirs = sorted(figures(told.documents), key=lambda figure: figure.said, reverse=True)
        for now in ours:
            for before in theirs:
                relation = _relation(now, before)
                if relation is not None:
                    return _earlier(told, relation, before, now)
    return _earlier(thread[0], Relation.FOLLOWS) if thread else None


def _earlier(told: Told, relation: Relation, figure: Figure | None = None, now: Figure | None = None) -> Earlier:
    return Earlier(
        development_id=told.development_id,
        headline=told.headline,
        told=told.at,
        relation=relation,
        figure=figure,
        now=now,
    )


def _relation(now: Figure, before: Figure) -> Relation | None:
    """What a figure does to an earlier one; None where they count different things or say the same."""
    if now.metric != before.metric:
        return None
    if now.polarity is Polarity.DENIES:
        return Relation.DENIES if before.polarity is Polarity.ASSERTS else None
    if before.polarity is Polarity.DENIES:
        return None
    # Another party's figure stands beside it and revises nothing.
    same_party = now.claimant is not None and party_of(now.claimant) == party_of(before.claimant)
    return Relation.REVISES if same_party and excludes(now, before) else None


def excludes(a: Figure, b: Figure) -> bool:
    """Tell whether two figures cannot both be true."""
    return a.low > b.high * EXCLUDES or b.low > a.high * EXCLUDES


def figures(documents: Iterable[Document]) -> Iterator[Figure]:
    """The quantities of reports that can be compared, each with who gives it and the day of the report."""
    for document in documents:
        said = reported_on(document)
        if said is None:
            continue
        for claim in document.claims:
            if claim.metric in _METRICS:
                yield Figure(
                    metric=claim.metric,
                    low=claim.low,
                    high=claim.high,
                    claimant=claim.claimant,
                    polarity=claim.polarity,
                    said=said,
                    document_id=document.id,
                    start=claim.start,
                    end=claim.end,
                )


def reported_on(document: Document) -> date | None:
    """The day of a report: of its publication, else of what it tells; None when it says neither."""
    published = document.draft.published
    return published.date() if published else document.event_date


def joined(item: Item, reports: Mapping[str, Sequence[Document]], past: Iterable[Told]) -> Item:
    """Return a new item with what it follows, revises or denies; a changed one says itself what changed.

    `reports`: those of this digest by development.
    """
    if item.kind != ItemKind.NEW or item.storyline_id is None:
        return item
    documents = reports.get(item.development_id, ())
    return replace(item, earlier=joins_on(item.development_id, item.storyline_id, documents, past))


def told_now(items: Iterable[Item], reports: Mapping[str, Sequence[Document]], at: datetime) -> Iterator[Told]:
    """What a digest that ends at `at` tells, as the ones after it will see it."""
    for item in items:
        yield Told(
            development_id=item.development_id,
            storyline_id=item.storyline_id or item.development_id,
            headline=item.told,
            at=at,
            documents=reports.get(item.development_id, ()),
        )


def threaded(items: Sequence[Item]) -> list[Item]:
    """Return the items so that those of one storyline stand together, where the first of them stands."""
    threads: dict[str, list[Item]] = {}
    for item in items:
        threads.setdefault(item.storyline_id or item.development_id, []).append(item)
    return [item for some in threads.values() for item in some]
