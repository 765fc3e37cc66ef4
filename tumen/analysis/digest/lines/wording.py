"""The words of event lines in one language: names with their cases, what kinds are called, sentences with slots."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.vocabulary import Table
from tumen.model import EntryKind, Kind, Stage

# What the tables of a reader's language may hold. A sentence is named by its kind and whether it was done or planned.
SENTENCES = tuple(f"{kind}_{stage}" for kind in Kind for stage in ("done", "planned"))
WORDS = (
    "and", "says", "speaks", "denies", "deny", "denial", "planned", "called_off", "postponed", "possible", "hearsay",
    "each", "subject", "respelled", "separators", "voiced", "thank", "warn", "urge", "protest", "summon",
    "support", "months", "date", "date_with_year",
)  # fmt: skip
# How a change of each sort is told. A figure has {what} and {value}, a revised one {before} too, one revised by its
# own party {names} of that; what names somebody or something has {names}; a stage has {what}, {before} and {value}.
# What a report does not say any more has its publisher {names}, {what} it was, a figure {before}, and in {value} how
# many hours after it appeared that was noticed.
CHANGES = (
    "figure", "revised", "own", "denied", "confirm", "deny", "voice", "full", "fuller", "corrected", "name", "place",
    "outcome", "stage", "withdrawn_figure", "withdrawn_name", "withdrawn_kind", "gone", "back",
    "alternates",
)  # fmt: skip
LINE_THINGS = "line_things"  # what common things of headlines are called
SLOTS = ("who", "agent", "counterpart", "object", "place")
# Of an act: who does it, to whom, where, and what it is about; "<thanks|thank>" is the verb of one and of many.
LINE_ACTS = "line_acts"
LINE_PARTIES = "line_parties"  # what people of a state or body are called: "a delegation from {}"
ACT_SLOTS = ("who", "whom", "place", "what")
PLURAL = "plural"  # of these: the names that are a plural themselves

_CASES = 6  # the most that a language with lines has: Russian
# These are called by their names in every language.
_PROPER = (SpeakerKind.AGENCY, SpeakerKind.MEDIA, SpeakerKind.STUDY)
_NAMED = (EntryKind.PERSON, EntryKind.COUNTRY, EntryKind.PLACE, EntryKind.ORGANISATION)

Slots = Mapping[str, tuple[str, ...]]  # ids of the watch by slot

_SLOT = re.compile(r"\{(\w+)(?::(\d))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_AGREES = re.compile(r"<([^<>|]+)\|([^<>|]+)>")
_FORM = re.compile(r"\{(\d)?\}")
_MANY = "+"  # before the words for people who are many


def check_template(template: str) -> None:
    """ValueError where a template names a slot that is none, or has braces or brackets that do not close."""
    unknown = [name for name, _ in _SLOT.findall(template) if name not in SLOTS]
    if unknown:
        raise ValueError(f"has no slot {unknown[0]!r}; known are: {', '.join(SLOTS)}")
    if re.search(r"[{}\[\]]", _SLOT.sub("", _OPTIONAL.sub(r"\1", template))):
        raise ValueError(f"must close what it opens and hold slots in braces, not {template!r}")


def act_slots(template: str) -> frozenset[str]:
    """The slots of an act's template."""
    return frozenset(name for name, _ in _SLOT.findall(template))


def check_act(template: str) -> None:
    """ValueError where the template of an act names a slot that is none, or does not close what it opens."""
    unknown = sorted(act_slots(template) - {*ACT_SLOTS})
    if unknown:
        raise ValueError(f"has no slot {unknown[0]!r}; known are: {', '.join(ACT_SLOTS)}")
    if re.search(r"[{}\[\]<>]", _AGREES.sub("", _SLOT.sub("", _OPTIONAL.sub(r"\1", template)))):
        raise ValueError(f"must close what it opens, with <one|many> for its verb, not {template!r}")


