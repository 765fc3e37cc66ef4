"""The line that says what happened, in the reader's language, each part of it cited.

In order of what the headline bears out: the headline itself where it is in the reader's language; a sentence where
its grammar says who did what; a topic with the names where only the kind is sure; the names alone. Nothing is taken
from the text beneath, where the background stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tumen.analysis.digest.lines import line_details
from tumen.analysis.digest.lines.act_line import act_line
from tumen.analysis.digest.lines.acts import is_of_other_act
from tumen.analysis.digest.lines.grammar import Clause
from tumen.analysis.digest.lines.label_sentence import label_sentence
from tumen.analysis.digest.lines.opener import closer, opener
from tumen.analysis.digest.lines.places import Detail, Place, Said
from tumen.analysis.digest.lines.reading import Reading
from tumen.analysis.digest.lines.topic import beside, topic
from tumen.analysis.digest.lines.topic_label import MANNER
from tumen.analysis.digest.lines.wording import Slots, Wording
from tumen.analysis.digest.selection.headline import Headline
from tumen.analysis.extraction.participants import SYMMETRIC, TRAVEL
from tumen.analysis.matching.watch import Watch
from tumen.model import Certainty, Citation, EntryKind, Frame, Kind, Line, Mention, Slot, Stage, Via

_STATED: Final = (Via.REPORT, Via.ANNOUNCEMENT)  # what is only estimated or denied makes no sentence


def line(headline: Headline | None, watch: Watch, *, language: str) -> Line | None:
    """Return what happened in one line of `language`; None where the headline does not say it surely enough."""
    if headline is None or not headline.text:
        return None
    if headline.document.language == language:
        return _line((headline.text, [(headline.start, headline.end)]), headline, language)
    wording = Wording(watch, language)
    if not wording or not watch or headline.document.features.round_up:
        return None  # the headline of a round-up joins what has nothing to do with each other
    reading = Reading(headline, wording)
    told = sentence(reading) or label_sentence(reading)
    said = _with_things(told, reading) if told else act_line(reading) or topic(reading)
    if said is None:
        return None
    text, spans = _dated(said, reading)
    return _line((wording.spelled(text), spans), headline, language)


def _dated(said: Said, reading: Reading) -> Said:
    """The line with the day that the headline says, in parentheses."""
    day = line_details.day(reading)
    return _behind(said, [day]) if day else said


def _with_things(told: Said, reading: Reading) -> Said:
    """A sentence with the things and figures that it has no slot for, in parentheses; with one in it, it is whole."""
    words, found = told[0].lower(), beside(reading)
    cited = [m for m in reading.named if any(place == (m.start, m.end) for _, place in found)]
    if any(form.lower() in words for m in cited for form in reading.wording.forms(m.concept)):
        return told
    return _behind(told, [one for one in found if one[0].lower() not in words])


def _behind(said: Said, details: Sequence[Detail]) -> Said:
    """A line with details in the parentheses at its end."""
    text, spans = said
    if not details:
        return said
    words = ", ".join(name for name, _ in details)
    text = f"{text[:-1]}, {words})" if text.endswith(")") else f"{text} ({words})"
    return text, [*spans, *(place for _, place in details)]


def _line(said: Said, headline: Headline, language: str) -> Line:
    id, (text, spans) = headline.document.id, said
    cited = tuple(Citation(document_id=id, start=start, end=end) for start, end in sorted(set(spans)))
    return Line(text=text[:1].upper() + text[1:], language=language, citations=cited)


def sentence(reading: Reading) -> Said | None:
    """A sentence where the headline's own grammar says who did, or will do, what, and nobody else says so."""
    frame, kind, clause = reading.frame, reading.kind, reading.clause
    if frame is None or kind is None or clause is None or reading.speaker or reading.is_attributed:
        return None
    if reading.asks or opener(reading) or closer(reading):
        return None
    if clause.is_negated or clause.is_credited or clause.is_other_sense(kind[0]):
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
    others = (m for m in reading.named if reading.acts(m) and m not in used and not is_of_other_act(reading, m))
    if any(not _is_title(reading, m, used) for m in others):
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
    together = [m for m in named if m.concept in frame.agents and not is_of_other_act(reading, m)]
    together = [m for m in together if not reading.is_behind_act(m, together)]
    if frame.kind in SYMMETRIC and len(together) > 1:
        slots["who"], used = tuple(m.concept for m in together), together
    place = line_details.place(reading, frame, kind)
    if place and frame.kind is Kind.DEPARTURE and not reading.clause_at(place.start).is_goal(place):
        place = None  # where somebody leaves from
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


def _spans(mentions: Sequence[Mention]) -> list[Place]:
    return [(m.start, m.end) for m in mentions]
