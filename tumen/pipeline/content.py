"""What people edit, loaded."""

from __future__ import annotations

from dataclasses import dataclass

from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Reader, Source


@dataclass(frozen=True, slots=True)
class Content:
    """What people edit, loaded: sources, readers, the watch and the chronicle.

    `fingerprint`: the hash of all that a text is judged with; empty when nothing is to be kept from run to run.
    """

    sources: tuple[Source, ...]
    readers: tuple[Reader, ...]
    watch: Watch
    chronicle: tuple[ChronicleEntry, ...]
    fingerprint: str = ""
