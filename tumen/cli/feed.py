"""The command feed: developments as a feed, announced dates as a calendar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from tumen.cli.asking import NO_FILTERS, Filtered, at_least_one
from tumen.desk import Asked, Desk
from tumen.desk.calendar import PAST, announced
from tumen.desk.feeds import atom, icalendar, json_feed
from tumen.errors import ConfigError
from tumen.output_files import write_for_others
from tumen.settings import load_settings
from tumen.wiring import clock, open_desk

_TITLE: Final = "Tumen"


def feed(
    format: Literal["atom", "json", "calendar"] = "atom",
    words: str = "",
    /,
    *,
    limit: int = 50,
    out: Path | None = None,
    filters: Filtered = NO_FILTERS,
) -> int:
    """Write developments as Atom or JSON Feed, or announced dates as iCalendar, for a feed reader or any web server.

    Ids stay the same for ever; an entry counts as updated when another report joins its development.

    Parameters
    ----------
    format
        atom, json (JSON Feed 1.1) or calendar (iCalendar; of the last 30 days and all that is to come).
    words
        Only what these words find, as for tumen search; not for a calendar.
    limit
        At most this many developments, those that were reported last.
    out
        File to write to, by default standard output.
    """
    at_least_one(limit)
    settings = load_settings()
    with open_desk(settings) as desk:
        written = _FORMATS[format](desk, filters.asked(words), limit, settings.site)
    if out is None:
        print(written, end="")
        return 0
    try:
        write_for_others(out, [written])
    except OSError as e:
        raise ConfigError("command line", "--out", f"cannot write {out}: {e.strerror}") from e
    return 0


def _atom(desk: Desk, asked: Asked, limit: int, site: str) -> str:
    return atom(_title(asked), desk.developments(asked, limit=limit, reported=True).items, site)


def _json(desk: Desk, asked: Asked, limit: int, site: str) -> str:
    return json_feed(_title(asked), desk.developments(asked, limit=limit, reported=True).items, site)


def _calendar(desk: Desk, asked: Asked, _: int, site: str) -> str:
    return icalendar(_TITLE, announced(desk, asked.since or (clock() - PAST).date(), clock().date()), clock(), site)


def _title(asked: Asked) -> str:
    """A feed is another one when it asks for something else."""
    asks = (asked.words, asked.actor, asked.place, asked.theme, asked.storyline, asked.language, asked.source)
    return ": ".join([_TITLE, *filter(None, asks)])


_FORMATS: dict[str, Callable[[Desk, Asked, int, str], str]] = {"atom": _atom, "json": _json, "calendar": _calendar}
