"""From a digest to a receipt: what one reader is told, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tumen.model.reader import Channel, ChannelForm
from tumen.model.thread import Earlier, Figure, OpenPoint
from tumen.model.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a sentence stands: offsets into the document's full text."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a digest, taken from a document."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What happened, in one line in the reader's language; what it says stands in the cited places.

    It is a report's own headline where that is in the reader's language and says what happened, else made of frames;
    or `machine`: a language model worded it, and the gate compared it with the cited places.
    """

    text: str
    language: str
    citations: tuple[Citation, ...]
    machine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document behind an item, as a reader needs it to judge it."""

    document_id: str
    publisher: str
    title: str
    url: str | None
    published: datetime | None
    language: str
    state: str | None = None
    duplicate_of: str | None = None


class ItemKind(StrEnum):
    """What an item is to its reader."""

    NEW = "new"
    UPDATE = "update"
    BACKGROUND = "background"  # known before the first run


@dataclass(frozen=True, slots=True, kw_only=True)
class Importance:
    """Where an item stands in its digest: `order` is its points, then what they are made of; the greatest first."""

    order: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A development as one reader's digest shows it. `headline`: a report's own, in whatever language; `line`: what
    happened in the reader's language, None where the reports do not say it surely enough. `figures`: how many, and
    by whose word, where neither the line nor the sentences say it. `series`: the values of one quantity over time, the
    oldest first. `also`: other developments that say the same and are told with it. `further`: headlines of its other
    sides, where many reports tell it."""

    development_id: str
    kind: ItemKind
    headline: str
    line: Line | None = None
    figures: tuple[Line, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    changes: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    publishers: int = 0
    origins: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    storyline_id: str | None = None
    event_date: date | None = None
    importance: Importance = Importance()
    earlier: Earlier | None = None
    series: tuple[Figure, ...] = ()
    also: tuple[str, ...] = ()
    further: tuple[Line, ...] = ()

    @property
    def told(self) -> str:
        """What names the item to its reader: the line, else the headline."""
        return self.line.text if self.line else self.headline

    @property
    def is_machine_worded(self) -> bool:
        """Whether a language model worded what names it."""
        return self.line is not None and self.line.machine

    @property
    def marked(self) -> str:
        """What names the item, for pages and commands in English: marked where a language model worded it."""
        return f"(machine-worded) {self.told}" if self.is_machine_worded else self.told


class LeftOutCode(StrEnum):
    """By which rule something is left out. Archives hold these words: one may be added, none taken away."""

    COPIES = "copies"
    REPEATS = "repeats"
    TOLD = "told"
    EDITS = "edits"
    TOPICS = "topics"
    MINOR = "minor"  # less important than the reader asks for
    VIEWS = "views"
    OTHER = "other"  # its own story is another
    IMPORTED = "imported"  # older than what is news to the reader, by its own date


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What a digest does not tell, and why; exactly one of the two ids is set. `title` and `url` are what readers see.

    `code`: the rule for machines; None in a digest sealed before there were codes. `times`: for how many documents it
    stands; the one named is an example of more than one.
    """

    reason: str
    code: LeftOutCode | None = None
    document_id: str | None = None
    development_id: str | None = None
    title: str = ""
    url: str | None = None
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """A view, an explainer or a podcast that a digest names in one line and does not tell as news."""

    document_id: str
    title: str
    publisher: str
    url: str | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A source that did not answer or fell silent, as the reader is told."""

    source_id: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How blind the digest is: sources reached of those asked, and which were not."""

    reached: int = 0
    of: int = 0
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedWording:
    """A sentence of a language model that is not shown: `fault` says why, `words` which words; "" of no sentence."""

    development_id: str
    text: str
    fault: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """What a language model was asked for one digest, how many lines it worded, and what was refused.

    `failure`: why it last gave no usable answer.
    """

    model: str
    calls: int = 0
    tokens: int = 0
    worded: int = 0
    refused: tuple[RefusedWording, ...] = ()
    failure: str = ""


class DigestKind(StrEnum):
    """What a digest is for; only a DIGEST moves its reader's mark, an ALERT reports in advance and covers nothing."""

    DIGEST = "digest"
    ALERT = "alert"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """An immutable selection for one reader. It covers ingest sequence numbers (since_seq, until_seq]."""

    id: str
    key: str
    reader_id: str
    kind: DigestKind
    language: str
    since: datetime | None
    until: datetime
    since_seq: int
    until_seq: int
    not_after: datetime
    items: tuple[Item, ...] = ()
    background: tuple[Item, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    coverage: Coverage = Coverage()
    documents_read: int = 0
    documents_relevant: int = 0
    still_open: tuple[OpenPoint, ...] = ()
    to_read: tuple[ToRead, ...] = ()
    model_use: ModelUse | None = None
    week: Week | None = None  # of a weekly reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A digest in one reader's form: `parts` maps "html", "text", "slack" (JSON) or "short" to its content."""

    form: ChannelForm
    subject: str
    parts: Mapping[str, str]


class DeliveryState(StrEnum):
    """Where a delivery stands; only the ledger moves it."""

    PENDING = "pending"
    ATTEMPTING = "attempting"
    COMMITTING = "committing"
    SENT = "sent"
    SENT_BEST_EFFORT = "sent_best_effort"
    SENT_RECONCILED = "sent_reconciled"
    RESEND_APPROVED = "resend_approved"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One digest to one recipient by one channel, with the message as it was sealed."""

    id: str
    digest_id: str
    reader_id: str
    channel: Channel
    message: Message
    sealed_at: datetime
    not_after: datetime
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_attempt: datetime | None = None
    detail: str = ""
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one attempt: `state` is sent, sent_best_effort, pending (try later), failed or unknown."""

    delivery_id: str
    state: DeliveryState
    detail: str = ""
    retry_after: timedelta | None = None
