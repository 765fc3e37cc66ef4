"""The watch: whom and what a text names, by a table of names that a person can edit.

A watch has a subject with sides, themes, and entries with their forms in every language. A text is about the subject
when both sides act in it; this module only says what is named, and where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tumen.analysis.matching.entries import Guard, Implied, Office, Theme, WatchEntry
from tumen.analysis.matching.guards import Places
from tumen.analysis.matching.matcher import Hit, Matcher, longest
from tumen.analysis.matching.roles import Roles, of_sides
from tumen.analysis.matching.senses import HIDES, as_entry, named, senses_of
from tumen.analysis.matching.speaker_entries import SpeakerEntry
from tumen.analysis.matching.speakers import Speakers
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import NO_VOCABULARY, Vocabulary
from tumen.model import ALL_SIDES, EntryKind, Mention

# These act and speak; a place does where it is `of` somebody, as a capital is.
_SPEAKING = (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.COUNTRY)


class Watch:
    """A compiled table of names, with the language tables that texts are read with. Pure and immutable."""

    def __init__(
        self,
        subject: str,
        sides: tuple[str, ...],
        themes: tuple[Theme, ...],
        entries: tuple[WatchEntry, ...],
        implied: tuple[Implied, ...],
        vocabulary: Vocabulary,
        roles: Roles | None = None,
        speakers: tuple[SpeakerEntry, ...] = (),
        offices: tuple[Office, ...] = (),
        rarer: str = "",
    ) -> None:
        self.vocabulary = vocabulary
        self.offices = offices
        # By entry and by office: a former minister is still who they were when the report was written.
        self.ranks = {
            id: o.rank for o in sorted(offices, key=lambda o: o.rank) for id in (o.id, *(t.entry for t in o.held))
        }
        self.subject = subject
        self.sides_watched = sides
        self.themes = themes
        self.entries = entries
        self.implied = implied
        self.rarer = rarer
        self.roles = Roles(of_sides(entries, sides), either=len(sides) > 1) if roles is None else roles
        self._by_id = {entry.id: entry for entry in entries}
        self.speakers = Speakers(speakers, vocabulary, self._by_id, self.readings)
        self._theme_order = {theme.id: rank for rank, theme in enumerate(themes)}
        self._senses, forms, self._evidence = senses_of((*entries, *map(as_entry, offices)))
        self._pairs = frozenset(n for n, entry in enumerate(entries) if entry.kind is EntryKind.PAIR)
        self._matcher = Matcher(forms, vocabulary)
        self._glance, self._glance_sides = _glance(self, forms)

    @classmethod
    def compile(
        cls,
        entries: Iterable[WatchEntry],
        themes: Iterable[Theme] = (),
        *,
        subject: str = "",
        sides: Iterable[str] = (),
        implied: Iterable[Implied] = (),
        vocabulary: Vocabulary = NO_VOCABULARY,
        roles: Roles | None = None,
        speakers: Iterable[SpeakerEntry] = (),
        offices: Iterable[Office] = (),
        rarer: str = "",
    ) -> Watch:
        """A watch over these entries; ValueError when a form is malformed, KeyError when a guard names no entry.

        `roles`: the words that say whose figures count, by default the names of the sides. `rarer`: the side that
        fewer reports name, if any.
        """
        made = tuple(themes), tuple(entries), tuple(implied)
        return cls(subject, tuple(sides), *made, vocabulary, roles, tuple(speakers), tuple(offices), rarer)

    @classmethod
    def empty(cls, vocabulary: Vocabulary = NO_VOCABULARY, speakers: Iterable[SpeakerEntry] = ()) -> Watch:
        """A watch without a subject: finds nothing, everything may be of interest."""
        return cls.compile((), vocabulary=vocabulary, speakers=speakers)

    def without_subject(self) -> Watch:
        """An empty watch with the same language tables and the speakers that need no entry, such as news agencies."""
        return Watch.empty(self.vocabulary, self.speakers.without_entries())

    def __bool__(self) -> bool:
        """Whether there is a subject to watch at all."""
        return bool(self.entries)

    def entry(self, concept: str) -> WatchEntry:
        """The entry of this id; KeyError when there is none."""
        return self._by_id[concept]

    def knows(self, concept: str) -> bool:
        """Whether there is an entry of this id."""
        return concept in self._by_id

    def party(self, concept: str) -> str:
        """The state or body that an entry speaks for: a side, another entry, or itself; empty for what cannot speak."""
        entry = self._by_id[concept]
        if entry.kind is EntryKind.CONCEPT:
            return ""
        return entry.of or (entry.side or entry.id if entry.kind in _SPEAKING else "")

    def theme_names(self, language: str) -> dict[str, str]:
        """Theme id to its label in this language, in English where there is none, else the id itself."""
        return {theme.id: theme.label.get(language) or theme.label.get("en") or theme.id for theme in self.themes}

    def find(self, text: Text, on: date | None = None) -> tuple[Mention, ...]:
        """What the text names: mentions in order, not overlapping, the longest reading of each place. Found once.

        `on`: the day of the text; an office stands for who held it then.
        """
        return text.once(("mentions", self, on), lambda: self._mentions(self._accepted(self._hits(text)), text, on))

    def readings(self, text: Text) -> tuple[Mention, ...]:
        """Every reading of every place, overlapping ones too: "глава МИД", "МИД РФ"; without what guards need.

        A phrase that means something else has an empty concept. Offices are no reading: they only stand for somebody.
        """
        number = len(self.entries)
        return tuple(
            Mention(concept=self.entries[entry].id if entry < number else "", start=span[0], end=span[1])
            for tag, start, end in self._hits(text)
            if tag >= 0
            for entry, span in ((self._senses[tag].entry, text.folded.span(start, end)),)
            if not number <= entry < number + len(self.offices)
        )

    def _hits(self, text: Text) -> list[Hit]:
        """All hits of the matcher, found once."""
        return text.once(("hits", self), lambda: self._matcher.find(text.folded, text.original))

    def _mentions(self, hits: list[Hit], text: Text, on: date | None) -> tuple[Mention, ...]:
        # An office whose holder is not known hides no country that its name holds.
        meant = [hit for hit in hits if not self._vacant(hit[0], on)]
        pairs = {hit[1]: hit for hit in hits if hit[0] in self._pairs}
        return tuple(
            Mention(concept=concept, start=span[0], end=span[1])
            for hit in longest(meant)
            for entry, start, end in _parted(hit, pairs.get(hit[1]), text.folded.text)
            if (concept := self._meant(entry, on)) is not None
            for span in (text.folded.span(start, end),)
        )

    def _vacant(self, entry: int, on: date | None) -> bool:
        office = entry - len(self.entries)
        return 0 <= office < len(self.offices) and self.offices[office].holder(on) is None

    def _meant(self, entry: int, on: date | None) -> str | None:
        """The id of an entry by its number; behind the entries stand the offices, then what only hides."""
        if entry < len(self.entries):
            return self.entries[entry].id
        office = entry - len(self.entries)
        return self.offices[office].holder(on) if office < len(self.offices) else None

    def touches(self, text: Text) -> bool:
        """Whether the text can name every side: quick, never False where sides() of find() would be all of them."""
        if not self.sides_watched:
            return bool(self.entries)
        seen = frozenset().union(*(self._glance_sides[tag] for tag in self._glanced(text)))
        return len(seen) == len(self.sides_watched)

    def touches_any(self, text: Text) -> bool:
        """Whether the text can name a side, or something that may imply one."""
        return bool(self._glanced(text))

    def _glanced(self, text: Text) -> frozenset[int]:
        """The tags of what can name or imply a side, found once."""
        return text.once(
            ("glance", self), lambda: frozenset(tag for tag, _, _ in self._glance.find(text.folded, text.original))
        )

    def sides(self, mentions: Iterable[Mention]) -> frozenset[str]:
        """The sides that these mentions name or, by the table's rules, imply."""
        ids = {mention.concept for mention in mentions}
        named: set[str] = set()
        for concept in ids:
            named.update(self._sides_of(self._by_id[concept]))
        for rule in self.implied:
            if rule.side in named or self._any_named(rule.unless, ids, named):
                continue
            if all(self._any_named(group, ids, named) for group in rule.groups):
                named.add(rule.side)
        return frozenset(named)

    def themes_of(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """The themes of these mentions, the one with most weight of distinct entries first."""
        weights: dict[str, float] = {}
        for concept in sorted({mention.concept for mention in mentions}):
            entry = self._by_id[concept]
            for theme in entry.themes:
                weights[theme] = weights.get(theme, 0.0) + entry.weight
        return tuple(sorted(weights, key=lambda theme: (-weights[theme], self._theme_order.get(theme, 0))))

    def _sides_of(self, entry: WatchEntry) -> tuple[str, ...]:
        if entry.kind in ALL_SIDES:
            return self.sides_watched
        return (entry.side,) if entry.side else ()

    def _any_named(self, group: Sequence[str], ids: set[str], named: set[str]) -> bool:
        return any(name[1:-1] in named if name.endswith("*") else name[1:] in ids for name in group)

    def _accepted(self, hits: list[Hit]) -> list[Hit]:
        """Hits as (entry, start, end), those of a guarded sense only where what they need is there."""
        senses = self._senses
        accepted = []
        guarded = []
        for tag, start, end in hits:
            if tag < 0:
                continue
            sense = senses[tag]
            if sense.guard is None:
                accepted.append((sense.entry, start, end))
            else:
                guarded.append((sense.entry, sense.guard, start, end))
        if not guarded:
            return accepted
        witnesses = {guard: self._witnesses(guard, hits) for guard in {guard for _, guard, _, _ in guarded}}
        return accepted + [
            (entry, start, end)
            for entry, guard, start, end in guarded
            if witnesses[guard].beside(start, end, guard.within)
        ]

    def _witnesses(self, guard: Guard, hits: Sequence[Hit]) -> Places:
        """The places of what a guard needs, without those in longer phrases; none where a word speaks against it."""
        words, entries, against = self._evidence[guard]
        if against and any(tag in against for tag, _, _ in hits):
            return Places(())
        hidden = Places((start, end) for tag, start, end in hits if tag == 0)
        found = [
            (start, end)
            for tag, start, end in hits
            if tag in words or (tag > 0 and self._senses[tag].guard is None and self._senses[tag].entry in entries)
        ]
        return Places((start, end) for start, end in found if not hidden.hold(start, end))


def _parted(hit: Hit, pair: Hit | None, text: str) -> tuple[Hit, ...]:
    """A name that opens with that of the pair names both: "북러 조약" is the treaty, and whose."""
    if pair is None or hit[0] in (pair[0], HIDES.entry) or hit[2] <= pair[2]:
        return (hit,)
    return (pair, (hit[0], pair[2] + text[pair[2] : hit[2]].startswith(" "), hit[2]))


def _glance(watch: Watch, forms: Iterable[tuple[str, int]]) -> tuple[Matcher, list[frozenset[str]]]:
    """A smaller matcher with only what can name or imply a side, and the sides that each tag can stand for."""
    numbers = {entry.id: number for number, entry in enumerate(watch.entries)}
    may: dict[int, set[str]] = {n: set(watch._sides_of(entry)) for n, entry in enumerate(watch.entries)}
    for rule in watch.implied:
        for name in rule.groups[0]:
            for number in named(name, watch.entries, numbers):
                may[number].add(rule.side)
    # An office names its side in words of its own, which are found beside it.
    sides = [frozenset(may.get(sense.entry, ())) for sense in watch._senses]
    return Matcher(((form, tag) for form, tag in forms if tag > 0 and sides[tag]), watch.vocabulary), sides
