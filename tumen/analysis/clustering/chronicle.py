"""The chronicle as judgement sees it: each entry a development with one report in our own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time

from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.index import Index
from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Development, Document, Draft


def remember_chronicle(index: Index, entries: Iterable[ChronicleEntry], watch: Watch) -> None:
    """Make what was known before the first run part of the index; it is never told as new."""
    for entry in entries:
        at = datetime.combine(entry.date, time(12), UTC)
        index.recall(_document(entry, watch, at), development(entry), at, len(entry.references))


def development(entry: ChronicleEntry) -> Development:
    """Return the entry as a development of the chronicle."""
    at = datetime.combine(entry.date, time(12), UTC)
    return Development(
        id=entry.id,
        title=entry.title,
        first_seen=at,
        last_seen=at,
        event_date=entry.date,
        storyline_id=entry.storyline,
        themes=entry.themes,
        chronicle=True,
    )


def _document(entry: ChronicleEntry, watch: Watch, at: datetime) -> Document:
    """The entry as a report; its key words in other languages count as said in the text."""
    words = " ".join(f"{'; '.join(names)}." for names in entry.names.values())
    draft = Draft(
        source_id="chronicle",
        key=entry.id,
        title=entry.title,
        text=f"{entry.summary} {words}".strip(),
        published=at,
        language="en",
    )
    document = assess(draft, watch, seen=at, id=entry.id)
    concepts = dict(document.features.concepts)
    known = {e.id for e in watch.entries}
    for named in (*entry.actors, *entry.places):
        if named in known:
            concepts[named] = max(concepts.get(named, 0.0), 0.6)
    return replace(
        document,
        language="en",
        relevant=True,
        opinion=False,
        event_date=entry.date,
        claims=entry.claims,
        features=replace(document.features, concepts=tuple(concepts.items())),
    )
