"""What was known before a reader's first digest: of the chronicle, on the watched subject, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tumen.analysis.clustering.chronicle import assess_entry
from tumen.analysis.digest.lines.line import line
from tumen.analysis.digest.selection.headline import best_headline
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.matching.watch import Watch
from tumen.model import ChronicleEntry, Item, ItemKind, Line, Reader, Report, Sentence

OWN_LANGUAGE = "en"  # in which the chronicle is written


def of_subject(entries: Iterable[ChronicleEntry], watch: Watch) -> tuple[ChronicleEntry, ...]:
    """Return the entries that concern the watched subject: a chronicle of another one is no background of it.

    An entry that names nobody and no place by an id is taken to.
    """
    if not watch:
        return ()
    return tuple(entry for entry in entries if _concerns((*entry.actors, *entry.places), watch))


def _concerns(named: tuple[str, ...], watch: Watch) -> bool:
    # One name may be of many subjects: Russia is a neighbour of both Koreas and of the Caucasus.
    return 2 * sum(watch.knows(one) for one in named) >= len(named)


def known_before(entry: ChronicleEntry, watch: Watch, reader: Reader) -> Item:
    """Return a chronicle entry as an item of the background: in our own words, with its public sources.

    For a reader of another language than the chronicle's it is a line made of its frame, without our words beneath.
    """
    own = reader.language == OWN_LANGUAGE
    made = None if own else _line(entry, watch, reader.language)
    item = _item(entry)
    return item if own else replace(item, line=made, sentences=())


def _line(entry: ChronicleEntry, watch: Watch, language: str) -> Line | None:
    document = assess_entry(entry, watch)
    headline = best_headline([document], watch.vocabulary, Publishers(()), language=language, latest=False)
    made = line(headline, watch, language=language)
    return replace(made, citations=()) if made else None


def _item(entry: ChronicleEntry) -> Item:
    return Item(
        development_id=entry.id,
        kind=ItemKind.BACKGROUND,
        headline=entry.title,
        sentences=(Sentence(text=entry.summary, citations=()),),
        reports=tuple(
            Report(
                document_id=f"{entry.id}#{n}",
                publisher=reference.publisher,
                title=entry.title,
                url=reference.url,
                published=None,
                language="en",
            )
            for n, reference in enumerate(entry.references)
        ),
        publishers=len({reference.publisher for reference in entry.references}),
        themes=entry.themes,
        storyline_id=entry.storyline,
        event_date=entry.date,
    )
