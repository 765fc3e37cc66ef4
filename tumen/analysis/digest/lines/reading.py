"""A headline in another language than the reader's, read for what it names: who, where, what, and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from tumen.analysis.digest.lines.grammar import Clause, clause_at
from tumen.analysis.digest.lines.places import Place, touch
from tumen.analysis.digest.lines.teller import COLON, teller
from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.digest.selection.headline import Headline
from tumen.analysis.extraction.event_types import find_event_types
from tumen.analysis.extraction.numbers import Number, find_numbers
from tumen.analysis.extraction.participants import TRAVEL
from tumen.analysis.text.text import Text
from tumen.model import EntryKind, Frame, Kind, Mention, Slot

_SPEAKERS: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)
_ACTING: Final = (*_SPEAKERS, EntryKind.COUNTRY)

# A quotation behind a name, with a short title between, or a colon: "국정원장 “…”", "HUR: …".
_QUOTE = re.compile(r"\s?[\"“„«「]")
_QUOTES = re.compile(r"[^\W\d_]{0,4}\s?[\"“„«「]")
_CLOSES = re.compile(r"[\"”“»」]")
_PARTS = re.compile(r"[;；:：…。!?！？]+|\.{2,}|(?<![A-ZА-Я])\.\s|\s[–—|]\s")
_STORIES = re.compile(r"[;；]")
_OPENS = re.compile(r"[\W\d_]*")
_APART: Final = 1  # characters between an office and the name of who holds it
_BESIDE: Final = 3  # characters between a state and its body: "Ukraine's HUR"
_SHORTENED = re.compile(r"\b[^\W\d_]{1,3}$")  # a word before a full stop that rather ends an abbreviation: "Korea Płn."
_QUOTED = re.compile(r"[\"“„«「'‘]$")


@dataclass(frozen=True)
class Reading:
    """What one headline says, mention by mention, in the names of the reader's language."""

    headline: Headline
    wording: Wording

    @cached_property
    def named(self) -> list[Mention]:
        """What the headline names and the reader's language has a name for, each once, a pair as its sides."""
        found: dict[str, Mention] = {}
        watch, document = self.wording.watch, self.headline.document
        for m in document.mentions:
            kind, clause = watch.entry(m.concept).kind, self.clause_at(m.start)
            if not self.holds(m.start, m.end) or _belongs(clause, m, kind):
                continue
            pair = kind == EntryKind.PAIR or (kind == EntryKind.PERSON and clause.shares(m))
            for concept in watch.sides_watched if pair else self._stands_for(m) or (m.concept,):
                if self.wording.name(concept):
                    first = found.setdefault(concept, Mention(concept=concept, start=m.start, end=m.end))
                    if kind == EntryKind.PERSON and 0 < m.start - first.end <= _APART:
                        found[concept] = replace(first, end=m.end)  # an office and a name: "minister Kozlov"
        return list(found.values())

    def _stands_for(self, mention: Mention) -> tuple[str, ...]:
        """The state that a word for a journey says is visited, 방북, whose an idea or a person's office is."""
        entry, kind = self.wording.watch.entry(mention.concept), self.kind
        if entry.kind == EntryKind.PERSON and self.clause_at(mention.start).is_office(mention):
            return (self.wording.watch.party(mention.concept),)
        if entry.kind != EntryKind.CONCEPT or not entry.side:
            return ()
        is_journey = self.frame is not None and self.frame.kind in TRAVEL and touch(mention, kind)
        said, forms = self.text[mention.start : mention.end], self.wording.watch.entry(entry.side).spellings()
        holds = any(form.strip("|=*!") in said for form in forms)  # 北 파병
        return (entry.side,) if is_journey else (entry.side, mention.concept) if holds else ()

    @cached_property
    def frame(self) -> Frame | None:
        """The happening whose word stands in the headline, outside of quotation marks around that word alone."""
        for frame in self.headline.document.frames:
            span = self.span(frame, Slot.KIND)
            if span and not _QUOTED.search(self.text[: span[0]]):
                return frame
        return None

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the title."""
        return find_numbers(self.title)

    @cached_property
    def acts_told(self) -> Sequence[tuple[str, int, int]]:
        """The event types of the title, each with its word."""
        return find_event_types(self.title)

    @cached_property
    def title(self) -> Text:
        """The whole title with all that judgement asks of a text."""
        return Text(self.text, self.wording.watch.vocabulary, language=self.headline.document.language)

    @property
    def text(self) -> str:
        """The whole title that the headline is a part of."""
        return self.headline.document.draft.title

    @property
    def kind(self) -> Place | None:
        """Where the word of the happening stands."""
        return self.span(self.frame, Slot.KIND) if self.frame else None

    @property
    def clause(self) -> Clause | None:
        """The clause of the happening."""
        return self.clause_at(self.kind[0]) if self.kind else None

    @property
    def segment(self) -> Place:
        """The part of the headline with the happening, between colons, ellipses and full stops; commas end none."""
        start, end = self.headline.start, self.headline.end
        for gap in _PARTS.finditer(self.text, start, end):
            if gap.start() in self.routes:
                continue
            if self.kind is None or gap.start() >= self.kind[0]:
                return start, gap.start()
            start = gap.end()
        return start, end

    @property
    def speaker(self) -> Mention | None:
        """Whom the headline quotes or hands its words to: before a colon or a quotation, else by a verb of saying."""
        return self._spoken[0]

    @property
    def said(self) -> Place:
        """Where the words of the speaker stand; the whole headline where nobody speaks."""
        return self._spoken[1]

    @property
    def is_quoted(self) -> bool:
        """Whether the speaker stands before a quotation or a colon, and speaks alone."""
        return self._quoted()[0] is not None

    @property
    def is_between_marks(self) -> bool:
        """Whether the speaker's words begin with a quotation mark: what stands behind them is not his."""
        return self.is_quoted and _QUOTED.search(self.text, 0, self.said[0]) is not None

    @property
    def asks(self) -> bool:
        """Whether the part of the headline with the happening asks whether it is so."""
        clause, end = self.clause, self.segment[1]
        end = self.headline.end if _SHORTENED.search(self.text, 0, end) else end
        until = self.text[:end].rstrip(' ”"»') + self.text[end:].lstrip(' ”"»')[:1]
        return until.endswith(("?", "？")) or (clause is not None and clause.asks)

    def opens_with(self, mention: Mention) -> bool:
        """Whether no word of the headline stands before a name."""
        return _OPENS.fullmatch(self.text, self.headline.start, mention.start) is not None

    def lists(self, names: Sequence[Mention], one: Mention) -> bool:
        """Whether a name stands right beside one of these in a list."""
        pairs = [(m, one) if m.end <= one.start else (one, m) for m in names]
        return any(self.clause_at(first.start).joins(first.end, second.start) for first, second in pairs)

    def is_behind_act(self, mention: Mention, others: Sequence[Mention]) -> bool:
        """Whether a name stands in a clause behind that of the act, in no list with others: it does something else."""
        clause = self.clause
        beyond = clause is not None and not clause.is_nominal and mention.start >= clause.end
        return beyond and not self.lists([m for m in others if m != mention], mention)

    def is_said(self, start: int, end: int) -> bool:
        """Whether a place lies in what the speaker says."""
        return self.said[0] <= start and end <= self.said[1]

    @cached_property
    def _spoken(self) -> tuple[Mention | None, Place]:
        """The speaker and where the words stand; nobody where they name nothing or the happening stands elsewhere."""
        whole = (self.headline.start, self.headline.end)
        speaker, said = self._quoted()
        if speaker is None:
            told_by = teller(self)
            return told_by, self._part(told_by.start) if told_by else whole
        holds = any(said[0] <= m.start and m.end <= said[1] for m in self.named)
        frame, kind = self.frame, self.kind
        beside = frame is not None and frame.kind is not Kind.STATEMENT and speaker.concept in frame.principals
        if not holds or (beside and kind is not None and not (said[0] <= kind[0] < said[1])):
            return None, whole
        return speaker, said

    def _part(self, at: int) -> Place:
        """The part of the headline around a place, between semicolons: of two stories each has its own."""
        start, end = self.headline.start, self.headline.end
        before = [gap.end() for gap in _STORIES.finditer(self.text, start, at)]
        behind = _STORIES.search(self.text, at, end)
        return (before[-1] if before else start), (behind.start() if behind else end)

    def _quoted(self) -> tuple[Mention | None, Place]:
        """Whom the headline quotes, and what with: behind a name and a quotation mark or a colon."""
        for m in self.named:
            opened = (_QUOTES if self.kind_of(m) != EntryKind.COUNTRY else _QUOTE).match(
                self.text, m.end, self.headline.end
            )
            # A straight quotation mark that closes looks like one that opens.
            if self.acts(m) and opened and self.text.count('"', 0, m.start) % 2 == 0:
                closed = _CLOSES.search(self.text, opened.end(), self.headline.end)
                return m, (opened.end(), closed.start() if closed else self.headline.end)
            opens = _OPENS.fullmatch(self.text, self.headline.start, m.start)
            if self.kind_of(m) in _SPEAKERS and opens and COLON.match(self.text, m.end):
                return m, (m.end, self.headline.end)
        return None, (self.headline.start, self.headline.end)

    def is_of(self, mention: Mention, speaker: Mention | None) -> bool:
        """Whether a state right before a speaker only says whose that is: "우크라군 정보총국장"."""
        if speaker is None or self.kind_of(mention) != EntryKind.COUNTRY or mention.start > speaker.start:
            return False
        between = self.text[mention.end : speaker.start]
        beside = len(between) <= _BESIDE and not _PARTS.search(between + " ")
        return beside and self.wording.watch.party(speaker.concept) == mention.concept

    def is_source(self, mention: Mention) -> bool:
        """Whether a name only says who tells it: "…, Ukraine's spy agency says"."""
        frame = self.frame
        told_by = self.span(frame, Slot.CLAIMANT) if frame else None
        taking_part = self.kind_of(mention) == EntryKind.PERSON or (frame and mention.concept in frame.principals)
        return not taking_part and touch(mention, told_by)

    def is_subject(self, mention: Mention, clause: Clause | None = None) -> bool:
        """Whether the headline's grammar makes a mention the subject of its clause; never where it cannot be read."""
        clause = clause or self.clause_at(mention.start)
        if clause.language == "en":
            return clause.is_subject(mention, self.text[mention.start : mention.end], declined=False)
        forms = self.wording.watch.entry(mention.concept).names.get(clause.language, ())
        return bool(forms) and clause.reads_verbs and clause.is_subject(mention, forms[0], declined=len(forms) > 1)

    @property
    def is_attributed(self) -> bool:
        """Whether the title hands the happening to somebody, the tag behind the headline included."""
        frame = self.frame
        spans = frame.spans_of(Slot.CLAIMANT) if frame else ()
        return any(start < len(self.text) for start, _ in spans)

    def holds(self, start: int, end: int) -> bool:
        """Whether a place lies in the headline."""
        return self.headline.start <= start and end <= self.headline.end

    def span(self, frame: Frame, slot: Slot) -> Place | None:
        """Where the headline fills a slot, None where it does not."""
        return next((span for span in frame.spans_of(slot) if self.holds(*span)), None)

    def kind_of(self, mention: Mention) -> EntryKind:
        """What an entry is: a person, a place, a weapon."""
        return self.wording.watch.entry(mention.concept).kind

    def acts(self, mention: Mention) -> bool:
        """Whether it is somebody or a state."""
        return self.kind_of(mention) in _ACTING

    def name(self, mention: Mention) -> str:
        """Its name in the reader's language."""
        return self.wording.name(mention.concept)

    def listed(self, mentions: Sequence[Mention]) -> str:
        """Their names, each once, with commas."""
        return ", ".join(dict.fromkeys(map(self.name, mentions)))

    def clause_at(self, at: int) -> Clause:
        """The clause of the headline that holds a place."""
        document, region = self.headline.document, (self.headline.start, self.headline.end)
        return clause_at(self.text, region, at, document.language, self.wording.watch.vocabulary, self.routes)

    @cached_property
    def routes(self) -> frozenset[int]:
        """Where dashes begin that make two places one route: "Moscow – Pyongyang"."""
        watch = self.wording.watch
        places = [m for m in self.headline.document.mentions if watch.entry(m.concept).kind == EntryKind.PLACE]
        ends, starts = {m.end for m in places}, {m.start for m in places}
        gaps = _PARTS.finditer(self.text)
        return frozenset(gap.start() for gap in gaps if gap.start() in ends and gap.end() in starts)


def _belongs(clause: Clause, mention: Mention, kind: EntryKind) -> bool:
    return clause.belongs(mention, is_place=kind == EntryKind.PLACE, is_body=kind == EntryKind.ORGANISATION)
