"""The common things that a headline speaks of and the reader's language has a name for: a ferry, postage stamps.

The watch knows who and where; what a report is about beside them is often a thing that no watch needs to follow. Its
word stands in the table `headline_things` of the report's language, and the reader's language calls it by its name in
`line_things`. Only headlines are read for them, and only to be told: grouping and relevance never see them.
"""

from __future__ import annotations

from typing import Final

from tumen.analysis.digest.lines.places import Detail, Place, meet
from tumen.analysis.digest.lines.reading import Reading
from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.matching.matcher import Matcher, longest
from tumen.analysis.text.text import Text

THINGS_TABLE: Final = "headline_things"


def things(reading: Reading) -> list[Detail]:
    """The things that the headline speaks of beside what the watch knows, each once, in their order.

    None is found within a name of the watch or the word of the happening.
    """
    title, found = reading.title, dict[str, Place]()
    matcher, ids = title.vocabulary.once((THINGS_TABLE, title.language), lambda: _compiled(title))
    taken = [(m.start, m.end) for m in reading.headline.document.mentions]
    taken += [reading.kind] if reading.kind else []
    for tag, *span in longest(matcher.find(title.folded, title.original)):
        start, end = title.folded.span(*span)
        name = reading.wording.thing(ids[tag])
        if name and reading.holds(start, end) and not any(meet((start, end), one) for one in taken):
            found.setdefault(name, (start, end))
    return list(found.items())


def thing_named(words: str, language: str, wording: Wording) -> str:
    """What the reader's language calls the thing that some words of another name; "" where it is none of the table."""
    text = Text(words, wording.watch.vocabulary, language=language)
    matcher, ids = text.vocabulary.once((THINGS_TABLE, language), lambda: _compiled(text))
    return next((wording.thing(ids[tag]) for tag, *_ in longest(matcher.find(text.folded, text.original))), "")


def _compiled(title: Text) -> tuple[Matcher, tuple[str, ...]]:
    rows = title.vocabulary.table(THINGS_TABLE, title.language)
    ids = tuple(rows)
    return Matcher(((form, n) for n, id in enumerate(ids) for form in rows[id]), title.vocabulary), ids
