"""A line with a verb: who condemns, thanks, visits or sends what, where the headline's own words leave nothing open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from tumen.analysis.digest.lines import line_details, plain_words
from tumen.analysis.digest.lines.act_parties import Party, is_adjective, object_parties, pattern
from tumen.analysis.digest.lines.act_reading import GIVING, TRAVEL, ToldAct, acts_of, told_act
from tumen.analysis.digest.lines.places import Place, Said, meet
from tumen.analysis.digest.lines.reading import Reading
from tumen.analysis.digest.lines.topic import NAMES, THINGS, WORDS
from tumen.analysis.digest.lines.topic_label import label_of
from tumen.analysis.digest.lines.wording import Wording, act_slots
from tumen.model import EntryKind, Kind, Mention, Stage

_THINGS: Final = (EntryKind.WEAPON, EntryKind.CONCEPT)
_SELVES: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)
_WHERE: Final = (EntryKind.PLACE, EntryKind.COUNTRY)
# By these somebody says something about a happening; by the others he does it himself.
TELLING: Final = (
    "condemn", "criticise", "deny", "dismiss", "confirm", "warn", "praise", "thank", "welcome", "urge", "demand",
    "reject", "refuse", "no_comment", "accuse", "congratulate", "condole", "concern", "support", "protest", "propose",
    "promise", "announce", "discuss", "react", "expect", "say",
)  # fmt: skip
# What these turn down is denied, its figures too.
_DENYING: Final = ("deny", "dismiss", "reject")
_OF_THINGS: Final = ("open", "close", "start", "increase")  # nobody opens or closes a state
_MADE: Final = ("open", "start", "increase")  # a place alone does not say what is opened there
_PLANNED: Final = "_planned"
_FROM: Final = "leave_from"  # where a headline says from where somebody leaves, and not where to
_LEAVES: Final = ("leave", "leave_planned")
_LISTED: Final = " – "


class _Slot(NamedTuple):
    """What fills a slot of a template: its words by case, and where they stand."""

    words: tuple[str, ...]
    spans: tuple[Place, ...]


def act_line(reading: Reading) -> Said | None:
    """Return the sentence of the headline's act; None where it tells none surely, or the language has no words."""
    act = _in_its_stage(reading, told_act(reading))
    if act is None:
        return None
    leaves = [_FROM] if act.id == "leave" else []
    named = ((name, one) for name in (act.id, *leaves) for one in reading.wording.act_templates(name))
    for id, template in named:
        wanted = act_slots(template)
        slots = _slots(reading, act._replace(id=id), wanted)
        if act.id in GIVING and not {"place", "whom"} & wanted and _names_a_state(reading, act):
            continue  # it may be whose it becomes, and may be whose it was
        words = {name: slot.words for name, slot in slots.items()}
        text = reading.wording.act(template, words, many=_many(reading, act))
        if text:
            spans = [act.place, *(at for slot in slots.values() for at in slot.spans)]
            return _told_by(reading, act, text, spans)
    return None


def _in_its_stage(reading: Reading, act: ToldAct | None) -> ToldAct | None:
    """The act as one that is planned, where the present tense tells what is to come: "besucht morgen"; None for one
    that the headline's topic tells better."""
    frame = reading.frame
    if act is None or (act.id == "say" and reading.speaker):
        return None
    if act.id in TELLING or act.id.endswith(_PLANNED) or frame is None or frame.stage is not Stage.PLANNED:
        return act
    return act._replace(id=act.id + _PLANNED)


def _told_by(reading: Reading, act: ToldAct, text: str, spans: list[Place]) -> Said:
    """The sentence with whose word it is, where another passes it on."""
    if act.told_by is None:
        return text, spans
    name = act.told_by.name or reading.wording.word("hearsay")
    return f"{text} ({name})", [*spans, act.told_by.place]


def _many(reading: Reading, act: ToldAct) -> bool:
    return len(act.who) > 1 or reading.wording.is_plural(act.who[0].concept, act.who[0].people)


