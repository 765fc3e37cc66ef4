"""Replies and sources as extractors get them, made in one line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tumen.model import Raw, Source, SourceKind

NOW = datetime(2025, 10, 7, 12, tzinfo=UTC)
HERE = "https://site.example/"


def source(kind: SourceKind = SourceKind.FEED, **facts: Any) -> Source:
    return Source(**{"id": "s", "name": "S", "kind": kind, "url": HERE, **facts})


def reply(body: bytes | str, content_type: str = "", url: str = HERE, **facts: Any) -> Raw:
    given = {
        "id": "raw-1",
        "source_id": "s",
        "url": url,
        "final_url": url,
        "status": 200,
        "content_type": content_type,
        "body": body.encode() if isinstance(body, str) else body,
        "fetched_at": NOW,
    }
    return Raw(**{**given, **facts})
