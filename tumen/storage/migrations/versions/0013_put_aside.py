"""Documents that could not be read or judged are put aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "put_aside",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_put_aside_document_id_documents")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_put_aside")),
    )
