"""Whose word a headline opens with, where it is nobody that the watch names: "Media: …", "Ukraine's spy chief: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from tumen.analysis.digest.lines.grammar import clause_at
from tumen.analysis.digest.lines.places import Place
from tumen.analysis.digest.lines.reading import Reading
from tumen.analysis.matching.speaker_entries import SpeakerKind
from tumen.model import EntryKind, Kind, Mention, Slot

_MEDIA = (SpeakerKind.AGENCY, SpeakerKind.MEDIA, SpeakerKind.RELAY)
_WIDE: Final = "\N{IDEOGRAPHIC SPACE}"
_TAIL = re.compile(rf"(?:[:：]|…|\.{{3}}|\s[-–—])\s?|{_WIDE}")
_TAIL_LENGTH: Final = 25  # characters of a tail that only says whose word it is
_COLON = re.compile(r"[:：](?!\d)")


class Opener(NamedTuple):
    """To whom a headline hands its happening, before it or behind it: the words and the name; "" of one without."""

    place: Place
    name: str


def opener(reading: Reading) -> Opener | None:
    """Return who speaks before the colon; None where a name alone stands there, or only what the report is about."""
    place = _before_colon(reading)
    if place is None or (reading.speaker and reading.speaker.end <= place[1]):
        return None
    alone = [m for m in reading.named if m.start <= place[0] and place[1] <= m.end]
    if alone:
        return _state(reading, alone[0], place)
    inside = [m for m in reading.named if place[0] <= m.start < place[1]]
    if any(reading.kind_of(m) == EntryKind.PERSON and m.end < place[1] for m in inside):
        return None  # "Kim in Russia: …"
    return _voice(reading, place)


def closer(reading: Reading) -> Opener | None:
    """Return who stands behind the last colon, dash or ellipsis, and only says it: "…: report", "… – посол"."""
    gaps = list(_TAIL.finditer(reading.text, reading.headline.start, reading.headline.end))
    place = (gaps[-1].end(), reading.headline.end) if gaps else None
    if place is None or reading.speaker or reading.is_attributed or (reading.kind and reading.kind[0] >= place[0]):
        return None
    named = [m for m in reading.named if reading.acts(m) and place[0] <= m.start]
    if place[1] - place[0] > _TAIL_LENGTH or (named and not _is_all_of_tail(reading, named, place)):
        return None
    return Opener(place, reading.name(named[-1])) if named else _voice(reading, place)


def _is_all_of_tail(reading: Reading, named: Sequence[Mention], place: Place) -> bool:
    """Whether nothing but a name stands behind the wide space of a Japanese headline: "…供与　韓国国防相"."""
    is_set_off = reading.text[place[0] - 1 : place[0]] == _WIDE
    return is_set_off and named[0].start == place[0] and named[-1].end == place[1]


def state_of_claimant(reading: Reading) -> str:
    """For whom the one speaks to whom the report hands it, as the watch knows it; "" for nobody known."""
    claimant, watch = reading.frame.claimant if reading.frame else None, reading.wording.watch
    return watch.party(claimant) if claimant and watch.knows(claimant) else ""


def _state(reading: Reading, mention: Mention, place: Place) -> Opener | None:
    """A state or its capital before the colon: it speaks if it is not watched, a capital if the report says so."""
    watch = reading.wording.watch
    state, told_by = watch.party(mention.concept), state_of_claimant(reading)
    if reading.kind_of(mention) not in (EntryKind.PLACE, EntryKind.COUNTRY) or not state or not watch.knows(state):
        return None
    if state in watch.sides_watched or (told_by != state and reading.kind_of(mention) != EntryKind.COUNTRY):
        return None
    return Opener(place, reading.wording.name(state))


def _voice(reading: Reading, place: Place) -> Opener | None:
    wording, frame = reading.wording, reading.frame
    speakers = wording.watch.speakers
    terms = [term.kind for term in speakers.in_name(reading.text[slice(*place)])]
    bodies = [id for id in terms if speakers.kind_of(id) is not SpeakerKind.STATE]
    if bodies and _only_passes_on(reading, bodies):
        return None
    if bodies and _is_former(reading, place):
        return Opener(place, "")  # "Ex-CIA analyst: …"
    if bodies:
        return Opener(place, wording.speaker(speakers.party_in(reading.text[slice(*place)]) or bodies[0], known=True))
    claimant = frame.claimant if frame else None
    inside = any(place[0] <= start < place[1] for start, _ in frame.spans_of(Slot.CLAIMANT)) if frame else False
    if not inside and not _speaks(reading, place):
        return None
    if claimant and (inside or state_of_claimant(reading) in terms):
        return Opener(place, wording.speaker(claimant, known=True))
    return Opener(place, wording.speaker(terms[0], known=True) if terms else "")


def _is_former(reading: Reading, place: Place) -> bool:
    """Whether the words for a speaker say that he is nobody's any more."""
    language, vocabulary = reading.headline.document.language, reading.wording.watch.vocabulary
    return clause_at(reading.text, place, place[0], language, vocabulary).names_a_former


def _only_passes_on(reading: Reading, bodies: list[str]) -> bool:
    """Whether a medium before the colon passes on the words of somebody whom the headline names: "AP: Kirby says …"."""
    speaker, frame, kind_of = reading.speaker, reading.frame, reading.wording.watch.speakers.kind_of
    if speaker is None or frame is None or any(kind_of(id) not in _MEDIA for id in bodies):
        return False
    return frame.kind is not Kind.STATEMENT or reading.kind_of(speaker) == EntryKind.PERSON


def _before_colon(reading: Reading) -> Place | None:
    start, end = reading.headline.start, reading.headline.end
    colon = _COLON.search(reading.text, start, end)
    if colon is None or not reading.text[start : colon.start()].strip():
        return None
    told = (start, start + len(reading.text[start : colon.start()].rstrip()))
    is_act = reading.kind is not None and reading.kind[0] < colon.start()
    frame = reading.frame
    return None if is_act and frame and reading.kind not in frame.spans_of(Slot.CLAIMANT) else told


def _speaks(reading: Reading, place: Place) -> bool:
    language, vocabulary = reading.headline.document.language, reading.wording.watch.vocabulary
    return clause_at(reading.text, place, place[0], language, vocabulary).names_a_speaker
