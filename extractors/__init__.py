"""Bytes in, drafts out: feeds, pages, index pages and files of one's own. No network, no clock."""

from extractors.corpus import read_corpus
from extractors.corpus_files import KINDS
from extractors.extracted import Extracted, ExtractLimits, Extractor, Reading
from extractors.field_names import FACTS
from extractors.isolation import close, extract_safely, rest
from extractors.kinds import EXTRACTORS, extract
from tumen.model import SourceKind

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
