"""The search index has documents in the order of their days, and words by beginnings of several lengths."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.drop_table("search_text")
    if op.get_bind().dialect.name == "sqlite":
        # The words come cut and folded; @, : and - are letters of facts. Most stems have four to seven letters: what
        # begins with one is kept by itself, else all such words would be put together for each search.
        letters = "unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '@:-'"
        op.execute(f"CREATE VIRTUAL TABLE search_text USING fts5(words, tokenize = \"{letters}\", prefix = '4 5 6 7')")
    else:
        op.create_table(
            "search_text",
            sa.Column("key", sa.BigInteger(), nullable=False),
            sa.Column("words", TSVECTOR(), nullable=False),
            sa.PrimaryKeyConstraint("key", name=op.f("pk_search_text")),
        )
        op.create_index("ix_search_text_words", "search_text", ["words"], postgresql_using="gin")
    op.add_column("developments", sa.Column("first_day", sa.String(10), nullable=False, server_default=sa.text("''")))
    ahead = sa.text("first_day < day")
    op.create_index("ix_developments_ahead", "developments", ["day"], sqlite_where=ahead, postgresql_where=ahead)
