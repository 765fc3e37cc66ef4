"""A digest in a thousand characters, for chats that take text and read mark-up or mentions into it."""

from __future__ import annotations

from dataclasses import dataclass

from tumen.delivery.clean import shorten
from tumen.delivery.render.developments import DevelopmentView
from tumen.delivery.render.inert import inert, inert_url
from tumen.delivery.render.labels import Labels
from tumen.delivery.render.view import View
from tumen.delivery.render.week import StorylineView

# A longer address takes the room of a whole development.
LONGEST_URL = 200

# The tightest of the usual chats (Teams workflows) takes a thousand characters.
LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """What is said: the first line, as many developments as fit, how many more, and how far we could see."""

    first: str
    entries: tuple[str, ...]
    more: str
    account: str


def short_of(view: View, labels: Labels) -> Short:
    """As many developments as fit into `LONGEST` characters, the cut included; the first line is the first one's."""
    first = inert(shorten(view.first_line, 300))
    account = inert(shorten(view.blind or view.nothing_new, 200)) if view.blind or view.is_empty else ""
    if view.week:
        told = [_storyline(storyline) for storyline in view.week.storylines]
    else:
        told = [_entry(development, named=n > 0) for n, development in enumerate(view.developments)]
    left = len(told)
    room = LONGEST - sum(len(text) + 1 for text in (first, account, labels.count("cut", left)))
    entries: list[str] = []
    for entry in told:
        if len(entry) + 1 > room:
            break
        entries.append(entry)
        room -= len(entry) + 1
    left -= len(entries)
    more = labels.count("cut", left) if left and entries else ""
    return Short(first=first, entries=tuple(entry for entry in entries if entry), more=more, account=account)


def _storyline(storyline: StorylineView) -> str:
    """A storyline of a week: from its first step to its last, and the figure that changed."""
    parts = [f"• {shorten(storyline.moved or storyline.title, 220)}"]
    parts += [f"  → {shorten(storyline.revisions[0], 120)}"] if storyline.revisions else []
    return "\n".join(inert(part) for part in parts)


def _entry(development: DevelopmentView, *, named: bool) -> str:
    """A development with its change and address; the first one's headline is the message's first line already."""
    parts = [f"• {development.badge}: {shorten(development.headline, 160)}"] if named else []
    parts += [f"  → {shorten(development.changes[0], 120)}"] if development.changes else []
    lines = [inert(part) for part in parts]
    url = development.page.url if development.page else development.url
    if url and len(url) <= LONGEST_URL:
        lines.append(f"  {inert_url(url)}")
    return "\n".join(lines)
