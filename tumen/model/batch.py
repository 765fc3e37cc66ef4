"""A batch of work that one of several processes does: sources to ask, or documents to judge one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tumen.model.source import Draft


class BatchKind(StrEnum):
    """What a batch holds."""

    SOURCES = "sources"
    DOCUMENTS = "documents"


class BatchState(StrEnum):
    """Where a batch stands: for anybody to take, with somebody, done and waiting for those before it, or given up."""

    WAITING = "waiting"
    LEASED = "leased"
    HANDED_IN = "handed_in"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch that is leased; `token` tells this lease from any other of the same batch."""

    number: int
    kind: BatchKind
    made_at: datetime
    token: str
    sources: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()
