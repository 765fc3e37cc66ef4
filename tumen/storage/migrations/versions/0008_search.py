"""What is known can be found again: the day of each document and development, and a full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for table, key in (("documents", "seq"), ("developments", "id")):
        op.add_column(table, sa.Column("day", sa.String(10), nullable=False, server_default=sa.text("''")))
        op.create_index(f"ix_{table}_day", table, ["day", key])
    if op.get_bind().dialect.name == "sqlite":
        # The words come cut and folded; @, : and - are letters of facts.
        letters = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '@:-'"
        op.execute(f"CREATE VIRTUAL TABLE search_text USING fts5(words, tokenize = \"{letters}\", prefix = '4')")
    else:
        op.create_table(
            "search_text",
            sa.Column("seq", sa.BigInteger(), nullable=False),
            sa.Column("words", TSVECTOR(), nullable=False),
            sa.PrimaryKeyConstraint("seq", name=op.f("pk_search_text")),
        )
        op.create_index("ix_search_text_words", "search_text", ["words"], postgresql_using="gin")
