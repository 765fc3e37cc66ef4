"""What the registry of speakers is made of. It imports nothing heavy: commands that only show what is known need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class SpeakerKind(StrEnum):
    """What a speaker is.

    OFFICIAL: a body or office that knows. AGENCY: a state's own news agency, its voice and the relay of others' words.
    STATE: a country or capital that speaks. STUDY: who studies. EVIDENCE: pictures and data. RELAY: who passes on what
    a body told, such as lawmakers. GROUP: people without a name. MEDIA: who reports. UNLISTED: not in the registry.
    """

    OFFICIAL = "official"
    AGENCY = "agency"
    STATE = "state"
    STUDY = "study"
    EVIDENCE = "evidence"
    RELAY = "relay"
    GROUP = "group"
    MEDIA = "media"
    UNLISTED = "unlisted"


# Bodies and offices: what they say is theirs.
BODIES: Final = frozenset({SpeakerKind.OFFICIAL, SpeakerKind.AGENCY})


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerEntry:
    """One who can stand behind a report.

    `entries`: the entries of the watch that speak for it. `only`: for an entry, the forms that count, where the others
    mean a place or somebody else; one with `!` does not count before another name. `forms`: names that no entry has,
    by language. `names`: what readers of a language are shown, where neither the entries nor the label say it.
    """

    id: str
    label: str
    kind: SpeakerKind
    entries: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


# Nobody by name; the words around them say whose they are. Their words stand in the language tables.
UNNAMED: Final = tuple(
    SpeakerEntry(id=id, label=label, kind=kind)
    for id, label, kind in (
        ("officials", "officials", SpeakerKind.GROUP),
        ("lawmakers", "lawmakers", SpeakerKind.RELAY),
        ("analysts", "analysts", SpeakerKind.GROUP),
        ("sources", "unnamed sources", SpeakerKind.GROUP),
        ("military", "authorities", SpeakerKind.GROUP),
        ("spy-agency", "intelligence services", SpeakerKind.GROUP),
        ("defence-minister", "a ministry or embassy", SpeakerKind.GROUP),
        ("state-media", "state media", SpeakerKind.GROUP),
        ("media", "media reports", SpeakerKind.MEDIA),
        ("report", "report", SpeakerKind.STUDY),
    )
)
