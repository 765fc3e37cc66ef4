"""The line of a report whose headline names too little for one: what the report is about, and nothing that it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.digest.selection.headline import Headline
from tumen.analysis.matching.watch import Watch
from tumen.model import Citation, EntryKind, Line, Mention

NAMED: Final = 3  # more names, of a text that is not told, promise more than the reader gets
_SHOWN: Final = (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.COUNTRY, EntryKind.PLACE)


def subject(headline: Headline, watch: Watch, *, language: str) -> Line | None:
    """Return whom a report is about, in `language`: the first it names, headline first; None where it names nobody."""
    wording, document = Wording(watch, language), headline.document
    if not wording or not watch:
        return None
    found: dict[str, Mention] = {}
    for name, mention in _names(headline, wording):
        found.setdefault(name, mention)
    told = list(found.items())[:NAMED]
    if not told:
        return None
    text = wording.spelled(wording.word("subject").format(", ".join(name for name, _ in told)))
    cited = sorted({(mention.start, mention.end) for _, mention in told})
    places = (Citation(document_id=document.id, start=start, end=end) for start, end in cited)
    return Line(text=text, language=language, citations=tuple(places))


def is_bare(told: str, wording: Wording) -> bool:
    """Whether a line only names somebody or something and says nothing of it: "Russia, Rason", "Subject: Rason"."""
    before, _, behind = wording.word("subject").partition("{}")
    names = told.removeprefix(before).removesuffix(behind).split(", ")
    return all(name in _all_names(wording) for name in names)


def _all_names(wording: Wording) -> frozenset[str]:
    """What readers call the entries of the watch that have a name."""
    watch, key = wording.watch, ("names of the watch", wording.language)
    return watch.vocabulary.once(key, lambda: frozenset(filter(None, (wording.name(one.id) for one in watch.entries))))


def _names(headline: Headline, wording: Wording) -> Iterator[tuple[str, Mention]]:
    watch = wording.watch
    for mention in sorted(headline.document.mentions, key=lambda m: m.start):
        entry = watch.entry(mention.concept)
        concepts = watch.sides_watched if entry.kind == EntryKind.PAIR else (mention.concept,)
        for concept in concepts:
            if watch.entry(concept).kind in _SHOWN and (name := wording.name(concept)):
                yield name, mention
