"""Reads who can stand behind a report: `[[speaker]]` of the watch, and of speakers.toml what every watch shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tumen.analysis.matching.entries import WatchEntry
from tumen.analysis.matching.matcher import Matcher, parse
from tumen.analysis.matching.speaker_entries import SpeakerEntry, SpeakerKind
from tumen.analysis.matching.speakers import plain
from tumen.analysis.matching.spellings import spellings
from tumen.analysis.text.normalization import Folded
from tumen.analysis.text.vocabulary import NO_VOCABULARY
from tumen.catalogue.strict import Key, each, ident, mapping, one_of, only, read, rows, text
from tumen.errors import ConfigError

# A speaker that is not in the registry has no table.
KINDS = tuple(kind.value for kind in SpeakerKind if kind is not SpeakerKind.UNLISTED)


def form(value: Any) -> str:
    """A form that can match something."""
    parse(text(value))
    return str(value)


_SHARED = {
    "id": Key(ident),
    "label": Key(text),
    "kind": Key(one_of(KINDS)),
    "forms": Key(mapping(each(form)), {}),
    "names": Key(mapping(text), {}),
}
_OF_A_WATCH = _SHARED | {"entries": Key(each(ident), ()), "only": Key(mapping(each(form)), {})}


def shared_speakers(path: Path) -> tuple[SpeakerEntry, ...]:
    """The speakers of speakers.toml: news agencies and institutes, found by their own forms, whatever is watched."""
    data = read(path)
    only(data, ("speaker",), file=str(path))
    speakers = tuple(_speaker(row) for row in rows(data, "speaker", _SHARED, file=str(path)))
    _check(str(path), speakers, ())
    return speakers


def speakers_of(
    data: Mapping[str, Any], entries: Sequence[WatchEntry], shared: Sequence[SpeakerEntry], *, file: str
) -> tuple[SpeakerEntry, ...]:
    """The speakers of a watch with those that every watch shares.

    ConfigError names the speaker and the key of a mistake: an entry that is not there or speaks for two, a form that
    an entry or another speaker has already, an id that somebody else has.
    """
    own = tuple(_speaker(row) for row in rows(data, "speaker", _OF_A_WATCH, file=file))
    taken = {speaker.id for speaker in shared}
    for speaker in own:
        if speaker.id in taken:
            raise _mistake(file, speaker, "id", "is a speaker that every watch has already")
    _check(file, own, entries)
    return (*own, *shared)


def _speaker(row: dict[str, Any]) -> SpeakerEntry:
    return SpeakerEntry(**(row | {"kind": SpeakerKind(row["kind"])}))


def _check(file: str, speakers: Sequence[SpeakerEntry], entries: Sequence[WatchEntry]) -> None:
    by_id = {entry.id: entry for entry in entries}
    owners: dict[tuple[str, str], SpeakerEntry] = {}
    matchers: dict[str, Matcher] = {}
    for speaker in speakers:
        if not (speaker.entries or speaker.only or any(speaker.forms.values())):
            raise _mistake(file, speaker, "forms", "needs an entry or a form")
        if speaker.id in by_id and speaker.id not in (*speaker.entries, *speaker.only):
            raise _mistake(
                file, speaker, "entries", f"there is an entry of this id, which has to be one of {speaker.id!r}'s"
            )
        for key, name in _references(speaker):
            if name not in by_id:
                raise _mistake(file, speaker, key, f"there is no entry {name!r}")
            for form in speaker.only.get(name, ()) if key != "entries" else ():
                if name not in matchers:
                    matchers[name] = Matcher(((one, 0) for one in by_id[name].spellings()), NO_VOCABULARY)
                if not _finds(matchers[name], form):
                    raise _mistake(file, speaker, key, f"the entry has no form {form!r}")
        for key, claimed in _claims(speaker):
            owner = owners.setdefault(claimed, speaker)
            if owner is not speaker:
                raise _mistake(file, speaker, key, f"{claimed[0]}{claimed[1]!r} is {owner.id!r}'s already")
    _check_forms(file, speakers, entries)


def _references(speaker: SpeakerEntry) -> list[tuple[str, str]]:
    """(key, entry) of all entries that a speaker names."""
    return [("entries", name) for name in speaker.entries] + [(f"only.{name}", name) for name in speaker.only]


def _claims(speaker: SpeakerEntry) -> Iterable[tuple[str, tuple[str, str]]]:
    """(key, what only one speaker may have): an entry, or one form of it."""
    for name in speaker.entries:
        yield "entries", ("entry ", name)
    for name, forms in speaker.only.items():
        for form in forms:
            yield f"only.{name}", (f"of {name}: ", plain(form))


def _finds(matcher: Matcher, form: str) -> bool:
    """Whether the forms of an entry find this one whole."""
    wanted = plain(form)
    hits = matcher.find(Folded(wanted), form.strip("=!|*"))
    return any((start, end) == (0, len(wanted)) for _, start, end in hits)


def _check_forms(file: str, speakers: Sequence[SpeakerEntry], entries: Sequence[WatchEntry]) -> None:
    """ConfigError when a form stands in an entry, or with two speakers: one of them would never be found."""
    of_entry = {spelling.casefold(): entry for entry in entries for spelling in entry.spellings()}
    owners: dict[str, SpeakerEntry] = {}
    for speaker in speakers:
        for language, forms in speaker.forms.items():
            for spelling in (s.casefold() for one in forms for s in spellings(one)):
                key = f"forms.{language}"
                if spelling in of_entry:
                    raise _mistake(
                        file, speaker, key, f"{spelling!r} is a form of entry {of_entry[spelling].id!r}: name that"
                    )
                owner = owners.setdefault(spelling, speaker)
                if owner is not speaker:
                    raise _mistake(file, speaker, key, f"{spelling!r} is a form of {owner.id!r} already")


def _mistake(file: str, speaker: SpeakerEntry, key: str, reason: str) -> ConfigError:
    return ConfigError(file, f"speaker {speaker.id!r}.{key}", reason)
