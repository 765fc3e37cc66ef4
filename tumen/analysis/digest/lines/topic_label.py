"""What the happening of a line is called, where the headline's grammar makes sure that it is what is told."""

from __future__ import annotations

import re
from typing import Final

from tumen.analysis.digest.lines.grammar import Clause
from tumen.analysis.digest.lines.places import Place
from tumen.analysis.digest.lines.reading import Reading
from tumen.analysis.extraction.participants import SYMMETRIC, TRAVEL
from tumen.model import Certainty, EntryKind, Frame, Kind, Mention, Slot, Stage, Via

MANNER: Final = 12  # characters between a happening and the words that say how far it has come
_THINGS: Final = (EntryKind.WEAPON, EntryKind.CONCEPT)
_SELVES: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)
_OPENED: Final = (*_THINGS, EntryKind.PLACE, EntryKind.PERSON, EntryKind.ORGANISATION)
# Words of these kinds often stand for what is feared, allowed or long past: the word itself must be told as done.
_WORD = re.compile(r"[^\W\d_]")
_COMMA = re.compile(r"[,，、…]")
_VOTED: Final = ("veto", "sanctions", "treaty", "treaty-2024")  # ideas of the watch
_WHERE: Final = (EntryKind.COUNTRY, EntryKind.PLACE)
_TO: Final = 3  # characters of "to" before a place
_BEHIND: Final = 4  # characters behind a noun with the one that puts it off: "방북 연기"
_GRAVE: Final = frozenset((Kind.STRIKE, Kind.LOSS, Kind.CAPTURE, Kind.LAUNCH, Kind.DEATH, Kind.ARREST, Kind.DEFECTION))


def label_of(reading: Reading) -> str:
    """What the happening is called where its word heads the clause, with the manner; "" where it is not sure."""
    frame, kind, clause = reading.frame, reading.kind, reading.clause
    if frame is None or kind is None or clause is None:
        return ""
    if frame.via is Via.DENIAL and reading.span(frame, Slot.VIA) and not clause.is_negated:
        return reading.wording.word("denial")
    label = reading.wording.topic(frame.kind)
    if frame.kind is Kind.VOTE and not any(_is_voted(reading, m) for m in reading.named):
        return ""  # 통과 is a train's too
    named = {reading.kind_of(m) for m in reading.named}
    if frame.kind is Kind.CONSTRUCTION and not named & {*_THINGS, EntryKind.PLACE}:
        return ""  # a bloc is built too
    if frame.kind is Kind.OPENING and not any(reading.kind_of(m) in _OPENED for m in reading.named):
        return ""  # "North Korea slowly reopens": no house and no road
    if not label or frame.kind is Kind.STATEMENT or reading.asks or not reading.is_said(*kind):
        return ""
    off = _called_off(reading, frame, clause, kind)
    if off:
        return reading.wording.word(off).format(label)
    if frame.stage is Stage.CALLED_OFF or clause.is_negated or not _is_sure(reading, frame, clause, kind):
        return ""
    return _in_its_manner(reading, frame, kind, label)


def _is_voted(reading: Reading, mention: Mention) -> bool:
    """Whether a name is of a body that votes or of what it votes on."""
    entry = reading.wording.watch.entry(mention.concept)
    return entry.kind == EntryKind.ORGANISATION or mention.concept in _VOTED


def _called_off(reading: Reading, frame: Frame, clause: Clause, kind: Place) -> str:
    """Which word says that it was called or put off, in the clause of its word; "" where none does."""
    if clause.is_nominal and clause.is_put_off(kind[1], min(kind[1] + _BEHIND, clause.end)):
        return "postponed"
    off = reading.span(frame, Slot.STAGE) if frame.stage is Stage.CALLED_OFF else None
    if off is None or not clause.start <= off[0] < clause.end or clause.negates(off):
        return ""
    return "postponed" if clause.is_put_off(*off) else "called_off"


