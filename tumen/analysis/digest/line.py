"""The line that says what happened, in the reader's language, each part of it cited.

In order of what the headline bears out: the headline itself where it is in the reader's language; a sentence where
its grammar says who did what; a topic with the names where only the kind is sure; the names alone. Nothing is taken
from the text beneath, where the background stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tumen.analysis.digest import details
from tumen.analysis.digest.grammar import Clause
from tumen.analysis.digest.headline import Headline
from tumen.analysis.digest.reading import Place, Reading
from tumen.analysis.digest.topic_label import MANNER, is_met_alone, label_of
from tumen.analysis.digest.wording import Slots, Wording
from tumen.analysis.extraction.principals import SYMMETRIC, TRAVEL
from tumen.analysis.matching.watch import Watch
from tumen.model import Certainty, Citation, EntryKind, Frame, Kind, Line, Mention, Slot, Stage, Via

_WHERE: Final = (EntryKind.PLACE, EntryKind.COUNTRY)
_THINGS: Final = (EntryKind.WEAPON, EntryKind.CONCEPT)
NAMES, THINGS = 4, 2  # more names or things than these make a list of a line
_NEAR = 25  # characters from an act to where it goes: "arrived on an official visit in"
_SELVES: Final = (EntryKind.PERSON, EntryKind.ORGANISATION)  # who travels: no state does
_STATED: Final = (Via.REPORT, Via.ANNOUNCEMENT)  # what is only estimated or denied makes no sentence

_LISTED: Final = " – "

Said = tuple[str, list[Place]]  # a line, and where what it says stands


def line(headline: Headline | None, watch: Watch, *, language: str) -> Line | None:
    """Return what happened in one line of `language`; None where the headline does not say it surely enough."""
    if headline is None or not headline.text:
        return None
    if headline.document.language == language:
        return _line((headline.text, [(headline.start, headline.end)]), headline, language)
    wording = Wording(watch, language)
    if not wording or not watch:
        return None
    reading = Reading(headline, wording)
    said = sentence(reading) or topic(reading)
    if said is None:
        return None
    text, spans = _dated(said, reading)
    return _line((wording.spelled(text), spans), headline, language)


def _dated(said: Said, reading: Reading) -> Said:
    """The line with the day that the headline says, in parentheses."""
    day, (text, spans) = details.day(reading), said
    return (f"{text} ({day[0]})", [*spans, day[1]]) if day else said


def _line(said: Said, headline: Headline, language: str) -> Line:
    id, (text, spans) = headline.document.id, said
    cited = tuple(Citation(document_id=id, start=start, end=end) for start, end in sorted(set(spans)))
    return Line(text=text[:1].upper() + text[1:], language=language, citations=cited)


def sentence(reading: Reading) -> Said | None:
    """A sentence where the headline's own grammar says who did, or will do, what, and nobody else says so."""
    frame, kind, clause = reading.frame, reading.kind, reading.clause
    if frame is None or kind is None or clause is None or reading.speaker or reading.is_attributed:
        return None
    if clause.is_negated or clause.is_credited:
        return None
    if frame.certainty is Certainty.MAY or frame.via not in _STATED or frame.stage is Stage.CALLED_OFF:
        return None
    planned = frame.stage is Stage.PLANNED
    subject = next((m for m in reading.named if m.concept in frame.agents and clause.start <= m.start < kind[0]), None)
    if subject is None or not reading.is_subject(subject, clause):
        return None
    slots, used = _slots(reading, frame, kind, subject)
    acting = [m for m in used if m.concept in frame.agents]
    if any(clause.is_genitive(m) for m in used):
        return None
    if reading.kind_of(subject) == EntryKind.COUNTRY and (
        frame.kind in TRAVEL or not (planned or _any_bare(clause, acting))
    ):
        return None  # "Russian minister arrives": the state is only said to be whose somebody is
    if not (_is_ahead(reading, frame, clause, acting) if planned else clause.tells(subject, *kind)):
        return None
    if any(m not in used and not _is_title(reading, m, used) for m in reading.named if reading.acts(m)):
        return None
    said = reading.wording.sentence(frame.kind, planned=planned, slots=slots)
    return (said, [*_spans(used), kind]) if said else None


def _any_bare(clause: Clause, acting: Sequence[Mention]) -> bool:
    return any(clause.is_bare(m) for m in acting)


