"""Who can stand behind a report: the registry of speakers, of one watch and of the unnamed in every language.

A speaker is a body with all who speak for it: Kirby and the White House are one. Its names are those of entries of
the watch, so that who is who stands in one place; officials, analysts and sources without a name are words of a
language and stand in its table `unnamed_speakers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Final

from tumen.analysis.matching.entries import WatchEntry
from tumen.analysis.matching.matcher import ANOTHER_NAME
from tumen.analysis.matching.speaker_entries import BODIES, UNNAMED, SpeakerEntry, SpeakerKind
from tumen.analysis.matching.spellings import spellings
from tumen.analysis.matching.terms import Term, Terms
from tumen.analysis.text.normalization import fold_form
from tumen.analysis.text.text import Text
from tumen.analysis.text.vocabulary import NO_VOCABULARY, Vocabulary
from tumen.model import EntryKind, Mention

UNNAMED_TABLE: Final = "unnamed_speakers"
ENDINGS_TABLE: Final = "case_endings"


class Speakers:
    """All speakers, ready to be found. Pure and immutable; what is compiled is made on first use.

    `entries`: those of the watch by id. `mentions`: gives every
    reading of every name of an entry in a text; an empty concept hides what it holds.
    """

    def __init__(
        self,
        speakers: Iterable[SpeakerEntry],
        vocabulary: Vocabulary = NO_VOCABULARY,
        entries: Mapping[str, WatchEntry] = MappingProxyType({}),
        mentions: Callable[[Text], tuple[Mention, ...]] = lambda _: (),
    ) -> None:
        self._named = named = tuple(speakers)
        self._by_id = {speaker.id: speaker for speaker in (*named, *UNNAMED)}
        self._vocabulary = vocabulary
        self._entries = entries
        self._mentions = mentions
        self._of_entry = {entry: s.id for s in named for entry in s.entries}
        self._of_form = {(entry, plain(form)): s.id for s in named for entry, forms in s.only.items() for form in forms}
        only = [(entry, form) for s in named for entry, forms in s.only.items() for form in forms]
        self._alone = frozenset((entry, plain(form)) for entry, form in only if form.endswith("!"))
        self._people = frozenset(name for s in named for name in s.entries if _is_person(entries.get(name)))
        self._some = frozenset(entry for entry, _ in self._of_form)

    @cached_property
    def _by_label(self) -> dict[str, str]:
        return {speaker.label: id for id, speaker in self._by_id.items()}

    @cached_property
    def _terms(self) -> Terms:
        """The names that no entry has, with the words for the unnamed."""
        return Terms(
            {s.id: own_forms(s) for s in self._named} | self._vocabulary.merged(UNNAMED_TABLE), self._vocabulary
        )

    @cached_property
    def _by_name(self) -> Terms:
        """Every form that counts for a speaker, whatever its entry asks of the words around it."""
        forms = {
            s.id: (
                *own_forms(s),
                *(_as_written(form) for forms in s.only.values() for form in forms),
                *(
                    f
                    for name in s.entries
                    for f in self._entries[name].spellings()
                    if (name, plain(f)) not in self._of_form
                ),
            )
            for s in self._named
        }
        return Terms(forms | self._vocabulary.merged(UNNAMED_TABLE), self._vocabulary)

    def without_entries(self) -> tuple[SpeakerEntry, ...]:
        """The speakers that are found by their own forms alone, whatever is watched."""
        return tuple(speaker for speaker in self._named if not speaker.entries and not speaker.only)

    def label(self, id: str) -> str:
        """The display name of an origin: "NIS (South Korea)"; a slug that is not in the registry with spaces."""
        speaker = self._by_id.get(id)
        return speaker.label if speaker else id.replace("-", " ")

    def id_of(self, label: str) -> str | None:
        """The id of the speaker with this display name, None where it is nobody's."""
        return self._by_label.get(label)

    def names_of(self, id: str) -> Mapping[str, str]:
        """What an origin is called by language, where its table says so."""
        speaker = self._by_id.get(id)
        return speaker.names if speaker else {}

    def kind_of(self, id: str) -> SpeakerKind:
        """What an origin is; UNLISTED for one that is not in the registry."""
        speaker = self._by_id.get(id)
        return speaker.kind if speaker else SpeakerKind.UNLISTED

    def entries_of(self, id: str) -> tuple[str, ...]:
        """The entries of the watch that speak for an origin; none of one that is not in the registry."""
        speaker = self._by_id.get(id)
        return speaker.entries if speaker else ()

    def find(self, text: Text) -> list[Term]:
        """The speakers that a text names, by id, in order, not overlapping: at each place the longest name."""
        return text.once(("speakers", self), lambda: self._found(text))

    def _found(self, text: Text) -> list[Term]:
        found = [
            Term(speaker, mention.start, mention.end - _possessive(text.original, mention.end))
            for mention in self._mentions(text)
            for speaker in (self._speaker(mention, text),)
            if speaker is not None
        ]
        chosen: list[Term] = []
        free = 0
        # Of equals a name wins over a phrase that only hides.
        for term in sorted([*self._terms.find(text), *found], key=lambda term: (term.start, -term.end, not term.kind)):
            if term.start >= free:
                chosen.append(term)
                free = term.end
        return [term for term in chosen if term.kind]

    def party_in(self, name: str) -> str | None:
        """The id of the speaker that a name as written stands for ("국정원", "John Kirby"), None when unknown."""
        terms = self.in_name(name)
        bodies = [term for term in terms if self.kind_of(term.kind) in BODIES]
        others = [term for term in terms if self.kind_of(term.kind) is not SpeakerKind.GROUP]
        best = next(iter(bodies or others or terms), None)
        return best.kind if best else None

    def in_name(self, name: str) -> list[Term]:
        """The speakers that a name names, read by itself: as `find`, whatever stands around it."""
        return self._by_name.find(Text(name, self._vocabulary))

    def is_oblique(self, name: str) -> bool:
        """Whether a person's name as written stands in a case that no subject has: "Путина", "Putinem"."""
        form = plain(name)
        return any(form.endswith(ending) and form[: -len(ending)] in self._persons for ending in self._endings)

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return self._vocabulary.merged(ENDINGS_TABLE).get("oblique", ())

    @cached_property
    def _persons(self) -> frozenset[str]:
        """The names of the persons who speak, without their signs."""
        entries = (self._entries[name] for s in self._named for name in s.entries)
        return frozenset(
            plain(form) for entry in entries if entry.kind == EntryKind.PERSON for form in entry.all_forms()
        )

    def _speaker(self, mention: Mention, text: Text) -> str | None:
        """Whom a name stands for: "" where it only hides what it holds, None for one who does not speak."""
        name = text.original[mention.start : mention.end]
        if mention.concept in self._people and name.islower() and " " not in name:
            return None  # "15 козлов": goats, not Minister Kozlov
        if mention.concept in self._some:
            form = plain(name)
            if (mention.concept, form) in self._alone and ANOTHER_NAME.match(text.original, mention.end):
                return None  # "МИД Армении": the ministry of somebody else
            if (mention.concept, form) in self._of_form:
                return self._of_form[mention.concept, form]
        return self._of_entry.get(mention.concept) if mention.concept else ""


def _is_person(entry: WatchEntry | None) -> bool:
    return entry is not None and entry.kind == EntryKind.PERSON


def _possessive(text: str, end: int) -> int:
    """How many characters of a name that ends here are the ending of a possessive."""
    return next((len(ending) for ending in ("'s", "’s") if text.endswith(ending, 0, end)), 0)


def plain(form: str) -> str:
    """A form without its signs, in the spelling that is compared."""
    return fold_form(form.strip("=!|*"))


def own_forms(speaker: SpeakerEntry) -> tuple[str, ...]:
    """The forms of a speaker's own with all their spellings."""
    return tuple(dict.fromkeys(s for forms in speaker.forms.values() for form in forms for s in spellings(form)))


def _as_written(form: str) -> str:
    """The form in its own case; a stem is of no case."""
    return form if "*" in form else f"={form.removeprefix('=')}"
