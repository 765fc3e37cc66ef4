"""What people edit, loaded."""

from __future__ import annotations

from dataclasses import dataclass

from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Reader, Source


@dataclass(frozen=True, slots=True)
class Content:
    """What people edit, loaded: sources, readers, the watch and the chronicle."""

    sources: tuple[Source, ...]
    readers: tuple[Reader, ...]
    watch: Watch
    chronicle: tuple[ChronicleEntry, ...]
