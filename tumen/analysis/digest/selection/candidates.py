"""The sentences of reports that may be told beneath a headline: whole, on its subject, saying something beyond it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tumen.analysis.attribution.reporting_verbs import reporting_verbs
from tumen.analysis.digest.selection.quality import Subject, is_about, is_broken_off
from tumen.analysis.extraction.event_types import find_event_types
from tumen.analysis.extraction.happenings import KINDS, VIAS
from tumen.analysis.extraction.numbers import find_numbers
from tumen.analysis.extraction.participants import TRAVEL
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.furniture import furniture
from tumen.analysis.text.language import normal
from tumen.analysis.text.text import Text
from tumen.analysis.text.tokens import terms
from tumen.analysis.text.vocabulary import Vocabulary
from tumen.model import Document, EntryKind, Kind, Metric, Slot, Via

LONGEST: Final = 420  # characters; a longer one is a paragraph without full stops
SHORT: Final = 2  # sentences of a report that has room for nothing but the subject of its headline
OPENING: Final = 2  # names in an opening sentence that shares none with its headline
_READ: Final = 6_000  # characters of a document in which its sentences are looked for

_ACTING: Final = (Slot.AGENT, Slot.COUNTERPART, Slot.CLAIMANT)

# What the table `summary` may hold. A line that is a page's and not the report's: invitations, links and picture
# captions. A loaded sentence judges, asks, guesses or speaks as "we": it tells its author's mind, not what happened.
# One that leans opens with a word for somebody or something in the sentence before it; none ends in an unended word.
# One that is unconfirmed says of what is told that it is not sure. One in which a paper tells its own mistake is told
# with the next only, where the report has a word of a correction.
SUMMARY: Final = ("corrected", "furniture", "leans", "loaded", "mistaken", "unconfirmed", "unended")

# Kinds of entries that say who, where and with what; the sides and ideas ("gifts", "the war") are in every sentence.
_NAMING: Final = frozenset(set(EntryKind) - {EntryKind.CONCEPT, EntryKind.PAIR, EntryKind.GROUP})
# One journey with its talks is told in any of these words, one paper in any of those.
_AS_ONE: Final = {
    **dict.fromkeys(TRAVEL, Kind.MEETING),
    **dict.fromkeys((Kind.AGREEMENT, Kind.RATIFICATION), Kind.SIGNING),
}
_FEW: Final = 2.0  # "one of", "both sides": up to here a number counts nothing
_DIGIT: Final = re.compile(r"[\d一二三四五六七八九十百千万萬億亿]")
_STRAY: Final = re.compile(r"(?<=[.!?。！？])\s+[\"“„«'‘]$")  # the opening mark of the next sentence
_OPENING_MARKS: Final = "\"“„«'‘"
_WORD: Final = 24  # characters at the end of a sentence in which its last word stands
_BULLETS: Final = re.compile(r"[\s▲△▶•●■◆※→*·–—-]*")

# What can be told in every language: who, where and with what a sentence names, its figures, its happenings.
Fact = tuple[str, str | float]


@dataclass(frozen=True, eq=False)
class Candidate:
    """One sentence of a report's body: [start, end) of its full text, so many sentences behind its first."""

    document: Document
    start: int
    end: int
    rank: int
    counts: Counter[str]
    watch: Watch

    @cached_property
    def named(self) -> frozenset[str]:
        """What of the watch the sentence names."""
        return frozenset(m.concept for m in self.document.mentions if self.start <= m.start < self.end)

    @cached_property
    def counted(self) -> int:
        """How many claims stand in it."""
        return sum(self.start <= claim.start < self.end for claim in self.document.claims)

    @cached_property
    def facts(self) -> frozenset[Fact]:
        """What it says whatever its language, as far as tables know."""
        found = facts(self.text, self.document.language, self.watch.vocabulary)
        return found | names(self.document, self.start, self.end, self.watch)

    @property
    def credits(self) -> frozenset[Fact]:
        """The names of those whose word the report is."""
        speakers = self.watch.speakers
        return frozenset(
            ("name", id) for origin in self.document.origins for id in (origin, *speakers.entries_of(origin))
        )

    @cached_property
    def leans(self) -> bool:
        """Whether it opens with a word for what the sentence before it named: "He also …"."""
        return self.rank > 0 and self.points_back

    @property
    def points_back(self) -> bool:
        """Whether it opens with a word for what stands before it, which of a first sentence is the headline."""
        vocabulary, language = self.watch.vocabulary, self.document.language
        leaning = vocabulary.once(
            ("leaning words", language),
            lambda: re.compile(rf"[\W_]*{vocabulary.alternatives('summary', 'leans', language=language)}"),
        )
        return leaning.match(self.text.lower()) is not None

    @property
    def is_attributed(self) -> bool:
        """Whether it says whose word it is, as what somebody says of the happening does."""
        return bool(reporting_verbs(Text(self.text, self.watch.vocabulary, language=self.document.language)))

    @cached_property
    def is_loaded(self) -> bool:
        """Whether it asks, or tells its author's mind."""
        loaded = self.watch.vocabulary.once(
            "loaded words", lambda: re.compile(rf"[?？]\s*$|{self.watch.vocabulary.alternatives('summary', 'loaded')}")
        )
        return loaded.search(self.text) is not None

    @property
    def counts_something(self) -> bool:
        """Whether a figure stands in it."""
        return any(sort == "figure" for sort, _ in self.facts)

    @cached_property
    def is_qualifying(self) -> bool:
        """Whether it says of what is told that it is not confirmed, or that something contradicts it."""
        return _words("unconfirmed", self.document.language, self.watch.vocabulary).search(self.text) is not None

    @property
    def text(self) -> str:
        """Its words."""
        return self.document.draft.full_text[self.start : self.end]


