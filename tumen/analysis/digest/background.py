"""What was known before a reader's first digest, from the chronicle."""

from __future__ import annotations

from tumen.model import ChronicleEntry, Item, ItemKind, Report, Sentence


def known_before(entry: ChronicleEntry) -> Item:
    """Return a chronicle entry as an item of the background: in our own words, with its public sources."""
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
