"""Announced days, and what was done, are found: the index is made anew when a database is upgraded to this."""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    pass
