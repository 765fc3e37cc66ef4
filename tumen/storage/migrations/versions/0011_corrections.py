"""What people corrected, with who, when and why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "corrections",
        sa.Column("number", number, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "correction_subjects",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("number", number, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["corrections.number"], name=op.f("fk_correction_subjects_number_corrections")),
        sa.PrimaryKeyConstraint("subject", "number", name=op.f("pk_correction_subjects")),
    )
