"""A digest in a thousand characters, for chats that take text and read mark-up or mentions into it."""

from __future__ import annotations

from dataclasses import dataclass

from tumen.delivery.clean import shorten
from tumen.delivery.render.developments import DevelopmentView
from tumen.delivery.render.labels import Labels
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


def short_of(view: View, labels: Labels) -> Short:
    """As many developments as fit into `LONGEST` characters, the cut included."""
    summary = inert(shorten(f"{view.title}: {view.summary}", 300))
    entries: list[str] = []
    room = LONGEST - len(summary) - 1 - len(_more(len(view.developments), labels)) - 1
    for development in view.developments:
        entry = _entry(development)
        if len(entry) + 1 > room:
            break
        entries.append(entry)
        room -= len(entry) + 1
    left = len(view.developments) - len(entries)
    return Short(summary=summary, entries=tuple(entries), more=_more(left, labels) if left else "")


def _more(n: int, labels: Labels) -> str:
    return labels.count("cut", n)


def _entry(development: DevelopmentView) -> str:
    changes = f" – {shorten(development.changes[0], 120)}" if development.changes else ""
    line = f"• {development.badge}: {shorten(development.headline, 160)}{changes}"
    url = development.url.translate(_INERT_URL) if len(development.url) <= 200 else ""
    return inert(line) + (f"\n  {url}" if url else "")