def _is_ahead(reading: Reading, frame: Frame, clause: Clause, acting: Sequence[Mention]) -> bool:
    """Whether the headline puts the act, and not another one, into the future of its subjects."""
    stage, kind = reading.span(frame, Slot.STAGE), reading.kind
    if stage is None or kind is None or kind[0] - stage[1] > MANNER:
        return False
    return any(clause.is_beside(m, stage[0]) for m in acting)


def _is_title(reading: Reading, mention: Mention, used: Sequence[Mention]) -> bool:
    """Whether a state or its house only says whose a named person is: "министр обороны РФ Белоусов", "в Кремле"."""
    watch, kind = reading.wording.watch, reading.kind_of(mention)
    whose = watch.party(mention.concept) if kind == EntryKind.ORGANISATION else mention.concept
    return any(watch.party(m.concept) == whose for m in used if reading.kind_of(m) == EntryKind.PERSON)


def _slots(reading: Reading, frame: Frame, kind: Place, subject: Mention) -> tuple[Slots, list[Mention]]:
    """What fills the slots of a sentence, and the mentions that do."""
    named = reading.named
    slots: dict[str, tuple[str, ...]] = {Slot.AGENT.value: (subject.concept,)}
    used = [subject]
    together = [m for m in named if m.concept in frame.agents]
    if frame.kind in SYMMETRIC and len(together) > 1:
        slots["who"], used = tuple(m.concept for m in together), together
    place = _place(reading, frame, kind)
    others = {
        Slot.PLACE: [place] if place and place not in used else [],
        Slot.COUNTERPART: [m for m in named if m.concept in frame.counterparts],
        Slot.OBJECT: [m for m in named if m.concept in frame.objects][:1],
    }
    for slot, fillers in others.items():
        if fillers:
            slots[slot.value] = tuple(m.concept for m in fillers)
            used = [*used, *fillers]
    return slots, used


def _place(reading: Reading, frame: Frame, kind: Place) -> Mention | None:
    """Where a journey or deployment goes, right behind its word; of other kinds the place that the frame has."""
    where = [m for m in reading.named if reading.kind_of(m) in _WHERE]
    if frame.kind in {*TRAVEL, Kind.DEPLOYMENT}:
        return next((m for m in where if 0 <= m.start - kind[1] <= _NEAR), None)
    return next((m for m in where if m.concept == frame.place and reading.kind_of(m) == EntryKind.PLACE), None)


def topic(reading: Reading) -> Said | None:
    """The kind of happening, where it is sure, with the names; None where the headline names too little."""
    speaker, label = reading.speaker, label_of(reading)
    named = [m for m in reading.named if m != speaker and not reading.is_source(m) and not reading.is_of(m, speaker)]
    if label or speaker:
        start, end = reading.segment if label else reading.said
        own = [m for m in named if start <= m.start < end and not _is_aside(reading, m)]
        named = own if any(reading.kind_of(m) not in _THINGS for m in own) else named
    names = _travelling(reading, named) if label else []
    names = names or _names(reading, _acting(reading, named) if label else named, with_states=not label)
    counted = details.figures(reading, is_told=bool(label or speaker))
    told = " ".join(text for text, _ in counted)
    things = [m for m in named if reading.kind_of(m) in _THINGS and not label.startswith(reading.name(m))][:THINGS]
    things = [] if label and is_met_alone(reading) else things
    label = "" if label and told.lower().startswith(label.lower()) else label  # "losses: 6,000" says it
    things = [m for m in things if not any(reading.name(m) in text for text, _ in counted)]
    if len(names) + len(things) + len(counted) + bool(label) + bool(speaker) < 2 or not (names or speaker):
        return None
    spans = [
        *_spans([*names, *things]),
        *(place for _, place in counted),
        *([reading.kind] if label and reading.kind else []),
    ]
    about = ", ".join(part for part in (reading.listed(things), *(text for text, _ in counted)) if part)
    said = [part for part in (reading.listed(names), about) if part]
    if speaker is None:
        text = _LISTED.join(said) if not label else f"{label}: {_LISTED.join(said)}" if said else label
        return _by(text, spans, details.source(reading) or _onlooker(reading, names if label else []))
    forms = reading.wording.forms(speaker.concept)
    if label == reading.wording.word("denial") and reading.is_subject(speaker):
        text = reading.wording.word("denies").format(forms, _LISTED.join(said))
    else:
        word = "says" if label or counted else "speaks"  # who thanks or warns somebody is no source about him
        text = reading.wording.word(word).format(forms, _LISTED.join([*([label] if label else []), *said]))
    return text, [*spans, *_spans([speaker])]


