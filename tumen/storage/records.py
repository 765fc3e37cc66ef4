"""The archive's own result types: counts, versions, attempts, and everything about one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tumen.model import Correction, Delivery, DeliveryState, Development, Document, Former, Judgement, Raw, ReasonCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The result of one `add`: ids of new documents, ids with a new version, how many were known."""

    new: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVersion:
    """One version of a document; `number` counts from 1, `at` is when we first saw it."""

    document_id: str
    number: int
    at: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edit after which a document is judged again: `number` is the version it replaced, `at` when it arrived."""

    document_id: str
    number: int
    at: datetime
    former: Former


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAsideDocument:
    """A document that could not be read or judged; `code` says which, `reason` what happened."""

    document_id: str
    title: str
    source_id: str
    code: ReasonCode
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the archive holds."""

    documents: int = 0
    relevant: int = 0
    unjudged: int = 0
    developments: int = 0
    claims: int = 0
    quarantined: int = 0
    raws: int = 0
    digests: int = 0
    deliveries: Mapping[DeliveryState, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentEvent:
    """One change of a development: opened, joined or left by a document, one of its documents edited, renamed, moved
    to another storyline, merged or split by hand.
    """

    development_id: str
    at: datetime
    what: str
    document_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt at a delivery. `committed` is set from the moment when the recipient may have the message."""

    delivery_id: str
    number: int
    started: datetime
    committed: datetime | None = None
    finished: datetime | None = None
    outcome: DeliveryState | None = None
    detail: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestTrace:
    """What one digest did with a document or its development: told it, or left it out with this reason."""

    digest_id: str
    key: str
    reader_id: str
    at: datetime
    told: bool
    reason: str = ""
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Everything known of one document, from its raw reply to the deliveries that carried it.

    `raw` is the reply it was read from while that is kept; without `Draft.raw_id` it is the nearest one: the page at
    the document's address, else the last reply of its source before it was seen.
    """

    seq: int
    source_id: str
    document: Document
    versions: tuple[DocumentVersion, ...]
    raw: Raw | None = None
    judgement: Judgement | None = None
    development: Development | None = None
    events: tuple[DevelopmentEvent, ...] = ()
    digests: tuple[DigestTrace, ...] = ()
    edits: tuple[Edit, ...] = ()
    corrections: tuple[Correction, ...] = ()
