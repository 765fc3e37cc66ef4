"""What a person edits: loaded, checked, made exact."""

from tumen.catalogue.chronicle import load_chronicle, until

__all__ = ["load_chronicle", "until"]