def _slots(reading: Reading, act: ToldAct, wanted: frozenset[str]) -> Mapping[str, _Slot]:
    """What the headline fills the slots of a template with; what none of them takes is in "what"."""
    slots = {"who": _named(reading.wording, act.who)}
    taken = {party.concept for party in act.who}
    whom = object_parties(reading, act.about, act.is_last) if "whom" in wanted else []
    if whom:
        slots["whom"] = _named(reading.wording, whom)
        taken.update(party.concept for party in whom)
    place = _place(reading, act) if "place" in wanted else None
    if place:
        slots["place"] = _named(reading.wording, [Party(place.concept, "", ((place.start, place.end),))])
        taken.add(place.concept)
    slots["what"] = _about(reading, act, taken, list(slots.values()))
    return {name: slot for name, slot in slots.items() if slot and slot.words and slot.words[0]}


def _named(wording: Wording, parties: list[Party]) -> _Slot:
    forms = [wording.party_forms(party.concept, party.people) for party in parties]
    words = tuple(wording.joined(one) if all(one) else "" for one in zip(*forms, strict=True))
    return _Slot(words, tuple(at for party in parties for at in party.places))


def _place(reading: Reading, act: ToldAct) -> Mention | None:
    """Where a journey goes: right behind its verb, with nobody between; where the verb comes last, the only goal."""
    start, end = act.about
    places = [m for m in reading.named if reading.kind_of(m) in _WHERE]
    within = [m for m in places if meet((m.start, m.end), act.place)]
    if within:
        return within[0]  # 赴俄: the verb says it
    where = [m for m in places if start <= m.start < end]
    if act.id == _FROM:
        return _left(reading, act, where)
    if act.id in GIVING:
        to = [m for m in where if _is_receiver(reading, act, m)]
        return to[0] if len(to) == 1 else None
    if act.is_last:
        leaves = act.id in _LEAVES  # "평양 출발": from there
        beside = [m for m in where if not leaves and end - m.end <= 1]
        goals = beside or [m for m in where if reading.clause_at(m.start).is_goal(m)]
        return goals[0] if len(goals) == 1 else None
    found = next((m for m in where if m.start - start <= line_details.NEAR), None)
    if found is None or any(start <= m.start < found.start for m in reading.named):
        return None
    return None if pattern(reading, "from").search(reading.text[start : found.start]) else found


def _names_a_state(reading: Reading, act: ToldAct) -> bool:
    start, end = act.about
    return any(reading.kind_of(m) in _WHERE and start <= m.start < end for m in reading.named)


def _left(reading: Reading, act: ToldAct, where: list[Mention]) -> Mention | None:
    """From where somebody leaves: right before a verb that comes last, "평양 출발", or behind the word for it."""
    start, end = act.about
    if act.is_last:
        return next((m for m in where if end - m.end <= 1 and not reading.clause_at(m.start).is_goal(m)), None)
    found = (m for m in where if pattern(reading, "from").search(reading.text[start : m.start]))
    return next((m for m in found if m.start - start <= line_details.NEAR), None)


def _is_receiver(reading: Reading, act: ToldAct, mention: Mention) -> bool:
    """Whether something is sent to a state or place: behind "to", with a particle, or right behind the verb."""
    clause = reading.clause_at(mention.start)
    if clause.is_goal(mention) or clause.is_receiver(mention):
        return True
    before = reading.text[act.place[0] if not act.is_last else act.about[0] : mention.start]
    beside = not act.is_last and not reading.text[act.about[0] : mention.start].strip()
    return pattern(reading, "to").search(before) is not None or (beside and not is_adjective(reading, mention))


