"""The documents that a run put aside, as plain values and as lines for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from tumen.storage import PutAsideDocument

SHOWN = 5  # problems listed on the screen; a command shows the rest


class PutAsideRow(TypedDict):
    """A document that could not be read or judged."""

    document: str
    title: str
    source: str
    reason: str


def of_put_aside(documents: Iterable[PutAsideDocument]) -> list[PutAsideRow]:
    """Return one row for each document that was put aside."""
    return [
        {"document": one.document_id, "title": one.title, "source": one.source_id, "reason": one.reason}
        for one in documents
    ]


def put_aside_lines(rows: Sequence[PutAsideRow]) -> list[str]:
    """Return the documents that are put aside as lines for the screen, with the command that tries them again."""
    lines = [f"  put aside: {row['title']} ({row['source']}): {row['reason']}" for row in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append("  … and more: tumen status")
    return [*lines, "Next: tumen judge --retry"] if lines else []
