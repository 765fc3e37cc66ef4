"""Event frames: what one report says happened, slot by slot, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What happened: the underlying happening, never the act of reporting it."""

    ARRIVAL = "arrival"
    VISIT = "visit"
    DEPARTURE = "departure"
    RETURN = "return"
    MEETING = "meeting"
    CALL = "call"
    MESSAGE = "message"
    GIFT = "gift"
    INVITATION = "invitation"
    STATEMENT = "statement"
    AGREEMENT = "agreement"
    SIGNING = "signing"
    RATIFICATION = "ratification"
    VOTE = "vote"
    SANCTION = "sanction"
    TRANSFER = "transfer"
    TRADE = "trade"
    AID = "aid"
    DEPLOYMENT = "deployment"
    WITHDRAWAL = "withdrawal"
    EXERCISE = "exercise"
    COMBAT = "combat"
    STRIKE = "strike"
    LOSS = "loss"
    CAPTURE = "capture"
    PRISONER_EXCHANGE = "prisoner_exchange"
    LAUNCH = "launch"
    DISPLAY = "display"
    PARADE = "parade"
    CELEBRATION = "celebration"
    MEMORIAL = "memorial"
    AWARD = "award"
    PERFORMANCE = "performance"
    CONSTRUCTION = "construction"
    OPENING = "opening"
    TRANSPORT = "transport"
    LABOUR = "labour"
    TOURISM = "tourism"
    APPOINTMENT = "appointment"
    ARREST = "arrest"
    DEFECTION = "defection"
    DEATH = "death"


class Via(StrEnum):
    """How the happening is known."""

    REPORT = "report"
    ANNOUNCEMENT = "announcement"
    ESTIMATE = "estimate"
    CONFIRMATION = "confirmation"
    DENIAL = "denial"
    ACCUSATION = "accusation"


class Stage(StrEnum):
    """How far it has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    CALLED_OFF = "called_off"


class Certainty(StrEnum):
    """How sure the report is of it: it says so itself, by somebody's word, or only as a possibility."""

    CERTAIN = "certain"
    CLAIMED = "claimed"
    MAY = "may"


class Slot(StrEnum):
    """The parts of a frame that stand in the text."""

    KIND = "kind"
    VIA = "via"
    STAGE = "stage"
    CERTAINTY = "certainty"
    AGENT = "agent"
    COUNTERPART = "counterpart"
    OBJECT = "object"
    PLACE = "place"
    DAY = "day"
    CLAIMANT = "claimant"
    RELAY = "relay"
    HOST = "host"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where one filler of a slot stands: offsets into `Draft.full_text`."""

    slot: Slot
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One happening as one report tells it; a slot is empty where the text is silent.

    `agents`, `counterparts`: ids of the watch, persons before bodies before countries; of a symmetric kind (a meeting,
    a call, a signing) all are agents, in the order of the text. `objects`: ids of what was sent, signed or spoken of.
    `place`: an id, never that of a dateline. `claimant`, `relay`: whose word it is and who passes it on: an id of the
    watch, else of a known speaker, else a slug of the name. `host`: the visit, meeting, parade or anniversary it
    belongs to. `quantities`: positions in the document's claims.
    """

    kind: Kind
    via: Via = Via.REPORT
    stage: Stage = Stage.DONE
    certainty: Certainty = Certainty.CERTAIN
    agents: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    place: str | None = None
    day: date | None = None
    claimant: str | None = None
    relay: str | None = None
    host: Kind | None = None
    quantities: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def principals(self) -> tuple[str, ...]:
        """Agents and counterparts together, each once."""
        return tuple(dict.fromkeys((*self.agents, *self.counterparts)))

    def spans_of(self, slot: Slot) -> tuple[tuple[int, int], ...]:
        """Where the fillers of a slot stand, in order."""
        return tuple((span.start, span.end) for span in self.spans if span.slot == slot)
