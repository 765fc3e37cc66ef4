"""What composing a digest may look at: the window it covers and all that is known, read beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from tumen.analysis.digest.history.still_open import NOTHING_EXPECTED, Expected
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Coverage, Development, Document, Judgement, LeftOut, OpenPoint, Told

NO_OUTLETS: Final = Publishers(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What a digest covers: ingest numbers (since_seq, until_seq], and the times that readers are shown."""

    since: datetime | None
    until: datetime
    since_seq: int
    until_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that composing may look at, read beforehand: `judged` in ingest order, `told` by development.

    `watch` has the language tables and the names, `publishers` the outlets. `numbers` are the documents' ingest
    numbers, `told_to` how far the digest or alert reached that last told of a development: what was added up to there
    is told. What was first reported before `known` is known to the reader, who was not there yet. `past`: what the
    reader was told before in these storylines and lately, with its reports; `expected`: what was to happen by now;
    `open_before`: what was said to be open lately; `chronicle`: what was known before. `history`: documents that were
    imported and are, by their own date, older than what is news to this reader; what they begin is known.
    """

    judged: Sequence[tuple[Document, Judgement]]
    developments: Mapping[str, Development]
    watch: Watch
    told: Mapping[str, datetime] = field(default_factory=dict)
    publishers: Publishers = NO_OUTLETS
    coverage: Coverage = Coverage()
    background: Sequence[ChronicleEntry] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    told_to: Mapping[str, int] = field(default_factory=dict)
    past: Sequence[Told] = ()
    chronicle: Sequence[ChronicleEntry] = ()
    expected: Expected = NOTHING_EXPECTED
    open_before: Sequence[OpenPoint] = ()
    known: datetime | None = None
    history: Mapping[str, Document] = field(default_factory=dict)
    unrelated: Sequence[LeftOut] = ()  # documents read that are not in `judged`, being about something else
