"""Who published a report: the outlet of the catalogue behind it, however the report came to us.

TASS by its own feed and TASS found by a search are one publisher, and state media whichever way they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tumen.model import Document, Judgement, Report, Source, SourceKind

_AUTHORITY = re.compile(r"(?:(?:[A-Za-z][\w+.-]*:)?//)?([^/?#\s]*)")
_ON_BEHALF = frozenset({"organ", "state-owned"})


class Outlets:
    """The outlets of a catalogue by id, name and site. Pure; search engines are none."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_id: dict[str, Source] = {}
        self._by_name: dict[str, Source] = {}
        self._by_site: dict[str, Source] = {}
        for source in sources:
            self._by_id[source.id] = source
            if source.kind is not SourceKind.SEARCH_FEED:
                self._by_name.setdefault(source.name.casefold(), source)
                for address in (source.homepage, source.url):
                    self._by_site.setdefault(site(address), source)
        self._by_site.pop("", None)

    def behind(self, document: Document) -> Source | None:
        """Return the outlet that published a document; None when the catalogue has no such outlet."""
        draft = document.draft
        own = self._by_id.get(draft.source_id)
        if own is not None and own.kind is not SourceKind.SEARCH_FEED:
            return own
        found = self._by_name.get(draft.site.casefold())
        for address in (draft.site, *draft.links[:1], draft.url or ""):
            found = found or self._by_site.get(site(address))
        return found

    def publisher(self, document: Document) -> str:
        """Return who published a document, as a reader knows it: never the search that found it."""
        own = self._by_id.get(document.draft.source_id)
        behind = self.behind(document)
        shown = document.draft.site or (behind.name if behind else "") or (own.name if own else "")
        return shown or site(document.draft.url or "") or document.draft.source_id

    def count(self, pairs: Iterable[tuple[Document, Judgement]]) -> int:
        """Count the publishers behind reports that are no copies; outlets of one family count once."""
        families = set()
        for document, judgement in pairs:
            if judgement.duplicate_of is None:
                behind = self.behind(document)
                families.add((behind.family or behind.name) if behind else self.publisher(document))
        return len(families)

    def report(self, document: Document, judgement: Judgement) -> Report:
        """Return a document as one report behind an item: by whom, and for which state where it is a state's."""
        behind = self.behind(document)
        return Report(
            document_id=document.id,
            publisher=self.publisher(document),
            title=document.draft.title,
            url=document.draft.url,
            published=document.draft.published,
            language=document.language,
            state=behind.state if behind and behind.state_link in _ON_BEHALF else None,
            duplicate_of=judgement.duplicate_of,
        )


def site(address: str) -> str:
    """Return the site of an address or of a bare domain, without www; empty when there is none."""
    authority = _AUTHORITY.match(address.strip())
    host = authority[1].rpartition("@")[2].partition(":")[0].lower() if authority else ""
    return host.removeprefix("www.") if "." in host else ""
