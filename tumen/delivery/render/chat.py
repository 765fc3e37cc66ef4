"""A digest in a thousand characters, for chats that take text and read mark-up or mentions into it."""

from __future__ import annotations

from dataclasses import dataclass

from tumen.delivery.clean import shorten
from tumen.delivery.render.furniture import Furniture
from tumen.delivery.render.story import Story
from tumen.delivery.render.view import View

# The tightest of the usual chats (Teams workflows) takes a thousand characters.
LONGEST = 1_000

# Signs that make mentions, links or code in one chat or another, and the look-alikes that make nothing.
_INERT = str.maketrans(
    {
        "<": "‹",
        ">": "›",
        "@": "＠",
        "[": "(",
        "]": ")",
        "`": "'",
        "*": "∗",
        "_": "＿",
        "~": "∼",
        "|": "¦",
        "\\": "/",
        "#": "＃",
    }
)
# The same signs inside an address, written so that it still leads where it did.
_INERT_URL = str.maketrans({"@": "%40", "*": "%2A", "_": "_", "~": "%7E", "|": "%7C", "#": "#"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """What is said: the summary, as many developments as fit, and how many more there are."""

    summary: str
    entries: tuple[str, ...]
    more: str


def inert(text: str) -> str:
    """Text in which no chat finds a mention, a link or formatting."""
    return text.translate(_INERT)


def short_of(view: View, furniture: Furniture) -> Short:
    """As many developments as fit into `LONGEST` characters, the cut included."""
    summary = inert(shorten(f"{view.title}: {view.summary}", 300))
    entries: list[str] = []
    room = LONGEST - len(summary) - 1 - len(_more(len(view.stories), furniture)) - 1
    for story in view.stories:
        entry = _entry(story)
        if len(entry) + 1 > room:
            break
        entries.append(entry)
        room -= len(entry) + 1
    left = len(view.stories) - len(entries)
    return Short(summary=summary, entries=tuple(entries), more=_more(left, furniture) if left else "")


def _more(n: int, furniture: Furniture) -> str:
    return furniture.count("cut", n)


def _entry(story: Story) -> str:
    changes = f" – {shorten(story.changes[0], 120)}" if story.changes else ""
    line = f"• {story.badge}: {shorten(story.headline, 160)}{changes}"
    url = story.url.translate(_INERT_URL) if len(story.url) <= 200 else ""
    return inert(line) + (f"\n  {url}" if url else "")
