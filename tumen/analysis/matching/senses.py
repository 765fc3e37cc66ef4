"""What the forms of the watch can mean: each one's entry, and under which guard."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tumen.analysis.matching.entries import Guard, Office, WatchEntry
from tumen.model import ALL_SIDES, EntryKind


class Evidence(NamedTuple):
    """What speaks for and against the forms under a guard: tags of words and numbers of entries; tags of words."""

    words: frozenset[int]
    entries: frozenset[int]
    against: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sense:
    """Forms of one entry under one guard; `entry` is out of range for a phrase that only hides what it holds."""

    entry: int
    guard: Guard | None = None


# Last of all entries: a real name of the same length wins over a phrase that only hides.
HIDES = Sense(sys.maxsize)


def senses_of(
    entries: Sequence[WatchEntry],
) -> tuple[list[Sense], list[tuple[str, int]], dict[Guard, Evidence]]:
    """Senses, (form, tag) pairs for the matcher, and per guard what speaks for and against its forms.

    Tags from 0 count senses; negative ones are words that a guard asks for and are no mention.
    """
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    senses = [HIDES]
    forms: list[tuple[str, int]] = []
    words: dict[str, int] = {}
    evidence: dict[Guard, Evidence] = {}
    for number, entry in enumerate(entries):
        guards = {form: guard for guard in entry.guards if guard.needs for form in guard.forms or entry.all_forms()}
        tags: dict[Guard | None, int] = {}
        for form in entry.all_forms():
            guard = guards.get(form)
            if guard not in tags:
                tags[guard] = len(senses)
                senses.append(Sense(number, guard))
            forms += [(spelling, tags[guard]) for spelling in entry.spelled(form)]
        forms += [(phrase, 0) for guard in entry.guards for phrase in guard.never]
        for guard in guards.values():
            needed = [words.setdefault(need, -1 - len(words)) for need in guard.needs if not need.startswith("@")]
            among = {match for need in guard.needs if need.startswith("@") for match in named(need, entries, numbers)}
            against = [words.setdefault(word, -1 - len(words)) for word in guard.unless]
            evidence[guard] = Evidence(frozenset(needed), frozenset(among), frozenset(against))
    forms += words.items()
    return senses, forms, evidence


def as_entry(office: Office) -> WatchEntry:
    """An office as an entry of its own forms, which names nobody by itself."""
    return WatchEntry(id=office.id, kind=EntryKind.CONCEPT, label=office.label, forms=office.forms)


def named(name: str, entries: Sequence[WatchEntry], numbers: Mapping[str, int]) -> set[int]:
    """The numbers of the entries that `@id` or `@side*` stands for."""
    if name.endswith("*"):
        return {number for number, entry in enumerate(entries) if entry.side == name[1:-1] or entry.kind in ALL_SIDES}
    return {numbers[name[1:]]}
