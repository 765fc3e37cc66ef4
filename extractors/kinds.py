"""Which extractor reads which kind of source."""

from __future__ import annotations

from collections.abc import Mapping

from extractors import article, feed, files, listing, mail
from extractors.extracted import Extracted, Extractor
from tumen.model import Raw, Source, SourceKind

EXTRACTORS: Mapping[SourceKind, Extractor] = {
    SourceKind.FEED: feed.extract,
    SourceKind.SEARCH_FEED: feed.extract,
    SourceKind.LISTING: listing.extract,
    SourceKind.PAGE: article.extract,
    SourceKind.MAILBOX: mail.extract,
    SourceKind.CORPUS: files.extract,
}


def extract(raw: Raw, source: Source) -> Extracted:
    """Return what a reply says; ExtractError when it says nothing. In this process: see `extract_safely`."""
    return EXTRACTORS[source.kind](raw, source)
