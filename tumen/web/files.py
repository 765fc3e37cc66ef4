"""The same pages as files, for any web server; without the search, which needs the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from tumen.desk import Asked
from tumen.desk.paging import every_page
from tumen.errors import ConfigError
from tumen.output_files import make_folder_for_others, write_for_others
from tumen.web import pages
from tumen.web.feeds import FEEDS
from tumen.web.pages import Page, Rooms
from tumen.web.templating import Links, environment, file_of, render, style_of

_KINDS: Final = ("development", "storyline", "figures", "digest", "people")
_MADE_HERE: Final = '<meta name="generator" content="Tumen">'
_HEAD: Final = 1_000  # letters of a page in which that stands


def write(rooms: Rooms, folder: Path) -> int:
    """Write every page into a folder, over what an earlier writing left; return how many files.

    ConfigError when the folder cannot be written to.
    """
    templates, written = environment(), 0
    kept: set[str] = set()
    try:
        for name, page in _pages(rooms):
            kept.add(name)
            links = Links(root="../" * name.count("/"), files=True)
            _put(folder / name, render(templates, *page, links, rooms.desk.names.label))
            written += 1
        _drop_stale(folder, kept)
        for name, text in _others(rooms, style_of(templates)):
            _put(folder / name, text)
            written += 1
    except OSError as e:
        raise ConfigError("command line", "--export", f"cannot write to {folder}: {e.strerror}") from e
    return written


def _put(path: Path, text: str) -> None:
    make_folder_for_others(path.parent)
    write_for_others(path, [text])


def _drop_stale(folder: Path, kept: Collection[str]) -> None:
    """Take away pages that an earlier writing left and that there are no more; a file of somebody else stays."""
    for kind in _KINDS:
        for path in (folder / kind).glob("*.html"):
            if f"{kind}/{path.name}" not in kept and _MADE_HERE in path.read_text("utf-8", errors="replace")[:_HEAD]:
                path.unlink()


def _pages(rooms: Rooms) -> Iterator[tuple[str, Page]]:
    yield file_of(""), pages.today(rooms)
    yield file_of("sources"), pages.sources(rooms)
    yield file_of("digests"), pages.digests(rooms)
    yield file_of("calendar"), pages.calendar(rooms)
    figures = pages.figures(rooms)
    if figures:
        yield file_of("figures"), figures
        for metric, _ in figures[1]["metrics"]:
            yield from _one("figures", metric, pages.figures(rooms, metric))
    for id in _developments(rooms):
        yield from _one("development", id, pages.development(rooms, id))
    for id in rooms.desk.archive.developments.moved():
        yield from _one("development", id, pages.development(rooms, id))
    yield file_of("people"), pages.people(rooms)
    for entry, _ in pages.people(rooms)[1]["people"]:
        yield from _one("people", entry.id, pages.person(rooms, entry.id))
    for found in every_page(partial(rooms.desk.storylines, Asked())):
        for strand in found.items:
            yield from _one("storyline", strand.id, pages.storyline(rooms, strand.id))
    for told in pages.digests(rooms)[1]["told"]:
        yield from _one("digest", told.digest.id, pages.digest(rooms, told.digest.id))


def _one(kind: str, id: str, page: Page | None) -> Iterator[tuple[str, Page]]:
    if page is not None:
        yield file_of(kind, id), page


def _developments(rooms: Rooms) -> Iterator[str]:
    for found in every_page(partial(rooms.desk.developments, Asked())):
        yield from (hit.development.id for hit in found.items)


def _others(rooms: Rooms, style: str) -> Iterator[tuple[str, str]]:
    yield "style.css", style
    for name, (write_feed, _) in FEEDS.items():
        yield name, write_feed(rooms)
