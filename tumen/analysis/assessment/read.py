"""Makes something that can be assessed of plain strings: for programs that have their documents already."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from tumen.model import Draft

_FIRST_YEAR, _LAST_YEAR = 1990, 2100  # a date outside is a mistake: a clock at its start, a number for a year
_ISO_DATE = len("2025-01-01")


def read(
    title: str,
    text: str = "",
    *,
    url: str | None = None,
    published: str | date | datetime | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Draft:
    """Return a document of one's own as a draft, which `assess` takes.

    `published`: a date or a date-time, also as an ISO string; one without a time zone is taken as UTC. `source`: the
    outlet, by which a development's publishers are counted. `language`: ISO 639-1; recognised when left out. The same
    source and address, or without an address the same source and words, are the same document.

    >>> import tumen
    >>> draft = tumen.read("Lavrov arrives in Wonsan", published="2025-07-11", source="Example Wire")
    >>> draft.title, draft.published.isoformat()
    ('Lavrov arrives in Wonsan', '2025-07-11T00:00:00+00:00')

    Raises ValueError when there is neither title nor text, or `published` cannot be read.
    """
    if not title and not text:
        raise ValueError("a document needs a title or a text")
    return Draft(
        source_id=source or "unnamed",
        key=url or hashlib.sha256(f"{title}\n{text}".encode()).hexdigest(),
        title=title,
        text=text,
        url=url,
        published=moment(published) if published is not None else None,
        language=language,
    )


def moment(value: object) -> datetime:
    """Return a date or date-time, or an ISO string of one, as aware UTC; ValueError for anything else."""
    if isinstance(value, str):
        value = _parsed(value.strip().replace("Z", "+00:00"))
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, datetime.min.time())
    if not isinstance(value, datetime):
        raise ValueError("published is missing")
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueError(f"published is not between {_FIRST_YEAR} and {_LAST_YEAR}: {value.isoformat()}")
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _parsed(text: str) -> date:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        try:
            return date.fromisoformat(text[:_ISO_DATE])
        except ValueError as e:
            raise ValueError(f"published is not an ISO date: {text!r}") from e