def check_party(words: str) -> None:
    """ValueError where the words for people have other than one place for whose they are."""
    if len(_FORM.findall(words)) != 1 or re.search(r"[{}]", _FORM.sub("", words)):
        raise ValueError(f"must have {{}} once, or {{1}} for a case, for whose they are, not {words!r}")


def check_change(template: str) -> None:
    """ValueError where the template of a change names a slot that is none or has a brace that does not close."""
    try:
        template.format(what="", before="", value="", names="")
    except (LookupError, ValueError) as e:
        raise ValueError(f"must have no slots but {{what}}, {{before}}, {{value}} and {{names}}: {e}") from e


@dataclass(frozen=True, slots=True)
class Wording:
    """The templates of a reader's language, filled with the watch's names."""

    watch: Watch
    language: str

    def __bool__(self) -> bool:
        """Whether lines are written in this language at all."""
        return bool(self._table("line_topics"))

    def name(self, concept: str, case: int = 0) -> str:
        """What readers call an entry, in one of its cases; "" where it is not one thing that has a name."""
        entry = self.watch.entry(concept)
        forms = entry.names.get(self.language, ())
        if forms:
            return forms[case] if case < len(forms) else forms[0]
        plain = not entry.names and entry.kind in _NAMED
        return entry.label if plain and not re.search(r"[,(\d]", entry.label) else ""

    def forms(self, concept: str) -> tuple[str, ...]:
        """What readers call an entry in every case that a template may ask for."""
        return tuple(self.name(concept, case) for case in range(_CASES))

    def topic(self, kind: Kind) -> str:
        """What a kind of happening is called."""
        return self._first("line_topics", kind)

    def thing(self, id: str) -> str:
        """What a thing of a headline is called; "" where the language has no word for it."""
        return self._first(LINE_THINGS, id)

    def act_templates(self, id: str) -> Sequence[str]:
        """The sentences of an act, the fullest first; none where the language has none."""
        return self._table(LINE_ACTS).get(id, ())

    def act(self, template: str, slots: Mapping[str, Sequence[str]], *, many: bool) -> str:
        """The sentence of an act; `slots`: words by case, "" where one is not known. "" where a slot is empty.

        `many`: its subject is a plural.
        """

        def fill(slot: re.Match[str]) -> str:
            forms, case = slots.get(slot[1], ()), int(slot[2] or 0)
            return forms[case] if case < len(forms) else ""

        def fills(part: str) -> bool:
            return all(fill(slot) for slot in _SLOT.finditer(part))

        kept = _OPTIONAL.sub(lambda part: part[1] if fills(part[1]) else "", template)
        kept = _AGREES.sub(lambda verb: verb[2 if many else 1], kept)
        return _SLOT.sub(fill, kept) if fills(kept) else ""

    def party_forms(self, concept: str, people: str) -> tuple[str, ...]:
        """An entry, or people of it, in every case; "" where one is not known or the language has no word for them."""
        is_named = self.language == "en" or self.language in self.watch.entry(concept).names
        own = tuple(self._declined(concept, case) if is_named else "" for case in range(_CASES))
        if not people:
            return own
        words = self._table(LINE_PARTIES).get(people, ())
        return tuple(self._of(words[case] if case < len(words) else "", own) for case in range(_CASES))

    def is_plural(self, concept: str, people: str) -> bool:
        """Whether a verb of many stands behind an entry, or behind people of it."""
        if people:
            return self._first(LINE_PARTIES, people).startswith(_MANY)
        return self.name(concept) in self._table(LINE_PARTIES).get(PLURAL, ())

    def _of(self, words: str, whose: Sequence[str]) -> str:
        """Words for people with whose they are in the case that they need."""
        slot = _FORM.search(words)
        name = whose[int(slot[1] or 0)] if slot else ""
        return _FORM.sub(name, words).removeprefix(_MANY) if name else ""

    def speaker(self, id: str, *, known: bool = False) -> str:
        """What readers call who speaks: of a body its own name, else the one that the registry has for the language.

        `known`: "" for one who is not in the registry.
        """
        speakers, watch = self.watch.speakers, self.watch
        told = speakers.names_of(id).get(self.language, "") or self._first("line_speakers", id)
        own = (one for one in (id, *speakers.entries_of(id)) if watch.knows(one))
        entries = [one for one in own if one == id or watch.entry(one).kind is EntryKind.ORGANISATION]
        told = told or (self.name(entries[0]) if entries else "")
        if known and speakers.kind_of(id) is SpeakerKind.UNLISTED:
            return told
        if told or (self.language != "en" and speakers.kind_of(id) not in _PROPER):
            return told
        return speakers.label(id)

    def claimant(self, label: str, *, own: bool) -> str:
        """What readers call a party that figures name by its label; `own`: the label may be words of their language."""
        id = self.watch.speakers.id_of(label)
        return self.speaker(id) if id else label if own else ""

    def metric(self, metric: str) -> str:
        """What a quantity counts."""
        return self._first("line_metrics", metric) or metric.replace("_", " ")

    def stage(self, stage: Stage) -> str:
        """How far something has come."""
        return self._first("line_stages", stage)

    def change(self, sort: str, **values: str) -> str:
        """A change of one sort with its values filled in."""
        return self._first("line_changes", sort).format(**values)

    def amount(self, low: float, high: float) -> str:
        """A quantity as this language writes it: 11,000 or 8,000–10,000."""
        return self._number(low) if low == high else f"{self._number(low)}–{self._number(high)}"

    def _number(self, value: float) -> str:
        whole, _, part = f"{value:,.10g}".partition(".")
        thousands, point = self._table("line_words").get("separators", (",", "."))
        return whole.replace(",", thousands) + (f"{point}{part}" if part else "")

    def day(self, day: date, year: int) -> str:
        """A day, with its year where it is another than `year`."""
        month = self._table("line_words")["months"][day.month - 1]
        date = self.word("date" if day.year == year else "date_with_year")
        return date.format(day=day.day, month=month, year=day.year)

    def word(self, name: str) -> str:
        """A word of the lines; as it is, with its spaces."""
        return self._first("line_words", name)

    def joined(self, names: Sequence[str]) -> str:
        """Names as one phrase."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])}{self.word('and')}{names[-1]}"

    def sentence(self, kind: Kind, *, planned: bool, slots: Slots) -> str:
        """The sentence of a kind with its slots filled; "" where the language has none or a slot it needs is empty."""
        template = self._first("line_sentences", f"{kind}_{'planned' if planned else 'done'}")
        kept = _OPTIONAL.sub(lambda part: part[1] if self._fills(part[1], slots) else "", template)
        if not kept or not self._fills(kept, slots):
            return ""
        return _SLOT.sub(lambda slot: self._filler(slot, slots), kept)

    def spelled(self, text: str) -> str:
        """A line as the language writes it, where it joins words otherwise than the parts: "von dem" is "vom"."""
        for pair in self._table("line_words").get("respelled", ()):
            old, _, new = pair.partition(" / ")
            text = text.replace(old, new)
        return text[:1].upper() + text[1:]

    def _fills(self, template: str, slots: Slots) -> bool:
        return all(self._filler(slot, slots) for slot in _SLOT.finditer(template))

    def _filler(self, slot: re.Match[str], slots: Slots) -> str:
        names = [self._declined(concept, int(slot[2] or 0)) for concept in slots.get(slot[1], ())]
        return self.joined(names) if all(names) else ""

    def _declined(self, concept: str, case: int) -> str:
        """A name in a case; "" where the case is not known, as of a phrase that has only its first."""
        name = self.name(concept, case)
        known = case == 0 or case < len(self.watch.entry(concept).names.get(self.language, ()))
        return name if known or name[:1].isupper() else ""

    def _first(self, table: str, key: str) -> str:
        return next(iter(self._table(table).get(key, ())), "")

    def _table(self, table: str) -> Table:
        return self.watch.vocabulary.table(table, self.language)


def spoken(watch: Watch, language: str) -> Wording:
    """The words for readers of a language; English where it has none, as the labels around them are."""
    return Wording(watch, language) or Wording(watch, "en")
