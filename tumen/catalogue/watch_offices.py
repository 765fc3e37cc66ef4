"""Reads the offices of a watch: by which titles a text names somebody, and who held each when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from tumen.analysis.matching.entries import Office, Tenure
from tumen.analysis.matching.matcher import parse
from tumen.catalogue.strict import Key, day, each, ident, many, mapping, rows, text, whole
from tumen.errors import ConfigError


def _form(value: Any) -> str:
    parse(text(value))
    return str(value)


_HELD = {"by": Key(ident), "from": Key(day, None), "until": Key(day, None)}
_OFFICE = {
    "id": Key(ident),
    "label": Key(text),
    "held": Key(many(_HELD)),
    "rank": Key(whole(0, 2), 0),
    "forms": Key(mapping(each(_form))),
}


def load_offices(data: Mapping[str, Any], entries: Collection[str], *, file: str) -> tuple[Office, ...]:
    """The tables [[office]] of a watch; ConfigError names the file, the office and the key of a mistake."""
    return tuple(_office(row, entries, file) for row in rows(data, "office", _OFFICE, file=file))


def _office(row: Mapping[str, Any], entries: Collection[str], file: str) -> Office:
    held = tuple(Tenure(entry=one["by"], since=one["from"], until=one["until"]) for one in row["held"])
    where = f"office {row['id']!r}"
    if not held:
        raise ConfigError(file, f"{where}.held", "must name at least one holder")
    for tenure in held:
        if tenure.entry not in entries:
            raise ConfigError(file, f"{where}.held", f"no such entry: {tenure.entry!r}")
        if tenure.since and tenure.until and tenure.since >= tenure.until:
            raise ConfigError(file, f"{where}.held", f"{tenure.entry!r} leaves it before taking it")
    for before, after in pairwise(held):
        if (before.until or date.max) > (after.since or date.min):
            raise ConfigError(file, f"{where}.held", f"{before.entry!r} and {after.entry!r} hold it at once")
    return Office(id=row["id"], label=row["label"], held=held, forms=row["forms"], rank=row["rank"])
