"""The words of event lines in one language: names with their cases, what kinds are called, sentences with slots."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tumen.analysis.matching.watch import Watch
from tumen.analysis.text.vocabulary import Table
from tumen.model import EntryKind, Kind

# What the tables of a reader's language may hold. A sentence is named by its kind and whether it was done or planned.
SENTENCES = tuple(f"{kind}_{stage}" for kind in Kind for stage in ("done", "planned"))
WORDS = ("and", "says", "denies", "denial", "planned", "called_off", "possible", "respelled")
SLOTS = ("who", "agent", "counterpart", "object", "place")

_CASES = 6  # the most that a language with lines has: Russian
_NAMED = (EntryKind.PERSON, EntryKind.COUNTRY, EntryKind.PLACE, EntryKind.ORGANISATION)

Slots = Mapping[str, tuple[str, ...]]  # ids of the watch by slot

_SLOT = re.compile(r"\{(\w+)(?::(\d))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def check_template(template: str) -> None:
    """ValueError where a template names a slot that is none, or has braces or brackets that do not close."""
    unknown = [name for name, _ in _SLOT.findall(template) if name not in SLOTS]
    if unknown:
        raise ValueError(f"has no slot {unknown[0]!r}; known are: {', '.join(SLOTS)}")
    if re.search(r"[{}\[\]]", _SLOT.sub("", _OPTIONAL.sub(r"\1", template))):
        raise ValueError(f"must close what it opens and hold slots in braces, not {template!r}")


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
        said = _SLOT.sub(lambda slot: self._filler(slot, slots), kept)
        for pair in self._table("line_words").get("respelled", ()):
            old, _, new = pair.partition(" / ")
            said = said.replace(old, new)
        return said[:1].upper() + said[1:]

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
