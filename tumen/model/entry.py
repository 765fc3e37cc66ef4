"""What the entries of a watch can be."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class EntryKind(StrEnum):
    """What an entry of the watch is. PAIR names all sides (북러), GROUP all sides and others (북중러)."""

    PERSON = "person"
    PLACE = "place"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    WEAPON = "weapon"
    CONCEPT = "concept"
    PAIR = "pair"
    GROUP = "group"


ALL_SIDES: Final = frozenset((EntryKind.PAIR, EntryKind.GROUP))
