"""Makes the pages, feeds and sealed messages that an address names, for whoever looks at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from tumen.desk import Desk
from tumen.model import Source
from tumen.web import pages
from tumen.web.feeds import FEEDS
from tumen.web.pages import Page, Rooms
from tumen.web.templating import NOBODY, Links, Visitor, environment, render, style_of

HTML: Final = "text/html; charset=utf-8"
WHOLE: Final = ("", "figures", "sources", "digests", "calendar", "people")
SINGLE: Final = ("development", "document", "storyline", "figures", "people", "digest")
SENT: Final = "sent"
SEARCH: Final = "search"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address names: a kind of page, with the id of one thing, what a query gives, and who looks."""

    kind: str
    id: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    visitor: Visitor = NOBODY


@dataclass(frozen=True, slots=True)
class Made:
    """An answer; `to`: the address to go on to instead. `as_sent`: another's words, locked in."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    to: str = ""
    as_sent: bool = False
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tag", f'"{sha256(self.body).hexdigest()[:32]}"')


class Maker:
    """Makes what is asked for from the archive, each answer as it stands at one moment."""

    def __init__(self, desk: Desk, sources: Sequence[Source], now: Callable[[], datetime], site: str = "") -> None:
        self._desk, self._sources, self._now, self._site = desk, sources, now, site
        self._templates, self._links = environment(), Links()
        self.style: Final = style_of(self._templates)
        self._whole: dict[str, Callable[[Rooms], Page | None]] = {
            "": pages.today,
            "figures": pages.figures,
            "sources": pages.sources,
            "digests": pages.digests,
            "calendar": pages.calendar,
            "people": pages.people,
        }
        self._single: dict[str, Callable[[Rooms, str], Page | None]] = {
            "development": pages.development,
            "document": pages.document,
            "storyline": pages.storyline,
            "figures": pages.figures,
            "people": pages.person,
            "digest": pages.digest,
        }

    def make(self, wanted: Wanted) -> Made:
        """The answer; the page that says so where there is no such thing."""
        with self._desk.archive.at_one_moment():
            rooms = Rooms(self._desk, self._sources, self._now(), self._site)
            if wanted.kind in FEEDS:
                write, kind = FEEDS[wanted.kind]
                return Made(write(rooms).encode(errors="replace"), kind)
            if wanted.kind == SENT:
                return self._sent(wanted)
            page = self._facts(rooms, wanted)
        # Who follows an old digest's link to what was merged since comes to where it is now.
        if page is not None and (elsewhere := page[1].get("moved_to")):
            return Made(status=302, to=self._links.to("development", elsewhere))
        return self.written(page, wanted.visitor)

    def written(self, page: Page | None, visitor: Visitor = NOBODY, status: int = 200) -> Made:
        """A page with its facts, the one that says there is none for None."""
        template, facts = page or ("lost.html.j2", {})
        html = render(self._templates, template, facts, self._links, self._desk.names.label, visitor)
        return Made(html.encode(errors="replace"), status=status if page else 404)

    def _facts(self, rooms: Rooms, wanted: Wanted) -> tuple[str, dict[str, Any]] | None:
        if wanted.kind == SEARCH:
            return pages.search(rooms, wanted.given)
        if not wanted.id:
            return self._whole[wanted.kind](rooms)
        # PostgreSQL takes no text with NUL.
        return self._single[wanted.kind](rooms, wanted.id) if "\x00" not in wanted.id else None

    def _sent(self, wanted: Wanted) -> Made:
        """A message of a delivery exactly as it was sealed: its HTML locked in, anything else as plain text."""
        part, digest_id = wanted.given.get("part", ""), wanted.given.get("digest", "")
        if "\x00" in digest_id:
            return self.written(None, wanted.visitor)
        deliveries = self._desk.archive.outbox.deliveries(digest_id=digest_id, limit=1_000)
        found = next((one.message.parts.get(part) for one in deliveries if one.id == wanted.id), None)
        if found is None:
            return self.written(None, wanted.visitor)
        kind = HTML if part == "html" else "text/plain; charset=utf-8"
        return Made(found.encode(errors="replace"), kind, as_sent=True)
