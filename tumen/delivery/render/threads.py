"""How an item joins on to what its reader was told, and what is still open, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from tumen.delivery.clean import clean, shorten
from tumen.delivery.render.labels import Labels
from tumen.model import EarlierPlace, Figure, Item, OpenKind, OpenPoint, Polarity, Relation, party_of

LONGEST_TITLE = 140  # a headline told before is named, not told again
LONGEST_PARTY = 60


def earlier_line(item: Item, labels: Labels, zone: tzinfo) -> str:
    """What the item revises, denies, answers, goes on from or adds to, and when the reader was told it; or ""."""
    earlier = item.earlier
    if earlier is None:
        return ""
    told = labels.day(earlier.told.astimezone(zone).date())
    if earlier.figure is None or earlier.now is None:
        if earlier.relation is Relation.ADDS and clean(earlier.headline) == clean(item.told):
            return labels.say("adds_to_same", told=told)  # the headline stands right above
        label = str(earlier.relation)
        if earlier.place is not EarlierPlace.TOLD:
            label = f"{label}_{earlier.place}"
        elif earlier.relation is Relation.DENIES:
            label = "denies_report"
        return labels.say(label, told=told, headline=shorten(clean(earlier.headline), LONGEST_TITLE))
    return labels.say(
        f"{earlier.relation}_known" if earlier.place is EarlierPlace.KNOWN else earlier.relation,
        told=told,
        metric=labels.metric(earlier.figure.metric),
        before=with_party(earlier.figure, labels),
        now=with_party(earlier.now, labels),
    )


def open_lines(points: Iterable[OpenPoint], labels: Labels) -> tuple[str, ...]:
    """One line for each matter that is not settled."""
    return tuple(_open_line(point, labels) for point in points)


def _open_line(point: OpenPoint, labels: Labels) -> str:
    if point.kind is OpenKind.DISPUTED:
        figures = "; ".join(_position(figure, labels) for figure in point.figures)
        return labels.say("open_disputed", metric=labels.metric(point.metric), figures=figures)
    title = shorten(clean(point.headline), LONGEST_TITLE)
    return labels.say(f"open_{point.kind}", day=labels.day(point.day), headline=title)


def _position(figure: Figure, labels: Labels) -> str:
    said = with_party(figure, labels, labels.day(figure.said))
    return labels.say("denied", figure=said) if figure.polarity is Polarity.DENIES else said


def with_party(figure: Figure, labels: Labels, *more: str) -> str:
    """A quantity with who gives it: "11,000 (NIS, 23 Oct 2025)"."""
    party = clean(party_of(figure.claimant), LONGEST_PARTY)
    about = ", ".join(part for part in (party, *more) if part)
    return labels.amount(figure.low, figure.high) + (f" ({about})" if about else "")
