"""What a person edits: loaded, checked, made exact."""

from tumen.catalogue.chronicle import load_chronicle, until
from tumen.catalogue.readers import load_readers
from tumen.catalogue.watch import load_watch

__all__ = ["load_chronicle", "load_readers", "load_watch", "until"]
