"""Pages of short posts as entries: channels of Telegram, timelines, blogs in microformats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html

from extractors.entries import Entry
from extractors.html_text import web


@dataclass(frozen=True, slots=True)
class Form:
    """How a site marks its posts, by classes: the box of one, its text, its own address, its moment.

    `preview`: what stands for the text where a post only shows a page. `title`: its headline, where it has one.
    `passed_over`: a box with this class is no post.
    """

    post: str
    text: str
    link: str
    date: str
    preview: tuple[str, ...] = ()
    title: str = ""
    passed_over: str = ""


FORMS = (
    # t.me/s/CHANNEL
    Form("tgme_widget_message", "js-message_text", "tgme_widget_message_date", "tgme_widget_message_date",
         ("link_preview_title", "link_preview_description"), passed_over="service_message"),
    Form("timeline-item", "tweet-content", "tweet-link", "tweet-date"),  # Nitter
    # Microformats: blogs without headlines, Mastodon, Micro.blog.
    Form("h-entry", "e-content", "u-url", "dt-published", ("p-summary",), title="p-name"),
)  # fmt: skip
MOST = 1000  # posts of a page; Telegram shows 20


def entries(tree: Any, base: str) -> list[Entry]:
    """Return the posts of a page with their texts; none when the page holds no such posts."""
    for form in FORMS:
        boxes = [box for box in classed(tree, form.post) if form.passed_over not in _classes(box)]
        found = [entry for box in boxes[:MOST] if (entry := _entry(box, form, base))]
        if found:
            return found
    return []


def _entry(box: Any, form: Form, base: str) -> Entry | None:
    link = next((web(node.get("href"), base) for node in classed(box, form.link) if node.get("href")), None)
    if link is None:
        return None
    body = next((markup(node) for node in classed(box, form.text)), "")
    shown = [markup(node) for name in form.preview for node in list(classed(box, name))[:1]]
    titles = (node for node in classed(box, form.title) if form.text not in _classes(node)) if form.title else ()
    return Entry(
        link=link.split("#", 1)[0],
        title=next((" ".join(node.text_content().split()) for node in titles), ""),
        bodies=tuple(filter(None, (body or "".join(f"<p>{text}</p>" for text in shown if text),))),
        dates=tuple(_dates(box, form)),
        is_post=True,
    )


def _dates(box: Any, form: Form) -> Iterator[str]:
    for place in classed(box, form.date):
        for node in place.iter():
            said = node.get("datetime") or node.get("title")
            if said:
                yield said


def classed(tree: Any, name: str) -> Iterator[Any]:
    """Yield the outermost elements of this class, in reading order."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if name in _classes(node):
            yield node
        else:
            waiting.extend(reversed(list(node)))


def _classes(node: Any) -> list[str]:
    return (node.get("class") or "").split() if isinstance(node.tag, str) else []


def markup(node: Any) -> str:
    """Return an element as HTML."""
    return str(lxml.html.tostring(node, encoding="unicode", with_tail=False))