def _in_its_manner(reading: Reading, frame: Frame, kind: Place, label: str) -> str:
    """The label with what is only possible or planned said so; "" where the headline may mean another happening."""
    manners = (
        ("possible", frame.certainty is Certainty.MAY, Slot.CERTAINTY),
        ("planned", frame.stage is Stage.PLANNED, Slot.STAGE),
    )
    for how in (name for name, is_so, slot in manners if is_so and _is_its(reading, kind, slot)):
        return reading.wording.word(how).format(label)
    clause = reading.clause
    for _, slot in ((name, slot) for name, is_so, slot in manners if is_so):
        at = reading.span(frame, slot)
        if at and clause and clause.start <= at[0] < clause.end and not _is_way(reading, clause, at):
            return ""
    # A journey that only the text beneath puts into the future is no less planned.
    is_ahead = frame.kind in TRAVEL and frame.stage is Stage.PLANNED and not reading.span(frame, Slot.STAGE)
    return reading.wording.word("planned").format(label) if is_ahead else label


def _is_way(reading: Reading, clause: Clause, at: Place) -> bool:
    """Whether what looks like a plan leads to a place: "ambassador to North Korea dies"."""
    goals = [m for m in reading.named if reading.kind_of(m) in _WHERE and 0 < m.start - at[0] <= _TO]
    goals += [m for m in reading.named if m.start < at[0] < m.end]  # "ambassador to North Korea" is an office
    return any(m.end <= at[1] and not clause.is_unreal(m.end, at[1]) for m in goals)


def _is_its(reading: Reading, kind: Place, slot: Slot) -> bool:
    """Whether a manner is that of the happening and not of another word of the headline."""
    frame, clause = reading.frame, reading.clause
    at = reading.span(frame, slot) if frame else None
    if frame is None or at is None or clause is None:
        return False
    if at == reading.span(frame, Slot.DAY) or (at[0] < kind[1] and kind[0] < at[1]):
        return True  # the day to come on which it is
    if clause.reads_verbs and slot is Slot.STAGE:
        is_noun = not clause.is_verb(*kind)
        return (
            (is_noun and at[0] == kind[1])
            or clause.is_ahead(*at, kind[0])
            or any(clause.is_beside(m, at[0]) for m in reading.named if reading.acts(m))
        )
    if not clause.reads_verbs and not clause.is_nominal:
        return clause.start <= at[0] < clause.end  # "will … schicken": its verb is the last
    return at[0] - kind[1] <= MANNER and kind[0] - at[1] <= MANNER


def _is_sure(reading: Reading, frame: Frame, clause: Clause, kind: Place) -> bool:
    """Whether a kind is what the headline tells: its word heads the clause and, of grave kinds, is itself told."""
    if not (clause.heads(*kind) or _follows_subject(reading, frame)) or _is_of_one_side(reading, frame):
        return False
    if clause.is_other_sense(kind[0]) or clause.is_looked_into(reading.segment[0], kind[0]):
        return False
    if reading.speaker is None and clause.is_spoken_of(kind[0]):
        return False
    acting = [m for m in reading.named if m.concept in frame.agents and reading.acts(m)]
    before = [m for m in acting if clause.start <= m.start < kind[0]]
    if frame.kind in TRAVEL and before and clause.is_party(*kind):
        return False  # who receives a delegation or sees it off does not travel
    if frame.kind in TRAVEL and not clause.is_nominal:
        persons = [m for m in (before if clause.puts_subject_first else acting) if reading.kind_of(m) in _SELVES]
        if not clause.reads_verbs:
            persons = _going(reading, clause, persons, kind)
        return any(not clause.is_genitive(m) for m in persons)
    if frame.kind is Kind.DEATH and sum(reading.kind_of(m) == EntryKind.PERSON for m in reading.named) > 1:
        return False  # who mourns is named beside who died
    if _has_unread_subject(reading, frame, clause, kind):
        return False
    if _is_others(reading, frame, clause, kind) or (is_met_alone(reading) and not clause.is_nominal):
        return False
    if frame.kind in _GRAVE and not clause.is_nominal:
        return any(reading.is_subject(m, clause) and clause.tells(m, *kind) for m in before)
    return True


