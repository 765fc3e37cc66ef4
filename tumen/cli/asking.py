"""The options by which commands ask what is known: days, names, pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from cyclopts import Parameter

from tumen.cli import screen
from tumen.cli.days import day
from tumen.desk import Asked
from tumen.errors import ConfigError
from tumen.storage import Page
from tumen.storage.search_page import MOST
from tumen.wiring import clock

_PAGES = 1_000_000  # more than any archive has, and a number that every database counts to


def _said(help: str) -> Parameter:
    return Parameter(help=help, show_default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked about; days are those of the happening or publication, never of an import."""

    since: Annotated[str, _said("Happened or published on or after: 2023-07-25, 2023-07, 2023, or 7d back.")] = ""
    until: Annotated[str, _said("Happened or published on or before.")] = ""
    actor: Annotated[str, _said("Who acts in it, a name of the watch in any language.")] = ""
    place: Annotated[str, _said("Where it happened, a name of the watch.")] = ""
    theme: Annotated[str, _said("A theme of the watch: military, diplomacy, …")] = ""
    source: Annotated[str, _said("A source's id or a publisher's name.")] = ""
    language: Annotated[str, _said("Language of the report: en, ru, ko, …")] = ""
    origin: Annotated[str, _said("Whose word it rests on: nis, kremlin, …")] = ""
    storyline: Annotated[str, _said("Only this storyline.")] = ""
    seen_since: Annotated[str, _said("A report arrived here on or after.")] = ""

    def asked(self, words: str = "", *, everything: bool = False) -> Asked:
        """The question; ConfigError for a day that is none."""
        seen = day(self.seen_since, "--seen-since")
        return Asked(
            words=words,
            actor=self.actor,
            place=self.place,
            theme=self.theme,
            source=self.source,
            language=self.language,
            origin=self.origin,
            storyline=self.storyline,
            since=day(self.since, "--since"),
            until=day(self.until, "--until", last=True),
            seen_since=clock().replace(year=seen.year, month=seen.month, day=seen.day, hour=0, minute=0, second=0)
            if seen
            else None,
            everything=everything,
        )


Filtered = Annotated[Filters, Parameter(name="*")]
NO_FILTERS = Filters()


def page_of(limit: int, page: int) -> tuple[int, int]:
    """The limit, at most what one page holds, and the offset of a page; ConfigError for one that cannot be."""
    size = min(at_least_one(limit), MOST)
    if not 1 <= page <= _PAGES:
        raise ConfigError("command line", "--page", f"must be 1 or more, at most {_PAGES}")
    return size, size * (page - 1)


def at_least_one(limit: int) -> int:
    """The limit; ConfigError when it is not positive."""
    if limit < 1:
        raise ConfigError("command line", "--limit", "must be 1 or more")
    return limit


def page_as_json(page: Page[Any], rows: list[Any]) -> None:
    """Print a page for programs: how many there are, or that there are `more`, where it begins, and its rows."""
    screen.as_json({"total": page.total, "more": page.more, "offset": page.offset, "items": rows})


def say_rest(page: Page[Any], one: str, many: str) -> None:
    """Say which part of everything was shown, and how to see the next."""
    shown = page.offset + len(page.items)
    if not page.total:
        return
    first = page.offset + 1
    total = f"more than {page.total}" if page.more else f"{page.total}"
    said = f"{first} to {shown} of {total} {many}" if page.items else f"page empty; {total} {many} in all"
    said = f"1 {one}" if total == "1" and page.items else said
    screen.say(f"{said}." + (" More: the same with --page N." if page.goes_on else ""))
