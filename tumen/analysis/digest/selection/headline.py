"""Which report's headline names a development: one that says what happened, at its latest stage, in full."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tumen.analysis.digest.history.overtaken_figures import Standing, standings
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.analysis.digest.selection.quality import is_cut
from tumen.analysis.text.headlines import headline
from tumen.analysis.text.language import normal
from tumen.analysis.text.tokens import terms
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Certainty, Document, Frame, Kind, Slot, Stage, Via

# What was called off was planned before: both are the last word on a plan.
_STAGES = {Stage.PLANNED: 2, Stage.UNDER_WAY: 1, Stage.DONE: 0, Stage.CALLED_OFF: 0}

# So many headlines of one language have something in common; of fewer the first is as good as any.
CROWD = 4

# Names none, only possible or denied, its figures, its stage, cut off or of a round-up, in how many reports.
_Weakness = tuple[bool, bool, Standing, int, bool, int]


class Headline(NamedTuple):
    """The headline of one report, [start, end) of its title; `tells`: it is whole, certain and names a happening.

    `happening`: its kind and principals, None where it names none; `planned`: it only announces it.
    """

    document: Document
    start: int
    end: int
    tells: bool
    happening: tuple[Kind, frozenset[str]] | None
    planned: bool

    @property
    def text(self) -> str:
        """The headline as the report has it."""
        return self.document.draft.title[self.start : self.end]


def best_headline(
    documents: Sequence[Document], vocabulary: Vocabulary, publishers: Publishers, *, language: str, latest: bool
) -> Headline | None:
    """Return the headline that tells the documents' development, the first of the `headlines`; None without any."""
    return next(headlines(documents, vocabulary, publishers, language=language, latest=latest), None)


def headlines(
    documents: Sequence[Document], vocabulary: Vocabulary, publishers: Publishers, *, language: str, latest: bool
) -> Iterator[Headline]:
    """Yield the headlines of a development, the one that tells it best first, without tags and the outlet's name.

    One in `language` goes before others, unless it names nothing of the watch or gives a figure that its party replaced
    in another. Of these one that names a happening before one that names none (a programme, a question), a certain one
    before a possible or denied, the figure that a party gave last before others, done before planned, whole before cut
    off or a live page's, the happening that most reports tell before another; then the first report's, with `latest`,
    or where a figure was replaced, the last one's. Of a crowd not the first one's but the one that shares most with
    all: what the later ones learnt is in it.
    """
    titled = [document for document in documents if document.draft.title.strip()]
    told = Counter(kind for document in titled for kind in {frame.kind for frame in document.frames})
    standing = standings(titled)
    step = -1 if latest or standing else 1

    common = {} if step < 0 else _common(titled, vocabulary, publishers)

    def order(place: int) -> tuple[int, _Weakness, float, int]:
        document = titled[place]
        figures = standing.get(document.id, Standing.NEUTRAL)
        group = _group(figures, own=document.language == language, names=_names(document))
        return group, _weakness(document, told, figures), -common.get(document.id, 0.0), step * place

    orders = [order(place) for place in range(len(titled))]
    for place in sorted(range(len(titled)), key=orders.__getitem__):
        yield _headline(titled[place], orders[place][1], vocabulary, publishers)


def _common(documents: Sequence[Document], vocabulary: Vocabulary, publishers: Publishers) -> Mapping[str, float]:
    """How much each headline shares with those of other publishers in its language, by id; none below CROWD of them.

    The cosine of its words with the sum of theirs: centroid-based salience (Radev et al. 2004), here of headlines. A
    publisher has one voice, and no headline is heard for itself: neither many of one nor a long one names the rest.
    """
    words = {d.id: terms(normal(d.draft.title), d.language, vocabulary).keys() for d in documents}
    found: dict[str, float] = {}
    for language in dict.fromkeys(d.language for d in documents):
        own = [d for d in documents if d.language == language]
        if len({publishers.name(d) for d in own}) >= CROWD:
            heard = voices(own, words, publishers)
            found |= {d.id: sum(heard[w] - 1 for w in words[d.id]) / math.sqrt(len(words[d.id]) or 1) for d in own}
    return found


