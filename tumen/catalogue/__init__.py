"""What a person edits: loaded, checked, made exact."""

from tumen.catalogue.chronicle import load_chronicle, until
from tumen.catalogue.language import load_language
from tumen.catalogue.opml import as_toml, export_opml, import_opml
from tumen.catalogue.readers import load_readers
from tumen.catalogue.sources import load_sources
from tumen.catalogue.watch import load_watch

__all__ = [
    "as_toml",
    "export_opml",
    "import_opml",
    "load_chronicle",
    "load_language",
    "load_readers",
    "load_sources",
    "load_watch",
    "until",
]