def _acting(reading: Reading, named: Sequence[Mention]) -> list[Mention]:
    """The names of a labelled happening: of a meeting no state that has no part in it; where only states are named
    beside its word, who acts elsewhere in the headline."""
    frame = reading.frame
    if frame is None:
        return list(named)
    if frame.kind in SYMMETRIC:
        met = [m for m in named if reading.kind_of(m) in _SELVES and m.concept in frame.principals]
        aside = (EntryKind.COUNTRY, *(_SELVES if len(met) > 1 else ()))
        named = [m for m in named if reading.kind_of(m) not in aside or m.concept in frame.principals]
    if any(reading.kind_of(m) in _SELVES for m in named):
        return list(named)
    nominal = reading.clause is not None and reading.clause.is_nominal  # one subject for all parts of the headline
    persons = [m for m in reading.named if reading.kind_of(m) == EntryKind.PERSON]
    acting = [m for m in persons if nominal or m.concept in frame.agents]
    return [*acting, *named]


def _onlooker(reading: Reading, names: Sequence[Mention]) -> details.Detail | None:
    """A body that the headline names beside a meeting of others: it watches, fears or welcomes it."""
    frame, watch = reading.frame, reading.wording.watch
    if frame is None or frame.kind not in SYMMETRIC or not names:
        return None
    parties = {watch.party(m.concept) for m in names}
    for m in reading.named:
        beside = reading.kind_of(m) == EntryKind.ORGANISATION and m.concept not in frame.principals
        if beside and m not in names and watch.party(m.concept) not in parties:
            return reading.name(m), (m.start, m.end)
    return None


def _by(text: str, spans: list[Place], source: details.Detail | None) -> Said:
    """A topic with whose word it is in parentheses, unless it is named already."""
    if source is None or source[0].lower() in text.lower():
        return text, spans
    return f"{text} ({source[0]})", [*spans, source[1]]


def _names(reading: Reading, named: Sequence[Mention], *, with_states: bool) -> list[Mention]:
    """Persons and bodies, the states that none of them stands for, then places; two persons need no states."""
    persons = [m for m in named if reading.kind_of(m) == EntryKind.PERSON]
    places = [m for m in named if reading.kind_of(m) == EntryKind.PLACE]
    if len(persons) > 1 and not with_states:
        return [*persons, *places][:NAMES]
    own = [m for m in named if reading.kind_of(m) in (EntryKind.PERSON, EntryKind.ORGANISATION)]
    spoken_for = {reading.wording.watch.party(m.concept) for m in own}
    states = [m for m in named if reading.kind_of(m) == EntryKind.COUNTRY and m.concept not in spoken_for]
    return [*sorted([*own, *states], key=lambda m: m.start), *places][:NAMES]


def _is_aside(reading: Reading, mention: Mention) -> bool:
    """Whether a name behind the happening is of something else: "meets Kim with Putin's greetings", "before a summit
    with Trump"."""
    kind, clause = reading.kind, reading.clause
    if kind is None or clause is None or mention.start <= kind[1]:
        return False
    is_person = reading.kind_of(mention) == EntryKind.PERSON
    return clause.is_genitive(mention) or (is_person and clause.is_occasion(mention))


def _travelling(reading: Reading, named: Sequence[Mention]) -> list[Mention]:
    """Who travels and where to; nobody where the happening is no journey or its traveller is not named."""
    frame, kind = reading.frame, reading.kind
    if frame is None or kind is None or frame.kind not in TRAVEL:
        return []
    who = [m for m in named if m.concept in frame.agents and reading.kind_of(m) in _SELVES]
    to = _place(reading, frame, kind)
    own = {reading.wording.watch.party(m.concept) for m in who}
    where = [m for m in named if reading.kind_of(m) in _WHERE and m.concept not in own]
    return [*who, *([to] if to else where)][:NAMES] if who else []


def _spans(mentions: Sequence[Mention]) -> list[Place]:
    return [(m.start, m.end) for m in mentions]
