"""A sentence, or a span that it cites, read for the gate: its words, names, numbers, days, clauses and speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.attribution.phrases import Attribution
from tumen.analysis.digest.gate.senses import Lexicon, cue, is_hangul, lexicon, stemmed
from tumen.analysis.extraction.date_patterns import MONTHS
from tumen.analysis.extraction.dates import find_dates
from tumen.analysis.extraction.numbers import Number, find_numbers
from tumen.analysis.matching.terms import terms_in
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.language import normal
from tumen.analysis.text.text import Text
from tumen.model import ALL_SIDES, EntryKind, Mention

Place = tuple[int, int]

NAMES: Final = (EntryKind.PERSON, EntryKind.PLACE, EntryKind.COUNTRY, EntryKind.ORGANISATION, *ALL_SIDES)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GAP = re.compile(r"[;；:：…!?！？。—–]+|(?<!\d)\.(?=\s|$)|(?<=\d{3})\.(?=\s|$)|,(?=\D)|、|\s-\s")
_LEADING = re.compile(r"\s*(?P<who>[^:：]{2,70})[:：]\s")
_MONTH: Final = "month_"  # senses of months in cases that no date has: "в июне"
_KOREAN_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])월")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
QUOTED = re.compile(r"«([^»]+)»|“([^”]+)”|„([^“”]+)[“”]|\"([^\"]+)\"|「([^」]+)」|‘([^’]{4,})’")
# Words that hand something to somebody, and acts of speech, which say by themselves whose word it is.
_SAYS: Final = "say"
_QUOTING: Final = ("다고", "라고", "다며", "라며", "냐고", "자고")
SPEECH: Final = frozenset(
    (
        "confirm", "deny", "accuse", "condemn", "suspect", "believe", "threaten", "warn", "reject", "rebut", "call_v",
        "assure", "promise", "congratulate", "thank", "demand", "urge", "propose", "regret", "praise", "express",
        "criticism", "request", "support", "comment",
    )
)  # fmt: skip


class Word(NamedTuple):
    """A word at [start, end): in normal form, with its senses; `parts`: those of each part of a compound."""

    text: str
    start: int
    end: int
    senses: frozenset[str]
    parts: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Statement:
    """One text with all that the gate asks of it. `published`: the day from which it counts days."""

    text: Text
    watch: Watch
    published: date | None

    @property
    def original(self) -> str:
        """The text as it came."""
        return self.text.original

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.text.language

    @cached_property
    def lexicon(self) -> Lexicon:
        """The senses of its language."""
        return lexicon(self.watch.vocabulary, self.language)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Whom and where it names."""
        return tuple(m for m in self.watch.find(self.text, self.published) if self.kind(m.concept) in NAMES)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """All that it names, pairs as their sides; readings inside longer names too: "North Korean troops"."""
        inner = [m.concept for m in self.watch.readings(self.text) if m.concept]
        found = {*inner, *(m.concept for m in self.watch.find(self.text, self.published))}
        pairs = any(self.kind(concept) in ALL_SIDES for concept in found)
        return frozenset(found | (set(self.watch.sides_watched) if pairs else set()))

    def kind(self, concept: str) -> EntryKind:
        """What an entry of the watch is."""
        return self.watch.entry(concept).kind

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its quantities and ranks; in Korean also what is counted by a word: "세 발"."""
        found = [self._scaled(number) for number in find_numbers(self.text)]
        counter = cue(self.watch.vocabulary, self.language, "counter")
        for word, following in zip(self.words, self.words[1:], strict=False):
            value = self.numeral(word)
            known = any(number.start <= word.start < number.end for number in found)
            if value is not None and not known and counter.match(following.text):
                found.append(Number(value, value, word.start, word.end))
        return tuple(sorted(found, key=lambda number: number.start))

    def _scaled(self, number: Number) -> Number:
        """A bare "Millionen" with the word before it that says how many."""
        scales = self.watch.vocabulary.table("scales", self.language)
        written = normal(self.original[number.start : number.end])
        scale = next((float(value) for value, forms in scales.items() if written in forms), None)
        before = next((word for word in self.words if 0 <= number.start - word.end <= 1), None)
        value = self.numeral(before) if before else None
        if not number.vague or scale is None or value is None or before is None:
            return number
        return Number(value * scale, value * scale, before.start, number.end)

    def numeral(self, word: Word) -> float | None:
        """The number that a word is by itself, as "vier", "네"."""
        for table in ("numerals", "own_numerals", "counting"):
            for value, forms in self.watch.vocabulary.table(table, self.language).items():
                if word.text in forms:
                    return float(value)
        return None

    @cached_property
    def days(self) -> tuple[tuple[date | None, Place], ...]:
        """The days that it names, each with its place."""
        return tuple((m.on(self.published), (m.start, m.end)) for m in find_dates(self.text))

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that stand in it."""
        return frozenset(_YEAR.findall(self.original))

    @cached_property
    def months(self) -> tuple[tuple[str, Place], ...]:
        """The months that it names outside of days."""
        taken = [place for _, place in self.days]
        named = [(t.kind, (t.start, t.end)) for t in terms_in(self.text, "months")]
        named += [(MONTHS[int(m[1]) - 1], m.span()) for m in _KOREAN_MONTH.finditer(self.original)]
        named += [
            (MONTHS[int(sense.removeprefix(_MONTH)) - 1], (word.start, word.end))
            for word in self.words
            for sense in word.senses
            if sense.startswith(_MONTH)
        ]
        return tuple((month, place) for month, place in named if not _inside(place[0], taken))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return tuple(self._word(match) for match in _WORD.finditer(self.original))

    def _word(self, match: re.Match[str]) -> Word:
        text = normal(match[0]).replace("’", "'").removesuffix("'s")
        if is_hangul(text):
            senses, _ = self.lexicon.inside(text)
            return Word(text, *match.span(), senses, (senses,))
        parts = self.lexicon.parts(text)
        return Word(text, *match.span(), frozenset[str]().union(*parts), parts)

    @cached_property
    def senses(self) -> frozenset[str]:
        """What all its words mean, pairs of words too."""
        pairs = zip(self.words, self.words[1:], strict=False)
        joined = [self.lexicon.pair(a.text, b.text) for a, b in pairs]
        joined += [self.parted(word) for word in self.words]
        return frozenset().union(*(word.senses for word in self.words), *joined)

    def parted(self, word: Word) -> frozenset[str]:
        """What a verb means with the part of it that ends its clause: "sagte … ab"."""
        clause = next((c for c in self.clauses if c[0] <= word.start < c[1]), None)
        last = self.within(clause)[-1] if clause else word
        if not cue(self.watch.vocabulary, self.language, "separable").fullmatch(last.text):
            return frozenset()
        return self.lexicon.pair(word.text, last.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its words without their endings."""
        return frozenset(stemmed(word.text, self.language) for word in self.words)

    @cached_property
    def quotes(self) -> tuple[Place, ...]:
        """What stands in quotation marks, without them."""
        return tuple(m.span(m.lastindex or 0) for m in QUOTED.finditer(self.original))

    @cached_property
    def leading(self) -> Place | None:
        """Who stands before a colon at the very beginning, as in "NIS: …"."""
        match = _LEADING.match(self.original)
        return match.span("who") if match and not any(map(str.isdigit, match["who"])) else None

    @cached_property
    def speakers(self) -> tuple[tuple[str, Place], ...]:
        """To whom it hands what it says: the id of a known party or a slug of the name, and where it stands."""
        verbs = [word for word in self.words if self.parted(word) and "say" not in self.parted(word)]
        found = [
            (a.who, self._nearest(a))
            for a in find_attributions(self.text, self.watch)
            if not any(word.start <= a.cue < word.end for word in verbs) and not self._hands_over(a.cue)
        ]
        if self.leading and not any(start < self.leading[1] for _, (start, _) in found):
            found.append((normal(self.original[slice(*self.leading)]), self.leading))
        return tuple(found)

    def _hands_over(self, at: int) -> bool:
        """Whether a Korean verb of passing on passes on a thing: no words with a sign of quotation stand before it."""
        word = next((w for w in self.words if w.start <= at < w.end), None)
        if word is None or "convey" not in word.senses or not is_hangul(word.text):
            return False
        return not any(w.end <= at and w.text.endswith(_QUOTING) for w in self.words)

    def _nearest(self, attribution: Attribution) -> Place:
        """Where the party itself stands that an attribution names, not others of its side around it."""
        if self.leading and attribution.start < self.leading[1]:
            return self.leading
        inside = [m for m in self.mentions if attribution.start <= m.start and m.end <= attribution.end]
        if len(inside) < 2:
            return attribution.start, attribution.end
        one = min(inside, key=lambda m: min(abs(attribution.cue - m.end), abs(m.start - attribution.cue)))
        return one.start, one.end

    @property
    def is_handed(self) -> bool:
        """Whether it says by whose word it tells what it does."""
        return bool(self.speakers) or self.leading is not None or self.says

    @property
    def says(self) -> bool:
        """Whether a word of saying stands in it."""
        return _SAYS in self.senses

    @cached_property
    def states(self) -> tuple[Mention, ...]:
        """The states that it names, inside longer names too: "North Korean troops"."""
        found = (m for m in self.watch.readings(self.text) if m.concept and self.kind(m.concept) is EntryKind.COUNTRY)
        return tuple(found)

    @cached_property
    def clauses(self) -> tuple[Place, ...]:
        """Its clauses, between marks and the words that turn a sentence."""
        places, start = [], 0
        turns = (cue(self.watch.vocabulary, self.language, kind) for kind in ("turn", "that"))
        turned = (at for turn in turns for at in self._turns(turn))
        marks = sorted({*(m.span() for m in _GAP.finditer(self.original)), *turned, *self._joins()})
        for gap in marks:
            if gap[0] > start and not any(a <= gap[0] < b for a, b in self.quotes):
                places.append((start, gap[0]))
                start = gap[1]
        places.append((start, len(self.original)))
        return tuple(place for place in places if _WORD.search(self.original, *place))

    def _joins(self) -> list[Place]:
        """Where "and" joins a part that is told in another manner: "and must still be ratified"."""
        lowered, vocabulary = self.text.lowered, self.watch.vocabulary
        manners = [cue(vocabulary, self.language, kind) for kind in ("planned", "may", "not")]
        ends = (m.end() for m in cue(vocabulary, self.language, "and").finditer(lowered))
        return [(end, end) for end in ends if any(manner.match(lowered, end + 1) for manner in manners)]

    def _turns(self, turns: re.Pattern[str]) -> list[Place]:
        named = [(m.start, m.end) for m in self.mentions]  # the name "Но" is no "but"
        return [(m.start(), m.start()) for m in turns.finditer(self.text.lowered) if not _inside(m.start(), named)]

    def within(self, place: Place) -> list[Word]:
        """The words of a place."""
        return [word for word in self.words if place[0] <= word.start < place[1]]


def _inside(at: int, places: list[Place]) -> bool:
    return any(start <= at < end for start, end in places)


def read(sentence: str, watch: Watch, *, language: str | None = None, published: date | None = None) -> Statement:
    """Read a text for the gate; its language is recognised where none is given."""
    return Statement(Text(sentence, watch.vocabulary, language=language), watch, published)
