"""What judgement knows of the reports of its window is kept from one run to the next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "known_reports",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("copy_of", sa.String()),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_known_reports")),
    )
    op.create_index("ix_known_reports_seen", "known_reports", ["seen"])
    op.create_table(
        "known_developments",
        sa.Column("development_id", sa.String(), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("development_id", name=op.f("pk_known_developments")),
    )
    op.create_table(
        "known_rarity",
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("language", name=op.f("pk_known_rarity")),
    )
