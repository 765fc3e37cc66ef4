"""Drafts and documents for the tests of judgement, in our own words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from tumen import catalogue, content
from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.developments import develop
from tumen.analysis.clustering.index import Index
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.text import Text
from tumen.model import Development, Document, Draft, Judgement

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)


@cache
def shipped_watch() -> Watch:
    """The watch as it is shipped."""
    return catalogue.load_watch(content.config_folder() / "watch.toml")


def read(original: str, language: str | None = None) -> Text:
    """A text with the shipped language tables; its title ends at the first blank line, if there is one."""
    end = original.find("\n\n")
    return Text(original, shipped_watch().vocabulary, title_end=None if end < 0 else end, language=language)


def draft(title: str, text: str = "", *, hours: float = 0, source: str = "yonhap", url: str | None = None) -> Draft:
    """A draft published so many hours after noon."""
    at = NOON + timedelta(hours=hours)
    return Draft(source_id=source, key=f"{source}:{title}:{hours}", title=title, text=text, url=url, published=at)


def document(
    title: str, text: str = "", *, hours: float = 0, source: str = "yonhap", url: str | None = None
) -> Document:
    """An assessed document, seen when it was published."""
    made = draft(title, text, hours=hours, source=source, url=url)
    return assess(made, shipped_watch(), seen=NOON + timedelta(hours=hours))


def index() -> Index:
    """An empty index with the weights of the shipped watch."""
    return Index(shipped_watch())


def judge(*documents: Document, into: Index | None = None) -> list[tuple[Judgement, Development | None]]:
    """Judge documents in order."""
    known = into or index()
    return [develop(d, known, d.seen or NOON) for d in documents]
