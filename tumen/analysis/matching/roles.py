"""Whose figures count: the parts that the sides, other countries and places of a subject play in a sentence.

What stands for which role is written in the watch (`[claims]`); without that, the names of the sides do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from tumen.analysis.matching.entries import WatchEntry
from tumen.analysis.matching.terms import Term, Terms
from tumen.analysis.text.text import Text
from tumen.model import ALL_SIDES, EntryKind


class Role(StrEnum):
    """What the name of a country, a person or a people says about whose the figure beside it is."""

    COUNTED = "counted"  # the side whose people and goods are counted
    COUNTERPART = "counterpart"  # the other side, to which they go or from which they come
    COUNTERPART_PEOPLE = "counterpart_people"  # its people and things: a figure beside them is its own
    THEATRE = "theatre"  # a third country where both are at work: it names the subject, its own figures do not count
    THIRD_PARTY = "third_party"  # anybody else: a figure beside them is theirs
    BOTH = "both"  # a word for the two sides together


class Place(StrEnum):
    """What a place says about people of whom a text gives no more than the number."""

    WORK = "work"  # they work there
    WAR = "war"  # they fight there
    ELSEWHERE = "elsewhere"  # people there have nothing to do with the subject
    BORDER = "border"  # troops there were not sent to the counterpart


# Names of these say whose something is; weapons and ideas are of no one place.
_ACTING = (EntryKind.PERSON, EntryKind.ORGANISATION, EntryKind.COUNTRY, EntryKind.PLACE)
_NO_FORMS: Mapping[str, Sequence[str]] = MappingProxyType({})


class Roles:
    """The words for each role and place, compiled. Immutable; false when there is no side whose figures could count.

    `counted`: the roles whose figures count: one side's, or those of either. `nouns`: words for people of the sides
    ("Koreans"), by the kind of noun that they are in the language table `counted`.
    """

    def __init__(
        self,
        words: Mapping[Role, Sequence[str]],
        *,
        either: bool = False,
        places: Mapping[Place, Sequence[str]] = MappingProxyType({}),
        nouns: Mapping[str, Sequence[str]] = _NO_FORMS,
    ) -> None:
        self.counted = frozenset({Role.COUNTED, Role.COUNTERPART} if either else {Role.COUNTED})
        self.theirs = frozenset({Role.COUNTERPART, Role.COUNTERPART_PEOPLE, Role.THEATRE})
        self._any = any(words.values())
        self._either = either
        self._words = {role.value: forms for role, forms in words.items()}
        self._places = {place.value: forms for place, forms in places.items()}
        self._nouns = nouns

    def __bool__(self) -> bool:
        return self._any

    def find(self, text: Text) -> list[Term]:
        """The words for roles in a text, in order; one for both sides is read as the two that it names."""
        return [
            term._replace(kind=role)
            for term in self._terms("roles", lambda: self._words, text).find(text)
            for role in ((Role.COUNTED, Role.COUNTERPART) if term.kind == Role.BOTH else (Role(term.kind),))
        ]

    def places(self, text: Text) -> list[Term]:
        """The places in a text that say what people are there for, in order."""
        return self._terms("places", lambda: self._places, text).find(text)

    def nouns(self, text: Text) -> list[Term]:
        """The counted nouns in a text: those of the language tables and the sides' own people."""
        return self._terms("nouns", lambda: self._with(text.vocabulary.merged("counted")), text).find(text)

    def _terms(self, name: str, table: Callable[[], Mapping[str, Sequence[str]]], text: Text) -> Terms:
        """A table of these roles, compiled once with the text's vocabulary."""
        vocabulary = text.vocabulary
        return vocabulary.once((name, self), lambda: Terms(table(), vocabulary))

    def _with(self, table: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return table | {kind: (*table.get(kind, ()), *forms) for kind, forms in self._nouns.items()}

    def names_both(self, roles: Iterable[str]) -> bool:
        """Whether these roles name the relationship: the side counted, and the other or where both are active."""
        found = set(roles)
        return Role.COUNTED in found and bool(found & self.theirs)

    def peoples(self, roles: Iterable[str]) -> bool:
        """Whether these roles name people of both sides together."""
        found = set(roles)
        return Role.COUNTED in found and (Role.COUNTERPART if self._either else Role.COUNTERPART_PEOPLE) in found


def of_sides(entries: Iterable[WatchEntry], sides: Sequence[str], of: str = "") -> dict[Role, tuple[str, ...]]:
    """The names of the entries as words for the roles of their sides; `of`: the side counted, the first by default.

    Of a subject with one side, every name of it stands for both. Names that need a guard are left out.
    """
    counted = of or (sides[0] if sides else "")
    found: dict[Role, dict[str, None]] = {}
    for entry in entries:
        if entry.kind in ALL_SIDES or (entry.side and len(sides) == 1):
            role = Role.BOTH
        elif entry.side and entry.kind in _ACTING:
            role = Role.COUNTED if entry.side == counted else Role.COUNTERPART
        else:
            continue
        found.setdefault(role, {}).update(dict.fromkeys(plain_forms(entry)))
    return {role: tuple(forms) for role, forms in found.items()}


def plain_forms(entry: WatchEntry) -> tuple[str, ...]:
    """The forms of an entry that mean it wherever they stand."""
    guarded = {form for guard in entry.guards if guard.needs for form in guard.forms}
    if any(guard.needs and not guard.forms for guard in entry.guards):
        return ()
    return tuple(dict.fromkeys(form for forms in entry.forms.values() for form in forms if form not in guarded))