def facts(text: str, language: str, vocabulary: Vocabulary) -> frozenset[Fact]:
    """Return the figures and happenings of a text, in a form that all languages share."""
    read = Text(text, vocabulary, language=language)
    acts = {act for act, _, _ in find_event_types(read)}
    kinds = {KINDS[act] for act in acts & KINDS.keys()}
    told = {("via", act) for act in acts if VIAS.get(act) is Via.DENIAL}
    told |= {("kind", _AS_ONE.get(kind, kind).value) for kind in kinds}
    counted = find_numbers(read) if _DIGIT.search(text) else ()  # most sentences count nothing
    numbers = (n for n in counted if not n.vague and not n.ordinal and n.high > _FEW)
    return frozenset(told | {("figure", number.high) for number in numbers})


def names(document: Document, start: int, end: int, watch: Watch) -> frozenset[Fact]:
    """Return who, where and with what [start, end) of a report's full text names."""
    named = {m.concept for m in document.mentions if start <= m.start < end} - set(watch.sides_watched)
    return frozenset(("name", concept) for concept in named if watch.entry(concept).kind in _NAMING)


def candidates(document: Document, watch: Watch) -> list[Candidate]:
    """Return the whole sentences of the body that are the report's and not the page's."""
    full_text, offset, vocabulary = document.draft.full_text, len(document.draft.title) + 2, watch.vocabulary
    body = full_text[offset : offset + _READ]
    shortest = 12 if document.language in vocabulary.spaceless else 30
    of_the_page = furniture(vocabulary)
    unended = _unended(document.language, vocabulary)
    opens = document.features.said[0] if document.features.said else 0  # behind the dateline
    found = []
    whole = Text(body, vocabulary, language=document.language)
    for rank, begin, end in _with_corrections(whole, document, vocabulary):
        start = max(begin, min(opens, end))
        start = _BULLETS.match(body, start, end).end()  # type: ignore[union-attr]  # it matches nothing too
        if not shortest <= end - start <= LONGEST or of_the_page.search(whole.lowered, start, end):
            continue
        if body[end - 1] in _OPENING_MARKS:
            end = start + len(_STRAY.sub("", body[start:end]))
        if is_broken_off(body, start, end) or unended.search(body, max(start, end - _WORD), end):
            continue
        counts = terms(normal(body[start:end]), document.language, vocabulary)
        found.append(Candidate(document, offset + start, offset + end, rank, counts, watch))
    return found


def _with_corrections(whole: Text, document: Document, vocabulary: Vocabulary) -> Iterator[tuple[int, int, int]]:
    """The sentences with their ranks; one in which a paper tells its mistake is one with the next, or none."""
    mistaken = _words("mistaken", document.language, vocabulary)
    put_right = _words("corrected", document.language, vocabulary).search(document.draft.full_text) is not None
    begun = None
    for rank, (begin, end) in enumerate(whole.sentences):
        if begun is None and put_right and mistaken.search(whole.original, begin, end):
            begun = begin
            continue
        yield rank, begin if begun is None else begun, end
        begun = None


