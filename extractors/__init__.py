"""Bytes in, drafts out: feeds, pages, index pages and files of one's own. No network, no clock.

What reads is imported when it is first used: replies are read in a process of their own, so that most runs never need
the parsers in theirs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from extractors.extracted import KINDS, Extracted, ExtractLimits, Extractor, Reading
from extractors.field_names import FACTS
from extractors.isolation import close, extract_safely, rest
from tumen.model import SourceKind

if TYPE_CHECKING:
    from extractors.corpus import read_corpus
    from extractors.kinds import EXTRACTORS, extract
else:
    _WHERE = {
        "read_corpus": "extractors.corpus",
        "EXTRACTORS": "extractors.kinds",
        "extract": "extractors.kinds",
    }

    def __getattr__(name):
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(_WHERE[name]), name)
        globals()[name] = found
        return found


PAGE = SourceKind.PAGE

__all__ = [
    "EXTRACTORS",
    "FACTS",
    "KINDS",
    "PAGE",
    "ExtractLimits",
    "Extracted",
    "Extractor",
    "Reading",
    "close",
    "extract",
    "extract_safely",
    "read_corpus",
    "rest",
]
