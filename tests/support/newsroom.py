"""One archive in memory with a clock, a wire that sends and edits texts, and readers of its digests."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.support.archives import IN_MEMORY, archive_in_memory
from tests.support.documents import NOON, shipped_watch
from tumen import pipeline
from tumen.analysis.assessment.assess import assess
from tumen.model import ChronicleEntry, Digest, Document, Draft, Reader
from tumen.pipeline import Content
from tumen.storage import Archive


class Desk:
    """What a person with a wire and a few readers does; times are hours after noon."""

    def __init__(self, url: str = IN_MEMORY, chronicle: tuple[ChronicleEntry, ...] = ()) -> None:
        self.archive = archive_in_memory() if url == IN_MEMORY else Archive.open(url)
        self.content = Content(sources=(), readers=(), watch=shipped_watch(), chronicle=chronicle)
        self.now: datetime = NOON

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.close()

    def later(self, hours: float) -> None:
        """Let time pass."""
        self.now += timedelta(hours=hours)

    def keep(self, key: str, title: str, text: str, *, source: str = "wire", url: str | None = None) -> Document:
        """Keep a text under a key: a new document, or another wording of the one that has it."""
        draft = Draft(source_id=source, key=key, title=title, text=text, url=url, published=NOON)
        made = assess(draft, self.content.watch, seen=self.now)
        self.archive.add([made], now=self.now)
        return made

    def judge(self) -> None:
        """Judge what waits."""
        pipeline.develop_all(self.archive, self.content, lambda: self.now)

    def send(self, key: str, title: str, text: str, *, source: str = "wire", url: str | None = None) -> Document:
        """Keep a text and judge it."""
        made = self.keep(key, title, text, source=source, url=url)
        self.judge()
        return made

    def tell(self, reader: str = "desk", kind: str = "digest") -> Digest:
        """Seal what is new for a reader; an empty digest where nothing is to be sealed."""
        self.later(2)
        who = Reader(id=reader, name=reader)
        shown = pipeline.preview(self.archive, self.content, who, self.now, kind)
        return pipeline.write_digest(self.archive, self.content, who, self.now, kind=kind) or shown

    def events(self, development_id: str) -> list[str]:
        """What happened to a development, in order."""
        return [event.what for event in self.archive.developments.events(development_id)]
