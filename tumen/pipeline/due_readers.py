"""For whom a digest is due at a moment, as the archive knows who was told when; and for whom nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tumen.analysis.digest.due import due, quiet_until
from tumen.model import DigestKind, Reader
from tumen.storage import Archive


def due_readers(archive: Archive, readers: Iterable[Reader], now: datetime) -> list[str]:
    """Return the ids of the readers whose digest is due; `due` decides it from the reader's last digest."""
    return [reader.id for reader in readers if due(reader, now, _last(archive, reader)) is not None]


def _last(archive: Archive, reader: Reader) -> datetime | None:
    last = archive.digests.last(reader.id)
    return last.until if last else None


def hold_quiet(archive: Archive, readers: Iterable[Reader], now: datetime) -> None:
    """Let what waits for readers in their quiet hours wait until these end."""
    for reader in readers:
        ends = {kind: end for kind in DigestKind if (end := quiet_until(reader, now, kind))}
        if ends:
            archive.ledger.hold(reader.id, list(ends), max(ends.values()))
