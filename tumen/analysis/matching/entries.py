"""What a watch is made of: themes, entries with their names, and when a form does not mean what it seems to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tumen.analysis.matching.spellings import spellings
from tumen.model import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A strand of the subject, with its label in the readers' languages."""

    id: str
    label: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """When a form does not mean what it seems to.

    `forms`: the forms of the entry in question, all of them when empty. `needs`: words of which one must occur too,
    anywhere or within so many characters; `@id` stands for an entry, `@side*` for anything on that side.
    `never`: longer words and phrases that hold the form and mean something else. `unless`: words that, anywhere in the
    text, say that somebody or something else of this name is meant.
    """

    forms: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    within: int | None = None
    never: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchEntry:
    """One person, place, country, organisation, weapon, concept or pair, with its names in every language.

    `weight`: how much naming it tells one happening from another; 1.0 is usual, what every report names is near 0.
    `of`: the entry or side it speaks for, of a body, an office-holder or a capital outside the subject. `names`: what
    readers of a language are shown, with its cases in the order of that language's templates; nothing of what is not
    one thing, such as a group of bodies. `thing`: whether a concept may be what is sent, built or spoken of; a visit, a
    minister's office or the front is not.
    """

    id: str
    kind: EntryKind
    label: str
    side: str = ""
    of: str = ""
    themes: tuple[str, ...] = ()
    weight: float = 1.0
    thing: bool = True
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()

    def all_forms(self) -> tuple[str, ...]:
        """The forms of all languages, each once, as they are written."""
        return tuple(dict.fromkeys(form for forms in self.forms.values() for form in forms))

    def spelled(self, form: str) -> tuple[str, ...]:
        """A form of this entry with the spellings that are the same word to a reader."""
        return spellings(form, person=self.kind is EntryKind.PERSON)

    def spellings(self) -> tuple[str, ...]:
        """All forms in all spellings."""
        return tuple(spelling for form in self.all_forms() for spelling in self.spelled(form))


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """A side that a text need not name: it is meant when one entry of every group is named (`@side*` as in guards).

    Where something of `unless` is named too, the rule says nothing.
    """

    side: str
    groups: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who holds an office, from a day up to and without another; open where one is left out."""

    entry: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office by which a text names its holder: "Russia's defence minister", 외무상, "глава МИД КНДР".

    `rank`: 2 for who leads a state, 1 for who sits in its government, 0 for any other; what they do matters as much.
    """

    id: str
    label: str
    held: tuple[Tenure, ...]
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rank: int = 0

    def holder(self, on: date | None) -> str | None:
        """The entry that held the office on this day; of an unknown day, the only one there ever was, if any."""
        if on is None:
            return self.held[0].entry if len(self.held) == 1 else None
        fits = (t.entry for t in self.held if (t.since is None or t.since <= on) and (t.until is None or on < t.until))
        return next(fits, None)