def _follows_subject(reading: Reading, frame: Frame) -> bool:
    """Whether a Chinese headline opens with who acts, and the act is the next word: 普京致电…."""
    kind, clause = reading.kind, reading.clause
    if kind is None or clause is None or clause.language != "zh":
        return False
    return any(m.end == kind[0] and reading.opens_with(m) for m in reading.named if m.concept in frame.agents)


def _going(reading: Reading, clause: Clause, persons: list[Mention], kind: Place) -> list[Mention]:
    """Who goes, of those who act, where no verb says so: who is named before the act, or alone in its clause."""
    if clause.welcomes(*kind):
        return []
    here = [m for m in reading.named if reading.kind_of(m) in _SELVES and clause.start <= m.start < clause.end]
    first = [m for m in persons if m in here[:1] and m.start < kind[0]]
    return first or [m for m in persons if here == [m]]


def _is_of_one_side(reading: Reading, frame: Frame) -> bool:
    """Whether those who are said to meet are all of one side: whom they met has a name that was not read."""
    watch = reading.wording.watch
    named = {m.concept for m in reading.named if m.concept in frame.principals}
    met = [one for one in named if watch.entry(one).kind in _SELVES]
    return frame.kind in SYMMETRIC and len(met) > 1 and len({watch.party(one) for one in met}) == 1


def _has_unread_subject(reading: Reading, frame: Frame, clause: Clause, kind: Place) -> bool:
    """Whether words that name nobody stand before a meeting of states: who met may have a name that was not read."""
    if (
        frame.kind not in (Kind.MEETING, Kind.CALL)
        or clause.is_nominal
        or not _WORD.search(reading.text, clause.start, kind[0])
    ):
        return False
    acting = [m for m in reading.named if reading.acts(m)]
    are_states = all(reading.kind_of(m) not in _SELVES for m in acting if m.concept in frame.principals)
    return are_states and not any(clause.start <= m.start < kind[0] for m in acting)


def _is_others(reading: Reading, frame: Frame, clause: Clause, kind: Place) -> bool:
    """Whether only others than its principals stand before the act: "the US and Seoul agreed on how to answer …"."""
    party = reading.wording.watch.party
    taking_part = {party(one) for one in frame.principals}
    if frame.kind in (Kind.MEETING, Kind.CALL) and clause.is_nominal:
        acting = [m for m in reading.named if reading.acts(m) and m != reading.speaker]
        first = min(acting, key=lambda m: m.start, default=None)
        told = reading.text[reading.headline.start : kind[0]]
        comma = _COMMA.search(told)
        unread = comma is not None and (first is None or first.start > reading.headline.start + comma.start())
        return unread or (first is not None and reading.opens_with(first) and party(first.concept) not in taking_part)
    if frame.kind not in SYMMETRIC or clause.is_nominal:
        return False  # who imposes sanctions need not be one of those they are about
    before = (m for m in reading.named if reading.acts(m) and clause.start <= m.start < kind[0])
    subjects = [m for m in before if m != reading.speaker and not reading.is_source(m)]
    return bool(subjects and taking_part) and all(party(m.concept) not in taking_part for m in subjects)


def is_met_alone(reading: Reading) -> bool:
    """Whether of those who meet the headline names one alone, beside a thing: nobody meets "troops" or "drones"."""
    frame = reading.frame
    if frame is None or frame.kind is not Kind.MEETING or not any(reading.kind_of(m) in _THINGS for m in reading.named):
        return False
    return sum(m.concept in frame.principals for m in reading.named) <= 1
