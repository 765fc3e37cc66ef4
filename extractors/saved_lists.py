"""Pages that a program wrote as its export: messages of a chat, bookmarks, reading lists, each an entry. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractors.entries import Entry
from extractors.html_text import document, web
from extractors.plain_text import escaped
from extractors.posts import classed, markup

CHAT = re.compile(r'class="[^"]*\bchat_page\b|class="pull_right date details"')  # Telegram's messages.html
LISTED = re.compile(r"NETSCAPE-Bookmark-file|\b(?:time_added|add_date)=\"?\d{9,}", re.IGNORECASE)
BEGINNING = 20_000  # characters in which such a page gives itself away
SAVED = ("time_added", "add_date")


def entries(html: str) -> list[Entry]:
    """Return what such a page lists; nothing of any other page."""
    begin = html[:BEGINNING]
    if CHAT.search(begin):
        return list(_messages(document(html)))
    return list(_bookmarks(document(html))) if LISTED.search(begin) else []


def _messages(tree: Any) -> Iterator[Entry]:
    """The messages of a chat that Telegram wrote as a page; lines of the program are none."""
    name = next((" ".join(node.text_content().split()) for node in classed(tree, "page_header")), "")
    for box in classed(tree, "message"):
        text = next((markup(node) for node in classed(box, "text")), "")
        if "default" in box.get("class").split() and text:
            dates = (node.get("title") for node in classed(box, "date"))
            yield Entry(
                bodies=(text,), dates=tuple(date for date in dates if date), site=escaped(name), is_post=True
            )  # fmt: skip


def _bookmarks(tree: Any) -> Iterator[Entry]:
    """The pages of a reading list, with the day on which they were put there and what a person noted."""
    for anchor in tree.iter("a"):
        link = web(anchor.get("href"))
        saved = next((anchor.get(name) for name in SAVED if anchor.get(name)), "")
        if link and saved:
            note = next((node for node in anchor.itersiblings("dd")), None)
            parent = anchor.getparent()
            if note is None and parent is not None and parent.tag == "dt":
                note = parent.getnext() if parent.getnext() is not None and parent.getnext().tag == "dd" else None
            text = " ".join((note.text or "").split()) if note is not None else ""
            title = " ".join(anchor.text_content().split())
            yield Entry(
                link=link,
                title=escaped(title if title != link else ""),
                bodies=(escaped(text),) if text else (),
                dates=(saved,),
            )
