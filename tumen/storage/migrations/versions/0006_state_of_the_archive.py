"""What the archive knows about itself is in a table named for it: the counters, and whose archive it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # Not renamed: the name of the primary key would stay the old one, and SQLite cannot change it.
    op.create_table(
        "state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_state")),
    )
    op.execute("INSERT INTO state (name, number, value) SELECT name, number, value FROM house")
    op.drop_table("house")
