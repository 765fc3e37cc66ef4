"""Messages between us and a parser process: eight bytes of length, then the message in JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from extractors.extracted import Extracted, Reading
from tumen.errors import ExtractError, FailureCode
from tumen.model import Draft, Quarantined

HEADER = 8


def framed(message: bytes) -> Iterator[bytes]:
    """The pieces to write for one message."""
    yield len(message).to_bytes(HEADER, "big")
    yield message


def size(header: bytes) -> int:
    """The length of the message after this header; EOFError for half a header."""
    if len(header) < HEADER:
        raise EOFError("half a message")
    return int.from_bytes(header, "big")


def packed(found: Extracted) -> bytes:
    """What was extracted, as a message."""
    said = {
        "drafts": [_row(draft) for draft in found.drafts],
        "quarantined": [asdict(item) for item in found.quarantined],
        "ttl": found.ttl.total_seconds() if found.ttl is not None else None,
        "notes": found.notes,
        "readings": [asdict(reading) for reading in found.readings],
    }
    return _written(said)


def failed(reason: str, code: FailureCode) -> bytes:
    """An ExtractError as a message."""
    return _written({"reason": reason, "code": code})


def _written(said: dict[str, Any]) -> bytes:
    # Half a surrogate pair, which JSON can spell in an address, could be neither hashed nor stored: it becomes "?".
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")


def opened(said: dict[str, Any], source_id: str = "") -> Extracted:
    """What a message says; raises the ExtractError it carries."""
    if "code" in said:
        raise ExtractError(source_id, said["reason"], code=FailureCode(said["code"]))
    return Extracted(
        drafts=tuple(_draft(row) for row in said["drafts"]),
        quarantined=tuple(Quarantined(**item) for item in said["quarantined"]),
        ttl=timedelta(seconds=said["ttl"]) if said["ttl"] is not None else None,
        notes=tuple(said["notes"]),
        readings=tuple(_reading(row) for row in said["readings"]),
    )


def _row(draft: Draft) -> dict[str, Any]:
    row = {name: getattr(draft, name) for name in Draft.__slots__}
    row["published"] = draft.published.isoformat() if draft.published else None
    return row


def _draft(row: dict[str, Any]) -> Draft:
    published = datetime.fromisoformat(row["published"]) if row["published"] else None
    return Draft(**{**row, "published": published, "links": tuple(row["links"])})


def _reading(row: dict[str, Any]) -> Reading:
    return Reading(**{**row, "unused": tuple(row["unused"]), "lost": tuple(row["lost"])})
