"""Which database is this installation's: whether it is there, and is the one that digests were sent from."""

from __future__ import annotations

import socket
from enum import Enum
from pathlib import Path

from tumen.errors import StorageError
from tumen.settings import Settings
from tumen.storage import Archive
from tumen.storage.adoption import A_COPY_OF

_SQLITE = "sqlite:///"
STAND_IN = "sqlite://"  # in memory
_MISSING = (
    "there is no database at {path}, so nothing can be known here: run the command in the folder of the installation, "
    "point TUMEN_HOME or TUMEN_DATABASE_URL to it, or begin one with `tumen run`"
)


class Absent(Enum):
    """What becomes of a database that is not there yet."""

    BEGIN = "begin"  # for what stores, and for a server that stands before the first run
    REFUSE = "refuse"  # who asks in the wrong folder must not hear that nothing is known
    STAND_IN = "stand in"  # an empty one in memory, for who looks at the installation itself


def missing_database(settings: Settings) -> Path | None:
    """The file of the database, where it is one and is not there; None where there is something to open."""
    path = Path(settings.url.removeprefix(_SQLITE))
    return path if settings.url.startswith(_SQLITE) and not path.exists() else None


def database_url(settings: Settings, absent: Absent) -> str:
    """The address to open, that of a stand-in where one is to do; StorageError where a missing one is refused."""
    missing = missing_database(settings)
    if missing is None or absent is Absent.BEGIN:
        return settings.url
    if absent is Absent.REFUSE:
        raise StorageError(_MISSING.format(path=missing))
    return STAND_IN


def installation(settings: Settings) -> str:
    """Return the name that distinguishes this installation from a clone of it."""
    return settings.instance or f"{socket.gethostname()}:{settings.home.resolve()}"


_EMPTIED = (
    "the database {url} holds no digest, but {sealed} shows that digests were sent from this home: it was emptied, "
    "deleted or replaced, and everything would be told again as new"
)
BEGIN_ANEW = (
    "put the newest backup in its place, or point TUMEN_DATABASE_URL to the right one; to begin anew nevertheless, "
    "run `tumen adopt`"
)
_MARK = "digests-were-sent"  # a file in the home, for readers who get no files themselves


def emptied(archive: Archive, settings: Settings) -> str:
    """Why this database cannot be the one that digests were sent from; "" where it can."""
    sealed = _sealed_before(settings) if archive.adoption.is_new() else None
    return _EMPTIED.format(url=_named(settings), sealed=sealed) if sealed else ""


def _sealed_before(settings: Settings) -> Path | None:
    """A trace outside the database that digests were sealed before; None if there is none."""
    from tumen.pipeline.test_message import TEST

    mark = settings.home / _MARK
    if mark.exists():
        return mark
    pages = (path for path in settings.digests.glob("*/*") if path.suffix in {".html", ".json"})
    return next((page for page in pages if not page.name.startswith(TEST)), None)


def _named(settings: Settings) -> str:
    """The database without a password in its address."""
    return settings.url.rpartition("@")[2].removeprefix(_SQLITE)


def adopting(owner: str) -> str:
    """What to do about a database that belongs to another installation, or was copied from one by `archive copy`."""
    if owner.startswith(A_COPY_OF):
        return "if it takes the place of the other one, and nothing was sent from there since: tumen adopt --moved"
    return "if the other one no longer exists: tumen adopt"


def may_send(archive: Archive, settings: Settings) -> None:
    """Raise StorageError when this database belongs to another installation: a clone or a restored backup.

    A database that belongs to none yet becomes this one's.
    """
    if not archive.adoption.is_new():
        (settings.home / _MARK).touch()
    own = installation(settings)
    found = archive.adoption.instance()
    if found is None:
        archive.adoption.adopt(own)
    elif found != own:
        raise StorageError(
            f"this database belongs to {found}, but this is {own}: nothing is sent, so that nobody "
            f"gets a digest twice; {adopting(found)}"
        )
