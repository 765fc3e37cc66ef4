"""One source on loopback that says what a test scripts, and an archive that listens to it through the real pipeline."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.support.archives import archive_in_memory
from tests.support.installation import Clock
from tests.support.web import NOON, Answer, Ask, Reply, Site, fetcher, site
from tests.support.web import source as source_at
from tumen import pipeline
from tumen.analysis.matching.watch import Watch
from tumen.catalogue import load_watch
from tumen.content import config_folder
from tumen.fetch import Fetcher
from tumen.model import Development, Document, Source, SourceHealth
from tumen.pipeline import Collected, Content
from tumen.storage import Archive


@dataclass(frozen=True)
class Entry:
    """One item of a feed; what is empty is left out of it."""

    title: str
    text: str = ""
    guid: str = ""
    link: str = ""
    at: datetime | None = NOON

    def xml(self) -> str:
        parts = {
            "title": html.escape(self.title),
            "description": html.escape(self.text),
            "guid": html.escape(self.guid),
            "link": html.escape(self.link),
            "pubDate": f"{self.at:%a, %d %b %Y %H:%M:%S} +0000" if self.at else "",
        }
        inside = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value)
        return "<item>" + inside.replace("<guid>", "<guid isPermaLink='false'>") + "</item>"


def page(title: str, *paragraphs: str, head: str = "") -> Reply:
    """A web page with an article."""
    inside = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    body = f"<html><head>{head}</head><body><article><h1>{html.escape(title)}</h1>{inside}</article></body></html>"
    return Reply(body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def rss(*entries: Entry) -> Reply:
    """A feed of these items."""
    items = "".join(entry.xml() for entry in entries)
    body = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>t</title>{items}</channel></rss>"
    return Reply(body=body.encode(), headers={"Content-Type": "application/rss+xml", "ETag": f'"{hash(body)}"'})


@dataclass
class Listener:
    """Says what a test scripts, and listens. `replies`: by path; `asks` of the site remember what was asked."""

    site: Site
    archive: Archive
    fetcher: Fetcher
    clock: Clock
    sources: tuple[Source, ...] = ()
    watch: Watch = field(default_factory=Watch.empty)
    replies: dict[str, Answer] = field(default_factory=dict)

    def listen(self, *answers: Answer, hours: float = 2) -> Collected:
        """Collect once for each reply of the first source, the clock moving on before each; what the last brought."""
        for answer in answers:
            self.replies["/feed"] = answer
            self.clock.later(hours=hours)
            done = self.collect()
        return done

    def collect(self, **options: Any) -> Collected:
        """Collect once, now."""
        return pipeline.collect(self.archive, self.fetcher, self.content, self.clock, **options)

    def develop(self) -> None:
        """Judge what came."""
        pipeline.develop_all(self.archive, self.content, self.clock)

    def restart(self) -> None:
        """From here on another process listens, with the same archive."""
        self.fetcher.close()
        self.fetcher = fetcher(store=self.archive.raws)

    @property
    def content(self) -> Content:
        return Content(sources=self.sources, readers=(), watch=self.watch, chronicle=())

    def titles(self) -> list[str]:
        """The headlines of all documents in the order they came."""
        return [document.draft.title for document in self.documents()]

    def documents(self) -> list[Document]:
        """All documents in the order they came, judged or not."""
        judged = [document for document, _ in self.archive.developments.judged_between(0, 10**9)]
        return [*judged, *self.archive.documents.unjudged()]

    def developments(self) -> list[Development]:
        return self.archive.developments.latest()

    def health(self, source_id: str = "news") -> SourceHealth:
        return self.archive.sources.health(source_id)


@contextmanager
def listening(*, subject: bool = False, **facts: Any) -> Iterator[Listener]:
    """A listener with one source "news" at /feed; `subject`: with the shipped watch instead of none."""
    watch = load_watch(config_folder() / "watch.toml") if subject else Watch.empty()
    with site(Reply()) as server, archive_in_memory() as archive:
        listener = Listener(server, archive, fetcher(store=archive.raws), Clock(NOON), watch=watch)
        listener.sources = (source_at(server.url("/feed"), **facts),)

        def answer(ask: Ask) -> Answer:
            return listener.replies.get(ask.target, Reply(404, b""))

        server.answer = answer
        try:
            yield listener
        finally:
            listener.fetcher.close()
