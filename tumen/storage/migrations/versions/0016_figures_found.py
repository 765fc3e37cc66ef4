"""The search index knows which figures a document states: it is made anew, and nothing else changes."""

from __future__ import annotations

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Change no table: see SEARCHED of `tumen.storage.upgrade`."""