def voices(
    documents: Iterable[Document], words: Mapping[str, Collection[str]], publishers: Publishers
) -> Mapping[str, int]:
    """How many publishers have each word in a headline; `words`: those of a report's headline, by its id."""
    names: dict[str, set[str]] = {}
    for document in documents:
        for word in words[document.id]:
            names.setdefault(word, set()).add(publishers.name(document))
    return {word: len(those) for word, those in names.items()}


def _group(figures: Standing, *, own: bool, names: bool) -> int:
    """The reader's language first; the latest figure in another before one that was replaced.

    Who names nothing that is watched, as a newsletter with other headlines, goes behind who does in any language.
    """
    if not names:
        return 4 if own else 5
    if own and figures is not Standing.OVERTAKEN:
        return 0
    return 1 if figures is Standing.LATEST else 2 if own else 3


def _names(document: Document) -> bool:
    """Whether a headline names anything of the watch."""
    return any(mention.start < len(document.draft.title) for mention in document.mentions)


def _headline(document: Document, weakness: _Weakness, vocabulary: Vocabulary, publishers: Publishers) -> Headline:
    title = document.draft.title
    start, end = headline(title, vocabulary, (publishers.name(document),))
    said = title[start:end]
    start += len(said) - len(said.lstrip())
    nameless, doubtful, _, _, partial, _ = weakness
    frame = _named(document)
    return Headline(
        document,
        start,
        start + len(said.strip()),
        tells=not (nameless or doubtful or partial),
        happening=_happening(frame) if frame else None,
        planned=frame is not None and frame.stage is Stage.PLANNED,
    )


def _weakness(document: Document, told: Counter[Kind], figures: Standing) -> _Weakness:
    """How little a report's headline says, the least for the best one."""
    title = document.draft.title
    frame = None if title.rstrip().endswith(("?", "？")) else _named(document)
    if frame is None:
        return True, False, figures, 0, is_cut(title), 0
    doubtful = frame.certainty is Certainty.MAY or frame.via is Via.DENIAL
    partial = is_cut(title) or document.features.round_up
    return False, doubtful, figures, _STAGES[frame.stage], partial, -told[frame.kind]


def overtaken(documents: Iterable[Document]) -> frozenset[str]:
    """The reports, by id, whose headline only announces what those of many others say has happened or is under way.

    CROWD or more say so of the same kind and the same persons, and more than announce it: one alone may be of a stage
    before. A plan for another place in its headline, or a later day, than these reports' is of the next time.
    """
    named = [(document, frame) for document in documents if (frame := _named(document))]
    happened = [(d, f) for d, f in named if f.stage in (Stage.DONE, Stage.UNDER_WAY)]
    planned = [(d, f) for d, f in named if f.stage is Stage.PLANNED]
    times, plans = (Counter(_happening(f) for _, f in some) for some in (happened, planned))
    places = {frame.place for _, frame in happened}
    last = max((d.draft.published.date() for d, _ in happened if d.draft.published), default=None)

    def is_next(document: Document, frame: Frame) -> bool:
        end = len(document.draft.title)
        elsewhere = frame.place not in places and any(start < end for start, _ in frame.spans_of(Slot.PLACE))
        return elsewhere or (frame.day is not None and last is not None and frame.day > last)

    return frozenset(
        d.id
        for d, f in planned
        if times[_happening(f)] >= CROWD and times[_happening(f)] > plans[_happening(f)] and not is_next(d, f)
    )


def _happening(frame: Frame) -> tuple[Kind, frozenset[str]]:
    return frame.kind, frozenset(frame.principals)


def _named(document: Document) -> Frame | None:
    """The happening that the headline itself names, not only the text beneath it."""
    end = len(document.draft.title)
    return next((f for f in document.frames if any(start < end for start, _ in f.spans_of(Slot.KIND))), None)
