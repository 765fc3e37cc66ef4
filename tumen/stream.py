"""A recorded stream: JSON Lines in, drafts out, in the order of their publication."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tumen.analysis.assessment.read import moment
from tumen.errors import ConfigError
from tumen.model import Draft

_BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)  # where a stream without any date stands


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a stream, placed: when it counts as seen, and where it stands in the file.

    A line without a date that can be believed stands where the line before it in the file stands, and is not `dated`.
    """

    at: datetime
    number: int
    body: bytes
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that is no document, with the reason."""

    number: int
    reason: str


def read(path: Path) -> tuple[list[Line], list[Rejected]]:
    """Return the lines of a stream by `published`, then file order, and those that are no documents.

    Raises ConfigError when the file cannot be read or two lines have the same id (naming both lines).
    """
    lines: list[Line] = []
    rejected: list[Rejected] = []
    seen: dict[str, int] = {}
    for number, body in _numbered(path):
        try:
            row = parse(body)
        except ValueError as e:
            rejected.append(Rejected(number, str(e)))
            continue
        at = moment_or_none(row["published"])
        if row["id"] in seen:
            raise ConfigError(
                str(path), f"line {number}", f"duplicate id {row['id']!r}: also in line {seen[row['id']]}"
            )
        seen[row["id"]] = number
        before = lines[-1].at if lines else _BEGINNING
        lines.append(Line(at or before, number, body, at is not None))
    first = min((line.at for line in lines if line.dated), default=_BEGINNING)
    placed = [replace(line, at=max(line.at, first)) for line in lines]
    return sorted(placed, key=lambda line: (line.at, line.number)), rejected


def _numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            for number, body in enumerate(file, start=1):
                if body.strip():
                    yield number, body
    except OSError as e:
        raise ConfigError(str(path), "", f"cannot read the file: {e.strerror}") from e


def parse(body: bytes) -> dict[str, Any]:
    """Return one line as a row with the keys of the replay contract; ValueError says what is wrong with it."""
    try:
        row = json.loads(body)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"not JSON: {e}") from e
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    if not isinstance(row.get("id"), str | int) or row["id"] == "":
        raise ValueError("id is missing")
    row["id"] = str(row["id"])
    row.setdefault("published", None)
    for key in ("title", "text", "html", "url", "source", "language"):
        value = row.setdefault(key, None)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{key} is not a string")
        if value and ("\x00" in value or not value.isprintable()):
            row[key] = value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
    if not (row["title"] or row["text"]):
        raise ValueError("has neither title nor text")
    return row


def moment_or_none(value: object) -> datetime | None:
    """Return the moment, or None where there is none that can be believed."""
    try:
        return moment(value)
    except ValueError:
        return None


def draft(row: dict[str, Any], at: datetime | None) -> Draft:
    """Return a row as a draft; its source is the row's, its key the row's id, `at` its publication if known."""
    return Draft(
        source_id=row["source"] or "stream",
        key=row["id"],
        title=row["title"] or "",
        text=row["text"] or "",
        url=row["url"],
        published=at,
        language=row["language"],
    )
