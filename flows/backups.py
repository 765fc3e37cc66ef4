"""Backups of the database: one a night, of which the newest are kept."""

from __future__ import annotations

from tumen.wiring import Runtime


def write(runtime: Runtime, keep: int) -> str:
    """Copy the archive into the home's backups/, named by the time; keep the newest `keep` copies.

    SQLite is copied to a file .db, PostgreSQL by pg_dump to a file .dump; StorageError where that is not installed.
    The old ones are removed only after the new one is complete.
    """
    folder = runtime.settings.home / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    kind = "db" if runtime.settings.url.startswith("sqlite") else "dump"
    target = folder / f"tumen-{runtime.now():%Y%m%dT%H%M%SZ}.{kind}"
    runtime.archive.upkeep.backup(target)
    gone = sorted(folder.glob(f"tumen-*.{kind}"))[:-keep]
    for old in gone:
        old.unlink()
    return f"{target} written, {len(gone)} older removed"
