"""A newsletter in HTML to its items: each linked headline with what is told beneath it, and the letter's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import lxml.etree

from extractors import furniture
from extractors.html_elements import BLOCKS, SILENT
from extractors.html_text import document, is_hidden, web
from extractors.listing import is_headline
from extractors.plain_text import escaped

FEWEST = 3  # items: a letter that names two pages is a letter about them
WHOLLY = 0.7  # of a block's letters are the link of a headline; the rest is a number, an arrow, the paper's name
PAPER = re.compile(r"\s*(?:\([^()]{1,40}\)|[|–—-]\s[^.!?]{1,40})\s*")
LONGEST = 300  # characters of a headline
LINES = BLOCKS | {"br"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
TELLING = 40  # characters of a teaser; what is shorter is a date or a section


@dataclass(slots=True)
class Block:
    """A line of the letter: its pieces of text, each with the address it links to; `heading`: whether it is one."""

    heading: bool = False
    pieces: list[tuple[str, str]] = field(default_factory=list)  # text, and the address it links to

    @property
    def text(self) -> str:
        """What is read in it, without the paper's name behind a link."""
        *told, (last, address) = self.pieces or [("", "")]
        behind = told and not address and PAPER.fullmatch(last)
        return " ".join("".join(text for text, _ in (told if behind else self.pieces)).split())

    @property
    def links(self) -> frozenset[str]:
        """The addresses to which all but its signs link; empty where most of it is text."""
        letters = sum(c.isalnum() for c in self.text)
        inside = sum(c.isalnum() for text, address in self.pieces if address for c in text)
        linked = frozenset(address for text, address in self.pieces if address and text.strip())
        return linked if letters and inside >= WHOLLY * letters else frozenset()

    @property
    def link(self) -> str:
        """The one address to which it links as a whole; empty where there are two or none."""
        links = self.links
        return next(iter(links)) if len(links) == 1 else ""


@dataclass(slots=True)
class Item:
    """One item: headline, address, and what is told beneath it, a paragraph a line."""

    title: str
    link: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many characters it tells."""
        return len(self.title) + sum(map(len, self.lines))

    @property
    def markup(self) -> str:
        """Its text as HTML."""
        return "".join(f"<p>{escaped(text)}</p>" for text in self.lines)


def items(markup: str) -> tuple[Item, ...]:
    """Return the items of a letter, the letter's own words as one without address; none where it is one text.

    It is a letter of items when it has three linked headlines that together say more than what stands before them: an
    essay with a list of other pages at its end is one text.
    """
    own, found = _parted([block for block in _blocks(markup) if block.text])
    told = [item for item in found.values() if item.link]
    if len(told) < FEWEST or own.length > sum(item.length for item in told):
        return ()
    return (*([own] if own.length >= TELLING and own.lines else []), *told)


def _parted(blocks: Sequence[Block]) -> tuple[Item, dict[str, Item]]:
    """What stands before the first headline, and the items by their addresses."""
    own = item = Item("")
    found: dict[str, Item] = {}
    for place, block in enumerate(blocks):
        text, link = block.text, block.link
        if len(block.links) > 1:
            continue  # a menu
        if not furniture.clear(text)[0]:
            item = own if not found else Item("")  # the foot of the letter belongs to no item
        elif link and link in found:
            item = found[link]
            item.lines += [text] if len(text) >= TELLING and text != item.title else []
        elif link and is_headline(text) and len(text) <= LONGEST:
            item = found[link] = Item(text, link)
        elif block.heading:
            below = _below(blocks[place + 1 :])
            item = found.setdefault(below, Item(text, below)) if below and is_headline(text) else Item("")
        elif not link or len(text) >= TELLING:
            item.lines.append(text)
    return own, found


def _below(blocks: Sequence[Block]) -> str:
    """The address of "Read more" beneath a heading, when that comes before the next heading or headline."""
    for block in blocks:
        if block.heading or (block.link and is_headline(block.text)):
            return ""
        if block.link:
            return block.link
    return ""


def _blocks(markup: str) -> Iterator[Block]:
    """The lines of the letter in reading order."""
    block, heading, silent = Block(), 0, 0
    links: list[str] = []
    for event, node in lxml.etree.iterwalk(document(markup), events=("start", "end")):
        tag, step = node.tag.lower(), 1 if event == "start" else -1
        silent += step * (tag in SILENT or is_hidden(node))
        heading += step * (tag in HEADINGS)
        if tag in LINES:
            yield block
            block = Block(heading=heading > 0)
        if tag == "a":
            links = [*links, target(node.get("href"))] if step > 0 else links[:-1]
        said = (node.text if step > 0 else node.tail) or ""
        if said and not silent:
            block.pieces.append((said, links[-1] if links else ""))
    yield block


def target(href: str | None) -> str:
    """Return the address that a link leads to: trackers carry it in their own; empty when it is none of the web."""
    url = web(href) or ""
    for _, value in parse_qsl(urlsplit(url).query) if "http" in url[8:] else ():
        if re.match(r"https?://[\w.-]+\.\w{2,}(?:[/?#:]|$)", value) and web(value):
            return web(value) or url
    return url
