"""The keys of the rows of an export, each with its values: also those inside objects and lists. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractors import field_values
from extractors.field_names import Fact

NESTED = 4  # objects inside each other; the deepest export seen had 3
OF_A_LIST = "[]"  # behind a key whose list is looked into

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One key of all rows, with those that lead to it, and its values in the rows that were looked at."""

    path: Path
    values: tuple[Any, ...]

    @property
    def name(self) -> str:
        """The key as a person writes it: fields.bodyText."""
        return ".".join(self.path)

    def texts(self, fact: Fact) -> list[str]:
        """Its values as texts of this fact, without the empty ones."""
        return [text for value in self.values if (text := as_text(fact, value))]


def columns_of(rows: Sequence[Mapping[Any, Any]]) -> list[Column]:
    """Return every key of these rows, in the order in which they first say it."""
    values: dict[Path, list[Any]] = {}
    for row in rows:
        for path, value in leaves(row):
            values.setdefault(path, []).append(value)
    return [Column(path, tuple(found)) for path, found in values.items()]


def leaves(row: Mapping[Any, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a row with its path; of a list of objects the list itself, and the values of the first."""
    for key, value in row.items():
        if key is None:
            continue
        path = (*above, str(key))
        if isinstance(value, Mapping) and len(path) < NESTED and value:
            yield from leaves(value, path)
        yield path, value
        if isinstance(value, list) and value and isinstance(value[0], Mapping) and len(path) < NESTED:
            yield from leaves(value[0], (*above, f"{key}{OF_A_LIST}"))


def top(path: Path) -> str:
    """Return the key of the row under which a path begins."""
    return path[0].removesuffix(OF_A_LIST)


def as_text(fact: Fact, value: Any) -> str:
    """Return a value as the text of a fact: prose keeps its paragraphs, all others are one line."""
    if fact in (Fact.TEXT, Fact.HTML):
        return field_values.prose(value)
    return field_values.day(value) if fact == Fact.DATE else field_values.plain(value)
