"""The tables of the archive; some stand beside their code. A change needs a migration; a test compares the two."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from tumen.model import DeliveryState
from tumen.storage.columns import NAMES, Moment, Number, partial_index

# The newest migration this code knows; a test holds it against the folder of migrations.
REVISION = "0016"

metadata = MetaData(naming_convention=NAMES)

# One row per thing this database is told about itself: the next ingest number, whose instance it is.
# Names of those rows: whose it is, and in a copy that was noticed, the last delivery that it brought along.
INSTANCE: Final = "instance"
SEALED_BEFORE: Final = "last delivery of the original"
state = Table(
    "state",
    metadata,
    Column("name", String, primary_key=True),
    Column("number", BigInteger, nullable=False, server_default=text("0")),
    Column("value", Text),
)

raws = Table(
    "raws",
    metadata,
    Column("id", String, primary_key=True),
    Column("source_id", String, nullable=False),
    Column("url_key", String(32), nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("facts", Text, nullable=False),
    Index("ix_raws_fetched_at", "fetched_at", "id"),
    Index("ix_raws_source_id", "source_id", "fetched_at"),
    Index("ix_raws_url_key", "url_key"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("number", Number, primary_key=True),
    Column("fingerprint", String(64), nullable=False, unique=True),
    Column("source_id", String, nullable=False),
    Column("raw_id", String),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("times", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_quarantine_raw_id", "raw_id"),
    sqlite_autoincrement=True,
)

health = Table(
    "source_health",
    metadata,
    Column("source_id", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("body", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("source_id", String, nullable=False),
    # Addresses can be longer than an index entry may be in PostgreSQL, so their hash is indexed.
    Column("url_key", String(32)),
    Column("content_key", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("judged", Boolean, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("versioned_at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    # ISO date; see `tumen.storage.search_index`.
    Column("day", String(10), nullable=False, server_default=text("''")),
    Index("ix_documents_day", "day", "seq"),
    Index("ix_documents_found", "seq", "day", "relevant"),
    Index("ix_documents_url_key", "url_key"),
    Index("ix_documents_source_id", "source_id"),
    Index("ix_documents_seen", "seen", "seq"),
    Index("ix_documents_relevant", "relevant"),
    # What is still to be judged, and what was edited.
    partial_index("ix_documents_unjudged", "seq", "NOT judged"),
    partial_index("ix_documents_edited", "versioned_at", "version > 1"),
)

document_versions = Table(
    "document_versions",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

shingles = Table(
    "shingles",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),  # how settled; see `tumen.storage.shingles`
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",
    metadata,
    Column("seq", ForeignKey("documents.seq"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("metric", String, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("claimant", Text),
    Column("body", Text, nullable=False),
    Index("ix_claims_metric", "metric", "seq"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", ForeignKey("documents.seq"), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("development_id", String),
    Column("body", Text, nullable=False),
    Index("ix_judgements_development_id", "development_id", "seq"),
)

# What a wording was judged to be before an edit had the document judged anew; `number` is that of the wording.
former_judgements = Table(
    "former_judgements",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    # Whether it said something that the wording after it does not say any more, and that stays known.
    Column("says_more", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    partial_index("ix_former_judgements_at", "at", "says_more"),
)

developments = Table(
    "developments",
    metadata,
    Column("id", String, primary_key=True),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("storyline_id", String),
    Column("body", Text, nullable=False),
    # The development that a person found it to be the same as; "" of one that a person found to be none.
    Column("merged_into", String),
    Column("day", String(10), nullable=False, server_default=text("''")),
    # Of its first report; "" where one has none; see `tumen.storage.newest`.
    Column("first_day", String(10), nullable=False, server_default=text("''")),
    Index("ix_developments_day", "day", "id"),
    partial_index("ix_developments_ahead", "day", "first_day < day"),
    Index("ix_developments_last_seen", "last_seen", "id"),
    Index("ix_developments_storyline_id", "storyline_id", "last_seen"),
)

development_events = Table(
    "development_events",
    metadata,
    Column("number", Number, primary_key=True),
    Column("development_id", ForeignKey("developments.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("document_id", String),
    Index("ix_development_events_development_id", "development_id"),
    sqlite_autoincrement=True,
)

digests = Table(
    "digests",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("key", String, nullable=False, unique=True),
    Column("reader_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("until", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_digests_reader_id", "reader_id", "kind", "number"),
    sqlite_autoincrement=True,
)

# What a digest told and what it left out, one row per development or document, so that a trace finds it.
digest_entries = Table(
    "digest_entries",
    metadata,
    Column("digest_id", ForeignKey("digests.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("development_id", String),
    Column("document_id", String),
    Column("told", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_digest_entries_development_id", "development_id"),
    Index("ix_digest_entries_document_id", "document_id"),
)

told = Table(
    "told",
    metadata,
    Column("reader_id", String, primary_key=True),
    Column("development_id", String, primary_key=True),
    Column("digest_id", ForeignKey("digests.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("reader_id", String, primary_key=True),
    Column("until_seq", BigInteger, nullable=False),
)

# A thousand recipients of one digest share one row here.
messages = Table(
    "messages",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("digest_id", ForeignKey("digests.id"), nullable=False),
    Column("reader_id", String, nullable=False),
    Column("channel_id", String, nullable=False),
    Column("recipient", String, nullable=False),
    Column("channel", Text, nullable=False),
    Column("message_id", ForeignKey("messages.id"), nullable=False),
    Column("sealed_at", Moment, nullable=False),
    Column("not_after", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt", Moment),
    Column("detail", Text, nullable=False),
    Column("thread", Text),
    Column("lease", String),
    Column("lease_seconds", Float),
    Column("lease_until", Moment),
    UniqueConstraint("digest_id", "channel_id", "recipient", name="uq_deliveries_once"),
    CheckConstraint(f"state IN ({', '.join(repr(str(state)) for state in DeliveryState)})", name="state"),
    Index("ix_deliveries_state", "state", "next_attempt"),
    sqlite_autoincrement=True,
)

attempts = Table(
    "attempts",
    metadata,
    Column("number", Number, primary_key=True),
    Column("delivery_id", ForeignKey("deliveries.id"), nullable=False),
    Column("lease", String, nullable=False, unique=True),
    Column("started", Moment, nullable=False),
    Column("committed", Moment),
    Column("finished", Moment),
    Column("outcome", String),
    Column("detail", Text, nullable=False),
    # What the other side's archive knows the message by: its Message-ID.
    Column("reference", Text, nullable=False, server_default=text("''")),
    Index("ix_attempts_delivery_id", "delivery_id"),
    sqlite_autoincrement=True,
)

# Whose turn it is at something only one process may do at a time.
turns = Table(
    "turns",
    metadata,
    Column("name", String, primary_key=True),
    Column("token", String, nullable=False),
    Column("until", Moment, nullable=False),
)
