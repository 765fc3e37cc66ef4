"""Backups of the database: one a night, of which the newest are kept."""

from __future__ import annotations

from tumen.wiring import Runtime


def write(runtime: Runtime, keep: int) -> str:
    """Copy the archive into the home's backups/, named by the time; keep the newest `keep` copies.

    The old ones are removed only after the new one is complete. On PostgreSQL nothing is done; the answer says so.
    """
    if not runtime.settings.url.startswith("sqlite"):
        return "none of PostgreSQL: call tumen upkeep --backup FILE from cron"
    folder = runtime.settings.home / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"tumen-{runtime.now():%Y%m%dT%H%M%SZ}.db"
    runtime.archive.upkeep.backup(target)
    gone = sorted(folder.glob("tumen-*.db"))[:-keep]
    for old in gone:
        old.unlink()
    return f"{target} written, {len(gone)} older removed"
