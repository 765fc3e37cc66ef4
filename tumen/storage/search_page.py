"""A page of what a statement finds, with how many there are in all as far as that is counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, func, literal_column, select

from tumen.storage.database import batches
from tumen.storage.newest import COUNTED
from tumen.storage.schema import documents

MOST: Final = 1_000  # on one page


def page(
    connection: Connection, found: Select[Any], order: Collection[Any], limit: int, offset: int
) -> tuple[list[Any], int, bool]:
    """The rows of a page, how many there are, and whether there are more than that."""
    most = min(limit, MOST)
    rows = connection.execute(found.order_by(*order).limit(most).offset(offset)).all()
    return _counted(rows, most, offset, lambda: total(connection, found.limit(COUNTED + 1)))


def _counted(rows: Sequence[Any], most: int, offset: int, count: Callable[[], int]) -> tuple[list[Any], int, bool]:
    # A page that is not full is the last one.
    if len(rows) < most and (rows or not offset):
        return list(rows), offset + len(rows), False
    number = count()
    reached = offset + len(rows) if rows else 0
    return list(rows), max(reached, min(number, COUNTED)), number > COUNTED


def by_numbers(connection: Connection, found: Select[Any], numbers: Collection[int]) -> list[Any]:
    """The rows with these numbers, in their order."""
    found = found.add_columns(documents.c.seq)
    rows = {
        row.seq: row for some in batches(numbers) for row in connection.execute(found.where(documents.c.seq.in_(some)))
    }
    return [rows[seq] for seq in numbers if seq in rows]


def total(connection: Connection, found: Select[Any]) -> int:
    """How many rows there are."""
    return connection.scalar(_total(found)) or 0


def _total(found: Select[Any]) -> Select[tuple[int]]:
    counted: Select[Any] = found.with_only_columns(literal_column("1"), maintain_column_froms=True).order_by(None)
    return select(func.count()).select_from(counted.subquery())


def once(
    connection: Connection, keys: Select[Any], order: Collection[Any], limit: int, offset: int
) -> tuple[list[Any], int]:
    """The keys of a page, and how many there are in all: words are looked up once for both."""
    counted = keys.add_columns(func.count().over()).order_by(*order)
    rows = connection.execute(counted.limit(min(limit, MOST)).offset(offset)).all()
    number = rows[0][1] if rows else total(connection, keys) if offset else 0
    return [row[0] for row in rows], number
