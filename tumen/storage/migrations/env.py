"""What Alembic runs: every step on the connection and in the transaction that `tumen.storage.upgrade` opened."""

from __future__ import annotations

from alembic import context

from tumen.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter most of a table; Alembic's batch mode copies it instead.
    render_as_batch=True,
)
context.run_migrations()