def _words(kind: str, language: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    return vocabulary.once(
        (kind, language),
        lambda: re.compile(vocabulary.alternatives("summary", kind, language=language), re.IGNORECASE),
    )


def _unended(language: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    """The end of a text that ends in a word that no sentence ends in."""
    return vocabulary.once(
        ("unended", language),
        lambda: re.compile(rf"{vocabulary.alternatives('summary', 'unended', language=language)}\s*$", re.IGNORECASE),
    )


def beside(found: Sequence[Candidate], told: Sequence[Candidate], subject: Subject) -> list[Candidate]:
    """Return what else a report of one paragraph says: where some of it is on the subject, the rest is near it.

    It has to name something of the watch and say something that is known in every language, or to go on about what the
    sentence before it named: a figure alone may be of another story.
    """
    document = found[0].document if found else None
    if document is None or not told or not document.relevant or document.features.round_up:
        return []
    if len(document.draft.text) > SHORT * LONGEST:
        return []
    near = [c for c in found if c.leans or (c.named and (c.facts or _tells(c)))]
    return [c for c in near if c not in told and not is_repeating(c, subject)]


def telling(found: Sequence[Candidate], subject: Subject) -> list[Candidate]:
    """Return the sentences that are on the subject of the headline, or go on with it, and say something beyond it.

    A sentence goes on with the one right before it where that shares a name with the headline, and has a name of the
    watch itself or a figure that is a claim: who else was there, where, how many. The opening goes on with the headline
    where it has two names: other pages' texts that begin a stored page seldom do. Only one in a row goes on. Of a
    short report each in which somebody acts is on its headline; of a round-up each has to hold a happening of it.
    """
    about = {c.rank for c in found if is_about(c.named, c.counts, subject)}
    named = {c.rank for c in found if not subject.concepts.isdisjoint(c.named)}
    going_on = {c.rank for c in found if c.rank - 1 in named and (c.named or c.counted)}
    opening = {c.rank for c in found if c.rank == 0 and len(c.named) >= OPENING}
    acting = {c.rank for c in found if _tells(c)} if _is_short(found) else set()
    on_subject = about | going_on | opening | acting
    if found and found[0].document.features.round_up:
        on_subject = {c.rank for c in found if c.named and _happens(c)}
    return [c for c in found if c.rank in on_subject and not is_repeating(c, subject)]


def otherwise(found: Sequence[Candidate], subject: Subject) -> list[Candidate]:
    """Return what a report says of which no sentence is known to be on the subject, where nothing else can be told.

    Of one that has room for little else than its subject: who names somebody or something, says whose word it is,
    counts, tells a happening, or opens with a word for what the headline says; of a round-up those that name a watched
    party. None that asks or only tells its author's mind, unless it counts.
    """
    document = found[0].document if found else None
    if document is None or not document.relevant:
        return []
    if document.features.round_up:
        near = [c for c in found if any(c.watch.party(one) in c.watch.sides_watched for one in c.named)]
    elif len(document.draft.text) <= SHORT * LONGEST:
        near = [c for c in found if c.facts or c.points_back or c.is_attributed or _tells(c)]
    else:
        near = []
    return [c for c in near if (not c.is_loaded or c.counts_something) and not is_repeating(c, subject)]


def qualifying(found: Sequence[Candidate], told: Sequence[Candidate], subject: Subject) -> list[Candidate]:
    """Return the sentences that say that what is told is unconfirmed or contradicted.

    They are on the subject, right behind a sentence that is, or of a short report.
    """
    document = found[0].document if found else None
    if document is None or not document.relevant or document.features.round_up:
        return []
    ranks = {c.rank for c in told} | {c.rank for c in found if is_repeating(c, subject)}
    is_short = len(document.draft.text) <= SHORT * LONGEST
    near = [c for c in found if c.is_qualifying and (is_short or c.rank in ranks or c.rank - 1 in ranks)]
    return [c for c in near if not subject.headline.holds(c.text)]


def _tells(candidate: Candidate) -> bool:
    """Whether somebody acts or speaks in a sentence, or it counts what can be compared."""
    document = candidate.document
    spans = [span for frame in document.frames for slot in _ACTING for span in frame.spans_of(slot)]
    spans += [(claim.start, claim.end) for claim in document.claims if claim.metric is not Metric.OTHER]
    return any(candidate.start <= start < candidate.end for start, _ in spans)


def _happens(candidate: Candidate) -> bool:
    """Whether a sentence holds the word of a happening on the subject, as the other items of a round-up do not."""
    kinds = (span for frame in candidate.document.frames for span in frame.spans_of(Slot.KIND))
    return any(candidate.start <= start < candidate.end for start, _ in kinds)


def _is_short(found: Sequence[Candidate]) -> bool:
    """Whether these are all the sentences of a report that has room for nothing but its headline's subject."""
    if not found or len(found) > SHORT:
        return False
    document = found[0].document
    return document.relevant and not document.features.round_up and len(document.draft.text) <= SHORT * LONGEST


def is_repeating(candidate: Candidate, subject: Subject) -> bool:
    """Whether a sentence only says the headline again."""
    document = candidate.document
    return subject.headline.repeated_by(candidate.text, candidate.counts, document.language, document.draft.site)
