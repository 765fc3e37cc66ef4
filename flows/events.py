"""The events that Tumen emits to Prefect: a source fell silent, a digest was sealed."""

from __future__ import annotations

from uuid import UUID, uuid5

from prefect.events import emit_event

from tumen.model import Digest, ItemKind
from tumen.report.rows import SourceRow

SOURCE_SILENT = "tumen.source.silent"
DIGEST_SEALED = "tumen.digest.sealed"

# The event of one digest always has the same id: Prefect keeps it once, however often it is sent.
_IDS = UUID("7b0a3a5e-6f0f-4f43-9d1b-2f6c1c2a9e10")


def source_silent(row: SourceRow) -> None:
    """Emit that a source has just fallen silent, with its state and reason."""
    emit_event(
        SOURCE_SILENT,
        resource={
            "prefect.resource.id": f"tumen.source.{row['source']}",
            "prefect.resource.name": row["name"],
            "tumen.source.state": row["state"],
        },
        payload={"source": row["source"], "name": row["name"], "state": row["state"], "reason": row["reason"]},
    )


def digest_sealed(digest: Digest) -> None:
    """Emit that a digest was sealed, with its reader and counts; its text stays in the archive."""
    emit_event(
        DIGEST_SEALED,
        resource={
            "prefect.resource.id": f"tumen.digest.{digest.id}",
            "prefect.resource.name": digest.key,
            "tumen.digest.kind": digest.kind,
        },
        related=[
            {
                "prefect.resource.id": f"tumen.reader.{digest.reader_id}",
                "prefect.resource.role": "reader",
                "prefect.resource.name": digest.reader_id,
            }
        ],
        payload={
            "digest": digest.id,
            "reader": digest.reader_id,
            "kind": digest.kind,
            "new": sum(item.kind is ItemKind.NEW for item in digest.items),
            "updates": sum(item.kind is ItemKind.UPDATE for item in digest.items),
            "read": digest.documents_read,
            "reached": digest.coverage.reached,
            "of": digest.coverage.of,
        },
        id=uuid5(_IDS, digest.id),
    )
