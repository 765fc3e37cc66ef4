"""How important a development is: what kind of thing happened, how far it came, how many stand behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from tumen.model import Document, Importance, Kind, Stage


class Level(IntEnum):
    """What a kind of happening changes between two states, the least first."""

    COLOUR = 0
    STATEMENT = 1
    MEETING = 2
    FORCE = 3  # war, troops, weapons, and what binds or punishes: treaties and sanctions


_FORCE: Final = (
    Kind.AGREEMENT, Kind.SIGNING, Kind.RATIFICATION, Kind.SANCTION, Kind.TRANSFER, Kind.DEPLOYMENT, Kind.WITHDRAWAL,
    Kind.COMBAT, Kind.STRIKE, Kind.LOSS, Kind.CAPTURE, Kind.LAUNCH,
)  # fmt: skip
_MEETING: Final = (
    Kind.ARRIVAL, Kind.VISIT, Kind.DEPARTURE, Kind.RETURN, Kind.MEETING, Kind.CALL, Kind.VOTE, Kind.TRADE, Kind.AID,
    Kind.EXERCISE, Kind.PRISONER_EXCHANGE, Kind.CONSTRUCTION, Kind.OPENING, Kind.TRANSPORT, Kind.LABOUR,
    Kind.APPOINTMENT, Kind.ARREST, Kind.DEFECTION, Kind.DEATH,
)  # fmt: skip
_STATEMENT: Final = (Kind.STATEMENT, Kind.MESSAGE, Kind.INVITATION, Kind.PARADE, Kind.DISPLAY)
_COLOUR: Final = (Kind.GIFT, Kind.CELEBRATION, Kind.MEMORIAL, Kind.AWARD, Kind.PERFORMANCE, Kind.TOURISM)

LEVELS: Final[Mapping[Kind, Level]] = MappingProxyType(
    {
        **dict.fromkeys(_FORCE, Level.FORCE),
        **dict.fromkeys(_MEETING, Level.MEETING),
        **dict.fromkeys(_STATEMENT, Level.STATEMENT),
        **dict.fromkeys(_COLOUR, Level.COLOUR),
    }
)
_STEPS: Final = {Stage.DONE: 2, Stage.CALLED_OFF: 2, Stage.UNDER_WAY: 1, Stage.PLANNED: 0}


def importance(documents: Iterable[Document], *, changes: int, publishers: int) -> Importance:
    """Return how important what the documents report is, with the reason in words.

    The kind is that of most main frames, of equally many the weightier; its stage is the latest one told. `changes`:
    what an update adds; `publishers`: independent ones, outlets of one family once.
    """
    main = [document.frames[0] for document in documents if document.frames]
    kinds = Counter(frame.kind for frame in main)
    kind = max(kinds, key=lambda k: (kinds[k], LEVELS[k], k), default=None)
    stage = max((f.stage for f in main if f.kind is kind), key=_STEPS.__getitem__, default=None)
    level = Level.COLOUR if kind is None else LEVELS[kind]
    happening = "no happening named" if kind is None else f"{kind}, {stage}".replace("_", " ")
    facts = [happening, *([f"changes: {changes}"] if changes else []), f"publishers: {publishers}"]
    order = (int(level), _STEPS[stage] if stage else 0, changes, publishers)
    return Importance(order=order, reason=f"{level.name.lower()}: {'; '.join(facts)}")
