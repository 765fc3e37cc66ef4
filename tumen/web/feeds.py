"""What the pages offer to readers of feeds and to calendars, served and as files: each by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tumen.desk import Asked, Hit
from tumen.desk.feeds import atom, icalendar, json_feed
from tumen.web.pages import Rooms, announced_dates

_TITLE: Final = "Tumen"
_MOST: Final = 50  # developments


def _latest(rooms: Rooms) -> Sequence[Hit]:
    return rooms.desk.developments(Asked(), limit=_MOST, reported=True).items


# How each is written, and the type under which it is served.
FEEDS: Final[Mapping[str, tuple[Callable[[Rooms], str], str]]] = {
    "feed.atom": (lambda rooms: atom(_TITLE, _latest(rooms), rooms.site), "application/atom+xml; charset=utf-8"),
    "feed.json": (lambda rooms: json_feed(_TITLE, _latest(rooms), rooms.site), "application/feed+json"),
    "calendar.ics": (
        lambda rooms: icalendar(_TITLE, announced_dates(rooms), rooms.now, rooms.site),
        "text/calendar; charset=utf-8",
    ),
}
