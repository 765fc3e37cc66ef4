"""The publisher of a search result: never the search engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tumen.analysis.digest.publishers import site as host
from tumen.model import Draft, Source, SourceKind

UNNAMED = "unnamed publisher"


class Publishers:
    """The outlets of the catalogue by site, and the sites of the search engines."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._outlets: dict[str, str] = {}
        self._engines: set[str] = set()
        for source in sources:
            if source.kind is SourceKind.SEARCH_FEED:
                self._engines.add(host(source.url))
            else:
                for own in (host(source.homepage), host(source.url)):
                    self._outlets.setdefault(own, source.name)

    def named(self, draft: Draft, source: Source) -> Draft:
        """Return a search result with its publisher's name; drafts of other sources as they are.

        Where the search gives only the publisher's site, the catalogue's name for it is used; where it gives nothing,
        the site that the item links to, unless that is the engine's own.
        """
        if source.kind is not SourceKind.SEARCH_FEED:
            return draft
        named = draft.site if " " in draft.site or "." not in draft.site else ""
        if named and not self._is_engine(host(draft.site)):
            return draft
        sites = [host(place) for place in (draft.site, *draft.links[:1], draft.url or "")]
        foreign = [site for site in sites if site and not self._is_engine(site)]
        return replace(draft, site=self._outlets.get(foreign[0], foreign[0]) if foreign else UNNAMED)

    def _is_engine(self, site: str) -> bool:
        return any(site == engine or site.endswith(f".{engine}") for engine in self._engines)
