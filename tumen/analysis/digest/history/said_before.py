"""What is said once: a matter that is open is not said again to the same reader until something changes about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Final

from tumen.model import OpenKind, OpenPoint

# A day further ahead is said when it comes near: who was told of the plan yesterday needs no reminder today.
NEAR: Final = timedelta(days=7)


def is_near(point: OpenPoint, until: date) -> bool:
    """Whether the day of an announcement is near enough to be said at the end of a digest; other matters always are."""
    return point.kind is not OpenKind.ANNOUNCED or point.day is None or point.day <= until + NEAR


def was_said(point: OpenPoint, before: Iterable[OpenPoint]) -> bool:
    """Whether the same was said before: the same day of the same development, or no figure that was not said then."""
    return any(_is_same(point, one) for one in before)


def _is_same(point: OpenPoint, before: OpenPoint) -> bool:
    if point.kind is not before.kind:
        return False
    if point.kind is OpenKind.DISPUTED:
        return point.metric == before.metric and _figures(point) <= _figures(before)
    return (point.development_id, point.day) == (before.development_id, before.day)


def _figures(point: OpenPoint) -> set[tuple[str | None, float, float, str]]:
    return {(figure.claimant, figure.low, figure.high, figure.polarity) for figure in point.figures}


def is_told_by(point: OpenPoint, reports: Iterable[Collection[str]]) -> bool:
    """Whether one item of a digest tells all the figures of a dispute; `reports`: those of each item, by id."""
    ids = {figure.document_id for figure in point.figures}
    return bool(ids) and any(ids.issubset(theirs) for theirs in reports)
