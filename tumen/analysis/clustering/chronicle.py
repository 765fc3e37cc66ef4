"""The chronicle as judgement sees it: each entry a development with one report in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from types import MappingProxyType

from tumen.analysis.assessment.assess import assess
from tumen.analysis.clustering.index import Index
from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Development, Document, Draft

NOTHING_KEPT: Mapping[str, Document] = MappingProxyType({})


def remember_chronicle(
    index: Index, entries: Iterable[ChronicleEntry], watch: Watch, kept: Mapping[str, Document] = NOTHING_KEPT
) -> None:
    """Make what was known before the first run part of the index; it is never told as new.

    `kept`: what `assess_entry` gave for entries before, by id; the others are assessed.
    """
    for entry in entries:
        document = kept.get(entry.id) or assess_entry(entry, watch)
        index.recall(document, development(entry), _noon(entry), len(entry.references))


def development(entry: ChronicleEntry) -> Development:
    """Return the entry as a development of the chronicle."""
    at = _noon(entry)
    return Development(
        id=entry.id,
        title=entry.title,
        first_seen=at,
        last_seen=at,
        event_date=entry.date,
        published=at,
        storyline_id=entry.storyline,
        themes=entry.themes,
        chronicle=True,
    )


def assess_entry(entry: ChronicleEntry, watch: Watch) -> Document:
    """Return the entry as a report; its key words in other languages count as said in the text."""
    at = _noon(entry)
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


def _noon(entry: ChronicleEntry) -> datetime:
    return datetime.combine(entry.date, time(12), UTC)
