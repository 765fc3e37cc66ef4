"""The archive: everything Tumen stores. The only package that imports SQLAlchemy and Alembic."""

from tumen.storage.archive import Archive
from tumen.storage.copying import Copied, copy_archive
from tumen.storage.dumping import restore_archive
from tumen.storage.expected import due, settling
from tumen.storage.ledger import Decision
from tumen.storage.newest import COUNTED
from tumen.storage.records import (
    Added,
    Attempt,
    Counts,
    DevelopmentEvent,
    DigestTrace,
    DocumentVersion,
    Edit,
    PutAsideDocument,
    Trace,
)
from tumen.storage.search_index import day_of
from tumen.storage.search_request import Page, Sought, Stated, Strand

__all__ = [
    "COUNTED",
    "Added",
    "Archive",
    "Attempt",
    "Copied",
    "Counts",
    "Decision",
    "DevelopmentEvent",
    "DigestTrace",
    "DocumentVersion",
    "Edit",
    "Page",
    "PutAsideDocument",
    "Sought",
    "Stated",
    "Strand",
    "Trace",
    "copy_archive",
    "day_of",
    "due",
    "restore_archive",
    "settling",
]
