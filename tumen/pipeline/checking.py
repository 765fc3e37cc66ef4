"""Asking sources by hand: what each answers now, and what a person should do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import extractors
from tumen.errors import ExtractError, FetchError
from tumen.fetch import Fetched, Fetcher, fetch_all
from tumen.model import Source
from tumen.pipeline.collecting import Progress, quiet


@dataclass(frozen=True, slots=True)
class Checked:
    """What one source answered when asked by hand."""

    source_id: str
    status: str
    items: int
    newest: datetime | None
    size: int
    seconds: float
    advice: str


def check_sources(
    fetcher: Fetcher, sources: Sequence[Source], now: Callable[[], datetime], progress: Progress = quiet
) -> list[Checked]:
    """Ask each source once without what we know of it; nothing is kept."""
    rows = []
    started = now()
    for n, (source, fetched) in enumerate(
        fetch_all(fetcher, sources, {}, started, workers=8, deadline=timedelta(minutes=10)), start=1
    ):
        rows.append(_checked(source, fetched, (now() - started).total_seconds()))
        progress(n, len(sources), source.name)
    return sorted(rows, key=lambda row: row.source_id)


def _checked(source: Source, fetched: Fetched | FetchError, seconds: float) -> Checked:
    if isinstance(fetched, FetchError):
        return Checked(source.id, fetched.code, 0, None, 0, seconds, fetched.reason)
    if fetched.raw is None:
        return Checked(source.id, "ok", 0, None, 0, seconds, "unchanged since it was last asked")
    try:
        drafts = extractors.extract_safely(fetched.raw, source).drafts
    except ExtractError as error:
        return Checked(source.id, error.code, 0, None, len(fetched.raw.body), seconds, error.reason)
    dates = [draft.published for draft in drafts if draft.published]
    moved = f"moved: write {fetched.health.moved_to}" if fetched.health.moved_to else ""
    return Checked(source.id, "ok", len(drafts), max(dates, default=None), len(fetched.raw.body), seconds, moved)
