"""What a delivery can be looked up by at the other side, and which ways of delivering are down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("attempts", sa.Column("reference", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "circuits",
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("route", name=op.f("pk_circuits")),
    )
