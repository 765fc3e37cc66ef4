"""What an edited document was judged to be before, and into which development another one was merged by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("developments", sa.Column("merged_into", sa.String(), nullable=True))
    op.create_table(
        "former_judgements",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("says_more", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_former_judgements_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_former_judgements")),
    )
    op.create_index(
        "ix_former_judgements_at",
        "former_judgements",
        ["at"],
        unique=False,
        sqlite_where=sa.text("says_more"),
        postgresql_where=sa.text("says_more"),
    )
