"""What a search asks of each document stands in an index: the rows hold texts and are a hundred times as wide."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_index("ix_documents_found", "documents", ["seq", "day", "relevant"])