def _about(reading: Reading, act: ToldAct, taken: set[str], told: list[_Slot]) -> _Slot:
    """What an act is about: the happening, where it is sure, with the names, things and figures there.

    `taken`: the names that other slots have; `told`: these slots.
    """
    start, end = act.about
    inside = [m for m in reading.named if start <= m.start and m.end <= end and m.concept not in taken]
    inside = [m for m in inside if not (_is_beside(reading, act, m.start) or _meets(m, told))]
    if act.id.removesuffix(_PLANNED) in TRAVEL and not act.is_last:  # "arrives from Beijing"
        inside = [m for m in inside if not pattern(reading, "from").search(reading.text[start : m.start])]
    label = _label(reading, act)
    party = reading.wording.watch.party
    # "Meets Kim with Putin's letter": who else is named behind what somebody does has no part in it.
    own = [m for m in inside if reading.kind_of(m) in (_SELVES if act.id in TELLING else (EntryKind.ORGANISATION,))]
    spoken_for = {party(m.concept) for m in own}
    inside = [m for m in inside if act.id not in GIVING or reading.kind_of(m) in _THINGS]
    why = pattern(reading, "because").search(reading.text, start, end) if act.id == "sanction" else None
    if why and not act.is_last:  # "sanctions a bank for helping Pyongyang"
        inside = [m for m in inside if m.start < why.start()]
    states = [m for m in inside if reading.kind_of(m) == EntryKind.COUNTRY and m.concept not in spoken_for]
    states = [] if act.id.removesuffix(_PLANNED) in _OF_THINGS else states
    places = [m for m in inside if reading.kind_of(m) == EntryKind.PLACE]
    names = [*sorted([*own, *states], key=lambda m: m.start), *places][:NAMES]
    worded = " ".join((label, *reading.wording.act_templates(act.id))).lower()  # "imposes sanctions"
    things = [m for m in inside if reading.kind_of(m) in _THINGS and reading.name(m).lower() not in worded]
    things = things[:THINGS]
    said = " ".join((label, reading.listed([*names, *things]), *(form for slot in told for form in slot.words))).lower()
    found = [one for one in plain_words.things(reading) if start <= one[1][0] < end and one[0].lower() not in said]
    verbs = [at for _, at in acts_of(reading, start)]  # 抗议 is a verb and a rally
    found = [one for one in found if not any(meet(one[1], at) for at in verbs)]
    found = [one for one in found if not _is_beside(reading, act, one[1][0])]
    words = [one for one in found if not reading.clause_at(one[1][0]).is_date(*one[1])]
    words = words[: max(0, WORDS - len(things))]
    since = min(at[0] for party in act.who for at in party.places)
    counts = any(since <= number.start < end for number in reading.numbers)
    counted = line_details.figures(reading, is_told=True, is_denied=act.id in _DENYING) if counts else []
    counted = [one for one in counted if one[1][0] < end and since < one[1][1]]
    things = [m for m in things if not any(text.startswith(reading.name(m)) for text, _ in counted)]
    about = ", ".join(part for part in (reading.listed(things), *(text for text, _ in [*words, *counted])) if part)
    text = _LISTED.join(part for part in (label, reading.listed(names), about) if part)
    spans = [*((m.start, m.end) for m in [*names, *things]), *(at for _, at in [*words, *counted])]
    spans += [reading.kind] if label and reading.kind else []
    is_told = things or words or counted or (names and act.id.removesuffix(_PLANNED) not in _MADE)
    return _Slot((text,) if is_told else (), tuple(spans))


def _meets(mention: Mention, told: list[_Slot]) -> bool:
    """Whether what a name says is said by the words of another slot: "soldiers"."""
    return any(meet((mention.start, mention.end), at) for slot in told for at in slot.spans)


def _is_beside(reading: Reading, act: ToldAct, at: int) -> bool:
    """Whether a place is of what goes on beside an act, or of the occasion of one that somebody does."""
    if act.is_last:
        return False
    clause = reading.clause_at(at)
    occasion = Mention(concept="", start=at, end=at)
    return clause.parts(act.place[1], at) or (act.id not in TELLING and clause.is_occasion(occasion))


def _label(reading: Reading, act: ToldAct) -> str:
    """What the happening is called that the act is about; "" where its word stands elsewhere or is not sure."""
    kind, frame = reading.kind, reading.frame
    if frame is None or kind is None or frame.kind is Kind.STATEMENT or act.id not in TELLING:
        return ""
    if not act.about[0] <= kind[0] < act.about[1]:
        return ""
    label = label_of(reading)
    return "" if label == reading.wording.word("denial") else label
