"""What a person edits: loaded, checked, made exact. Each loader is imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING

# Type checkers read these lines. A watch needs everything that reads a text, and its speakers' names need nothing.
if TYPE_CHECKING:
    from tumen.catalogue.chronicle import load_chronicle, until
    from tumen.catalogue.fingerprint import load_fingerprint
    from tumen.catalogue.language import load_language
    from tumen.catalogue.late_watch import load_watch_late
    from tumen.catalogue.names import load_names
    from tumen.catalogue.opml import as_toml, export_opml, import_opml
    from tumen.catalogue.readers import load_readers
    from tumen.catalogue.sources import load_sources
    from tumen.catalogue.speaker_labels import load_speaker_labels
    from tumen.catalogue.watch import load_watch
else:
    _WHERE = {
        "as_toml": "opml",
        "export_opml": "opml",
        "import_opml": "opml",
        "load_chronicle": "chronicle",
        "load_fingerprint": "fingerprint",
        "load_language": "language",
        "load_readers": "readers",
        "load_sources": "sources",
        "load_names": "names",
        "load_speaker_labels": "speaker_labels",
        "load_watch": "watch",
        "load_watch_late": "late_watch",
        "until": "chronicle",
    }

    def __getattr__(name):
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
        globals()[name] = found
        return found


__all__ = [
    "as_toml",
    "export_opml",
    "import_opml",
    "load_chronicle",
    "load_fingerprint",
    "load_language",
    "load_names",
    "load_readers",
    "load_sources",
    "load_speaker_labels",
    "load_watch",
    "load_watch_late",
    "until",
]
