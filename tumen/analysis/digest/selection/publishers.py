"""Who published a report: the outlet of the catalogue behind it, however the report came to us; never a search engine.

TASS by its own feed and TASS found by a search are one publisher, and state media whichever way they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from tumen.model import Document, Draft, Judgement, Report, Source, SourceKind, StateLink

LONGEST_SUFFIX = 3  # letters of the part before a country in a public suffix: co.uk, com.pl, org.ua
UNNAMED = "unnamed publisher"

_AUTHORITY = re.compile(r"(?:(?:[A-Za-z][\w+.-]*:)?//)?([^/?#\s]*)")
_ON_BEHALF = frozenset({StateLink.ORGAN, StateLink.STATE_OWNED})


class Publishers:
    """The outlets of a catalogue by id, name and site, and the sites of its search engines, which publish nothing.

    Pure. Build it once for a catalogue's sources: the first source with a name or a site has it.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_id: dict[str, Source] = {}
        self._by_name: dict[str, Source] = {}
        self._by_site: dict[str, Source] = {}
        self._engines: set[str] = set()
        for source in sources:
            self._by_id[source.id] = source
            if source.kind is SourceKind.SEARCH_FEED:
                self._engines.add(site(source.url))
            else:
                self._by_name.setdefault(source.name.casefold(), source)
                for address in (source.homepage, source.url):
                    self._by_site.setdefault(site(address), source)
        self._by_site.pop("", None)
        self._engines.discard("")

    def named(self, draft: Draft, source: Source) -> Draft:
        """Return a search result with its publisher's name; drafts of other sources as they are.

        Where the search gives only the publisher's site, the catalogue's name for it is used; where it gives nothing,
        the site that the item links to, unless that is the engine's own; where there is none either, UNNAMED.
        """
        if source.kind is not SourceKind.SEARCH_FEED:
            return draft
        written = draft.site if " " in draft.site or "." not in draft.site else ""
        if written and not self._is_engine(site(draft.site)):
            return draft
        own = next((one for one in map(site, _addresses(draft)) if one and not self._is_engine(one)), "")
        known = self._by_site.get(own)
        return replace(draft, site=known.name if known else own or UNNAMED)

    def _is_engine(self, address: str) -> bool:
        return any(address == engine or address.endswith(f".{engine}") for engine in self._engines)

    def behind(self, document: Document) -> Source | None:
        """Return the outlet that published a document; None when the catalogue has no such outlet."""
        draft = document.draft
        own = self._by_id.get(draft.source_id)
        if own is not None and own.kind is not SourceKind.SEARCH_FEED:
            return own
        found = self._by_name.get(draft.site.casefold())
        for address in _addresses(draft):
            found = found or self._by_site.get(site(address))
        return found

    def name(self, document: Document) -> str:
        """Return who published a document, as a reader knows it: never the search that found it."""
        own = self._by_id.get(document.draft.source_id)
        behind = self.behind(document)
        shown = document.draft.site or (behind.name if behind else "") or (own.name if own else "")
        address = site(document.draft.url or "")
        # The host of a feed is no name: rss.paper.example and feeds.paper.example are paper.example.
        return address if address and _siblings(shown, address) else shown or address or document.draft.source_id

    def count(self, pairs: Iterable[tuple[Document, Judgement]]) -> int:
        """Count the publishers behind reports that are no copies; outlets of one family count once."""
        families = set()
        for document, judgement in pairs:
            if judgement.duplicate_of is None:
                behind = self.behind(document)
                families.add((behind.family or behind.name) if behind else self.name(document))
        return len(families)

    def report(self, document: Document, judgement: Judgement) -> Report:
        """Return a document as one report behind an item: by whom, and for which state where it is a state's."""
        behind = self.behind(document)
        return Report(
            document_id=document.id,
            publisher=self.name(document),
            title=document.draft.title,
            url=document.draft.url,
            published=document.draft.published,
            language=document.language,
            state=behind.state if behind and behind.state_link in _ON_BEHALF else None,
            duplicate_of=judgement.duplicate_of,
        )


def _addresses(draft: Draft) -> tuple[str, ...]:
    """What may tell a draft's publisher: the site that the search gives, the first link, the draft's own address."""
    return (draft.site, *draft.links[:1], draft.url or "")


def _siblings(name: str, host: str) -> bool:
    """Whether a name is a host of the same organisation: the last two labels are one, three in "co.uk" and the like."""
    ours, theirs = name.lower().split("."), host.split(".")
    labels = 2 if len(theirs[-2:][0]) > LONGEST_SUFFIX else 3
    return " " not in name and len(ours) >= labels <= len(theirs) and ours[-labels:] == theirs[-labels:]


@lru_cache(maxsize=4096)  # a digest asks about the addresses of a report again and again
def site(address: str) -> str:
    """Return the site of an address or of a bare domain, without www; empty when there is none."""
    authority = _AUTHORITY.match(address.strip())
    host = authority[1].rpartition("@")[2].partition(":")[0].lower() if authority else ""
    return host.removeprefix("www.") if "." in host else ""
