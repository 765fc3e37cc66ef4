"""The first archive: everything from a raw reply to an attempt at a delivery."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

moment = sa.DateTime(timezone=True)
number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# A sealed digest is what its readers were told; no program may rewrite it afterwards, not even this one.
SEALED = {
    "digests": (),
    "digest_entries": (),
    "told": (),
    "messages": (),
    "deliveries": ("id", "digest_id", "reader_id", "channel_id", "recipient", "channel", "message_id", "sealed_at"),
}


def upgrade() -> None:
    _create_tables()
    op.execute("INSERT INTO house (name, number) VALUES ('seq', 0), ('fresh', 0), ('moves', 0)")
    _seal()


def _seal() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "CREATE FUNCTION refuse_resealing() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is sealed', TG_TABLE_NAME; END $$"
        )
    for table, columns in SEALED.items():
        event = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
        action = (
            "FOR EACH ROW EXECUTE FUNCTION refuse_resealing()"
            if postgresql
            else f"BEGIN SELECT RAISE(ABORT, '{table} is sealed'); END"
        )
        op.execute(f"CREATE TRIGGER {table}_sealed BEFORE {event} ON {table} {action}")


def _create_tables() -> None:
    op.create_table(
        "developments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("first_seen", moment, nullable=False),
        sa.Column("last_seen", moment, nullable=False),
        sa.Column("storyline_id", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_developments")),
    )
    op.create_index("ix_developments_last_seen", "developments", ["last_seen", "id"], unique=False)
    op.create_index("ix_developments_storyline_id", "developments", ["storyline_id", "last_seen"], unique=False)
    op.create_table(
        "digests",
        sa.Column("number", number, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reader_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_digests")),
        sa.UniqueConstraint("id", name=op.f("uq_digests_id")),
        sa.UniqueConstraint("key", name=op.f("uq_digests_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digests_reader_id", "digests", ["reader_id", "kind", "number"], unique=False)
    op.create_table(
        "documents",
        sa.Column("seq", number, autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("url_key", sa.String(length=32), nullable=True),
        sa.Column("content_key", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.Column("seen", moment, nullable=False),
        sa.Column("versioned_at", moment, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
    )
    op.create_index(
        "ix_documents_edited",
        "documents",
        ["versioned_at"],
        unique=False,
        sqlite_where=sa.text("version > 1"),
        postgresql_where=sa.text("version > 1"),
    )
    op.create_index("ix_documents_relevant", "documents", ["relevant"], unique=False)
    op.create_index("ix_documents_seen", "documents", ["seen", "seq"], unique=False)
    op.create_index("ix_documents_source_id", "documents", ["source_id"], unique=False)
    op.create_index(
        "ix_documents_unjudged",
        "documents",
        ["seq"],
        unique=False,
        sqlite_where=sa.text("NOT judged"),
        postgresql_where=sa.text("NOT judged"),
    )
    op.create_index("ix_documents_url_key", "documents", ["url_key"], unique=False)
    op.create_table(
        "house",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_house")),
    )
    op.create_table(
        "marks",
        sa.Column("reader_id", sa.String(), nullable=False),
        sa.Column("until_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reader_id", name=op.f("pk_marks")),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_table(
        "quarantine",
        sa.Column("number", number, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("raw_id", sa.String(), nullable=True),
        sa.Column("first_seen", moment, nullable=False),
        sa.Column("last_seen", moment, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_quarantine")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_quarantine_fingerprint")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_quarantine_raw_id", "quarantine", ["raw_id"], unique=False)
    op.create_table(
        "raws",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("url_key", sa.String(length=32), nullable=False),
        sa.Column("fetched_at", moment, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raws")),
    )
    op.create_index("ix_raws_fetched_at", "raws", ["fetched_at", "id"], unique=False)
    op.create_index("ix_raws_source_id", "raws", ["source_id", "fetched_at"], unique=False)
    op.create_index("ix_raws_url_key", "raws", ["url_key"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shingle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("level", "shingle", "seq", name=op.f("pk_shingles")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_health",
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source_health")),
    )
    op.create_table(
        "turns",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_turns")),
    )
    op.create_table(
        "claims",
        sa.Column("seq", number, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("claimant", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["documents.seq"], name=op.f("fk_claims_seq_documents")),
        sa.PrimaryKeyConstraint("seq", "position", name=op.f("pk_claims")),
    )
    op.create_index("ix_claims_metric", "claims", ["metric", "seq"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("number", number, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digest_id", sa.String(), nullable=False),
        sa.Column("reader_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("sealed_at", moment, nullable=False),
        sa.Column("not_after", moment, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt", moment, nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("lease_seconds", sa.Float(), nullable=True),
        sa.Column("lease_until", moment, nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'attempting', 'committing', 'sent', 'sent_best_effort', 'sent_reconciled', 'resend_approved', 'failed', 'unknown', 'expired', 'abandoned')",
            name=op.f("ck_deliveries_state"),
        ),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_deliveries_digest_id_digests")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_deliveries_message_id_messages")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("digest_id", "channel_id", "recipient", name="uq_deliveries_once"),
        sa.UniqueConstraint("id", name=op.f("uq_deliveries_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state", "next_attempt"], unique=False)
    op.create_table(
        "development_events",
        sa.Column("number", number, nullable=False),
        sa.Column("development_id", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["development_id"], ["developments.id"], name=op.f("fk_development_events_development_id_developments")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_development_events")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_development_events_development_id", "development_events", ["development_id"], unique=False)
    op.create_table(
        "digest_entries",
        sa.Column("digest_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("development_id", sa.String(), nullable=True),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_digest_entries_digest_id_digests")),
        sa.PrimaryKeyConstraint("digest_id", "position", name=op.f("pk_digest_entries")),
    )
    op.create_index("ix_digest_entries_development_id", "digest_entries", ["development_id"], unique=False)
    op.create_index("ix_digest_entries_document_id", "digest_entries", ["document_id"], unique=False)
    op.create_table(
        "document_versions",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_versions_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_document_versions")),
    )
    op.create_table(
        "judgements",
        sa.Column("seq", number, nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("development_id", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_judgements_document_id_documents")),
        sa.ForeignKeyConstraint(["seq"], ["documents.seq"], name=op.f("fk_judgements_seq_documents")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_judgements")),
        sa.UniqueConstraint("document_id", name=op.f("uq_judgements_document_id")),
    )
    op.create_index("ix_judgements_development_id", "judgements", ["development_id", "seq"], unique=False)
    op.create_table(
        "told",
        sa.Column("reader_id", sa.String(), nullable=False),
        sa.Column("development_id", sa.String(), nullable=False),
        sa.Column("digest_id", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_told_digest_id_digests")),
        sa.PrimaryKeyConstraint("reader_id", "development_id", "digest_id", name=op.f("pk_told")),
    )
    op.create_table(
        "attempts",
        sa.Column("number", number, nullable=False),
        sa.Column("delivery_id", sa.String(), nullable=False),
        sa.Column("lease", sa.String(), nullable=False),
        sa.Column("started", moment, nullable=False),
        sa.Column("committed", moment, nullable=True),
        sa.Column("finished", moment, nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_attempts_delivery_id_deliveries")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_attempts")),
        sa.UniqueConstraint("lease", name=op.f("uq_attempts_lease")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attempts_delivery_id", "attempts", ["delivery_id"], unique=False)
