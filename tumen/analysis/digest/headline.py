"""Which report's headline names a development: one that says what happened, at its latest stage, in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tumen.analysis.digest.publishers import Publishers
from tumen.analysis.digest.quality import is_cut
from tumen.analysis.text.headlines import headline
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Certainty, Document, Frame, Kind, Slot, Stage

# What was called off was planned before: both are the last word on a plan.
_STAGES = {Stage.PLANNED: 2, Stage.UNDER_WAY: 1, Stage.DONE: 0, Stage.CALLED_OFF: 0}


class Headline(NamedTuple):
    """The headline of one report, [start, end) of its title; `tells`: it is whole, certain and names a happening."""

    document: Document
    start: int
    end: int
    tells: bool

    @property
    def text(self) -> str:
        """The headline as the report has it."""
        return self.document.draft.title[self.start : self.end]


def best_headline(
    documents: Sequence[Document], vocabulary: Vocabulary, publishers: Publishers, *, language: str, latest: bool
) -> Headline | None:
    """Return the headline that tells the documents' development, without tags and the outlet's name; None without any.

    One in `language` where there is one; of these one that names a happening before one that names none (a programme,
    a question), a certain one before a possible one, done before planned, whole before cut off, the happening that
    most reports tell before another; then the first report's, with `latest` the last one's.
    """
    titled = [document for document in documents if document.draft.title.strip()]
    own = [document for document in titled if document.language == language] or titled
    if not own:
        return None
    told = Counter(kind for document in titled for kind in {frame.kind for frame in document.frames})
    places = range(len(own), 0, -1) if latest else range(len(own))
    weakness, _, chosen = min(
        (_weakness(document, told), place, n) for n, (document, place) in enumerate(zip(own, places, strict=True))
    )
    document = own[chosen]
    title = document.draft.title
    start, end = headline(title, vocabulary, (publishers.name(document),))
    said = title[start:end]
    start += len(said) - len(said.lstrip())
    nameless, doubtful, _, cut, _ = weakness
    return Headline(document, start, start + len(said.strip()), not (nameless or doubtful or cut))


def _weakness(document: Document, told: Counter[Kind]) -> tuple[bool, bool, int, bool, int]:
    """How little a report's headline says, the least for the best one."""
    title = document.draft.title
    frame = None if title.rstrip().endswith(("?", "？")) else _named(document)
    if frame is None:
        return True, False, 0, is_cut(title), 0
    doubtful = frame.certainty is Certainty.MAY
    return False, doubtful, _STAGES[frame.stage], is_cut(title), -told[frame.kind]


def _named(document: Document) -> Frame | None:
    """The happening that the headline itself names, not only the text beneath it."""
    end = len(document.draft.title)
    return next((f for f in document.frames if any(start < end for start, _ in f.spans_of(Slot.KIND))), None)
