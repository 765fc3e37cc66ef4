"""A sentence in place of a label and names, where the headline leaves open neither who nor whom.

`line.sentence` asks a verb for its subject. Headlines of nouns have none: "김정은, 푸틴에 축전" says by its order and a
particle who sends and who receives, and of a meeting it need not be said who met whom.
"""

from __future__ import annotations

from typing import Final

from tumen.analysis.digest.lines.line_details import place as place_of
from tumen.analysis.digest.lines.opener import closer, opener
from tumen.analysis.digest.lines.places import Place, Said
from tumen.analysis.digest.lines.reading import Reading
from tumen.analysis.digest.lines.topic_label import label_of
from tumen.analysis.digest.lines.wording import Slots
from tumen.model import EntryKind, Frame, Kind, Mention, Slot

_SELVES: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)
_DIRECTED: Final = (Kind.MESSAGE, Kind.GIFT)
PAIR: Final = 2


def label_sentence(reading: Reading) -> Said | None:
    """Return the sentence of a happening that is done and whose label is sure; None where a name has no part in it."""
    frame, kind = reading.frame, reading.kind
    if frame is None or kind is None or reading.speaker or reading.is_attributed or opener(reading) or closer(reading):
        return None
    if label_of(reading) != reading.wording.topic(frame.kind):
        return None  # planned, called off or not sure
    if frame.kind is Kind.MEETING:
        return _met(reading, frame, kind)
    return _sent(reading, frame, kind) if frame.kind in _DIRECTED else None


def _met(reading: Reading, frame: Frame, kind: Place) -> Said | None:
    """Two persons of two parties who met, where the headline names nobody else but their states and bodies."""
    party = reading.wording.watch.party
    persons = [m for m in reading.named if reading.kind_of(m) == EntryKind.PERSON]
    parties = {party(m.concept) for m in persons}
    if (
        len(persons) != PAIR
        or not reading.opens_with(persons[0])
        or len(parties) != PAIR
        or any(m.concept not in frame.principals for m in persons)
    ):
        return None
    if any(reading.acts(m) and party(m.concept) not in parties for m in reading.named):
        return None
    if any(reading.is_behind_act(m, persons) for m in persons):
        return None
    where = place_of(reading, frame, kind)
    used = [*persons, *([where] if where else [])]
    slots = {"who": tuple(m.concept for m in persons), **({Slot.PLACE.value: (where.concept,)} if where else {})}
    return _told(reading, frame, used, slots, kind)


def _sent(reading: Reading, frame: Frame, kind: Place) -> Said | None:
    """Who opens a headline of nouns and sends something to whom a particle marks as its receiver."""
    clause = reading.clause
    if clause is None or not clause.is_nominal:
        return None
    people = [m for m in reading.named if reading.kind_of(m) in _SELVES]
    to = [m for m in people if clause.is_receiver(m) and m.end <= kind[0]]
    by = [m for m in people if m not in to]
    if len(to) != 1 or len(by) != 1 or not reading.opens_with(by[0]) or by[0].start > to[0].start:
        return None
    if frame.agents != (by[0].concept,) or any(clause.belongs(m) for m in (*by, *to)):
        return None
    slots = {Slot.AGENT.value: (by[0].concept,), Slot.COUNTERPART.value: (to[0].concept,)}
    return _told(reading, frame, [*by, *to], slots, kind)


def _told(reading: Reading, frame: Frame, used: list[Mention], slots: Slots, kind: Place) -> Said | None:
    text = reading.wording.sentence(frame.kind, planned=False, slots=slots)
    return (text, [*((m.start, m.end) for m in used), kind]) if text else None
