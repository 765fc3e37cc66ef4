"""Commands for the archive as a whole: reindex, copy, restore."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from tumen.cli import screen
from tumen.cli.arguments import Json
from tumen.cli.search import reindex
from tumen.storage import copy_archive, restore_archive

archive = App(name="archive", help="The archive as a whole: reindex, copy, restore.")
archive.command(reindex)


@archive.command
def copy(source: str, target: str, /, *, json: Json = False) -> int:
    """Copy an archive into another database, such as SQLite into PostgreSQL; counts and digests are checked.

    Stop all runs first. Interrupted, it goes on when it is called again. Then set TUMEN_DATABASE_URL to the new address
    and run `tumen adopt --moved`; before that nothing is sent from it.

    Parameters
    ----------
    source
        Address of the archive: sqlite:///path or postgresql://…
    target
        Address of an empty database.
    """
    with screen.progress("Copying") as step:
        copied = copy_archive(source, target, step)
    if json:
        screen.as_json(copied)
        return 0
    screen.table("Copied", ("table", "rows", "digest"), [(one.table, one.rows, one.digest[:16]) for one in copied])
    screen.say("Next: set TUMEN_DATABASE_URL to the new address, then tumen adopt --moved")
    return 0


@archive.command
def restore(file: Path, target: str, /) -> int:
    """Put a backup of PostgreSQL (tumen upkeep --backup) into an empty database, by pg_restore.

    What waited in it is held until `tumen adopt`: it may have been sent since. A backup of SQLite is a database by
    itself: put the file in the place of tumen.db.

    Parameters
    ----------
    file
        The backup.
    target
        Address of an empty database: postgresql://…
    """
    restore_archive(file, target)
    screen.say("Restored. Next: set TUMEN_DATABASE_URL to that address, then tumen adopt")
    return 0
